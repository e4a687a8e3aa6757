"""Facts of an article -> quads: identifiers, vocabulary, mapping, serialisation. Knows no file and no shape."""
