"""Choices on a page, found by their words."""

from webapp.check.browser import Page, Unexpected


def option_named(page: Page, field: str, words: str) -> str:
    """Return the value of a choice whose words hold ``words``.

    Raises:
        Unexpected: there is none.
    """
    for option in page.tree.xpath(f"//select[@name='{field}']/option"):
        if words in option.text_content():
            return str(option.get("value"))
    raise Unexpected(f"no choice “{words}” for {field} on {page.url}")
