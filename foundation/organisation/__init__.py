"""Units of the Party organisation as a tree with dates; persons, memberships, posts."""
