"""Looking again and again, as somebody at a desk does, until the worker is through."""

import time
from collections.abc import Callable

from webapp.check.browser import Page, Unexpected

LONGEST_S = 120.0
LOOK_EVERY_S = 0.2


def wait_for(look: Callable[[], Page], is_over: Callable[[Page], bool], complaint: str) -> Page:
    """Return the page as it is when the work is over.

    Raises:
        Unexpected: it takes longer than a worker that was killed and swept up needs.
    """
    end = time.monotonic() + LONGEST_S
    while not is_over(page := look()):
        if time.monotonic() > end:
            raise Unexpected(f"{complaint}: {page.text[:300]}")
        time.sleep(LOOK_EVERY_S)
    return page
