"""A draft as it is kept: every text in NFC, spaces folded, hidden characters gone."""

from dataclasses import replace

from foundation.text import clean, clean_lines, likeness_key, search_key
from question_bank.rules.bodies import (
    Body,
    Essay,
    Matching,
    Numeric,
    Ordering,
    Short,
    Situation,
)
from question_bank.rules.drafting import QuestionDraft, SourceDraft, texts_of
from question_bank.rules.kinds import CHOSEN
from question_bank.rules.markup import plain


def normalised(draft: QuestionDraft) -> QuestionDraft:
    """Return the draft as it comes back from the bank; done twice, nothing changes."""
    options = (
        replace(one, text=clean_lines(one.text), feedback=clean_lines(one.feedback))
        for one in draft.options
    )
    return replace(
        draft,
        stem=clean_lines(draft.stem),
        options=tuple(options),
        source=_source(draft.source),
        explanation=clean_lines(draft.explanation),
        body=_body(draft.body),
        tags=tuple(dict.fromkeys(tag for tag in map(clean, draft.tags) if tag)),
        name=clean(draft.name),
        group=clean(draft.group).upper(),
    )


def _source(source: SourceDraft | None) -> SourceDraft | None:
    if source is None or not (document := clean(source.document)):
        return None
    return SourceDraft(document, clean(source.article))


def _body(body: Body | None) -> Body | None:
    match body:
        case Matching():
            pairs = tuple((clean_lines(left), clean_lines(right)) for left, right in body.pairs)
            return Matching(pairs, tuple(map(clean_lines, body.distractors)))
        case Ordering():
            return Ordering(tuple(map(clean_lines, body.items)))
        case Short():
            accepted = tuple(
                replace(one, text=clean(one.text), feedback=clean_lines(one.feedback))
                for one in body.accepted
            )
            return replace(body, accepted=accepted)
        case Numeric():
            numbers = tuple(
                replace(one, feedback=clean_lines(one.feedback)) for one in body.accepted
            )
            return Numeric(numbers, clean(body.unit))
        case Essay() | Situation():
            return _by_hand(body)
    return body


def _by_hand(body: Essay | Situation) -> Essay | Situation:
    rubric = tuple(replace(one, text=clean_lines(one.text)) for one in body.rubric)
    model = clean_lines(body.model)
    if isinstance(body, Essay):
        return replace(body, rubric=rubric, model=model)
    mistakes = tuple(map(clean_lines, body.fatal_mistakes))
    return replace(body, rubric=rubric, model=model, fatal_mistakes=mistakes)


def search_words(draft: QuestionDraft) -> str:
    """Return the key by which a question is found: all of its words, without marks."""
    texts = (draft.name, draft.stem, *texts_of(draft), *draft.tags)
    return search_key(" ".join(plain(text) for text in texts if text))


def likeness_words(draft: QuestionDraft, pictures: tuple[str, ...] = ()) -> str:
    """Return what two questions share when they differ only in writing habit.

    Args:
        draft: the question.
        pictures: digests of its pictures: the same words about another picture ask another thing.
    """
    words = [likeness_key(draft.stem), *sorted(map(likeness_key, texts_of(draft)))]
    kind = () if draft.kind in CHOSEN else (draft.kind.code,)
    return "\n".join([*words, *kind, *sorted(pictures)])
