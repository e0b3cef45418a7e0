"""The register, certificates, batches, signers, and what the public page may know."""

from foundation.documents.queries.batches import BatchPage, batch_by_public_id, batch_page
from foundation.documents.queries.register import (
    LineFilter,
    Reach,
    document_by_public_id,
    documents_of,
    holder_otherwise,
    lines_of,
    paper_of,
    register_lines,
    register_page,
)
from foundation.documents.queries.signing import (
    PaperLook,
    Signature,
    authorisations,
    paper_look,
    signature_of,
    signer_by_public_id,
    signers,
    signers_on,
)
from foundation.documents.queries.verification import Verification, verification

__all__ = [
    "BatchPage",
    "LineFilter",
    "PaperLook",
    "Reach",
    "Signature",
    "Verification",
    "authorisations",
    "batch_by_public_id",
    "batch_page",
    "document_by_public_id",
    "documents_of",
    "holder_otherwise",
    "lines_of",
    "paper_look",
    "paper_of",
    "register_lines",
    "register_page",
    "signature_of",
    "signer_by_public_id",
    "signers",
    "signers_on",
    "verification",
]
