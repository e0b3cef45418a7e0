"""What people do in a contest: one transaction and one entry in the log each."""
