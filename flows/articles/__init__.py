"""Bytes -> Article: readers, byline, encodings, identity. Knows nothing of what an article says."""
