"""GIFT written, as Moodle writes it: category, identifier and tags, title, answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from question_bank.rules.bodies import Essay, Matching, Numeric, Short, Situation
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats.choices import shares_of
from question_bank.rules.formats.explaining import with_source
from question_bank.rules.formats.gift.reading import read_gift
from question_bank.rules.formats.gift.texts import write_plain, write_text
from question_bank.rules.formats.markdown import without_pictures
from question_bank.rules.formats.naming import own_name
from question_bank.rules.formats.shares import percent, written
from question_bank.rules.formats.wildcards import with_plain_stars
from question_bank.rules.formats.writing import Loss, Written, all_tags, losses, shown_kind
from question_bank.rules.kinds import Kind

ID = "id:"


def write_gift(drafts: Sequence[QuestionDraft], topics: Mapping[str, str]) -> Written:
    """Return a GIFT file.

    Args:
        drafts: the questions.
        topics: code → name, as the file's categories show it.
    """
    parts: list[str] = []
    lost: list[Loss] = []
    topic = None
    for number, draft in enumerate(drafts, start=1):
        if draft.topic_code != topic:
            topic = draft.topic_code
            name = " ".join(topics.get(topic, topic).split())
            parts.append(f"$CATEGORY: $course$/top/{name}\n" if name else "")
        text = _question(draft)
        read = read_gift(text).items if text else ()
        after = read[0].draft if len(read) == 1 else None
        lost += losses(number, draft, after)
        if after is not None:
            parts.append(text)
    return Written("\n".join(part for part in parts if part).encode(), tuple(lost))


@dataclass
class _Words:
    """Writes texts in the format that holds at their place."""

    form: str = "moodle"

    def stem(self, text: str) -> str:
        found, self.form = write_text(without_pictures(text))
        return found

    def __call__(self, text: str) -> str:
        return write_text(without_pictures(text), self.form)[0]


def _question(draft: QuestionDraft) -> str:
    words = _Words()
    stem = words.stem(draft.stem)
    answers = _answers(draft, words)
    if answers is None:
        return ""
    general = with_source(draft.explanation, draft.source)
    feedback = f"####{words(general)}" if general else ""
    name = draft.name if own_name(draft.name, draft.stem) == draft.name else ""
    title = f"::{write_plain(name)}::" if name else ""
    return f"{_comment(draft)}\n{title}{stem} {{{answers}{feedback}}}\n"


def _comment(draft: QuestionDraft) -> str:
    tags = all_tags(draft, shown_as=shown_kind(draft))
    ids = [tag.removeprefix(ID) for tag in tags if tag.startswith(ID)]
    shown = [f"[id:{_bracketed(one)}]" for one in ids[:1]]
    shown += [f"[tag:{_bracketed(tag)}]" for tag in tags if not tag.startswith(ID)]
    shown += [f"[tag:{_bracketed(ID + one)}]" for one in ids[1:]]
    return f"// {' '.join(shown)}"


def _bracketed(text: str) -> str:
    flat = " ".join(text.split())
    return flat.replace("\\", "\\\\").replace("]", "\\]")


def _answers(draft: QuestionDraft, words: _Words) -> str | None:
    """Return what stands between the braces, or None for a kind that GIFT has not."""
    match draft.body:
        case Essay() | Situation():
            return ""
        case Matching():
            rows = [f"={words(left)} -> {words(right)}" for left, right in draft.body.pairs]
            rows += [f"= -> {words(right)}" for right in draft.body.distractors]
            return _lines(rows)
        case Short():
            return _lines(
                [
                    f"={_weight(one.share)}{_accepted(one.text)}{_said(one.feedback, words)}"
                    for one in draft.body.accepted
                ]
            )
        case Numeric():
            return "#" + _lines(
                [
                    f"={_weight(one.share)}{written(one.value)}:{written(one.tolerance)}"
                    f"{_said(one.feedback, words)}"
                    for one in draft.body.accepted
                ]
            )
    return _chosen(draft, words) if draft.options else None


def _accepted(text: str) -> str:
    return write_plain(with_plain_stars(text))


def _chosen(draft: QuestionDraft, words: _Words) -> str:
    kind = shown_kind(draft)
    if kind is Kind.TRUE_FALSE:
        return _true_false(draft, words)
    shares = shares_of(kind, draft.options, draft.credit)
    rows = []
    for option, share in zip(draft.options, shares, strict=True):
        sign = "=" if kind is not Kind.SEVERAL and share == 1 else "~"
        weight = "" if sign == "=" or share == 0 else f"%{percent(share)}%"
        rows.append(f"{sign}{weight}{words(option.text)}{_said(option.feedback, words)}")
    return _lines(rows)


def _true_false(draft: QuestionDraft, words: _Words) -> str:
    is_true = draft.options[0].is_right
    right, wrong = draft.options if is_true else draft.options[::-1]
    feedback = ""
    if right.feedback:
        feedback = f"#{words(wrong.feedback)}#{words(right.feedback)}"
    elif wrong.feedback:
        feedback = f"#{words(wrong.feedback)}"
    return ("T" if is_true else "F") + feedback


def _weight(share: Fraction) -> str:
    return "" if share == 1 else f"%{percent(share)}%"


def _said(feedback: str, words: _Words) -> str:
    return f" #{words(feedback)}" if feedback else ""


def _lines(rows: list[str]) -> str:
    return "\n\t" + "\n\t".join(rows) + "\n"
