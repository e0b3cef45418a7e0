"""Pages of papers in a browser: no fault axe finds, nothing wider than a phone."""

from datetime import date

import pytest
from flask import Flask
from playwright.sync_api import Page

from foundation import clock
from foundation.account.permissions import Role
from foundation.account.services.sessions import open_session
from foundation.documents import services
from foundation.documents.services import AuthorisationDraft, SignerDraft
from foundation.jobs import services as jobs
from tests.browser import visit
from tests.factories import organisation as make
from tests.factories.documents import a_document, a_document_draft
from tests.foundation.documents.test_batches import _ask
from tests.foundation.documents.test_register import LOST
from tests.webapp.test_look import faults


def _pages() -> tuple[list[str], int]:
    """Return the addresses of every page of papers, and who may open them."""
    unit, at = make.a_unit(), clock.now()
    user = make.a_user(Role.ORGANISER, unit.id)
    pair = [
        SignerDraft(unit.id, "Vàng A Lâu", "Giám đốc", is_head=True, valid_from=date(2025, 7, 1)),
        SignerDraft(unit.id, "Lò Mai", "Phó Giám đốc", is_head=False, valid_from=date(2025, 7, 1)),
    ]
    head, deputy = (services.add_signer(one, actor_id=None, at=at).id for one in pair)
    leave = AuthorisationDraft(head, deputy, "all", "Giấy ủy quyền 02", date(2026, 1, 1), None)
    services.authorise(leave, actor_id=None, at=at)
    services.begin_term(unit.id, "2025-2030", date(2025, 7, 31), actor_id=None, at=at)
    lost = a_document(unit.id)
    fresh = services.reissue(lost.id, LOST, actor_id=user.id, at=at)
    hidden = a_document_draft(unit.id, is_confidential=True, holder_birth_date=date(2001, 3, 14))
    hidden_token = services.issue(hidden, actor_id=None, at=at).token
    done, waiting = _ask(unit.id, 3, bad=9001), _ask(unit.id, 4)
    jobs.work_on(done.job_id or 0)
    return [
        "/giay",
        "/giay/so-cap",
        "/giay/nguoi-ky",
        "/giay/nguoi-ky/them",
        "/giay/nguoi-ky/uy-quyen",
        f"/giay/mau-van-ban/{unit.public_id}",
        f"/giay/dot-cap/{done.public_id}",
        f"/giay/dot-cap/{waiting.public_id}",
        f"/giay/{fresh.public_id}",
        *(f"/giay/{fresh.public_id}/{deed}" for deed in ("cap-lai", "mat-giay", "thu-hoi")),
        f"/xm/{hidden_token}",
        f"/xm/{lost.token}",
    ], user.id


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1366])
def test_pages_of_papers_have_no_faults(app: Flask, page: Page, site: str, width: int) -> None:
    addresses, user_id = _pages()
    token = open_session(device="test", at=clock.now(), user_id=user_id)
    page.context.add_cookies([{"name": "hoithi", "value": token, "url": site}])
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for address in addresses:
        visit(page, site + address)
        found[address] = {kind: what for kind, what in faults(page).items() if what}
    assert found == {address: {} for address in addresses}
