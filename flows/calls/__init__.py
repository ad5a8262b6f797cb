"""Calls: planned, shown as cards, logged, paused, and written as calendars."""
