"""Renders the components on one page, as the pictures of the design show them.

For those who change the style sheets: ``python assets/preview/render.py FOLDER`` writes HTML files
and links them to static/, so that any browser can open them. Words are Vietnamese.
"""

import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from babel.messages.pofile import read_po
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, FileSystemLoader
from markupsafe import Markup
from wtforms import (
    BooleanField,
    FileField,
    Form,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Sample(Form):
    """One field of every kind."""

    name = StringField("Họ và tên", description="Ghi như trong danh sách đảng viên")
    born = StringField("Ngày sinh", [InputRequired("Gõ đủ ngày, tháng, năm")])
    cell = SelectField("Chi bộ", choices=[("", "Chọn chi bộ"), ("1", "Chi bộ bản Háng Sung")])
    post = RadioField("Chức vụ trong chi bộ", choices=[("1", "Bí thư"), ("2", "Phó bí thư")])
    review = BooleanField("Cho xem lại bài", description="Sau khi công bố kết quả")
    phone = StringField("Số điện thoại", [Optional()])
    note = TextAreaField("Ghi chú", [Optional()])
    file = FileField("Tệp danh sách")


def words() -> dict[str, str]:
    """Return the Vietnamese words of all parts of the catalogue."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "translations").rglob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if not message.id or not message.string:
                    continue
                key = message.id[0] if isinstance(message.id, tuple) else message.id
                text = message.string
                found[key] = text if isinstance(text, str) else text[0]
    return found


def environment() -> Environment:
    """Return Jinja as the application sets it up, with stand-ins for its globals."""
    found = words()
    env = Environment(
        loader=ChoiceLoader([FileSystemLoader(HERE), FileSystemLoader(ROOT / "templates")]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=ChainableUndefined,
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: found.get(text, text),
        lambda one, many, n: found.get(one, one if n == 1 else many),
        newstyle=True,
    )
    env.globals.update(
        static_url=lambda name: f"static/{name}",
        url_for=lambda endpoint, **_values: f"#{endpoint}",
        csrf_token=lambda: "token",
        get_flashed_messages=lambda **_options: [("message", "Đã nhập 115 câu vào ngân hàng.")],
        product_name="Hội thi Bí thư chi bộ giỏi",
        unit_line="Đảng bộ xã Mù Cang Chải",
        request_id="7F3K-20",
        current_official=SimpleNamespace(display_name="Lò Thị Mai", role_label="Ban Tổ chức"),
        menu=[
            SimpleNamespace(url="#", label=label, is_active=label == "Hội thi")
            for label in ("Trang chủ", "Hội thi", "Câu hỏi", "Giấy chứng nhận", "Đơn vị")
        ],
        sample=sample(),
        Markup=Markup,
    )
    env.filters["number"] = lambda value: f"{value:,}".replace(",", ".")
    return env


def sample() -> Sample:
    """Return the form with three faults."""
    form = Sample(data={"name": "Giàng A Páo", "born": "9/1978", "post": "1"})
    form.born.errors = ["Gõ đủ ngày, tháng, năm"]
    form.cell.errors = ["Chọn chi bộ của thí sinh"]
    form.phone.errors = ["Cần đủ 10 chữ số, đang có 9"]
    return form


def main(arguments: list[str]) -> int:
    """Write every page of this folder into the folder named by the caller."""
    target = Path(arguments[0])
    target.mkdir(parents=True, exist_ok=True)
    link = target / "static"
    if not link.exists():
        link.symlink_to(ROOT / "static")
    env = environment()
    for page in sorted(HERE.glob("*.html")):
        html: Any = env.get_template(page.name).render()
        (target / page.name).write_text(re.sub(r"\n\s*\n+", "\n", html), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
