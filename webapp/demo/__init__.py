"""The demo: Mù Cang Chải’s organisation and contests, invented people, one kept seed."""
