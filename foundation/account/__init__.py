"""People who sign in: accounts, roles held in a unit, sessions, entry codes, permissions."""
