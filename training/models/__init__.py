"""The tables of the training domain, by subject."""
