"""Plays a contest and a class through HTTP, as clients would, against a fresh copy."""
