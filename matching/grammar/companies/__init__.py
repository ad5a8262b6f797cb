"""Frames of company events: acquisitions, sites, layoffs, money and the like."""
