"""What pages show: loaded whole, scoped to the reader, nothing written."""
