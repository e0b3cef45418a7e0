"""The plain WSGI object any server can run."""

from webapp import create_app

app = create_app()
