"""Days ahead: what is told as done and is yet to come."""
