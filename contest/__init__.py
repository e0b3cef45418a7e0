"""Contests: entries, rounds by quiz and on stage, judging, ranking, promotion, prizes."""
