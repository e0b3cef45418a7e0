"""What holds for every request: its id, its origin, and the headers of its answer."""

import time
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, g, request
from secure import Secure
from secure.headers import (
    ContentSecurityPolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)
from werkzeug.exceptions import BadRequest
from werkzeug.routing import IntegerConverter, Map

from foundation.text import random_code

log = structlog.get_logger()
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class RowNumber(IntegerConverter):
    """A whole number in an address; one that no column holds names nothing."""

    def __init__(self, map: Map, *words: Any, **options: Any) -> None:  # noqa: A002 - werkzeug's
        super().__init__(map, *words, **{"max": 2**31 - 1, **options})


def register(app: Flask) -> None:
    """Attach what runs before and after every request."""
    app.url_map.converters["int"] = RowNumber
    headers = _headers(bool(app.config["IS_HTTPS"]))

    @app.before_request
    def begin() -> None:
        g.request_id = random_code(8)
        g.started = time.monotonic()
        _refuse_foreign_origin()

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
            response.vary.add("Cookie")
            _write_line(response)
        return response


def _write_line(response: Response) -> None:
    log.info(
        "request",
        request_id=g.get("request_id"),
        method=request.method,
        endpoint=request.endpoint,
        status=response.status_code,
        ms=round(1000 * (time.monotonic() - g.get("started", time.monotonic()))),
    )


def _refuse_foreign_origin() -> None:
    """Refuse a changing request that another site's page sends."""
    if request.method in SAFE_METHODS:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") in ("cross-site", "same-site"):
        raise BadRequest
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.host:
        raise BadRequest


def trusted_hosts(public_url: str) -> list[str] | None:
    """Return the host names the site answers to; None where no address is set."""
    host = urlsplit(public_url).hostname
    return [host, "localhost", "127.0.0.1"] if host else None


def _headers(is_https: bool) -> dict[str, str]:
    policy = (
        ContentSecurityPolicy()
        .default_src("'self'")
        .script_src("'self'")
        .style_src("'self'")
        .img_src("'self'", "data:")
        .object_src("'none'")
        .base_uri("'none'")
        .frame_ancestors("'none'")
        .form_action("'self'")
    )
    return dict(
        Secure(
            csp=policy,
            hsts=StrictTransportSecurity().max_age(31_536_000) if is_https else None,
            permissions=PermissionsPolicy().geolocation().microphone().camera("self"),
            referrer=ReferrerPolicy().same_origin(),
            xcto=XContentTypeOptions(),
            xfo=XFrameOptions().deny(),
        ).headers
    )
