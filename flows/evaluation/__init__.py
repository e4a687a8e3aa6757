"""Gold -> figures: how often extraction is right on annotated articles. Knows nothing of how extraction works."""
