"""Articles in which everything is hostile, through the whole of the project: every file and page is read by others' parsers."""
