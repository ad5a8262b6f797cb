"""What looks like an event and is none, or none of its company: it is left out, or makes no call."""
