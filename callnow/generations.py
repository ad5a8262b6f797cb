"""What stands behind a name and tells two of one family apart: "Jr.", "III"; all folded."""

GENERATIONS = ("jr", "sr", "ii", "iii", "iv")
SHORT = {"junior": "jr", "jnr": "jr", "senior": "sr", "snr": "sr"}
"""Those that are written out, and how they are kept."""
