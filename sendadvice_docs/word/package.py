"""A Word file as what it is: a zip of named parts.

Reading is for files from strangers: sizes are checked while unpacking, never trusted, and XML is parsed without
entities, document types or network. Writing is reproducible: fixed order, dates and attributes.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from sendadvice_docs.errors import InputError

#: What a template may weigh. A long Word form with a letterhead picture has about 60 parts and unpacks to 5 MB.
MAX_UNPACKED_BYTES: Final = 64 * 2**20
#: Written by `pack`, a file is a little larger than its parts, and has to be readable again.
MAX_FILE_BYTES: Final = MAX_UNPACKED_BYTES + 2**20
MAX_PARTS: Final = 1000
#: Deflate packs ordinary Word XML 5 to 30 times; only a part made to burst packs better than this.
MAX_RATIO: Final = 200
_RATIO_MATTERS_FROM: Final = 2**20
#: Parts that hold template tags are read by regular expressions, so they have a limit of their own.
MAX_XML_BYTES: Final = 4 * 2**20

CONTENT_TYPES: Final = "[Content_Types].xml"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

#: What `pack` writes where another program would tell of its computer: the order of the first parts, the earliest date
#: a zip can hold (Word writes it too), and a system (0 is MS-DOS) that has no owners and ignores these permissions.
_FIRST: Final = {CONTENT_TYPES: 0, "_rels/.rels": 1}
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
_NO_SYSTEM: Final = 0
_READABLE: Final = 0o600 << 16

_OLD_WORD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Parts = MutableMapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer from one part to another (`target` is then a part's name) or, if `external`, out of the file."""

    id: str
    kind: str
    target: str
    external: bool


def unpack(data: bytes, name: str, what: str = "template", most_xml: int = MAX_XML_BYTES) -> dict[str, bytes]:
    """Return the parts of a Word file by name, in the file's order; `name` is the file's, for messages.

    `what` is what the file is for, for messages too, and `most_xml` what an XML part may weigh, in bytes.

    Raises InputError where it is no Word file (.docx or .dotx), is damaged, protected by a password, or too large.
    """
    if data.startswith(_OLD_WORD_OR_ENCRYPTED):
        raise InputError(
            f"{name}: this is an old Word file (.doc) or one protected by a password. "
            "Open it in Word, take the password off, and save it as a Word document (.docx)."
        )
    if len(data) > MAX_FILE_BYTES:
        raise InputError(f"{name}: this file is too large for a {what} ({len(data)} bytes). Take out large pictures.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _unpack(archive, name, what, most_xml)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError):
        raise InputError(
            f"{name}: this is not a Word file, or it is damaged. Open it in Word and save it as a document (.docx)."
        ) from None
    if CONTENT_TYPES not in parts:
        raise InputError(f"{name}: this is a zip file but no Word file. Save it in Word as a Word document (.docx).")
    return parts


def _unpack(archive: zipfile.ZipFile, name: str, what: str, most_xml: int) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_PARTS:
        raise InputError(f"{name}: this file has {len(entries)} parts; a {what} has at most {MAX_PARTS}.")
    parts: dict[str, bytes] = {}
    seen: set[str] = set()
    left = MAX_UNPACKED_BYTES
    for entry in entries:
        part = entry.filename
        if part.startswith("/") or "\\" in part or ".." in part.split("/") or part.lower() in seen:
            raise InputError(f"{name}: this file has a part with an unusual name ({part!r}); save it again in Word.")
        seen.add(part.lower())
        with archive.open(entry) as stream:
            content = stream.read(left + 1)  # the size the entry claims may be a lie
        left -= len(content)
        packed = max(entry.compress_size, 1)
        bursts = len(content) > _RATIO_MATTERS_FROM and len(content) / packed > MAX_RATIO
        if left < 0 or bursts or (is_xml(part) and len(content) > most_xml):
            raise InputError(f"{name}: the part {part} is too large when unpacked. Use a smaller {what}.")
        parts[part] = content
    return parts


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return the Word file made of these parts: the same parts give the same bytes, whatever their order or machine.

    Nothing is compressed: what deflate makes of the same text differs with the zlib a Python was built with, and it
    took a third of the time. A section of an advice with six needs then has 35 to 60 kB instead of 6 to 9. Word
    compresses a file when it is next saved.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for part in sorted(parts, key=lambda part: (_FIRST.get(part, len(_FIRST)), part)):
            entry = zipfile.ZipInfo(part, _EARLIEST)
            entry.create_system, entry.external_attr = _NO_SYSTEM, _READABLE
            archive.writestr(entry, parts[part])
    return buffer.getvalue()


def is_xml(part: str) -> bool:
    """Tell whether a part is XML by its name."""
    return part.endswith((".xml", ".rels"))


def parse(data: bytes, place: str) -> etree._Element:
    """Return the root of an XML part; `place` (file and part) is for messages.

    Raises InputError where it is not well-formed or declares a document type: Word writes none, and entities are how
    XML reads other files or grows without end.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise InputError(f"{place}: this part is damaged. Open the file in Word and save it again.") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(f"{place}: this part declares a document type, which Word never does. Save it again in Word.")
    return root


def serialise(root: etree._Element) -> bytes:
    """Return an XML part as bytes, the way Word heads it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relationships_of(part: str) -> str:
    """Return the name of the part that holds the relationships of `part` ("" for the file as a whole)."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def relationships(parts: Mapping[str, bytes], part: str) -> tuple[Relationship, ...]:
    """Return where a part points, with internal targets as part names; raises InputError where that is damaged."""
    name = relationships_of(part)
    if name not in parts:
        return ()
    found = []
    for element in parse(parts[name], name).iter(f"{_RELS_NS}Relationship"):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        found.append(Relationship(element.get("Id", ""), element.get("Type", ""), target, external))
    return tuple(found)


def all_relationships(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Relationship]]:
    """Yield every relationship of the file with the part it starts from ("" for the file as a whole)."""
    for name in sorted(parts):
        folder, base = posixpath.split(name)
        if posixpath.basename(folder) == "_rels" and base.endswith(".rels"):
            part = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
            for relationship in relationships(parts, part):
                yield part, relationship


def relate(parts: Parts, part: str, kind: str, target: str) -> str:
    """Make `part` point at another part and return the relationship's id."""
    relative = posixpath.relpath(target, posixpath.dirname(part) or ".")
    return _new_relationship(parts, part, {"Type": kind, "Target": relative})


def relate_outside(parts: Parts, part: str, kind: str, target: str) -> str:
    """Make `part` point out of the file, unless it does so already, and return the relationship's id."""
    for one in relationships(parts, part):
        if one.external and one.kind == kind and one.target == target:
            return one.id
    return _new_relationship(parts, part, {"Type": kind, "Target": target, "TargetMode": "External"})


def _new_relationship(parts: Parts, part: str, attributes: Mapping[str, str]) -> str:
    name = relationships_of(part)
    root = parse(parts[name], name) if name in parts else _no_relationships()
    taken = {element.get("Id") for element in root}
    number = next(number for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
    etree.SubElement(root, f"{_RELS_NS}Relationship", {"Id": f"rId{number}", **attributes})
    parts[name] = serialise(root)
    return f"rId{number}"


def content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the content type of every part, "" where the file gives none."""
    root = parse(parts[CONTENT_TYPES], CONTENT_TYPES)
    defaults = {
        element.get("Extension", "").lower(): element.get("ContentType", "")
        for element in root.iter(f"{_TYPES_NS}Default")
    }
    overrides = {
        element.get("PartName", "").lstrip("/").lower(): element.get("ContentType", "")
        for element in root.iter(f"{_TYPES_NS}Override")
    }
    return {
        part: overrides.get(part.lower(), defaults.get(part.rpartition(".")[2].lower(), ""))
        for part in parts
        if part != CONTENT_TYPES
    }


def set_content_type(parts: Parts, part: str, content_type: str | None) -> None:
    """Declare the content type of a part, or with None take its declaration out."""
    root = parse(parts[CONTENT_TYPES], CONTENT_TYPES)
    for element in list(root.iter(f"{_TYPES_NS}Override")):
        if element.get("PartName", "").lstrip("/").lower() == part.lower():
            root.remove(element)
    if content_type is not None:
        etree.SubElement(root, f"{_TYPES_NS}Override", PartName=f"/{part}", ContentType=content_type)
    parts[CONTENT_TYPES] = serialise(root)


def drop(parts: Parts, part: str) -> None:
    """Take a part out with all that points at it: Word refuses a file whose relationships lead nowhere."""
    for name in [name for name in parts if name.endswith(".rels")]:
        root = parse(parts[name], name)
        owner = posixpath.join(
            posixpath.dirname(posixpath.dirname(name)), posixpath.basename(name).removesuffix(".rels")
        )
        lost = {one.id for one in relationships(parts, owner) if not one.external and one.target == part}
        if lost:
            for element in [element for element in root if element.get("Id") in lost]:
                root.remove(element)
            parts[name] = serialise(root)
    parts.pop(part, None)
    parts.pop(relationships_of(part), None)
    set_content_type(parts, part, None)


def _no_relationships() -> etree._Element:
    return etree.fromstring(f'<Relationships xmlns="{_RELS_NS.strip("{}")}"/>')
