"""Reading: a trained model finds the events in a text. Its weights are made by `training/`."""
