"""One set of names for all versions of QTI: namespaces dropped, ``qti-item-body`` is itemBody."""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

_KEPT = re.compile(r"(?:data|aria)-")


def normal(root: Element) -> Element:
    """Return the tree with the names of QTI 2, changed in place."""
    for element in root.iter():
        element.tag = _tag(str(element.tag))
        given = {_attribute(name): value for name, value in element.attrib.items()}
        element.attrib.clear()
        element.attrib.update(given)
    return root


@lru_cache(maxsize=2048)
def _tag(tag: str) -> str:
    local = tag.rpartition("}")[2]
    return camel(local.removeprefix("qti-")) if local.startswith("qti-") else local


@lru_cache(maxsize=2048)
def _attribute(name: str) -> str:
    local = name.rpartition("}")[2]
    return local if _KEPT.match(local) else camel(local)


def camel(name: str) -> str:
    """Return ``response-identifier`` as ``responseIdentifier``."""
    first, *rest = name.split("-")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def kebab(name: str) -> str:
    """Return ``responseIdentifier`` as ``response-identifier``."""
    return re.sub(r"(?<!^)([A-Z])", lambda found: f"-{found.group(1).lower()}", name)


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
