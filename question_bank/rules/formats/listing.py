"""How a reader of one item says that the item cannot be kept."""

from question_bank.rules.reading import Remark


class Listed(Exception):
    """One item cannot be kept, and why; the rest of the file is read on."""

    def __init__(self, message: str, **facts: object) -> None:
        self.remark = Remark(message, facts)
        super().__init__(message)
