"""People: which records, and which people in the news, are one person."""
