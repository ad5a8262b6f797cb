"""Deals: their two sides, what is bought, and for how much."""
