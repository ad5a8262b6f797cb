"""Texts put in order before they are read: what stands over them, what a correction puts right, lists and columns."""
