"""Article -> Facts: who, when, in which post, what was asked. Pure: no RDF, no files written, no clock."""
