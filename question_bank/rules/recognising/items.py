"""From a question taken apart to what every reader hands over."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from question_bank.rules.bodies import (
    Accepted,
    AcceptedNumber,
    Body,
    Essay,
    Numeric,
    Picture,
    RubricPoint,
    Short,
    Situation,
)
from question_bank.rules.drafting import OptionDraft, QuestionDraft, faults, source_draft
from question_bank.rules.kinds import Difficulty, Kind
from question_bank.rules.open_words import OPEN_WORDS
from question_bank.rules.plain_words import PICTURE
from question_bank.rules.reading import ReadItem, Remark
from question_bank.rules.recognising import lines as words
from question_bank.rules.recognising.answers import Answers
from question_bank.rules.recognising.deciding import Decision, decide
from question_bank.rules.recognising.fields import Taker
from question_bank.rules.recognising.found import Fields, FoundOption, Gathered
from question_bank.rules.signs import (
    CONVERTED,
    FEW_OPTIONS,
    LEFT_OUT_PICTURE,
    LEFT_OUT_POINTS,
)

UNSEEN = "⟨⟩"
MARK_FROM, MARK_TO = "⟦", "⟧"
"""Stand in an excerpt around what carries a sign."""


def item_of(gathered: Gathered, answers: Answers, pictures: Mapping[str, Picture]) -> ReadItem:
    """Return a question with its key, or with the reason why it cannot be kept as it is."""
    fields = Taker(gathered).take()
    _true_or_false(fields)
    if not fields.options and (typed := _typed(gathered, fields)) is not None:
        return _finished(gathered, fields, Decision(typed[0]), typed[1], pictures)
    if not fields.options and (essay := _essay(gathered, fields)) is not None:
        return _finished(gathered, fields, Decision(essay[0]), essay[1], pictures)
    decision = decide(fields, answers.named.get(gathered.number, []), gathered.occurrence)
    return _finished(gathered, fields, decision, None, pictures)


def _true_or_false(fields: Fields) -> None:
    """Give a statement to be judged its two answers."""
    is_judged = {("Đúng",), ("Sai",)} & set(fields.named)
    if not fields.options and (fields.asks_true_or_false or is_judged):
        fields.options = [FoundOption("A", "Đúng"), FoundOption("B", "Sai")]


def _typed(gathered: Gathered, fields: Fields) -> tuple[Kind, Body] | None:
    """Return the kind and body of a question whose answer is a number, or fills a gap."""
    model = [*fields.model, *gathered.model]
    if gathered.section or gathered.rubric or len(model) != 1:
        return None
    answer = model[0].strip(" .;")
    if words.NUMBER.fullmatch(answer):
        value = Decimal(answer.replace(",", "."))
        return Kind.NUMERIC, Numeric((AcceptedNumber(value),))
    if words.GAP.search(fields.stem) and 0 < len(answer) <= words.GAP_MOST:
        return Kind.SHORT, Short((Accepted(answer),))
    return None


def _essay(gathered: Gathered, fields: Fields) -> tuple[Kind, Body] | None:
    """Return the kind and body of a question that is answered in words, or None if it is none."""
    is_open = OPEN_WORDS.match(fields.stem) and not fields.named
    model = [*fields.model, *gathered.model]
    if not (gathered.section or model or gathered.rubric or is_open):
        return None
    rubric = [*gathered.rubric, *(point for line in model if (point := _point(line)))]
    rest = "\n".join(line for line in model if _point(line) is None)
    if gathered.section is Kind.SITUATION:
        fatal = tuple(words.BULLET.sub("", line, count=1).strip() for line in fields.fatal)
        return Kind.SITUATION, Situation(tuple(rubric), fatal, rest)
    return Kind.ESSAY, Essay(tuple(rubric), rest)


def _point(line: str) -> RubricPoint | None:
    found = words.POINTS.search(line)
    if found is None or not line[: found.start()].strip():
        return None
    text = words.BULLET.sub("", line[: found.start()], count=1).strip(" :–-")
    points = Fraction(found.group("points").replace(",", "."))
    return RubricPoint(text, points) if text and points > 0 else None


def _finished(
    gathered: Gathered,
    fields: Fields,
    decision: Decision,
    body: Body | None,
    pictures: Mapping[str, Picture],
) -> ReadItem:
    kept = _draft(fields, decision, body, pictures)
    draft = _seen(kept)
    problems = [Remark(decision.problem)] if decision.problem else []
    if not problems:
        problems = [Remark(fault) for fault in faults(draft)]
    return ReadItem(
        where=gathered.where,
        draft=None if decision.problem == FEW_OPTIONS and not fields.stem else draft,
        topic=fields.topic or gathered.topic,
        mark=decision.sign,
        labels=tuple(option.label for option in fields.options),
        signs=tuple(tuple(sorted(option.signs)) for option in fields.options),
        problems=tuple(problems),
        notes=tuple(_notes(gathered, kept, body)),
        excerpt=_excerpt(gathered, fields),
    )


def _draft(
    fields: Fields, decision: Decision, body: Body | None, pictures: Mapping[str, Picture]
) -> QuestionDraft:
    texts = [fields.stem, fields.explanation, *(option.text for option in fields.options)]
    names = dict.fromkeys(name for text in texts for name in PICTURE.findall(text))
    return QuestionDraft(
        kind=decision.kind,
        difficulty=fields.difficulty or Difficulty.UNDERSTANDING,
        topic_code="",
        stem=fields.stem,
        options=tuple(OptionDraft(o.text, o.label in decision.key) for o in fields.options),
        source=source_draft(fields.source, fields.article),
        explanation=fields.explanation,
        body=body,
        pictures=tuple(pictures[name] for name in names if name in pictures),
    )


def _seen(draft: QuestionDraft) -> QuestionDraft:
    """Return the question without the places of pictures that cannot be shown."""
    options = tuple(
        replace(option, text=option.text.replace(UNSEEN, "").strip()) for option in draft.options
    )
    return replace(draft, stem=draft.stem.replace(UNSEEN, "").strip(), options=options)


def _notes(gathered: Gathered, kept: QuestionDraft, body: Body | None) -> list[Remark]:
    notes = []
    if any(UNSEEN in text for text in (kept.stem, *(o.text for o in kept.options))):
        notes.append(Remark(LEFT_OUT_PICTURE))
    if gathered.points and not getattr(body, "rubric", ()):
        notes.append(Remark(LEFT_OUT_POINTS, {"points": gathered.points.strip("()[] ")}))
    if any(line.before is not None for line in gathered.lines):
        notes.append(Remark(CONVERTED))
    return notes


def _excerpt(gathered: Gathered, fields: Fields) -> str:
    """Return the question's words as the file has them, what carries a sign between brackets."""
    before = [line.before for line in gathered.lines if line.before is not None]
    if before:
        return "\n".join(before)
    marked = {
        f"{option.label}. {option.text}": f"{MARK_FROM}{option.label}. {option.text}{MARK_TO}"
        for option in fields.options
        if option.signs
    }
    lines = [f"{gathered.label} {fields.stem}".strip()]
    for option in fields.options:
        line = f"{option.label}. {option.text}"
        lines.append(marked.get(line, line))
    lines += [f"{MARK_FROM}Đáp án: {', '.join(named)}{MARK_TO}" for named in fields.named]
    return "\n".join(lines).replace(UNSEEN, "")
