"""What an existing plan may not hold when sections are put into it.

A plan is the council's own and is only copied, so much that a template may not have is let through: tracked changes and
comments, links, fields that tell the date, a template on the council's own drive. What is refused would run, would
fetch something from the internet when the plan is opened, or would be broken by any change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from sendadvice_docs.errors import InputError
from sendadvice_docs.word import safety
from sendadvice_docs.word.package import Relationship, all_relationships, content_types, is_xml, parse
from sendadvice_docs.word.safety import W

#: A plan of fifty pages with Word's own editing marks has about 3 MB.
MAX_PLAN_XML_BYTES: Final = 16 * 2**20
#: A chart keeps its numbers in a workbook, which is only copied.
_ALLOWED: Final = frozenset({"package"})
_FETCHING: Final = ("http:", "https:", "ftp:", "ftps:")
#: Links out of the file that Word follows by itself when the file is opened.
_FETCHED: Final = {
    "attachedTemplate": "the template {target}. Attach Normal.dotm instead (Developer, Document Template)",
    "image": "a picture kept at {target}. Insert the picture itself (Insert, Pictures)",
}
_REFUSED_FIELDS: Final = frozenset(
    {"DDE", "DDEAUTO", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "DATABASE", "RD"}
)


def check(parts: Mapping[str, bytes], name: str) -> None:
    """Raise InputError where a plan holds what may not be in it; `name` is the file's, for messages."""
    types = content_types(parts)
    main_type = types[safety.main_part(parts, name)]
    if main_type not in {safety.MAIN, safety.MAIN_OF_TEMPLATE}:
        reason = "has macros in it" if "macroEnabled" in main_type else "is no Word document"
        raise InputError(f"{name}: this plan {reason}. Save it in Word as a Word document (.docx).")
    for _, one in all_relationships(parts):
        _check_relationship(one, name)
    for part, content_type in sorted(types.items()):
        if "macroEnabled" in content_type or "vbaProject" in content_type:
            raise InputError(
                f"{name}: this plan holds macros ({part}). Save it in Word as a document without macros (.docx)."
            )
    for part in sorted(parts):
        if is_xml(part):
            _check_fields(parse(parts[part], f"{name}: {part}"), name)


def _check_relationship(one: Relationship, name: str) -> None:
    kind = one.kind.rpartition("/")[2]
    if not one.external:
        if kind in safety.REFUSED_RELATIONSHIPS and kind not in _ALLOWED:
            raise InputError(f"{name}: this plan holds {safety.REFUSED_RELATIONSHIPS[kind]}.")
        return
    # A link to click on is followed only by whoever clicks on it.
    if kind == "hyperlink" or (kind in _FETCHED and not one.target.lower().startswith(_FETCHING)):
        return
    found = _FETCHED.get(kind, "{target}. Take that link out, or finish the mail merge").replace("{target}", one.target)
    raise InputError(f"{name}: this plan reaches outside itself when it is opened, for {found}.")


def _check_fields(root: etree._Element, name: str) -> None:
    simple = [one.get(f"{{{W}}}instr", "") for one in root.iter(f"{{{W}}}fldSimple")]
    for instruction in (*simple, *safety.instructions(root)):
        word = instruction.split(maxsplit=1)[0].upper() if instruction.strip() else ""
        if word in _REFUSED_FIELDS:
            raise InputError(
                f"{name}: this plan holds the Word field {word}, which reads another file or program when the plan is "
                "opened. Replace it with its text (click on it, Ctrl+Shift+F9)."
            )
