"""The figures to take along."""
