"""Papers: numbers without gaps, a register, PDF, and a public page that says what stands behind."""
