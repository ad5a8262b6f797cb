"""Registers: lists of what was filed, whose columns a mapping names, become announcements with filings."""
