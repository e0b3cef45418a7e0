"""Pages of contests by audience: organisers, judges, secretariat, the hall's screen, everybody."""

from contest.views import desk, judge, organiser, public, screen

__all__ = ["desk", "judge", "organiser", "public", "screen"]
