"""Marks of essays and practical work, by the first or the second marker."""

from fractions import Fraction

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.errors import NotFound
from training.queries.loading import CourseWhole
from training.queries.outcomes import given_marks, newest_marks, standing
from training.rules.marks import MarkOutside
from training.rules.ruleset import Paper
from training.services import marking
from training.services.marking import MarkDraft
from training.views import scope
from training.views.deeds import back_to
from training.views.trainer.blueprint import TEACH, blueprint

LONGEST = 8


def _paper(whole: CourseWhole, code: str) -> Paper:
    found = whole.rules.paper(code) if code else next(iter(whole.rules.papers), None)
    if found is None:
        raise NotFound
    return found


def _marker(paper: Paper) -> int:
    number = request.args.get("nguoi-cham", 1, type=int)
    if not 1 <= number <= paper.markers:
        raise NotFound
    return number


@blueprint.get("/<public_id>/diem")
@requires(TEACH)
def show_marks(public_id: str) -> ResponseReturnValue:
    """Show the marks of a paper for one marker, with the final mark beside them."""
    whole = scope.taught_course(public_id)
    paper = _paper(whole, request.args.get("bai", ""))
    marker = _marker(paper)
    known = newest_marks(whole)
    return render_template(
        "training/trainer/show_marks.html",
        whole=whole,
        paper=paper,
        marker=marker,
        rows=standing(whole),
        given=given_marks(whole),
        kept={one.id: known.get((one.id, paper.code, marker)) for one in whole.learners},
        is_machine=paper.kind == "quiz" and whole.course.quiz_id is not None,
    )


@blueprint.post("/<public_id>/diem")
@requires(TEACH)
def keep_marks(public_id: str) -> ResponseReturnValue:
    """Keep what was typed; a field left as it was changes nothing.

    Not even where another marker has filled it since the page was opened.
    """
    whole = scope.taught_course(public_id)
    paper = _paper(whole, request.args.get("bai", ""))
    marker = _marker(paper)
    drafts = [
        MarkDraft(one.id, paper.code, _value(text), marker)
        for one in whole.learners
        if (text := request.form.get(f"mark-{one.public_id}")) is not None
        and text.strip() != request.form.get(f"seen-{one.public_id}")
    ]
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


def _value(text: str) -> Fraction | None:
    """Return a typed mark, with comma or point; nothing typed is no mark.

    Raises:
        MarkOutside: it is no such number.
    """
    plain = text.strip().replace(",", ".")
    if not plain:
        return None
    whole, _dot, part = plain.partition(".")
    if len(plain) > LONGEST or not f"{whole}{part}".isdecimal() or not whole:
        raise MarkOutside
    return Fraction(plain)
