"""Pages of accounts: the door for officials, and the accounts an administrator keeps."""

from foundation.account.views import accounts, door
from foundation.account.views.blueprint import blueprint

__all__ = ["accounts", "blueprint", "door"]
