"""The people on the list: imported, typed in, merged, moved, forgotten."""
