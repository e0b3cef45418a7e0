"""Pages of the register, of batches and signers, and the public page that verifies a paper."""

from foundation.documents.views import batches, book, register, signers, verify
from foundation.documents.views.blueprint import blueprint, file_response, pdf_response

__all__ = [
    "batches",
    "blueprint",
    "book",
    "file_response",
    "pdf_response",
    "register",
    "signers",
    "verify",
]
