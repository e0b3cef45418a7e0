"""How letters look: from the file's defaults over styles down to the run itself."""

from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from question_bank.readers.word.names import OFF, W, is_on, value

_GREY_SPAN = 24
"""Colours whose three parts differ by less are shades of grey: ordinary letters."""


@dataclass(frozen=True)
class Look:
    """What may be a sign, and the font; None where nothing is said."""

    bold: bool | None = None
    underline: bool | None = None
    colour: str | None = None
    highlight: str | None = None
    frame: bool | None = None
    raised: str | None = None
    hidden: bool | None = None
    font: str | None = None

    def over(self, below: "Look") -> "Look":
        """Return this look where it says something, else the one below."""
        said = {name: mine for name, mine in vars(self).items() if mine is not None}
        return replace(below, **said) if said else below

    def marks(self) -> frozenset[str]:
        """Return the signs of letters that look so."""
        found = {name for name in ("bold", "underline", "frame") if getattr(self, name)}
        if self.colour and not _is_grey(self.colour):
            found.add(f"colour:{self.colour}")
        if self.highlight:
            found.add(f"highlight:{self.highlight}")
        return frozenset(found)


def _is_grey(colour: str) -> bool:
    try:
        parts = [int(colour[i : i + 2], 16) for i in (0, 2, 4)]
    except ValueError:
        return True
    return max(parts) - min(parts) < _GREY_SPAN


def look_of(properties: Element | None) -> Look:
    """Return what an element of run properties says."""
    if properties is None:
        return Look()
    underline = value(properties, "u")
    frame = value(properties, "bdr")
    font = properties.find(W + "rFonts")
    colour = value(properties, "color")
    return Look(
        bold=is_on(properties, "b"),
        underline=None if underline is None else underline not in OFF,
        colour=None if colour is None else colour.lower().replace("auto", ""),
        highlight=_background(properties),
        frame=None if frame is None else frame not in OFF | {"nil"},
        raised=value(properties, "vertAlign"),
        hidden=is_on(properties, "vanish"),
        font=None if font is None else (font.get(W + "ascii") or font.get(W + "hAnsi")),
    )


def _background(properties: Element) -> str | None:
    pen = value(properties, "highlight")
    if pen is not None:
        return "" if pen.lower() in OFF | {"white"} else pen.lower()
    return shade_of(properties)


def shade_of(properties: Element | None) -> str | None:
    """Return the colour behind text, empty for none, None where nothing is said."""
    fill = value(properties, "shd", "fill")
    if fill is None:
        return None
    is_plain = fill.lower() in {"auto", "ffffff", ""} or _is_grey(fill)
    return "" if is_plain else fill.lower()


@dataclass(frozen=True)
class Style:
    """A style of the file, with what it stands on already taken in."""

    look: Look = field(default_factory=Look)
    paragraph_look: Look = field(default_factory=Look)
    numbering: tuple[str | None, str | None] = (None, None)
    """Number of the list and its level."""
    is_heading: bool = False


def read_styles(root: Element | None) -> dict[str, Style]:
    """Return the styles of a file by name; the empty name holds the defaults."""
    if root is None:
        return {"": Style()}
    defaults = look_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    elements = {style.get(W + "styleId") or "": style for style in root.iter(W + "style")}
    styles = {"": Style(defaults)}
    for name, element in elements.items():
        styles[name] = _style(element, elements, 0)
        if element.get(W + "default") == "1" and element.get(W + "type") == "paragraph":
            styles[""] = Style(styles[name].look.over(defaults))
    return styles


def _style(element: Element, all_of_them: dict[str, Element], depth: int) -> Style:
    base = all_of_them.get(value(element, "basedOn") or "")
    below = _style(base, all_of_them, depth + 1) if base is not None and depth < 12 else Style()
    properties = element.find(W + "pPr")
    own = properties.find(W + "numPr") if properties is not None else None
    name = (value(element, "name") or "").lower()
    level = value(properties, "outlineLvl")
    return Style(
        look=look_of(element.find(W + "rPr")).over(below.look),
        paragraph_look=Look(highlight=shade_of(properties)).over(below.paragraph_look),
        numbering=below.numbering if own is None else (value(own, "numId"), value(own, "ilvl")),
        is_heading=below.is_heading
        or name.startswith("heading")
        or ((level or "9").isdecimal() and int(level or 9) < 9),
    )
