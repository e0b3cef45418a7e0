"""Versions of QTI: their namespaces, and the names of version 3."""

from copy import deepcopy
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from question_bank.rules.formats.qti.names import kebab


@dataclass(frozen=True)
class Version:
    """What differs between versions in the files we write."""

    number: str
    item: str
    packaging: str
    schema: str
    item_type: str
    test_type: str
    templates: str
    has_dashes: bool = False


TWO = Version(
    number="2.2.0",
    item="http://www.imsglobal.org/xsd/imsqti_v2p2",
    packaging="http://www.imsglobal.org/xsd/imscp_v1p1",
    schema="QTIv2.2 Package",
    item_type="imsqti_item_xmlv2p2",
    test_type="imsqti_test_xmlv2p2",
    templates="http://www.imsglobal.org/question/qti_v2p2/rptemplates/",
)
THREE = Version(
    number="3.0.0",
    item="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    packaging="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    schema="QTI Package",
    item_type="imsqti_item_xmlv3p0",
    test_type="imsqti_test_xmlv3p0",
    templates="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
    has_dashes=True,
)
XHTML = frozenset(
    {
        "p", "br", "strong", "em", "u", "sub", "sup", "ul", "ol", "li", "code", "pre", "img",
        "table", "thead", "tbody", "tr", "th", "td", "div", "span", "a", "blockquote",
    }
)  # fmt: skip


def in_version(root: Element, version: Version) -> Element:
    """Return a tree of version 2 as one of a version: names, attributes, address of templates."""
    tree = deepcopy(root)
    for element in tree.iter():
        if (template := element.get("template")) and element.tag == "responseProcessing":
            ending = ".xml" if version.has_dashes else ""
            element.set("template", f"{version.templates}{template}{ending}")
        if version.has_dashes and element.tag not in XHTML:
            element.tag = f"qti-{kebab(str(element.tag))}"
            given = {kebab(name): value for name, value in element.attrib.items()}
            element.attrib.clear()
            element.attrib.update(given)
    return tree
