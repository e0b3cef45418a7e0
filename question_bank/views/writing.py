"""Writing a question of any kind by hand, its preview, and the pictures it shows."""

import re
from dataclasses import replace
from pathlib import PurePath

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.asking import come_back, refused
from foundation.pictures import picture_response
from question_bank import queries, services
from question_bank.forms import QuestionForm
from question_bank.forms.writing import typed_question
from question_bank.models import Question
from question_bank.rules.bodies import Picture
from question_bank.rules.drafting import QuestionDraft, faults, habits, texts_of
from question_bank.rules.markup import picture_names
from question_bank.rules.showing import shown_draft
from question_bank.services import Keeping
from question_bank.views.blueprint import (
    READ,
    WRITE,
    blueprint,
    living_units,
    own_question,
    readable_units,
)

MOST_PICTURES = 12


@blueprint.get("/anh/<digest>")
@requires(READ)
def picture(digest: str) -> ResponseReturnValue:
    """Give out a picture of a question the reader may read; what it holds never changes."""
    user = signed_in_user().id
    found = queries.picture_for_reader(digest, readable_units(), clock.today(), user)
    return picture_response(found.content, found.media_type)


@blueprint.route("/moi", methods=["GET", "POST"])
@requires(WRITE)
def write_question() -> ResponseReturnValue:
    """Write a question by hand, look at it, keep it."""
    form = QuestionForm()
    draft, page = _checked(form, None, None)
    if draft is None:
        return page
    unit = living_units(WRITE)[0]
    question = services.write_question(
        draft, Keeping(unit.id), actor_id=signed_in_user().id, at=clock.now()
    )
    flash(_("The question is kept as a draft."))
    return redirect(url_for(".show_question", public_id=question.public_id), code=303)


@blueprint.route("/<public_id>/sua", methods=["GET", "POST"])
@requires(WRITE)
def rewrite_question(public_id: str) -> ResponseReturnValue:
    """Write another version of a question."""
    question = own_question(public_id, WRITE)
    older = queries.draft_of(queries.history(question.id)[0])
    form = QuestionForm(data=typed_question(older) if request.method == "GET" else None)
    draft, page = _checked(form, question, older)
    if draft is None:
        return page
    services.rewrite_question(question.id, draft, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The new version is kept as a draft; papers already drawn keep the old one."))
    return redirect(url_for(".show_question", public_id=public_id), code=303)


def _checked(
    form: QuestionForm, question: Question | None, older: QuestionDraft | None
) -> tuple[QuestionDraft | None, ResponseReturnValue]:
    """Return the draft to keep; or None with the form's page, to be shown again."""
    if request.method == "POST" and refused() is None:
        come_back()  # also a picture may be refused, and the text is still to be there
    pictures = older.pictures if older and request.method == "GET" else _pictures(older)
    is_good = form.validate_on_submit()
    draft = _with_pictures(form.draft(older, pictures)) if is_good else None
    if draft is not None and (found := faults(draft) + habits(draft)):
        form.show_faults(found)
        draft = None
    if draft is not None and request.form.get("act") != "look":
        code = services.topic_of(
            form.topic.data, form.new_topic.data, actor_id=signed_in_user().id, at=clock.now()
        )
        return replace(draft, topic_code=code), ""
    if draft is not None:
        form.stem.data = draft.stem
    page = render_template(
        "question_bank/write_question.html",
        form=form,
        question=question,
        pictures=[(one.name, services.picture_digest(one)) for one in pictures],
        preview=shown_draft(draft, services.picture_digest) if draft else None,
    )
    return None, (page, 200 if draft is not None or request.method == "GET" else 422)


def _pictures(older: QuestionDraft | None) -> tuple[Picture, ...]:
    """Return the pictures sent now, before, and with the older version; each name once."""
    known = {one.name: one for one in older.pictures} if older else {}
    user = signed_in_user().id
    for row in request.form.getlist("picture")[:MOST_PICTURES]:
        digest, _sign, name = row.partition(":")
        if name not in known:
            found = queries.picture_for_reader(digest, readable_units(), clock.today(), user)
            known[name] = Picture(name, found.media_type, found.content)
    for upload in request.files.getlist("uploads")[:MOST_PICTURES]:
        if upload.filename and refused() is None:
            sent = services.read_picture(_name(upload, known), upload.read())
            services.keep_upload(sent, actor_id=user, at=clock.now())
            known[sent.name] = sent
    return tuple(known.values())


def _name(upload: FileStorage, known: dict[str, Picture]) -> str:
    stem = (
        re.sub(r"[^\w.\-]+", "-", PurePath(upload.filename or "").stem)[:60].strip("-.") or "hinh"
    )
    name, number = stem, 1
    while name in known:
        number += 1
        name = f"{stem}-{number}"
    return name


def _with_pictures(draft: QuestionDraft) -> QuestionDraft:
    """Return the draft with new pictures no text shows put below the question."""
    texts = "\n".join((draft.stem, draft.explanation, *texts_of(draft)))
    unnamed = [one.name for one in draft.pictures if one.name not in picture_names(texts)]
    below = "".join(f"\n\n![](picture:{name})" for name in unnamed)
    return QuestionDraft(**{**vars(draft), "stem": draft.stem + below})
