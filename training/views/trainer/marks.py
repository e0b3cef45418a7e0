"""Marks of essays and practical work, by the first or the second marker."""

import re
from fractions import Fraction

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from foundation import asking, clock
from foundation.account.guards import requires, signed_in_user
from foundation.errors import NotFound
from foundation.typed import whole_number
from training.queries.impartial import barred_from_marking
from training.queries.loading import CourseWhole
from training.queries.outcomes import given_marks, grade_of, mark_versions, standing
from training.rules.ruleset import Paper
from training.services import marking
from training.services.marking import MarkDraft
from training.views import scope
from training.views.deeds import back_to
from training.views.trainer.blueprint import TEACH, blueprint

MARK = r"\s*(10([.,]0{1,2})?|[0-9]([.,][0-9]{1,2})?)\s*"
"""How a mark is typed, for the browser and for us: 7 or 7,5 or 7.25."""


def _paper(whole: CourseWhole, code: str) -> Paper:
    found = whole.rules.paper(code) if code else next(iter(whole.rules.papers), None)
    if found is None:
        raise NotFound
    return found


def _marker(paper: Paper) -> int:
    number = request.args.get("nguoi-cham", 1, type=whole_number)
    if not 1 <= number <= paper.markers:
        raise NotFound
    return number


@blueprint.get("/<public_id>/diem")
@requires(TEACH)
def show_marks(public_id: str) -> ResponseReturnValue:
    """Show the marks of a paper for one marker, with the final mark beside them."""
    whole = scope.taught_course(public_id)
    paper = _paper(whole, request.args.get("bai", ""))
    return _page(whole, paper, _marker(paper), {})


def _page(
    whole: CourseWhole, paper: Paper, marker: int, typed: dict[int, str]
) -> ResponseReturnValue:
    """Show the page, after a refusal with what was typed and what is wrong with it."""
    known, said = mark_versions(whole), asking.refused()
    wrong = {key for key, text in typed.items() if not _is_mark(text)}
    page = render_template(
        "training/trainer/show_marks.html",
        whole=whole,
        paper=paper,
        marker=marker,
        typed=typed,
        wrong=wrong,
        said=said,
        reason=request.form.get("reason", ""),
        pattern=MARK,
        rows=[(row, grade_of(whole, row.outcome)) for row in standing(whole)],
        given=given_marks(whole),
        kept={one.id: known.get((one.id, paper.code, marker), []) for one in whole.learners},
        barred=barred_from_marking(whole.course.id, signed_in_user().id),
        is_machine=paper.kind == "quiz" and whole.course.quiz_id is not None,
    )
    return page, 422 if wrong or said else 200


@blueprint.post("/<public_id>/diem")
@requires(TEACH)
def keep_marks(public_id: str) -> ResponseReturnValue:
    """Keep what was typed; a field left as it was changes nothing.

    Not even where another marker has filled it since the page was opened.
    """
    whole = scope.taught_course(public_id)
    paper = _paper(whole, request.args.get("bai", ""))
    marker = _marker(paper)
    typed = {
        one.id: text
        for one in whole.learners
        if (text := request.form.get(f"mark-{one.public_id}")) is not None
        and text.strip() != request.form.get(f"seen-{one.public_id}")
    }
    if asking.refused() or not all(_is_mark(text) for text in typed.values()):
        return _page(whole, paper, marker, typed)
    asking.come_back()
    drafts = [MarkDraft(key, paper.code, _value(text), marker) for key, text in typed.items()]
    count = marking.keep_marks(
        whole.course.id,
        drafts,
        request.form.get("reason", ""),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    words = ngettext("%(num)s mark is kept.", "%(num)s marks are kept.", count)
    parts = {"bai": paper.code, "nguoi-cham": marker}
    return back_to(".show_marks", words, public_id=public_id, **parts)


def _is_mark(text: str) -> bool:
    return not text.strip() or re.fullmatch(MARK, text, re.ASCII) is not None


def _value(text: str) -> Fraction | None:
    """Return a typed mark, with comma or point; nothing typed is no mark."""
    plain = text.strip().replace(",", ".")
    return Fraction(plain) if plain else None
