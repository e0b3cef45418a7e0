"""Which questions of a file the bank holds already, or holds almost so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from foundation.text import likeness_key
from question_bank import queries
from question_bank.rules.body_json import body_texts
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.importing import Fate, key_of
from question_bank.rules.kinds import BY_HAND
from question_bank.rules.likeness import LikenessIndex, comparable
from question_bank.rules.normal import normalised
from question_bank.rules.reading import ReadItem
from question_bank.services.storing import digest_of


@dataclass
class Compared:
    """An item, and what it resembles."""

    item: ReadItem
    digest: str = ""
    twin: str = ""
    """Public id of the bank's question, or ``#`` and the place in the file."""
    near: dict[str, object] | None = field(default=None)
    """``key`` as in ``twin``, ``percent`` and the other's words."""
    is_other_key: bool = False
    """Whether the twin calls another answer right."""

    @property
    def fate(self) -> Fate:
        """Return what becomes of it unless somebody chooses."""
        if self.item.problems or self.item.draft is None:
            return Fate.FAULTY
        if self.twin:
            return Fate.TWIN
        return Fate.NEAR if self.near else Fate.READY


def compared(items: Sequence[ReadItem], unit_id: int | None, on: date) -> list[Compared]:
    """Return the items with the question of bank or file that reads the same or almost so."""
    found = [Compared(item, _digest(item.draft)) for item in items]
    _mark_twins(found, unit_id, on)
    _mark_near(found, unit_id, on)
    return found


def _digest(draft: QuestionDraft | None) -> str:
    return digest_of(normalised(draft)) if draft else ""


def _mark_twins(found: Iterable[Compared], unit_id: int | None, on: date) -> None:
    rows = list(found)
    seen = queries.alike_in_unit([one.digest for one in rows if one.digest], unit_id, on)
    seen |= _bare_ones(rows, unit_id, on)
    keys = queries.right_answers(seen.values())
    right = {digest: _folded(keys.get(public_id)) for digest, public_id in seen.items()}
    for one in rows:
        if not one.digest or one.item.draft is None or one.item.problems:
            continue
        one.twin = seen.get(one.digest, "")
        key = key_of(one.item.draft)
        one.is_other_key = bool(one.twin) and right[one.digest] != key
        seen.setdefault(one.digest, f"#{one.item.where}")
        right.setdefault(one.digest, key)


def _bare_ones(rows: Sequence[Compared], unit_id: int | None, on: date) -> dict[str, str]:
    """Return the essays of a format without rubrics that the bank holds with theirs."""
    bare = {
        one.digest: likeness_key(draft.stem)
        for one in rows
        if (draft := one.item.draft) and draft.kind in BY_HAND and not any(body_texts(draft.body))
    }
    known = queries.by_hand_stems(unit_id, on) if bare else {}
    return {digest: known[stem] for digest, stem in bare.items() if stem in known}


def _folded(texts: Sequence[str] | None) -> frozenset[str] | None:
    return None if texts is None else frozenset(map(likeness_key, texts))


def _mark_near(found: Sequence[Compared], unit_id: int | None, on: date) -> None:
    texts = {f"#{at}": _text(one.item.draft) for at, one in enumerate(found) if _is_new(one)}
    bank = queries.comparable_texts(unit_id, on)
    index: LikenessIndex[str] = LikenessIndex({**bank, **texts})
    for at, one in enumerate(found):
        if not _is_new(one):
            continue
        near = index.nearest(texts[f"#{at}"], but=f"#{at}")
        if near is None:
            continue
        is_in_file = near.key.startswith("#")
        other = int(near.key[1:]) if is_in_file else -1
        if is_in_file and other > at:
            continue  # the later one is the one to look at
        key = f"#{found[other].item.where}" if is_in_file else near.key
        one.near = {"key": key, "percent": int(100 * near.share)}


def _is_new(one: Compared) -> bool:
    return one.item.draft is not None and not one.twin and not one.item.problems


def _text(draft: QuestionDraft | None) -> str:
    if draft is None:
        return ""
    return comparable(draft.stem, [*(o.text for o in draft.options), *body_texts(draft.body)])
