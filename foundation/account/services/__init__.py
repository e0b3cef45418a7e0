"""Signing in and out, accounts and roles, entry codes."""

from foundation.account.services.accounts import (
    AccountDraft,
    change_password,
    create_account,
    create_account_with_slip,
    create_first_administrator,
    end_role,
    grant_role,
    issue_reset_slip,
    name_holder,
    refuse_second_administrator,
    set_active,
)
from foundation.account.services.codes import (
    CodeNeeded,
    CodeUnknown,
    SlipReplaced,
    enter_by_code,
    issue_code,
    revoke_code,
    try_code,
)
from foundation.account.services.sessions import end_session, sign_in
from foundation.account.services.throttle import TooManyTries

__all__ = [
    "AccountDraft",
    "CodeNeeded",
    "CodeUnknown",
    "SlipReplaced",
    "TooManyTries",
    "change_password",
    "create_account",
    "create_account_with_slip",
    "create_first_administrator",
    "end_role",
    "end_session",
    "enter_by_code",
    "grant_role",
    "issue_code",
    "issue_reset_slip",
    "name_holder",
    "refuse_second_administrator",
    "revoke_code",
    "set_active",
    "sign_in",
    "try_code",
]
