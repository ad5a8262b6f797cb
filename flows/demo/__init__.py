"""The demo: the sample's news served on this machine, and run to the calls to make."""
