"""Steps for many questions at once, and topic or difficulty of many with a way back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.errors import N_, InvalidInput, NotFound
from question_bank import queries
from question_bank.rules.kinds import Difficulty, State
from question_bank.services import bulk, life
from question_bank.services.bulk import Classing
from question_bank.views.blueprint import APPROVE, READ, WRITE, blueprint, changeable_units
from question_bank.views.choosing import asked_filter, chosen_ids


class NothingChosen(InvalidInput):
    """A step for many needs at least one."""

    message = N_("Choose at least one question.")


@blueprint.post("/nhieu-cau")
@requires(READ)
def move_many() -> ResponseReturnValue:
    """Move the chosen questions, and say of each one left why it was left."""
    act = request.form.get("act", "")
    if act == "class":
        return plan_edit()
    if act.upper() not in State.__members__:
        raise NotFound
    after = State[act.upper()]
    chosen = _chosen()
    done = life.move_many(
        chosen,
        after,
        changeable_units(APPROVE if after is State.APPROVED else WRITE),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(
        _(
            "%(moved)s of %(chosen)s questions are now: %(state)s.",
            moved=done.moved,
            chosen=len(chosen),
            state=_(after),
        )
    )
    if done.left:
        return render_template("question_bank/show_left.html", done=done, after=after)
    back = asked_filter(request.form).names
    return redirect(url_for(".list_questions", **back), code=303)


def _chosen() -> list[int]:
    chosen = chosen_ids()
    if not chosen:
        raise NothingChosen
    return chosen


def _classing() -> Classing:
    topic = queries.topic_by_code(request.form.get("to_topic", ""))
    level = request.form.get("to_difficulty", "")
    known = {one.code for one in Difficulty}
    return Classing(topic.id if topic else None, level if level in known else "")


def plan_edit() -> ResponseReturnValue:
    """Show what classing the chosen questions anew would change; nothing is changed."""
    classing, chosen = _classing(), _chosen()
    if len(chosen) > life.MOST_AT_ONCE:
        raise life.TooManyAtOnce(count=len(chosen), most=life.MOST_AT_ONCE)
    planned = bulk.planned(chosen, classing, changeable_units(WRITE))
    if not planned:
        raise bulk.NothingChanges
    topics = {topic.id: topic.name for topic in queries.topics()}
    return render_template(
        "question_bank/plan_edit.html",
        planned=planned,
        chosen=len(chosen),
        classing=classing,
        topics=topics,
        levels={level.code: _(level) for level in Difficulty},
        to_topic=request.form.get("to_topic", ""),
    )


@blueprint.post("/phan-loai")
@requires(WRITE)
def edit_many() -> ResponseReturnValue:
    """Class the questions anew, and keep what was before."""
    edit = bulk.edit_many(
        _chosen(),
        _classing(),
        changeable_units(WRITE),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(
        ngettext("%(num)s question changed.", "%(num)s questions changed.", len(edit.changes)),
    )
    return redirect(url_for(".show_edit", public_id=edit.public_id), code=303)


@blueprint.get("/phan-loai/<public_id>")
@requires(WRITE)
def show_edit(public_id: str) -> ResponseReturnValue:
    """Show what a bulk edit changed, with the way back."""
    edit = queries.edit_by_public_id(public_id, signed_in_user().id)
    return render_template(
        "question_bank/show_edit.html",
        edit=edit,
        rows=queries.edit_rows(edit),
        levels={level.code: _(level) for level in Difficulty},
    )


@blueprint.get("/phan-loai")
@requires(WRITE)
def list_edits() -> ResponseReturnValue:
    """Show the caller's bulk edits, the newest first."""
    edits = queries.edits_of(signed_in_user().id)
    return render_template("question_bank/list_edits.html", edits=edits)


@blueprint.post("/phan-loai/<public_id>/hoan-tac")
@requires(WRITE)
def undo_edit(public_id: str) -> ResponseReturnValue:
    """Undo a bulk edit for the questions nobody changed since."""
    user = signed_in_user()
    edit = queries.edit_by_public_id(public_id, user.id)
    done = bulk.undo_edit(edit.id, actor_id=user.id, at=clock.now())
    flash(
        _(
            "%(restored)s questions have their topic and difficulty back; %(kept)s were changed "
            "since and stay as they are.",
            restored=done.restored,
            kept=len(done.kept),
        )
    )
    return redirect(url_for(".show_edit", public_id=public_id), code=303)
