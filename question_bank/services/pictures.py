"""Pictures that people or files bring: told by their content, made anew without hidden facts."""

import io
from datetime import datetime

from PIL import Image, ImageOps

from foundation.audit.services import record
from foundation.db import transactional
from foundation.errors import N_, InvalidInput
from question_bank.rules.bodies import Picture
from question_bank.services.storing import keep_pictures

LARGEST_FILE = 8 * 1024 * 1024
MOST_DOTS = 40_000_000
LONGEST_SIDE = 1600
LARGEST_KEPT = 400 * 1024
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


class NoPicture(InvalidInput):
    """The file is no picture, or one that cannot be read."""

    field = "uploads"
    message = N_("“%(name)s” is no picture. Choose a PNG, JPEG, GIF or WebP file of at most 8 MB.")


def read_picture(name: str, content: bytes) -> Picture:
    """Return a picture made anew: no place, no device, no more than 1600 dots on a side.

    Raises:
        NoPicture: not a picture of a known type, too large, or damaged.
    """
    if len(content) > LARGEST_FILE:
        raise NoPicture(name=name)
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise NoPicture(name=name)
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _written(name, upright)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoPicture(name=name) from error


def _written(name: str, image: Image.Image) -> Picture:
    """Write dots only: PNG for drawings, JPEG for photographs that would be heavy as PNG."""
    has_holes = "A" in image.getbands() or "transparency" in image.info
    dots = image.convert("RGBA" if has_holes else "RGB")
    clean = Image.new(dots.mode, dots.size)
    clean.paste(dots)
    kept = io.BytesIO()
    clean.save(kept, "PNG", optimize=True)
    if kept.tell() <= LARGEST_KEPT:
        return Picture(name, "image/png", kept.getvalue())
    kept = io.BytesIO()
    if has_holes:
        clean.save(kept, "WEBP", quality=85)
        return Picture(name, "image/webp", kept.getvalue())
    clean.save(kept, "JPEG", quality=85, optimize=True)
    return Picture(name, "image/jpeg", kept.getvalue())


@transactional
def keep_upload(picture: Picture, *, actor_id: int, at: datetime) -> str:
    """Keep a picture for a question that is still being written; return its digest."""
    [digest] = keep_pictures([picture], owner_id=actor_id, at=at)
    record("picture.keep", f"picture:{digest}", actor_id=actor_id, at=at, size=len(picture.content))
    return digest
