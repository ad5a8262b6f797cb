"""Floor 0: the words everyone shares (model, errors, settings) and the memory (store)."""

__version__ = "0.1.0"
