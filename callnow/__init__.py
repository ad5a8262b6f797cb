"""Layer 0: the words everyone shares (model, errors, settings) and the database (store)."""

__version__ = "0.1.0"
