"""The list of questions: search, filters, sorting, and what can be done with many at once."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import queries as accounts
from foundation.account.guards import requires
from foundation.organisation import queries as organisation
from question_bank import queries
from question_bank.queries import QuestionFilter
from question_bank.queries.lists import COMMON, HOLDS, NEVER, OVER, SEEN, UNCITED
from question_bank.rules.kinds import Difficulty, Kind, State
from question_bank.views.blueprint import (
    APPROVE,
    READ,
    WRITE,
    blueprint,
    changeable_units,
    readable_units,
)
from question_bank.views.choosing import asked_filter


@blueprint.get("/")
@requires(READ)
def list_questions() -> ResponseReturnValue:
    """Show the questions the reader may see, filtered and sorted."""
    asked, units, today = asked_filter(request.args), readable_units(), clock.today()
    choices = _choices()
    writable, approvable = changeable_units(WRITE), changeable_units(APPROVE)
    return render_template(
        "question_bank/list_questions.html",
        page=queries.question_page(units, today, asked),
        counts=queries.counts_by_state(units, today),
        over=queries.count_over(units, today),
        over_ids=queries.over_ids(units, today),
        asked=asked,
        topics=queries.topics(),
        choices=choices,
        chips=_chips(asked, choices),
        sorts=_sorts(asked),
        levels={level.code: _(level) for level in Difficulty},
        kinds={kind.code: _(kind) for kind in Kind},
        states_words={state.code: _(state) for state in State},
        changeable=writable | approvable,
        may_approve=bool(approvable),
        today=today,
    )


def _choices() -> dict[str, list[tuple[object, str]]]:
    """Return for each filter its codes and words."""
    units, today = readable_units(), clock.today()
    authors, owners = queries.authors_and_units(units, today)
    names = accounts.display_names(authors)
    unit_names = organisation.unit_names({one for one in owners if one}, today)
    common = [(COMMON, _("The common bank"))] if None in owners else []
    return {
        "topic": [(row.id, row.name) for row in queries.topics()],
        "difficulty": [(level.code, _(level)) for level in Difficulty],
        "state": [(state.code, _(state)) for state in State],
        "kind": [(kind.code, _(kind)) for kind in Kind],
        "validity": [
            (HOLDS, _("In force")),
            (OVER, _("No longer in force")),
            (UNCITED, _("No document named")),
        ],
        "exposure": [(NEVER, _("Never in a paper")), (SEEN, _("Was in a paper"))],
        "author": sorted(names.items(), key=lambda pair: pair[1]),
        "unit": [*common, *sorted(unit_names.items(), key=lambda pair: pair[1])],
        "source": [
            (row.public_id, row.name) for row in queries.source_rows(units, today) if row.questions
        ],
    }


def _chips(
    asked: QuestionFilter, choices: dict[str, list[tuple[object, str]]]
) -> list[tuple[str, str]]:
    """Return the words of each filter in force, with the address without it."""
    given = {name: value for name, value in asked.names.items() if name not in ("page", "sort")}
    chips = []
    for name, value in given.items():
        words = {str(code): text for code, text in choices.get(name, [])}.get(str(value), "")
        rest = {key: kept for key, kept in asked.names.items() if key not in (name, "page")}
        chips.append((words or f"“{value}”", url_for(".list_questions", **rest)))
    return chips


def _sorts(asked: QuestionFilter) -> dict[str, tuple[str, str | None]]:
    """Return column → address that sorts by it, and how it is sorted now."""
    found = {}
    for name in ("topic", "difficulty", "source", "exposure"):
        is_up, is_down = asked.sort == name, asked.sort == f"-{name}"
        turned = asked.with_(sort=f"-{name}" if is_up else name)
        state = "ascending" if is_up else "descending" if is_down else None
        found[name] = (url_for(".list_questions", **turned.names), state)
    return found
