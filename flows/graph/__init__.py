"""Facts of an article -> quads: identifiers, vocabulary, mapping, serialisation as Turtle and JSON-LD. Knows no file and no shape."""
