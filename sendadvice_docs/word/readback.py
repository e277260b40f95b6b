"""A document that was rendered and then edited by hand, read back field by field.

What counts is the content controls of our own templates (`sendadvice_docs.word.fields`): wherever somebody moved them,
and whatever else was changed around them. Text that was typed outside every control belongs to no field and is not
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from sendadvice_docs.errors import InputError
from sendadvice_docs.word import controls, plan_safety, safety
from sendadvice_docs.word.fields import block_of, is_field
from sendadvice_docs.word.package import parse, unpack
from sendadvice_docs.word.safety import W

_P: Final = f"{{{W}}}p"
_BREAK_OF_WINDOWS: Final = "textWrapping"
#: Where text stands that is not the document's: deleted and moved text, and a second drawing for older programs.
_NOT_READ: Final = frozenset(
    {f"{{{W}}}del", f"{{{W}}}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_SIGNS: Final[Mapping[str, str]] = {
    f"{{{W}}}tab": "\t",
    f"{{{W}}}cr": "\r",
    f"{{{W}}}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A field that holds something else than the advice: `old` is the advice's text, `new` the document's.

    `title` says what the field is, as Word shows it. `new` is None where the field was taken out, and `old` None where
    the advice has no such entry.
    """

    tag: str
    title: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The fields of a document: their `texts` and their `titles`, by name (such as `h1.P1.frequency`)."""

    texts: Mapping[str, str]
    titles: Mapping[str, str]


def read_back(data: bytes, name: str, known: Mapping[str, str] | None = None) -> ReadBack:
    """Return the fields of a Word document, with its paragraphs as line breaks; `name` is the file's, for messages.

    A field in several paragraphs is one text. `known` maps titles of fields to their names, as `titles` gives them:
    LibreOffice before version 7.5 drops the names when it saves, and keeps the titles. Raises InputError where it is no
    Word document or has no field of ours.
    """
    found = _fields_of(data, name, known or {})
    if not found.texts:
        raise InputError(
            f"{name}: this document has no fields that can be read back. Documents made with the templates that come "
            "with this tool have them; one made with another template, or whose content controls were removed, has not."
        )
    return found


def _fields_of(data: bytes, name: str, known: Mapping[str, str]) -> ReadBack:
    parts = unpack(data, name, "document", plan_safety.MAX_PLAN_XML_BYTES)
    main = safety.main_part(parts, name)
    found: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for control in parse(parts[main], f"{name}: {main}").iter(controls.SDT):
        title = controls.title_of(control)
        tag = controls.tag_of(control) or known.get(title, "")
        if is_field(tag) and not any(one.tag in _NOT_READ for one in control.iterancestors()):
            found.setdefault(tag, []).append(_text(control))
            shown.setdefault(tag, title or tag)
    return ReadBack({tag: "\n".join(texts) for tag, texts in found.items()}, shown)


def titles(documents: Iterable[bytes]) -> dict[str, str]:
    """Return the names of the fields of documents just rendered, by their titles; a title that two fields have, not."""
    found: dict[str, str] = {}
    for data in documents:
        for tag, title in _fields_of(data, "", {}).titles.items():
            found[title] = tag if found.get(title, tag) == tag else ""
    return {title: tag for title, tag in found.items() if tag}


def changes(expected: Mapping[str, str], found: ReadBack) -> list[Change]:
    """Return which fields of a document differ from what the advice gives, in the document's order, then those missing.

    `expected` is what `sendadvice_docs.word.fields.fields` makes of the fragment data. Only the blocks of which the
    document has any field are compared, so a document of one section is not said to lack the others. Spaces and line
    breaks are not compared: Word sets them anew when it saves a file.
    """
    blocks = {block_of(tag) for tag in found.texts}
    differing = [
        Change(tag, found.titles[tag], expected.get(tag), text)
        for tag, text in found.texts.items()
        if _plain(text) != _plain(expected.get(tag, ""))
    ]
    missing = [
        Change(tag, tag, text, None)
        for tag, text in expected.items()
        if tag not in found.texts and block_of(tag) in blocks
    ]
    return differing + missing


def _plain(text: str) -> str:
    return " ".join(text.split())


def _text(control: etree._Element) -> str:
    content = control.find(controls.CONTENT)
    if content is None or control.find(f"{controls.PROPERTIES}/{{{W}}}showingPlcHdr") is not None:
        return ""
    paragraphs = [""]
    begun = False
    for element in _read_elements(content):
        if element.tag == _P:
            if begun:
                paragraphs.append("")
            begun = True
        elif element.tag == f"{{{W}}}t":
            paragraphs[-1] += element.text or ""
        elif element.tag == f"{{{W}}}br":
            paragraphs[-1] += "\r\n" if element.get(f"{{{W}}}type") == _BREAK_OF_WINDOWS else "\n"
        elif element.tag in _SIGNS and _in_run(element):
            paragraphs[-1] += _SIGNS[element.tag]
    return "\n".join(paragraphs)


def _in_run(element: etree._Element) -> bool:
    """Tell a tab in the text from one among a paragraph's tab stops."""
    parent = element.getparent()
    return parent is not None and parent.tag == f"{{{W}}}r"


def _read_elements(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag not in _NOT_READ:
            yield child
            yield from _read_elements(child)
