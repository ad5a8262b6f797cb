"""Jobs: how many of how many go, and at which company."""
