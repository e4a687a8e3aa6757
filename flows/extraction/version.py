"""The version of the extractor: it changes whenever the same article may yield other facts."""

EXTRACTOR_VERSION = "2"
