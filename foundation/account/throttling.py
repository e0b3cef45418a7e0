"""How long a door stays shut after failed tries: pure."""

from datetime import datetime, timedelta
from typing import Final

FREE_TRIES: Final = {
    "account-network": 5,
    "account": 100,
    "network": 30,
    "code-network": 60,
    "paper": 5,
}
LONGEST: Final = timedelta(minutes=5)
FORGOTTEN_AFTER: Final = timedelta(hours=1)


def shut_until(side: str, failures: int, last_failure: datetime) -> datetime:
    """Return the moment from which the next try is listened to.

    The first few tries are free; after them the wait doubles, from one second to five
    minutes. The door never shuts for good. A stranger does not shut it for the holder of an
    account who comes from elsewhere, unless by a hundred failures: from many networks, or hours.

    Args:
        side: ``account-network`` (an account tried from one network), ``account`` (from anywhere),
            ``network``, ``code-network`` (a whole hall behind one address) or ``paper``.
        failures: failed tries so far.
        last_failure: when the latest was.
    """
    excess = failures - FREE_TRIES[side]
    if excess < 0:
        return last_failure
    return last_failure + min(timedelta(seconds=2 ** min(excess, 10)), LONGEST)


def counts_afresh(last_failure: datetime, at: datetime) -> bool:
    """Return whether the failures are so old that they are forgotten."""
    return at - last_failure > FORGOTTEN_AFTER
