"""The file that paragraphs of another move into: it keeps everything it has, and is only added to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from sendadvice_docs.word.package import Parts, parse, relate, relationships, serialise, set_content_type
from sendadvice_docs.word.safety import W

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Host:
    """The file that paragraphs move into: its parts, which are added to in place, and what is known of them."""

    def __init__(self, parts: Parts, main: str) -> None:
        self.parts = parts
        self.main = main
        self._changed: set[str] = set()
        self._names = {
            kind: next((one.target for one in relationships(parts, main) if one.kind == f"{_OFFICE}/{kind}"), "")
            for kind in ("styles", "numbering")
        }
        self._roots = {
            kind: parse(parts[name], name) if name in parts else etree.fromstring(f'<w:{kind} xmlns:w="{W}"/>')
            for kind, name in self._names.items()
        }

    @property
    def styles(self) -> etree._Element:
        """The root of the styles part."""
        return self._roots["styles"]

    @property
    def numbering(self) -> etree._Element:
        """The root of the part with the definitions of lists."""
        return self._roots["numbering"]

    def add(self, kind: str, element: etree._Element, before: Iterable[str] = ()) -> None:
        """Add a style or a list's definition after the others of its kind, and before elements of the names given."""
        root, self._changed = self._roots[kind], self._changed | {kind}
        following = {f"{{{W}}}{one}" for one in before}
        place = next((number for number, one in enumerate(root) if one.tag in following), len(root))
        root.insert(place, element)

    def save(self) -> None:
        """Write what was added into the parts; the rest stays byte for byte."""
        for kind in sorted(self._changed):
            name = self._names[kind]
            if name not in self.parts:
                name = f"{self.main.rpartition('/')[0]}/{kind}.xml".lstrip("/")
                relate(self.parts, self.main, f"{_OFFICE}/{kind}", name)
                set_content_type(self.parts, name, f"{_WML}.{kind}+xml")
            self.parts[name] = serialise(self._roots[kind])
