"""Pictures named by what they hold, as every domain sends them."""

from flask import Response, make_response


def picture_response(content: bytes, media_type: str) -> Response:
    """Return a picture to be kept by the browser: what it holds never changes."""
    response = make_response(content)
    response.headers["Content-Type"] = media_type
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
