"""Frames of events about people: hired, promoted, departed, seated on a board."""
