"""Styles a template uses and does not have: Word then shows ordinary text in their place, and says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sendadvice_docs.word.package import all_relationships, content_types, parse
from sendadvice_docs.word.places import PARTS, Fault, Places
from sendadvice_docs.word.safety import W

_USES: Final = {
    f"{{{W}}}pStyle": "the paragraph style",
    f"{{{W}}}rStyle": "the character style",
    f"{{{W}}}tblStyle": "the table style",
}
_VAL: Final = f"{{{W}}}val"


def _defined(parts: Mapping[str, bytes]) -> set[str]:
    found: set[str] = set()
    for part, one in all_relationships(parts):
        if part and one.kind.endswith("/relationships/styles") and one.target in parts:
            root = parse(parts[one.target], one.target)
            found |= {style.get(f"{{{W}}}styleId", "") for style in root.iter(f"{{{W}}}style")}
    return found


def missing(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield each style that the text, headers and so on use and the file does not have, where it is first used."""
    defined = _defined(parts)
    types = content_types(parts)
    for part in sorted(parts):
        if types.get(part) not in PARTS:
            continue
        root = parse(parts[part], part)
        places = Places(root, PARTS[types[part]])
        for element in root.iter(*_USES):
            name = element.get(_VAL, "")
            if name not in defined:
                defined.add(name)
                yield Fault(
                    places.of(element),
                    f"{_USES[str(element.tag)]} “{name}” is not in this file, so Word shows ordinary text. Give it one "
                    "of the file's own styles (Home, Styles).",
                )
