"""Who did what, and when: rows are added, never changed, and each seals the one before."""
