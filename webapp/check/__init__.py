"""Plays a whole contest and a class through HTTP, as clients would, against a fresh copy of the program."""
