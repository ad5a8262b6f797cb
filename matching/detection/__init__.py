"""Events of announcements: what the grammar and the reader say, weighed together, and what headlines add."""
