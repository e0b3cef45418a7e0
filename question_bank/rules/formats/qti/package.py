"""A package of items as it was unpacked: its members by name, its manifest, its order."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from question_bank.rules.formats.qti.names import local, normal

_XML = (".xml", ".qti", ".dat")
_ITEM_TYPES = ("imsqti_item", "imsqti_xmlv1p2", "imsqti_assessment_xmlv1p2", "x-bb-qti")
_MANIFEST = "imsmanifest.xml"


@dataclass(frozen=True)
class Resource:
    """An entry of the manifest: its file, its kind, its keywords."""

    path: str
    kind: str
    tags: tuple[str, ...] = ()


@dataclass
class Package:
    """The members of a package, read when they are asked for."""

    names: tuple[str, ...]
    content: Callable[[str], bytes]
    parse: Callable[[bytes], tuple[Any, str]]
    _by_key: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Know members by their names without regard to capitals: some writers mix them."""
        self._by_key = {name.replace("\\", "/").lower(): name for name in self.names}

    def find(self, path: str) -> str | None:
        """Return the member a path means, or None."""
        return self._by_key.get(posixpath.normpath(path.replace("\\", "/")).lower())

    def root(self, name: str) -> tuple[Element | None, str]:
        """Return a member's tree with normal names, or None and why it cannot be read."""
        root, problem = self.parse(self.content(name))
        return (None, problem) if root is None else (normal(root), "")

    def finder(self, name: str) -> Callable[[str], bytes | None]:
        """Return what finds pictures as a member names them: beside it, or from the top."""
        folder = posixpath.dirname(name)

        def find(address: str) -> bytes | None:
            plain = unquote(address).partition("?")[0]
            for marker in ("$IMS-CC-FILEBASE$/", "%24IMS-CC-FILEBASE%24/", "$IMS_CC_FILEBASE$/"):
                plain = plain.replace(marker, "")
            tries = (posixpath.join(folder, plain), plain.lstrip("/"), f"web_resources/{plain}")
            found = next((hit for one in tries if (hit := self.find(one))), None)
            return self.content(found) if found else None

        return find

    def resources(self) -> list[Resource]:
        """Return the entries of the manifest that hold items or tests, in its order."""
        manifest = min(
            (name for name in self.names if name.lower().endswith(_MANIFEST)), key=len, default=None
        )
        if manifest is None:
            return []
        root, _problem = self.root(manifest)
        if root is None:
            return []
        folder = posixpath.dirname(manifest)
        return [
            _resource(one, folder)
            for one in root.iter("resource")
            if one.get("href") or one.get("file")
        ]

    def documents(self) -> list[str]:
        """Return the members that may be documents of questions."""
        return [
            name
            for name in self.names
            if name.lower().endswith(_XML) and not name.lower().endswith(_MANIFEST)
        ]


def _resource(element: Element, folder: str) -> Resource:
    href = unquote(element.get("href") or element.get("file") or "")
    words = [
        " ".join("".join(one.itertext()).split())
        for one in element.iter()
        if local(one) == "keyword"
    ]
    return Resource(
        posixpath.join(folder, href),
        (element.get("type") or "").lower(),
        tuple(filter(None, words)),
    )


def holds_items(resource: Resource) -> bool:
    """Return whether an entry is of a kind that holds items."""
    return any(kind in resource.kind for kind in _ITEM_TYPES)


def holds_test(resource: Resource) -> bool:
    """Return whether an entry is a test of version 2 or 3."""
    return "imsqti_test" in resource.kind or "imsqti_section" in resource.kind
