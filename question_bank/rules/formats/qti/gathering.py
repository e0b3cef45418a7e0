"""All items of a document or a package, in the order of its test, each once."""

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import replace
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
    passages: Sequence[Element] = (),
) -> list[ReadItem]:
    if root.tag == "assessmentItem":
        where = _where(name, root.get("identifier"))
        return [read_item(root, where, Gallery(find), topic=topic, tags=tags, passages=passages)]
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
    wanted, passages = _passages(package, name, root)
    find = _either([package.finder(one) for one in (name, *passages)])
    items = _items(root, name, find, topic=topic, tags=entry.tags, passages=list(passages.values()))
    is_lost = wanted > len(passages)
    lost = (Remark(remarks.SHARED_LOST),) if is_lost else ()
    return [replace(one, notes=(*one.notes, *lost)) if one.draft else one for one in items]


def _passages(package: Package, name: str, root: Element) -> tuple[int, dict[str, Element]]:
    """Return how many texts shared with other items an item names, and those that are there."""
    folder, found = posixpath.dirname(name), {}
    references = list(root.iter("assessmentStimulusRef"))
    for one in references:
        path = package.find(posixpath.join(folder, one.get("href") or ""))
        passage = package.root(path)[0] if path else None
        if path and passage is not None and passage.find("stimulusBody") is not None:
            found[path] = passage
    return len(references), found


def _either(finders: list[Callable[[str], bytes | None]]) -> Callable[[str], bytes | None]:
    """Return what asks one finder after the other."""
    return lambda address: next((hit for find in finders if (hit := find(address))), None)


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
