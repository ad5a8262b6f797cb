"""What looks like an event and is none of its company: it is left out, or makes no call."""
