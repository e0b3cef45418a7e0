"""The group ``flask bank``."""

from flask.cli import AppGroup

group = AppGroup("bank", help="The question bank.")
EXIT_REFUSED = 2
