"""Programs that measure what the pipeline costs: see README.md beside them."""
