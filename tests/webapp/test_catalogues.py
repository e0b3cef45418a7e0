"""The words of forms are Vietnamese, and what is compiled is what was written."""

from pathlib import Path

from babel.messages.catalog import Catalog
from flask import Flask
from flask_babel import force_locale
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length

from webapp.catalogues import compile_stale
from webapp.translators import missing


class _Form(FlaskForm):
    name = StringField(validators=[InputRequired()])
    code = StringField(validators=[Length(min=3)])
    count = IntegerField()


def test_forms_speak_vietnamese(app: Flask) -> None:
    wrong = {"code": "a", "count": "x"}
    with app.test_request_context(method="POST", data=wrong), force_locale("vi"):
        app.preprocess_request()
        form = _Form()
        form.validate()
    assert form.errors == {
        "name": ["Đồng chí chưa nhập ô này."],
        "code": ["Đồng chí nhập ít nhất 3 ký tự."],
        "count": ["Đồng chí nhập một số nguyên."],
    }


def test_a_catalogue_is_compiled_once_for_each_change(tmp_path: Path) -> None:
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text('msgid "Round"\nmsgstr "Vòng thi"\n', encoding="utf-8")
    assert compile_stale(tmp_path) == [folder / "messages.mo"]
    assert compile_stale(tmp_path) == []


def test_a_sentence_without_words_or_with_other_facts_is_named() -> None:
    wanted = Catalog()
    known = Catalog(locale="vi")
    for msgid in ("Round", "Draw", "%(count)s entries"):
        wanted.add(msgid, locations=[("page.html", 1)])
    known.add("Round", "Vòng thi")
    known.add("%(count)s entries", "%(number)s mục")
    assert list(missing(wanted, known)) == [
        "no Vietnamese words: 'Draw' (page.html:1)",
        "other facts in the Vietnamese words: '%(count)s entries' (page.html:1)",
    ]
