"""Facts of an article -> quads: identifiers, vocabulary, mapping, Turtle and JSON-LD. Knows no file and no shape."""
