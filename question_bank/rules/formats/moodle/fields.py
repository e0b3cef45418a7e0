"""Fields of one Moodle question: texts with their format and pictures, flags, numbers."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from question_bank.rules.formats.html import from_html, looks_like_html
from question_bank.rules.formats.markdown import escape
from question_bank.rules.formats.pictures import Gallery, decoded
from question_bank.rules.reading import Remark

PLACE = "@@PLUGINFILE@@"


def value(element: Element | None, name: str) -> str:
    """Return the words of a child, whether they stand in it or in its ``<text>``."""
    child = element.find(name) if element is not None else None
    if child is None:
        return ""
    inner = child.find("text")
    return ((inner if inner is not None else child).text or "").strip()


def is_on(element: Element, name: str, *, otherwise: bool = False) -> bool:
    """Return what a flag says: ``true``, ``1`` or an empty tag are yes."""
    child = element.find(name)
    if child is None:
        return otherwise
    words = (child.text or "").strip().lower()
    return words in ("", "1", "true", "yes")


@dataclass
class Reader:
    """Reads the texts of one question; gathers pictures and notes."""

    question: Element
    notes: list[Remark] = field(default_factory=list)
    gallery: Gallery = field(init=False)

    def __post_init__(self) -> None:
        """Gather the files of the whole question: texts share the names of their pictures."""
        self._files: dict[str, bytes] = {}
        self.gallery = Gallery(self._find)

    def _find(self, address: str) -> bytes | None:
        name = address.removeprefix(PLACE).lstrip("/")
        return self._files.get(name) or self._files.get(name.rpartition("/")[2])

    def text(self, element: Element | None, *, form: str | None = None) -> str:
        """Return an element's text as Markdown."""
        if element is None:
            return ""
        self._files = _files(element)
        inner = element.find("text")
        words = (inner if inner is not None else element).text or ""
        form = form or element.get("format") or "moodle_auto_format"
        return self._converted(words, form)

    def child(self, name: str, within: Element | None = None) -> str:
        """Return the text of a child as Markdown."""
        parent = self.question if within is None else within
        return self.text(parent.find(name))

    def old_picture(self) -> str:
        """Return the picture of exports before Moodle 2, which stands beside the text."""
        name = value(self.question, "image").rpartition("/")[2]
        if not name:
            return ""
        content = decoded(value(self.question, "image_base64"))
        self._files = {name: content} if content else {}
        return self.gallery.markdown(name, "")

    def _converted(self, words: str, form: str) -> str:
        if form == "markdown":
            return self._linked(words)
        if form == "html" or (form == "moodle_auto_format" and looks_like_html(words)):
            body = words if form == "html" else words.strip().replace("\n", "<br>")
            converted = from_html(body, self.gallery)
            self.notes += converted.notes
            return converted.text
        lines = [" ".join(line.split()) for line in words.strip().split("\n")]
        return escape("\n".join(lines))

    def _linked(self, words: str) -> str:
        """Return Markdown with pictures named as ours."""
        text = words.strip()
        for name in sorted(self._files, key=len, reverse=True):
            for address in (f"{PLACE}/{name}",):
                if f"]({address})" in text:
                    shown = self.gallery.markdown(address, "")
                    text = text.replace(f"]({address})", shown.partition("]")[1] + shown[3:])
        return text


def _files(element: Element) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for file in element.findall("file"):
        if (file.get("encoding") or "base64").lower() == "base64":
            content = decoded(file.text or "")
            path = (file.get("path") or "/").strip("/")
            name = file.get("name") or ""
            found[f"{path}/{name}".lstrip("/")] = content
            found.setdefault(name, content)
    return found
