"""What is kept of failed tries: as long as it counts, and no longer."""

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select

from foundation.account.models import Throttle
from foundation.account.services.throttle import count_failure, sweep_failures
from foundation.db import session


def test_failures_that_count_no_more_are_taken_away_and_others_stay(
    app: Flask, at: datetime
) -> None:
    count_failure("password", {"network": "10.0.0.1"}, at)
    count_failure("password", {"network": "10.0.0.2"}, at + timedelta(minutes=59))
    sweep_failures(at + timedelta(minutes=60))
    assert len(session.scalars(select(Throttle.source)).all()) == 2
    sweep_failures(at + timedelta(minutes=61))
    assert session.scalars(select(Throttle.source)).all() == ["network:10.0.0.2"]
