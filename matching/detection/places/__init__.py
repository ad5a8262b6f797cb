"""Places of head offices and sites."""
