"""Reading: a trained model finds the events in a text. Its weights are made by `training/`."""

import os

# ONNX Runtime 1.32 keeps a number of this machine, and what it is to report to Microsoft, in the user's cache, unless
# this is said before it is imported. What leaves the machine is for callnow's user to say.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
