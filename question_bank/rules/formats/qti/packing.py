"""A QTI package: items with their pictures in folders, a test with the topics, the manifest."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats.pictures import Gallery
from question_bank.rules.formats.qti.reading import read_item
from question_bank.rules.formats.qti.versions import THREE, TWO, Version, in_version
from question_bank.rules.formats.qti.writing import item_of
from question_bank.rules.formats.writing import Loss, Written, all_tags, losses, shown_kind

_PICTURE = re.compile(r"^picture:")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The same questions give the same file, whenever it is written."""
Member = tuple[str, bytes]
Entry = tuple[str, str, tuple[str, ...], list[str], str]
"""identifier, address, tags, addresses of pictures, topic."""


def write_qti_2(drafts: Sequence[QuestionDraft], topics: Mapping[str, str]) -> Written:
    """Return a package of version 2.2."""
    return write_qti(drafts, topics, TWO)


def write_qti_3(drafts: Sequence[QuestionDraft], topics: Mapping[str, str]) -> Written:
    """Return a package of version 3.0."""
    return write_qti(drafts, topics, THREE)


def write_qti(
    drafts: Sequence[QuestionDraft], topics: Mapping[str, str], version: Version
) -> Written:
    """Return a package: one folder an item, pictures beside it.

    Args:
        drafts: the questions.
        topics: code → name, as the sections of the test show it.
        version: which names and namespaces are used.
    """
    members: list[Member] = []
    entries: list[Entry] = []
    lost: list[Loss] = []
    for number, draft in enumerate(drafts, start=1):
        identifier = f"Q{number:05d}"
        item = item_of(draft, identifier)
        tags = all_tags(draft, shown_as=shown_kind(draft))
        after = _read(item, draft, tags) if item is not None else None
        lost += losses(number, draft, after)
        if item is None or after is None:
            continue
        folder = f"items/{identifier}"
        pictures = [(f"{folder}/{one.name}", one.content) for one in draft.pictures]
        members += [
            (f"{folder}/item.xml", _document(_local(item), version.item, version)),
            *pictures,
        ]
        topic = topics.get(draft.topic_code, draft.topic_code)
        addresses = [name for name, _content in pictures]
        entries.append((identifier, f"{folder}/item.xml", tags, addresses, topic))
    test = _document(_test(entries), version.item, version)
    manifest = tostring(_manifest(entries, version), "utf-8", xml_declaration=True)
    return Written(_zip([("imsmanifest.xml", manifest), ("test.xml", test), *members]), tuple(lost))


def _read(item: Element, draft: QuestionDraft, tags: tuple[str, ...]) -> QuestionDraft | None:
    contents = {one.name: one.content for one in draft.pictures}
    return read_item(_local(deepcopy(item)), "", Gallery(contents.get), tags=tags).draft


def _local(item: Element) -> Element:
    """Return an item whose pictures are named as files beside it."""
    for picture in item.iter("img"):
        picture.set("src", _PICTURE.sub("", picture.get("src") or ""))
    return item


def _document(root: Element, namespace: str, version: Version) -> bytes:
    named = in_version(root, version)
    named.set("xmlns", namespace)
    written: bytes = tostring(named, "utf-8", xml_declaration=True)
    return written


def _test(entries: Sequence[Entry]) -> Element:
    test = Element("assessmentTest", identifier="TEST", title="Ngân hàng câu hỏi")
    part = SubElement(test, "testPart", identifier="PART", navigationMode="nonlinear")
    part.set("submissionMode", "simultaneous")
    for place, (topic, group) in enumerate(groupby(entries, key=lambda entry: entry[4]), start=1):
        section = SubElement(part, "assessmentSection", identifier=f"S{place}", title=topic)
        section.set("visible", "true")
        for identifier, address, _tags, _pictures, _topic in group:
            SubElement(section, "assessmentItemRef", identifier=identifier, href=address)
    return test


def _manifest(entries: Sequence[Entry], version: Version) -> Element:
    manifest = Element("manifest", identifier="MANIFEST", xmlns=version.packaging)
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = version.schema
    SubElement(metadata, "schemaversion").text = version.number
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    test = _resource(resources, "TEST", version.test_type, "test.xml")
    for identifier, address, tags, pictures, _topic in entries:
        resource = _resource(resources, identifier, version.item_type, address)
        resource.insert(0, _keywords(tags))
        for picture in pictures:
            SubElement(resource, "file", href=picture)
        SubElement(test, "dependency", identifierref=identifier)
    return manifest


def _resource(resources: Element, identifier: str, kind: str, address: str) -> Element:
    resource = SubElement(resources, "resource", identifier=identifier, type=kind, href=address)
    SubElement(resource, "file", href=address)
    return resource


def _keywords(tags: Sequence[str]) -> Element:
    """Return tags as keywords of learning object metadata."""
    metadata = Element("metadata")
    lom = SubElement(metadata, "lom", xmlns="http://ltsc.ieee.org/xsd/LOM")
    general = SubElement(lom, "general")
    for tag in tags:
        SubElement(SubElement(general, "keyword"), "string", language="vi").text = tag
    return metadata


def _zip(members: Sequence[Member]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
