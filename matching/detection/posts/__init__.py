"""Posts: who gets which in whose place, for a time or for good, and who keeps theirs."""
