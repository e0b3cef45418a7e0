"""Pages by audience: the centre's office, trainers, learners; and the figures."""

from training.views import figures, learner, office, trainer

__all__ = ["figures", "learner", "office", "trainer"]
