"""Pages that keep a part fresh: the part alone, the same answer as 304, tokens or not."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from foundation.account.permissions import Role
from foundation.live import part_of
from tests.conftest import SignIn
from tests.factories import contest as build

INNER = st.recursive(
    st.sampled_from(["chữ", "<br>", '<input value="1">', "<p>Ẫ</p>", "&amp;", "\n"]),
    lambda inner: st.lists(inner, max_size=3).map(lambda parts: f"<div>{''.join(parts)}</div>"),
    max_leaves=8,
)


@given(INNER, INNER, INNER)
def test_the_part_asked_for_is_cut_out_whole(before: str, inside: str, after: str) -> None:
    part = f'<div class="x" id="board" data-live="2">{inside}</div>'
    assert part_of(f"<body>{before}{part}{after}</body>", "board") == part


def test_a_page_without_the_part_is_sent_whole() -> None:
    page = '<body><div id="other"></div></body>'
    assert part_of(page, "board") == page


@pytest.fixture
def desk(signed_in: SignIn, at: datetime) -> tuple[FlaskClient, str]:
    day = build.a_stage_day(at)
    secretary = signed_in(Role.SECRETARY, day.made.unit.id)
    return secretary, f"/desk/{day.made.contest.public_id}/stage"


def test_an_unchanged_part_is_not_sent_again_though_its_forms_have_tokens(
    desk: tuple[FlaskClient, str], at: datetime
) -> None:
    secretary, address = desk
    asks = {"X-Live-Part": "desk", "Accept-Encoding": "br"}
    first = secretary.get(address, headers=asks)
    assert first.headers["Content-Encoding"] == "br"
    again = {**asks, "If-None-Match": first.headers["ETag"]}
    kept = secretary.get(address, headers=again)
    assert (kept.status_code, kept.data) == (304, b"")
    words = secretary.get(address, headers={"X-Live-Part": "desk"}).text
    assert words.startswith('<div id="desk"')
    assert words.rstrip().endswith("</div>")
    turn = words.split("/bat-dau", 1)[0].rsplit('action="', 1)[1]
    secretary.post(f"{turn}/bat-dau")
    assert secretary.get(address, headers=again).status_code == 200
