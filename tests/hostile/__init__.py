"""Articles in which all is hostile, through the whole of the project: what comes out is read by others' parsers."""
