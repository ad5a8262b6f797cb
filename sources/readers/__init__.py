"""Readers: what a source answered with, of each kind, read into items."""
