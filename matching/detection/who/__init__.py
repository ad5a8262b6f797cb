"""Whom a text means: names of people and companies, and which of several belong together."""
