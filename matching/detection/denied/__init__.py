"""What a text denies, ends or takes back, and what it tells all the same."""
