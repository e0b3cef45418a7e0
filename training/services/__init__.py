"""What people do with programmes and classes, one transaction each."""
