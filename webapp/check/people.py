"""Officials at their desks: signed in, pressing buttons."""

from collections.abc import Mapping

from webapp.check.browser import Browser, Page
from webapp.demo.accounts import PASSWORD


class Official(Browser):
    """Somebody with an account."""

    token: str = ""

    def press(self, path: str, values: Mapping[str, object] | None = None) -> Page:
        """Send a button's form; its token is the session's, as on every page."""
        return self.post(path, {"csrf_token": self.token, **(values or {})})


def sign_in(base: str, username: str) -> Official:
    """Return an official of the demo who has signed in."""
    official = Official(base)
    page = official.get("/tai-khoan/dang-nhap")
    home = official.submit(page, "username", {"username": username, "password": PASSWORD})
    official.token = str(home.form().fields["csrf_token"])
    return official
