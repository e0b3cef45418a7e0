"""One blueprint for all pages of accounts."""

from flask import Blueprint

blueprint = Blueprint("account", __name__)
