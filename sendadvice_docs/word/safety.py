"""What a template from a stranger may not hold: anything that runs, reaches out of the file, or names its author.

A council may get its templates from anywhere, and what they hold ends in families' hands. Each refusal says what was
found, where, and how to take it out in Word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from sendadvice_docs.errors import InputError
from sendadvice_docs.word.package import (
    Parts,
    Relationship,
    all_relationships,
    content_types,
    drop,
    is_xml,
    parse,
    relate,
    serialise,
    set_content_type,
)
from sendadvice_docs.word.places import PARTS, Fault, Places

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

#: Relationships, by the end of their type, that bring in something which runs or which is kept in another format.
_REFUSED_RELATIONSHIPS: Final = {
    "vbaProject": "macros. Save it in Word as a document without macros (.docx)",
    "wordVbaData": "macros. Save it in Word as a document without macros (.docx)",
    "oleObject": "an embedded object of another program. Delete it, or paste it as a picture",
    "package": "an embedded file. Delete it, or paste it as a picture",
    "control": "an ActiveX control. Delete it (Developer, Design Mode)",
    "activeXControlBinary": "an ActiveX control. Delete it (Developer, Design Mode)",
    "aFChunk": "another file brought in whole. Copy its content into the template instead",
    "subDocument": "a subdocument. Copy its content into the template instead",
    "attachedToolbars": "toolbars with macros. Save it in Word as a document without macros (.docx)",
    "keyMapCustomizations": "keys with macros. Save it in Word as a document without macros (.docx)",
    "customizations": "keys with macros. Save it in Word as a document without macros (.docx)",
    "origin": "a digital signature, which filling it in would break. Remove the signature (File, Info)",
}
_OUTSIDE: Final = {
    "attachedTemplate": "the attached template {target}. Attach Normal.dotm instead (Developer, Document Template)",
    "mailMergeSource": "the list of a mail merge, {target}. Make it an ordinary document again (Mailings, Start Mail "
    "Merge, Normal Word Document)",
    "image": "a picture kept at {target}. Insert the picture itself (Insert, Pictures)",
}
_SAFE_LINKS = ("http://", "https://", "mailto:", "tel:", "#")

_TRACKED_FOUND: Final = (
    "this template holds tracked changes, which would go into the plan with their authors’ names. "
    "Accept or reject them all (Review), and stop tracking."
)
_COMMENT_FOUND: Final = (
    "this template holds comments, which would go into the plan with their authors’ names. Delete them all (Review)."
)

#: Fields that only count, refer within the document or name it. Others read files, start programs or tell the date.
_FIELDS: Final = frozenset(
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TITLE", "SUBJECT", "STYLEREF", "REF", "PAGEREF", "NOTEREF", "TOC"}
    | {"TC", "SEQ", "HYPERLINK", "DOCPROPERTY", "SYMBOL", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"}
)
_TRACKED = frozenset(
    {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange", "pPrChange", "sectPrChange"}
    | {"tblPrChange", "tcPrChange", "trPrChange", "tblGridChange", "numberingChange"}
)

_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAIN_OF_TEMPLATE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_CORE: Final = f"{_PACKAGE}/relationships/metadata/core-properties"
_DC: Final = "http://purl.org/dc/elements/1.1/"
#: The part that holds a Word file's title, authors and dates.
PROPERTIES: Final = "docProps/core.xml"
#: What names people, or the program and computer a file was made on, and nothing needs.
_PERSONAL: Final = frozenset(
    {
        f"{_OFFICE}/relationships/extended-properties",
        f"{_OFFICE}/relationships/custom-properties",
        f"{_PACKAGE}/relationships/metadata/thumbnail",
        "http://schemas.microsoft.com/office/2011/relationships/people",
    }
)


def main_part(parts: Mapping[str, bytes], name: str) -> str:
    """Return the name of the part that holds the document; raises InputError where there is none or it is no Word's."""
    for part, one in all_relationships(parts):
        if part == "" and one.kind == f"{_OFFICE}/relationships/officeDocument" and one.target in parts:
            return one.target
        if part == "" and one.kind.startswith("http://purl.oclc.org/ooxml/"):
            raise InputError(
                f"{name}: this is a “Strict Open XML” file. Save it in Word as an ordinary Word document (.docx)."
            )
    raise InputError(f"{name}: this is an Office file but no Word document. Use a Word document (.docx).")


def check(parts: Mapping[str, bytes], name: str) -> None:
    """Raise InputError where a template holds what may not be in it; `name` is the file's, for messages."""
    found = refusals(parts, name)
    if found:
        raise InputError("\n".join(f"{name}: {one}" for one in found))


def refusals(parts: Mapping[str, bytes], name: str, *, also: frozenset[str] = frozenset()) -> list[Fault]:
    """Return all that a template holds and may not; `also` names Word fields that may be in this one.

    Raises InputError where it cannot be read at all.
    """
    roots = {part: parse(parts[part], f"{name}: {part}") for part in sorted(parts) if is_xml(part)}
    types = content_types(parts)
    main_type = types[main_part(parts, name)]
    found: list[str] = []
    if main_type not in {_MAIN, _MAIN_OF_TEMPLATE}:
        reason = "has macros in it" if "macroEnabled" in main_type else "is no Word document"
        found.append(f"this file {reason}. Save it in Word as a Word document (.docx).")
    found += [refused for part, one in all_relationships(parts) if (refused := _refused_link(part, one))]
    for part, content_type in sorted(types.items()):
        may_run = part.lower().endswith(".bin") or "macroEnabled" in content_type or "vbaProject" in content_type
        if may_run and content_type != main_type:
            found.append(
                f"this template holds a part that may run ({part}). "
                "Save it in Word as a document without macros (.docx)."
            )
    faults = [Fault(None, message) for message in dict.fromkeys(found)]
    for part, root in roots.items():
        places = Places(root, PARTS.get(types.get(part, ""), part))
        faults += [Fault(places.of(element), message) for element, message in _refused_content(root, also)]
    return faults


def _refused_link(part: str, one: Relationship) -> str:
    """Return what is wrong with something a part points at, or ""."""
    kind = one.kind.rpartition("/")[2]
    if one.external and kind == "hyperlink" and one.target.lower().startswith(_SAFE_LINKS):
        return ""
    if one.external:
        found = _OUTSIDE.get(kind, "{target}. Take that link out").replace("{target}", one.target)
        return f"this template reaches outside itself, for {found}."
    if kind in _REFUSED_RELATIONSHIPS:
        return f"this template holds {_REFUSED_RELATIONSHIPS[kind]}."
    if "/embeddings/" in one.target or "/activeX/" in one.target:
        return f"this template holds an embedded object ({part} points at {one.target}). Delete it."
    return ""


def _refused_content(root: etree._Element, also: frozenset[str]) -> Iterator[tuple[etree._Element, str]]:
    """Yield what may not stand in a part, with its element: every field, but tracked changes and comments once."""
    once: set[str] = set()
    for element in root.iter(f"{{{W}}}*"):
        local = element.tag.rpartition("}")[2]
        message = _TRACKED_FOUND if local in _TRACKED else _COMMENT_FOUND if local == "comment" else ""
        if message and message not in once:
            once.add(message)
            yield element, message
        if local == "fldSimple" and (refused := _refused_field(element.get(f"{{{W}}}instr", ""), also)):
            yield element, refused
    for first, instruction in _instructions(root):
        if refused := _refused_field(instruction, also):
            yield first, refused


def _instructions(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the instruction of every field that is written in pieces; a field inside a field ends the outer one's."""
    pieces: list[str] = []
    first = root
    for element in root.iter(f"{{{W}}}instrText", f"{{{W}}}fldChar"):
        if element.tag.endswith("instrText"):
            first = first if pieces else element
            pieces.append(element.text or "")
        elif pieces:
            yield first, "".join(pieces)
            pieces = []
    if pieces:
        yield first, "".join(pieces)


def _refused_field(instruction: str, also: frozenset[str]) -> str:
    """Return what is wrong with a Word field, or ""."""
    if not instruction.strip():
        return ""
    if "{{" in instruction or "{%" in instruction:
        return f"a template tag stands inside a Word field ({instruction.strip()}). Put it in the text."
    word = instruction.split(maxsplit=1)[0].upper()
    if word not in _FIELDS | also and not word.startswith("="):
        return (
            f"this template holds the Word field {word}, which is not used here because it may read other "
            "files, run something or change by itself. Delete it or replace it with its text."
        )
    return ""


def anonymise(parts: Parts) -> None:
    """Take out of a Word file who made it, when and on what; its properties then hold what `properties` says."""
    for part, one in list(all_relationships(parts)):
        if one.kind in _PERSONAL and not one.external and one.target in parts:
            drop(parts, one.target)
        if part == "" and one.kind == _CORE:
            drop(parts, one.target)
    set_content_type(parts, main_part(parts, ""), _MAIN)  # a template (.dotx) gives a document
    parts[PROPERTIES] = properties("")
    set_content_type(parts, PROPERTIES, "application/vnd.openxmlformats-package.core-properties+xml")
    relate(parts, "", _CORE, PROPERTIES)


def title_of(parts: Mapping[str, bytes]) -> str:
    """Return the title in a Word file's properties; empty where there is none."""
    for part, one in all_relationships(parts):
        if part == "" and one.kind == _CORE and one.target in parts:
            return parse(parts[one.target], one.target).findtext(f"{{{_DC}}}title") or ""
    return ""


def properties(title: str) -> bytes:
    """Return the properties part of a Word file: its title and language, and nothing of who made it or when."""
    root = etree.fromstring(f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="{_DC}"/>')
    etree.SubElement(root, f"{{{_DC}}}title").text = title
    etree.SubElement(root, f"{{{_DC}}}language").text = "en-GB"
    return serialise(root)
