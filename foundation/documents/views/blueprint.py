"""The blueprint of papers, and how files are given."""

from flask import Blueprint, Response, make_response

from foundation.account.permissions import Permission

blueprint = Blueprint("documents", __name__)
READ, ISSUE = Permission.DOCUMENT_READ, Permission.DOCUMENT_ISSUE
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_response(content: bytes, name: str, extension: str) -> Response:
    """Return a file as a download."""
    answer = make_response(content)
    answer.headers["Content-Type"] = TYPES[extension]
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return answer


def pdf_response(content: bytes, name: str) -> Response:
    """Return a PDF as a download."""
    return file_response(content, name, "pdf")
