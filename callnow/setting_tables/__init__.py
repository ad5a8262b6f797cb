"""The tables of callnow.toml, with keys, defaults and ranges: for reading news, for calls, and for how callnow runs.

`Settings` (callnow/settings.py) holds one of each; each is a `Section`.
"""
