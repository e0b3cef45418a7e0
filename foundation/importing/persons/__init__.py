"""Lists of persons: which columns they have, whom their rows mean, how they are kept."""
