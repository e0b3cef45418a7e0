"""The blueprint of papers, and how files are given."""

from flask import Blueprint, Response, make_response

from foundation.account import guards
from foundation.account.permissions import PAPER_PERMISSIONS, Permission
from foundation.documents.queries import Reach

blueprint = Blueprint("documents", __name__)
READ, ISSUE = Permission.DOCUMENT_READ, Permission.DOCUMENT_ISSUE
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def reach(permission: Permission) -> Reach:
    """Return whose papers the caller may read, or change: of the contest, of classes, of both."""
    units = guards.units_where(permission)
    kinds = PAPER_PERMISSIONS[permission].items()
    return Reach(units, {kind: units & guards.units_where(needed) for kind, needed in kinds})


def file_response(content: bytes, name: str, extension: str) -> Response:
    """Return a file as a download."""
    answer = make_response(content)
    answer.headers["Content-Type"] = TYPES[extension]
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return answer


def pdf_response(content: bytes, name: str) -> Response:
    """Return a PDF as a download."""
    return file_response(content, name, "pdf")
