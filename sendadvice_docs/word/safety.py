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

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

#: Relationships, by the end of their type, that bring in something which runs or which is kept in another format.
REFUSED_RELATIONSHIPS: Final = {
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
    "image": "a picture kept at {target}. Insert the picture itself (Insert, Pictures)",
}
_SAFE_LINKS = ("http://", "https://", "mailto:", "tel:", "#")

#: Fields that only count, refer within the document or name it. Others read files, start programs or tell the date.
_FIELDS: Final = frozenset(
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TITLE", "SUBJECT", "STYLEREF", "REF", "PAGEREF", "NOTEREF", "TOC"}
    | {"TC", "SEQ", "HYPERLINK", "DOCPROPERTY", "SYMBOL", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"}
)
TRACKED = frozenset(
    {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange", "pPrChange", "sectPrChange"}
    | {"tblPrChange", "tcPrChange", "trPrChange", "tblGridChange", "numberingChange"}
)

MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MAIN_OF_TEMPLATE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
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
    roots = {part: parse(parts[part], f"{name}: {part}") for part in sorted(parts) if is_xml(part)}
    types = content_types(parts)
    main_type = types[main_part(parts, name)]
    if main_type not in {MAIN, MAIN_OF_TEMPLATE}:
        reason = "has macros in it" if "macroEnabled" in main_type else "is no Word document"
        raise InputError(f"{name}: this file {reason}. Save it in Word as a Word document (.docx).")
    for part, one in all_relationships(parts):
        _check_relationship(part, one, name)
    for part, content_type in sorted(types.items()):
        if part.lower().endswith(".bin") or "macroEnabled" in content_type or "vbaProject" in content_type:
            raise InputError(
                f"{name}: this template holds a part that may run ({part}). "
                "Save it in Word as a document without macros (.docx)."
            )
    for root in roots.values():
        _check_content(root, name)


def _check_relationship(part: str, one: Relationship, name: str) -> None:
    kind = one.kind.rpartition("/")[2]
    if one.external and kind == "hyperlink" and one.target.lower().startswith(_SAFE_LINKS):
        return
    if one.external:
        found = _OUTSIDE.get(kind, "{target}. Take that link out").replace("{target}", one.target)
        raise InputError(f"{name}: this template reaches outside itself, for {found}.")
    if kind in REFUSED_RELATIONSHIPS:
        raise InputError(f"{name}: this template holds {REFUSED_RELATIONSHIPS[kind]}.")
    if "/embeddings/" in one.target or "/activeX/" in one.target:
        raise InputError(f"{name}: this template holds an embedded object ({part} points at {one.target}). Delete it.")


def _check_content(root: etree._Element, name: str) -> None:
    for element in root.iter(f"{{{W}}}*"):
        local = element.tag.rpartition("}")[2]
        if local in TRACKED:
            raise InputError(
                f"{name}: this template holds tracked changes, which would go into the plan with their authors’ names. "
                "Accept or reject them all (Review), and stop tracking."
            )
        if local == "comment":
            raise InputError(
                f"{name}: this template holds comments, which would go into the plan with their authors’ names. "
                "Delete them all (Review)."
            )
        if local == "fldSimple":
            _check_field(element.get(f"{{{W}}}instr", ""), name)
    for instruction in instructions(root):
        _check_field(instruction, name)


def instructions(root: etree._Element) -> Iterator[str]:
    """Yield the instruction of every field that is written in pieces; a field inside a field ends the outer one's."""
    pieces: list[str] = []
    for element in root.iter(f"{{{W}}}instrText", f"{{{W}}}fldChar"):
        if element.tag.endswith("instrText"):
            pieces.append(element.text or "")
        elif pieces:
            yield "".join(pieces)
            pieces = []
    if pieces:
        yield "".join(pieces)


def _check_field(instruction: str, name: str) -> None:
    if not instruction.strip():
        return
    if "{{" in instruction or "{%" in instruction:
        raise InputError(
            f"{name}: a template tag stands inside a Word field ({instruction.strip()}). Put it in the text."
        )
    word = instruction.split(maxsplit=1)[0].upper()
    if word not in _FIELDS and not word.startswith("="):
        raise InputError(
            f"{name}: this template holds the Word field {word}, which is not used here because it may read other "
            "files, run something or change by itself. Delete it or replace it with its text."
        )


def anonymise(parts: Parts) -> None:
    """Take out of a Word file who made it, when and on what; its properties then hold what `properties` says."""
    for part, one in list(all_relationships(parts)):
        if one.kind in _PERSONAL and not one.external and one.target in parts:
            drop(parts, one.target)
        if part == "" and one.kind == _CORE:
            drop(parts, one.target)
    set_content_type(parts, main_part(parts, ""), MAIN)  # a template (.dotx) gives a document
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
