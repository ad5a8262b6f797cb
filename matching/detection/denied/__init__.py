"""What a headline denies, and what it tells beside that."""
