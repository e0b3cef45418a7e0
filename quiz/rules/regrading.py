"""How a faulty question can be counted after all."""

from enum import StrEnum

from foundation.errors import N_


class RegradeMode(StrEnum):
    """What happens to a question after the quiz; the value is a msgid, the code is stored."""

    NEW_KEY = N_("By the key of the newest version")
    FULL = N_("Full points for everybody who had it")
    LEFT_OUT = N_("Left out for everybody")

    @property
    def code(self) -> str:
        """Return what is stored."""
        return self.name.lower()
