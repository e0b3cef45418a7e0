"""The guides stand on the site, and lead to each other; a refused reader finds a way on."""

import re
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.quiz import a_quiz, come_in
from webapp.guides import GUIDES, guides


def test_every_guide_is_a_page_for_everybody(client: FlaskClient) -> None:
    titles = [client.get(f"/tro-giup/{name}").text.count("<h1>") for name in GUIDES]
    assert titles == [1] * len(GUIDES)
    assert client.get("/tro-giup/khac").status_code == 404
    assert "nhap-json" not in client.get("/tro-giup").text


def test_guides_lead_to_guides_and_name_every_cell_for_phones() -> None:
    html = "".join(guide.html for guide in guides())
    assert not re.findall(r'href="[^"]*\.md"', html)
    assert "<td>" not in html
    assert html.count('<th scope="row">') == html.count("<tr>") - html.count("<thead>")


def test_the_headings_of_a_long_guide_stand_above_it(client: FlaskClient) -> None:
    page = client.get("/tro-giup/ban-to-chuc").text
    named = re.findall(r'<h2 id="([^"]+)"', page)
    assert len(named) > 4
    assert re.findall(r'<li><a href="#([^"]+)"', page) == named


def test_every_page_leads_to_the_guides(client: FlaskClient) -> None:
    pages = ("/", "/thi", "/tai-khoan/dang-nhap", "/xac-minh", "/khong-co")
    assert all('href="/tro-giup"' in client.get(page).text for page in pages)


@pytest.mark.parametrize(
    ("came", "leads"),
    [
        ("http://localhost/xac-minh?ma=A", 'href="/xac-minh?ma=A"'),
        ("http://elsewhere.example/x", 'href="/thi"'),
        ("http://localhost/khong-co", 'href="/thi"'),
    ],
)
def test_a_refusal_leads_back_to_our_own_page_before(
    client: FlaskClient, came: str, leads: str
) -> None:
    page = client.get("/khong-co", headers={"Referer": came}).text
    assert leads in page
    assert "elsewhere" not in page


def test_who_is_inside_with_a_code_is_led_back_to_the_paper(app: Flask, at: datetime) -> None:
    phone = come_in(app, a_quiz(at).slips[0])
    assert 'href="/thi/bai"' in phone.get("/khong-co").text
