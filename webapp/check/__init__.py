"""Plays a whole contest through HTTP, as clients would, against a fresh copy of the program."""
