"""The news: its feeds and how well they cover the employers, detection, understanding, corrections."""
