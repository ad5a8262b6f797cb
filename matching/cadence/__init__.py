"""Cadence: who is to be called when nothing happens, by rhythm and by promise."""
