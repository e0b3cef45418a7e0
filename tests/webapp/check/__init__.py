"""What the check of the demo is made of."""
