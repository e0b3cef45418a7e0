"""Documents of a class: kept with their size and kind, taken out of sight, never lost."""

import hashlib
from datetime import datetime
from pathlib import PurePath

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput
from foundation.packages import LARGEST_FILE, FileTooLarge, WrongFile, check_package
from foundation.text import clean
from training.models import Course, CourseMaterial
from training.services.guarding import WordMissing

_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".docx": (_OFFICE + "wordprocessingml.document", (b"PK",)),
    ".pptx": (_OFFICE + "presentationml.presentation", (b"PK",)),
    ".xlsx": (_OFFICE + "spreadsheetml.sheet", (b"PK",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG",)),
    ".mp3": ("audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
}
_PARTS = {".docx": "word/document.xml", ".pptx": "ppt/presentation.xml", ".xlsx": "xl/workbook.xml"}


class KindUnknown(InvalidInput):
    """A kind of file that is not handed out."""

    field = "file"
    message = N_("Choose a PDF, Word, PowerPoint, Excel, JPG, PNG or MP3 file.")


@transactional
def add_material(
    course_id: int,
    title: str,
    file_name: str,
    content: bytes,
    *,
    actor_id: int | None,
    at: datetime,
) -> CourseMaterial:
    """Keep a document for the learners of a class.

    Raises:
        KindUnknown, WrongFile, FileTooLarge, MacrosInside, TooMuchInside: it is not kept.
    """
    course = session.get_one(Course, course_id)
    media_type = checked_kind(file_name, content)
    if not clean(title):
        raise WordMissing(what=N_("Title"))
    made = CourseMaterial(
        course_id=course_id,
        title=clean(title)[:200],
        file_name=clean(PurePath(file_name.replace("\\", "/")).name)[-200:],
        media_type=media_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
        added_by=actor_id,
        added_at=at,
    )
    session.add(made)
    session.flush()
    record(
        "material.add",
        f"material:{made.id}",
        actor_id=actor_id,
        at=at,
        unit_id=course.unit_id,
        title=made.title,
        size=made.size,
        digest=made.digest,
    )
    return made


def checked_kind(file_name: str, content: bytes) -> str:
    """Return a file's media type, if its content is what its name says.

    Raises:
        KindUnknown, WrongFile, FileTooLarge, MacrosInside, TooMuchInside: it is not.
    """
    suffix = PurePath(file_name).suffix.lower().replace(".jpeg", ".jpg")
    if suffix not in KINDS:
        raise KindUnknown
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(most=LARGEST_FILE // 2**20)
    media_type, beginnings = KINDS[suffix]
    if not content.startswith(beginnings):
        raise WrongFile(kind=suffix[1:].upper())
    if suffix in _PARTS:
        check_package(content, kind=suffix[1:].upper(), must_hold=_PARTS[suffix])
    return media_type


@transactional
def remove_material(material_id: int, *, actor_id: int, at: datetime) -> None:
    """Take a document out of the learners' sight; the file stays in the records."""
    one = session.get_one(CourseMaterial, material_id)
    course = session.get_one(Course, one.course_id)
    one.removed_at = one.removed_at or at
    record(
        "material.remove",
        f"material:{material_id}",
        actor_id=actor_id,
        at=at,
        unit_id=course.unit_id,
        title=one.title,
    )
