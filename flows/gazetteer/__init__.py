"""What is known before any article is read: places, institutions, surnames (data and look-up)."""
