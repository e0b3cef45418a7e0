"""What becomes of each question of a file: kept, left out, or waiting for a person's choice."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from foundation.errors import N_
from foundation.text import likeness_key
from question_bank.rules.citing import names_several
from question_bank.rules.drafting import QuestionDraft, SourceDraft, faults
from question_bank.rules.kinds import CHOSEN, Kind
from question_bank.rules.reading import ReadItem, Remark
from question_bank.rules.signs import CHOOSABLE

MOST_AT_ONCE = 100
"""Questions in one transaction: others write in between."""
LONGEST_ARTICLE = 200
SMALL = 300
"""Up to so many questions are kept at once, while the person waits."""
IN_BANK = N_("The bank holds this question already.")
IN_FILE = N_("The same question stands earlier in the file (%(where)s).")
IN_BANK_OTHERWISE = N_("The bank holds this question already, with another right answer.")
IN_FILE_OTHERWISE = N_(
    "The same question stands earlier in the file (%(where)s), with another right answer."
)
NOT_A_QUESTION = N_("This item cannot be kept in the bank.")
NEAR_BANK = N_("%(percent)s%% like a question of the bank (%(other)s).")
NEAR_FILE = N_("%(percent)s%% like another question of this file (%(other)s).")


class Fate(StrEnum):
    """Where an item of a file stands; the value is a msgid."""

    READY = N_("Ready")
    NEAR = N_("To look at")
    TWIN = N_("In the bank already")
    FAULTY = N_("To repair")
    LEFT_OUT = N_("Left out")

    @property
    def code(self) -> str:
        """Return what is stored."""
        return self.name.lower()


def twin_remark(twin: str, *, is_other_key: bool) -> Remark:
    """Return the words about a question that is there already.

    Args:
        twin: its public id in the bank, or ``#`` and its place in the file.
        is_other_key: whether another answer is right there.
    """
    if twin.startswith("#"):
        return Remark(IN_FILE_OTHERWISE if is_other_key else IN_FILE, {"where": twin[1:]})
    return Remark(IN_BANK_OTHERWISE if is_other_key else IN_BANK)


def key_of(draft: QuestionDraft) -> frozenset[str] | None:
    """Return what is right among the answers to choose, for comparing; None for other kinds."""
    if draft.kind not in CHOSEN:
        return None
    return frozenset(likeness_key(one.text) for one in draft.options if one.is_right)


def needs_choice(item: ReadItem) -> bool:
    """Return whether only the answer is in doubt, so that a person can choose it."""
    messages = {problem.message for problem in item.problems}
    is_chosen = item.draft is not None and item.draft.kind in CHOSEN
    return is_chosen and bool(messages) and messages <= CHOOSABLE


def with_choice(draft: QuestionDraft, labels: tuple[str, ...], chosen: str) -> QuestionDraft:
    """Return a question with the answers a person chose for it: ``B`` or ``A,C``."""
    wanted = {label for label in chosen.split(",") if label in labels}
    if not wanted:
        return draft
    names = labels or tuple("ABCDEFGHIJKLMNOPQRST")
    options = tuple(
        replace(one, is_right=label in wanted)
        for label, one in zip(names, draft.options, strict=False)
    )
    kind = Kind.SEVERAL if len(wanted) > 1 else Kind.ONE
    if draft.kind is Kind.TRUE_FALSE and len(wanted) == 1:
        kind = Kind.TRUE_FALSE
    return replace(draft, options=options, kind=kind)


def with_settled_source(draft: QuestionDraft, settled: Mapping[str, str]) -> QuestionDraft:
    """Return a question with the document a person chose for its source.

    Args:
        draft: the question as it stands in the file.
        settled: citation → name of a document of the register; "" to go without.
    """
    source = draft.source
    if source is None or source.document not in settled:
        return draft
    name = settled[source.document]
    words = source.document if names_several(source.document) else ""
    article = source.article or words[:LONGEST_ARTICLE]
    return replace(draft, source=SourceDraft(name, article) if name else None)


def checked(item: ReadItem) -> ReadItem:
    """Return the item with everything that keeps it out of the bank among its problems."""
    if item.draft is None:
        return item if item.problems else replace(item, problems=(Remark(NOT_A_QUESTION),))
    if item.problems:
        return item
    found = tuple(Remark(fault) for fault in faults(item.draft))
    return replace(item, problems=found)
