"""Running: the schedule, its state, settings, task runners, and what is published and delivered."""
