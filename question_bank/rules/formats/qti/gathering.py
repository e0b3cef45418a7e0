"""All items of a document or a package, in the order of its test, each once."""

import posixpath
from collections.abc import Callable
from xml.etree.ElementTree import Element

from question_bank.rules.formats import remarks
from question_bank.rules.formats.pictures import Gallery
from question_bank.rules.formats.qti.names import normal
from question_bank.rules.formats.qti.old import read_old_item
from question_bank.rules.formats.qti.package import Package, Resource, holds_items, holds_test
from question_bank.rules.formats.qti.reading import FORMAT, read_item
from question_bank.rules.reading import ReadFile, ReadItem, Remark


def read_document(root: Element) -> ReadFile:
    """Return the items of a single XML document."""
    items = _items(normal(root), "", lambda _address: None)
    return ReadFile(FORMAT, tuple(items))


def _items(
    root: Element,
    name: str,
    find: Callable[[str], bytes | None],
    *,
    topic: str = "",
    tags: tuple[str, ...] = (),
) -> list[ReadItem]:
    if root.tag == "assessmentItem":
        where = _where(name, root.get("identifier"))
        return [read_item(root, where, Gallery(find), topic=topic, tags=tags)]
    if root.tag == "questestinterop":
        return [
            read_old_item(one, _where(name, one.get("ident") or str(place)), Gallery(find), section)
            for place, (one, section) in enumerate(_old_items(root, topic), start=1)
        ]
    found = [one for one in root.iter("assessmentItem") if one is not root]
    return [item for one in found for item in _items(one, name, find, topic=topic)]


def _old_items(element: Element, topic: str) -> list[tuple[Element, str]]:
    """Return items with the title of the section they stand in."""
    found: list[tuple[Element, str]] = []
    for child in element:
        if child.tag == "item":
            found.append((child, topic))
        elif child.tag in ("section", "assessment", "objectbank"):
            named = (child.get("title") or "").strip() if child.tag == "section" else ""
            found += _old_items(child, named or topic)
    return found


def _where(name: str, identifier: str | None) -> str:
    known = (identifier or "").strip()[:80]
    if not name:
        return known or "1"
    return f"{name} ({known})" if known else name


def read_package(package: Package) -> ReadFile:
    """Return the items of a package; an item the package names but lacks is listed."""
    resources = package.resources()
    known = {posixpath.normpath(one.path).lower(): one for one in resources}
    order: list[tuple[str, str]] = []
    for one in resources:
        if holds_test(one) and (name := package.find(one.path)):
            order += _references(package, name)
    order += [(one.path, "") for one in resources if holds_items(one)]
    if not order:
        order = [(name, "") for name in package.documents()]
    items: list[ReadItem] = []
    for path, topic in _each_once(order):
        entry = known.get(posixpath.normpath(path).lower(), Resource(path, ""))
        items += _member(package, entry, topic, is_named=bool(resources))
    if not items and resources:
        return read_package(Package(_without_manifest(package), package.content, package.parse))
    return ReadFile(FORMAT, tuple(items))


def _without_manifest(package: Package) -> tuple[str, ...]:
    return tuple(name for name in package.names if not name.lower().endswith("imsmanifest.xml"))


def _each_once(order: list[tuple[str, str]]) -> list[tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for path, topic in order:
        found.setdefault(posixpath.normpath(path).lower(), (path, topic))
    return list(found.values())


def _member(package: Package, entry: Resource, topic: str, *, is_named: bool) -> list[ReadItem]:
    name = package.find(entry.path)
    if name is None:
        problem = Remark(remarks.FILE_MISSING, {"name": entry.path[:200]})
        return [ReadItem(entry.path[:200], None, topic, problems=(problem,))]
    root, problem_words = package.root(name)
    if root is None:
        if not is_named and not problem_words:
            return []
        return [ReadItem(name, None, topic, problems=(Remark(problem_words),))]
    items = _items(root, name, package.finder(name), topic=topic, tags=entry.tags)
    return [_with_stimulus(one, root) for one in items]


def _with_stimulus(item: ReadItem, root: Element) -> ReadItem:
    """Say that a text shared with other items is not part of this one."""
    references = list(root.iter("assessmentStimulusRef"))
    if not references or item.draft is None:
        return item
    notes = (*item.notes, Remark(remarks.SHARED_LOST))
    return ReadItem(**{**vars(item), "notes": notes})


def _references(package: Package, name: str, depth: int = 0) -> list[tuple[str, str]]:
    """Return the items a test names, each with the title of its innermost section."""
    root, _problem = package.root(name)
    if root is None or depth > 5:
        return []
    return _walk(package, root, posixpath.dirname(name), "", depth)


def _walk(
    package: Package, element: Element, folder: str, topic: str, depth: int
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for child in element:
        if child.tag == "assessmentItemRef":
            found.append((posixpath.join(folder, child.get("href") or ""), topic))
        elif child.tag == "assessmentSectionRef":
            inner = package.find(posixpath.join(folder, child.get("href") or ""))
            found += _references(package, inner, depth + 1) if inner else []
        elif child.tag in ("testPart", "assessmentSection"):
            titled = (child.get("title") or "").strip() if child.tag == "assessmentSection" else ""
            found += _walk(package, child, folder, titled or topic, depth)
    return found
