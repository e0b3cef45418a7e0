"""Issuing, correcting and taking back certificates; signers, terms, numbered papers."""

from foundation.documents.services.batches import request_batch, stop_batch
from foundation.documents.services.changing import Reissue, keeper_of, reissue, revoke
from foundation.documents.services.counters import TermMissing, begin_term
from foundation.documents.services.drafts import (
    ApplicationMissing,
    CannotIssue,
    DecisionMissing,
    DocumentDraft,
    NoLongerValid,
    RegisterWords,
)
from foundation.documents.services.issuing import issue, issue_many
from foundation.documents.services.renewing import (
    may_keep_signer,
    signer_today,
    words_today,
)
from foundation.documents.services.signing import (
    AuthorisationDraft,
    SettingDraft,
    SignerDraft,
    add_signer,
    authorise,
    end_authorisation,
    end_signer,
    set_papers,
)

__all__ = [
    "ApplicationMissing",
    "AuthorisationDraft",
    "CannotIssue",
    "DecisionMissing",
    "DocumentDraft",
    "NoLongerValid",
    "RegisterWords",
    "Reissue",
    "SettingDraft",
    "SignerDraft",
    "TermMissing",
    "add_signer",
    "authorise",
    "begin_term",
    "end_authorisation",
    "end_signer",
    "issue",
    "issue_many",
    "keeper_of",
    "may_keep_signer",
    "reissue",
    "request_batch",
    "revoke",
    "set_papers",
    "signer_today",
    "stop_batch",
    "words_today",
]
