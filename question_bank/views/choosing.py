"""What a list asks for, and which of its questions were chosen for a step."""

from flask import request
from werkzeug.datastructures import MultiDict

from foundation import clock
from foundation.typed import row_number
from question_bank import queries
from question_bank.queries import QuestionFilter
from question_bank.services.life import MOST_AT_ONCE
from question_bank.views.blueprint import readable_units

CODES = ("state", "difficulty", "kind", "source", "validity", "unit", "exposure", "sort")
"""Parts of a filter that are codes."""


def asked_filter(source: MultiDict[str, str]) -> QuestionFilter:
    """Return the filter an address or a form names; nonsense asks for nothing."""
    words = {
        name: source.get(name, "")[:40]
        for name in (
            "state",
            "difficulty",
            "kind",
            "source",
            "validity",
            "unit",
            "exposure",
            "sort",
        )
    }
    return QuestionFilter(
        words=source.get("q", "")[:100],
        topic_id=_row_id(source, "topic"),
        author_id=_row_id(source, "author"),
        tag=source.get("tag", "")[:80],
        page=max(_row_id(source, "page") or 1, 1),
        **words,
    )


def _row_id(source: MultiDict[str, str], name: str) -> int | None:
    return row_number(source.get(name, ""))


def chosen_ids() -> list[int]:
    """Return the questions a form chose: those ticked, or all that fit its filter."""
    if request.form.get("scope") == "all":
        asked = asked_filter(request.form)
        return queries.question_ids(readable_units(), clock.today(), asked, most=MOST_AT_ONCE)
    names = request.form.getlist("question")[:MOST_AT_ONCE]
    return queries.ids_of(names, readable_units(), clock.today())
