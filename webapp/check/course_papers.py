"""Certificates of a class in bulk, the worker killed on the way; the register; verification."""

import hashlib
import time
from itertools import count

from foundation import clock
from webapp.check import papers
from webapp.check.browser import Browser, Page, Unexpected
from webapp.check.course import UNIT, Class
from webapp.check.forms import option_named
from webapp.check.waiting import wait_for

FIRST_ONES_S = 20.0
REVOKED, REPLACED = "đã bị thu hồi", "đã được thay"


def issue(course: Class) -> str:
    """Ask for certificates in bulk; kill the worker on the way and start it again."""
    office = course.office
    page = office.get(f"{course.home}/ket-qua?xem=dat")
    values = {"signer": _signer(course, page), "issued_on": clock.today().isoformat()}
    batch = office.submit(office.get(page.url), "signer", values)
    course.batch = batch.url
    return f"killed with -9 after {_kill_worker(course, batch.url)} certificates, started again"


def verify(course: Class, expected: int) -> str:
    """Wait for the certificates, and read every code from the picture."""
    office = course.office
    over = wait_for(lambda: office.get(course.batch), _is_over, "the certificates are not issued")
    read = papers.verify(course.copy.base, office.get(over.link("tat-ca.pdf")).body)
    numbers = _numbers(course)
    if read != expected or numbers != list(range(numbers[0], numbers[0] + expected)):
        raise Unexpected(f"{read} certificates for {expected}, numbers {numbers}")
    return (
        f"{read} issued, numbers {numbers[0]} to {numbers[-1]} without gap or double; each QR "
        "code read from the picture leads to its page"
    )


def as_printed(course: Class) -> dict[str, str]:
    """Return the digest of each certificate of the class by its address."""
    return {
        address: hashlib.sha256(course.office.get(f"{address}/pdf").body).hexdigest()
        for _number, address in _papers(course)
    }


def _signer(course: Class, page: Page) -> str:
    """Return who signs; where nobody may yet, write the head down first."""
    office = course.office
    known = page.tree.xpath("//select[@name='signer']/option[@value!='']/@value")
    if known:
        return str(known[0])
    form = office.get("/giay/nguoi-ky/them")
    head = {
        "unit": option_named(form, "unit", UNIT),
        "full_name": "Giàng A Tủa",
        "post_title": "Giám đốc",
        "is_head": "y",
        "valid_from": "2026-01-01",
    }
    office.submit(form, "post_title", head)
    return option_named(office.get(page.url), "signer", "Giàng A Tủa")


def _kill_worker(course: Class, batch: str) -> int:
    """Kill the worker once some certificates are there; return how many were."""
    end = time.monotonic() + FIRST_ONES_S
    while time.monotonic() < end:
        issued = _issued(course.office.get(batch))
        if issued:
            break
        time.sleep(0.02)
    course.copy.worker.kill()
    issued = _issued(course.office.get(batch))
    course.copy.worker.start()
    return issued


def _issued(page: Page) -> int:
    return int(page.tree.xpath("string(//*[@id='batch']//dl//dd)").strip().replace(".", "") or 0)


def _is_over(page: Page) -> bool:
    return not page.tree.xpath("//*[@id='batch'][@data-live]")


def _papers(course: Class) -> list[tuple[int, str]]:
    """Return number and address of each certificate, from as many pages as there are."""
    found: dict[str, int] = {}
    for page in count(1):
        links = _links(course.office.get(f"{course.home}/ket-qua?xem=dat&trang={page}"))
        if links.keys() <= found.keys():
            break
        found |= links
    return sorted((number, address) for address, number in found.items())


def _links(page: Page) -> dict[str, int]:
    found = {}
    for link in page.tree.xpath("//tbody//a[contains(@href, '/giay/')]"):
        number = link.text_content().strip().partition("/")[0].partition("-")[0]
        found[str(link.get("href"))] = int("".join(filter(str.isdigit, number)))
    return found


def _numbers(course: Class) -> list[int]:
    return [number for number, _address in _papers(course)]


def put_right(course: Class) -> str:
    """Issue one again, take one back; the old lines stay and the public pages say it."""
    office = course.office
    addresses = [address for _number, address in _papers(course)]
    misprinted, wrong = addresses[1], addresses[2]
    codes = [papers.addresses(office.get(f"{one}/pdf").body)[0] for one in (misprinted, wrong)]
    before = _lines(course)
    page = office.get(f"{misprinted}/cap-lai")
    office.submit(page, "holder_name", {"reason": "In sai ngày sinh"})
    page = office.get(f"{wrong}/thu-hoi")
    decision = "Quyết định số 16-QĐ/TTCT"
    office.submit(page, "decision", {"decision": decision, "reason": "Cấp nhầm người"})
    visitor = Browser(course.copy.base)
    verdicts = [
        visitor.get(code).tree.xpath("string(//section[contains(@class, 'verdict')]/@class)")
        for code in codes
    ]
    after = _lines(course)
    if [one.split("-")[-1] for one in verdicts] != ["replaced", "revoked"]:
        raise Unexpected(f"the public pages say {verdicts}")
    if after[: len(before)] != before or len(after) != len(before) + 2:
        raise Unexpected(f"the register had {len(before)} lines and has {len(after)}")
    return (
        "one issued again, one revoked: two new lines in the register, the old ones as they "
        "were; the public pages say replaced and revoked"
    )


def _lines(course: Class) -> list[str]:
    page = course.office.get("/giay/so-cap")
    rows = page.tree.xpath("//tbody/tr[th]")
    lines = [" ".join(row.text_content().split()) for row in rows]
    places = [int(row.xpath("string(th)")) for row in rows]
    if places != list(range(places[0], places[0] + len(places))):
        raise Unexpected(f"the register's lines are {places}")
    return lines
