"""Papers of a class and of a year: from plain words to papers as data."""
