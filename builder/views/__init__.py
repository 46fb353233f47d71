"""Site -> words and links for readers."""
