"""Triggers: which stories concern which prospects, how urgent they are, and what to say."""
