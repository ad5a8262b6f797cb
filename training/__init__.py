"""How the weights of the reader are made: needs the extra `train` and the labelled texts in ../shared."""
