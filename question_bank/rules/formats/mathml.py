"""A formula of MathML on one line: ``(1 + x)/2`` for a fraction, ``x^2``, ``√(…)``."""

from dataclasses import dataclass, field

DEEPEST = 60
_UNSEEN = frozenset({"annotation", "annotation-xml", "mspace"})
_SPACED = frozenset("=<>≤≥≠≈+±→∈")


@dataclass
class _Node:
    name: str
    parts: "list[_Node | str]" = field(default_factory=list)


class Formula:
    """Takes in the tags and letters of one formula; says it on one line."""

    def __init__(self) -> None:
        self._open = [_Node("math")]

    def start(self, tag: str) -> None:
        """Open an element."""
        node = _Node(tag.rpartition(":")[2])
        self._open[-1].parts.append(node)
        if len(self._open) < DEEPEST:
            self._open.append(node)

    def end(self, tag: str) -> None:
        """Close the element, if it is the one that stands open."""
        if len(self._open) > 1 and self._open[-1].name == tag.rpartition(":")[2]:
            self._open.pop()

    def data(self, words: str) -> None:
        """Add letters."""
        if words.strip():
            self._open[-1].parts.append(" ".join(words.split()))

    @property
    def text(self) -> str:
        """Return the formula on one line."""
        return " ".join(_said(self._open[0]).split())


def _said(node: "_Node | str") -> str:
    if isinstance(node, str):
        return node
    if node.name in _UNSEEN:
        return ""
    parts = [_said(part) for part in node.parts]
    if node.name in _FORMS and len(parts) == _FORMS[node.name].count("{"):
        return _FORMS[node.name].format(*map(_one, parts))
    glue = {"mtable": "; ", "mtr": ", ", "mfenced": ", "}.get(node.name, "")
    said = glue.join(part.strip() if glue else part for part in parts)
    if node.name == "mo" and said in _SPACED:
        return f" {said} "
    return _FRAMES.get(node.name, "{0}").format(said)


_FORMS = {
    "mfrac": "{0}/{1}",
    "msup": "{0}^{1}",
    "msub": "{0}_{1}",
    "msubsup": "{0}_{1}^{2}",
    "mroot": "{0}^(1/{1})",
}
_FRAMES = {"msqrt": "√({0})", "mfenced": "({0})", "mtable": "({0})"}


def _one(part: str) -> str:
    """Return a part that reads as one, in brackets where it is more than a word or number."""
    said = part.strip()
    is_one = said.replace(",", "").replace(".", "").isalnum() or len(said) < 2
    return said if is_one else f"({said})"
