"""A browser without a screen: cookies, pages, forms sent as a person would send them."""

import http.client
import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from lxml import html  # type: ignore[import-untyped]

PATIENCE_S = 30.0


class Unexpected(AssertionError):
    """The site did something else than the story says."""


@dataclass(frozen=True)
class Page:
    """What the site answered."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def text(self) -> str:
        """Return all words of the page, spaces folded."""
        return " ".join(self.tree.text_content().split())

    @property
    def tree(self) -> html.HtmlElement:
        """Return the page as a tree, links made whole."""
        tree = html.document_fromstring(self.body.decode())
        tree.make_links_absolute(self.url)
        return tree

    def json(self) -> Any:
        """Return the answer of a JSON address."""
        return json.loads(self.body)

    def form(self, holds: str = "") -> html.FormElement:
        """Return the one form whose address or field names hold ``holds``.

        Raises:
            Unexpected: there is none.
        """
        for form in self.tree.forms:
            if form.method != "POST":
                continue
            if holds in (form.action or "") or holds in {name for name in form.fields if name}:
                return form
        raise Unexpected(f"no form “{holds}” on {self.url}: {self.text[:300]}")

    def link(self, holds: str) -> str:
        """Return the address of the first link whose address holds ``holds``.

        Raises:
            Unexpected: there is none.
        """
        for _element, _attribute, address, _place in self.tree.iterlinks():
            if holds in address:
                return str(address)
        raise Unexpected(f"no link “{holds}” on {self.url}")


@dataclass
class Browser:
    """Somebody at a phone or a desk."""

    base: str
    opener: OpenerDirector = field(init=False)

    def __post_init__(self) -> None:
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str, *, expect: int = 200) -> Page:
        """Open an address."""
        return self._send(Request(urljoin(self.base, path)), expect)

    def post(self, path: str, values: Mapping[str, object], *, expect: int = 200) -> Page:
        """Send a form's values; redirects are followed."""
        data = urlencode(list(_pairs(values))).encode()
        return self._send(Request(urljoin(self.base, path), data=data), expect)

    def submit(
        self,
        page: Page,
        holds: str,
        values: Mapping[str, object] | None = None,
        *,
        expect: int = 200,
    ) -> Page:
        """Fill a form of ``page`` in and send it."""
        form = page.form(holds)
        filled: dict[str, object] = {
            name: value for name, value in form.fields.items() if name and value is not None
        }
        filled.update(values or {})
        return self.post(form.action or page.url, filled, expect=expect)

    def upload(
        self,
        page: Page,
        holds: str,
        name: str,
        file_name: str,
        content: bytes,
        *,
        expect: int = 200,
    ) -> Page:
        """Send a form of ``page`` with a file."""
        form = page.form(holds)
        boundary = uuid.uuid4().hex
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n'.encode()
            + f"{value}\r\n".encode()
            for key, value in form.fields.items()
            if key and key != name and value is not None
        ]
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; '
        head += f'filename="{file_name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        parts += [head.encode(), content, f"\r\n--{boundary}--\r\n".encode()]
        request = Request(urljoin(page.url, form.action or page.url), data=b"".join(parts))
        request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
        return self._send(request, expect)

    def put_json(self, path: str, value: object, headers: Mapping[str, str]) -> Page:
        """Send JSON, trying again while the server is away, as the phone's page does."""
        end = time.monotonic() + PATIENCE_S
        wait = 0.1
        while True:
            request = Request(
                urljoin(self.base, path), data=json.dumps(value).encode(), method="PUT"
            )
            request.add_header("Content-Type", "application/json")
            for name, text in headers.items():
                request.add_header(name, text)
            try:
                return self._send(request, 200)
            except (URLError, ConnectionError, http.client.HTTPException, TimeoutError):
                if time.monotonic() > end:
                    raise
            time.sleep(wait)
            wait = min(wait * 2, 2.0)

    def _send(self, request: Request, expect: int) -> Page:
        try:
            with self.opener.open(request, timeout=PATIENCE_S) as answer:
                page = Page(answer.url, answer.status, answer.read(), dict(answer.headers))
        except HTTPError as error:
            page = Page(request.full_url, error.code, error.read(), dict(error.headers))
        if page.status != expect:
            said = page.text[:400] if page.body else ""
            raise Unexpected(f"{request.get_method()} {request.full_url}: {page.status}, {said}")
        return page


def _pairs(values: Mapping[str, object]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in values.items():
        several = value if isinstance(value, list | tuple) else [value]
        pairs += [(name, str(one)) for one in several]
    return pairs
