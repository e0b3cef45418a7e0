"""Questions on party-building work: written, reviewed, approved, retired; imported from Word."""
