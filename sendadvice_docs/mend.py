"""Safe edits made in the file's own text: the findings that carry a `fix`, and nothing else of the file touched.

The edit is made where the passage was written, in the way its text is written there (plain, quoted, a block), so that
comments, layout, quotation marks and line endings stay. What comes out is read again; unless exactly the fields meant
have changed, and to exactly what was meant, the edit is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sendadvice_docs.check import Report
from sendadvice_docs.finding import Finding
from sendadvice_docs.load import Loaded, load, tokens_of
from sendadvice_docs.source import Prose

_MARK = "\ufeff"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_OVERLAPS = "another change was made in the same words. Call it again for this one."
_ACCEPTED = "an accepted finding quotes these words."
_UNSAFE = "it cannot be written safely in the way this text is set down: put the text in quotation marks first."


@dataclass(frozen=True)
class Left:
    """A finding with a fix that was not made, and why: a clause that ends in a full stop."""

    finding: Finding
    reason: str


@dataclass(frozen=True)
class Mended:
    """A file's bytes with the fixes made, the findings they put right, and those that were left."""

    data: bytes
    done: tuple[Finding, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True)
class _Edit:
    """A fix as a change of one field: from `start` to `end` of its text stands `text` instead."""

    finding: Finding
    prose: Prose
    start: int
    end: int
    text: str

    @property
    def field(self) -> tuple[int, str]:
        """Return the document and the pointer of the field."""
        return self.finding.document, self.finding.path

    def overlaps(self, other: _Edit) -> bool:
        """Return whether another edit changes some of the same words."""
        return self.field == other.field and self.start < other.end and other.start < self.end

    def written(self, source: str) -> tuple[int, int, str]:
        """Return the stretch of the source to replace, and what to write there in its own style."""
        start = self.prose.starts[self.start]
        end = self.prose.ends[self.end - 1]
        if self.end < len(self.prose.text) and self.prose.text[self.end - 1].isspace():
            end = self.prose.starts[self.end]  # the blanks at the beginning of the next line belong to the space
        style = source[self.prose.span.start : self.prose.span.start + 1]
        text = self.text
        if style == '"':
            text = text.replace("\\", "\\\\").replace('"', '\\"')
        elif style == "'":
            text = text.replace("'", "''")
        return start, end, text


def _edit(finding: Finding, prose: Prose) -> _Edit | None:
    """Return the edit a finding asks for; None where it holds what no single line of text can."""
    start, end, fix = finding.start, finding.end, finding.fix
    if start is None or end is None or fix is None or start >= end or _CONTROL.search(fix):
        return None
    text = prose.text
    if not fix:
        # A space that stood on either side of what goes would be one too many.
        if start and text[start - 1] == " ":
            start -= 1
        elif text[end : end + 1] == " " and (not start or text[start - 1] == "\n"):
            end += 1
    return _Edit(finding, prose, start, end, fix)


def _replaced(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with stretches of it replaced, none of which overlap."""
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _put(data: Any, pointer: str, text: str) -> None:
    """Set the value a JSON Pointer leads to."""
    *way, last = tokens_of(pointer) or ("",)
    for token in way:
        data = data[int(token)] if isinstance(data, list) else data[token]
    data[int(last) if isinstance(data, list) else last] = text


def _faults(loaded: Loaded) -> list[tuple[str, int, str]]:
    return [(one.code, one.document, one.path) for one in loaded.faults]


class _File:
    """One advice file and the edits wanted in it."""

    def __init__(self, data: bytes, report: Report, max_bytes: int) -> None:
        self.name = report.path
        self.max_bytes = max_bytes
        self.source = report.source.text if report.source else ""
        self.mark = _MARK if data.startswith(_MARK.encode()) else ""
        self.before = load(data, self.name, max_bytes=max_bytes)

    def with_edits(self, edits: Sequence[_Edit]) -> bytes:
        """Return the file's content with some edits made."""
        text = _replaced(self.source, (one.written(self.source) for one in edits))
        return (self.mark + text).encode()

    def only_as_meant(self, data: bytes, edits: Sequence[_Edit]) -> bool:
        """Return whether a file's new content differs from the old in the texts meant, and in nothing else."""
        after = load(data, self.name, max_bytes=self.max_bytes)
        if _faults(after) != _faults(self.before) or len(after.documents) != len(self.before.documents):
            return False
        wanted: dict[int, dict[str, str]] = {}
        for (document, pointer), own in _by_field(edits).items():
            changes = ((one.start, one.end, one.text) for one in own)
            wanted.setdefault(document, {})[pointer] = _replaced(own[0].prose.text, changes)
        for old, new in zip(self.before.documents, after.documents, strict=True):
            plain = old.plain()
            for pointer, text in wanted.get(old.index, {}).items():
                _put(plain, pointer, text)
            if old.index != new.index or plain != new.plain():
                return False
        return True


def _by_field(edits: Iterable[_Edit]) -> Mapping[tuple[int, str], list[_Edit]]:
    found: dict[tuple[int, str], list[_Edit]] = {}
    for one in edits:
        found.setdefault(one.field, []).append(one)
    return found


def _proses(report: Report) -> Mapping[tuple[int, str], Prose]:
    """Return the texts of a file by document and pointer; of a bare passage, the passage."""
    if not report.validated and report.source is not None:
        return {(0, ""): Prose.verbatim(report.source.text)}
    return {(one.document.index, field.pointer): field.prose for one in report.validated for field in one.fields}


def _wanted(report: Report) -> tuple[list[_Edit], list[Left]]:
    """Return the edits to try, in order, none of which overlap, and what is left for a reason known beforehand."""
    proses = _proses(report)
    kept = [one for one in report.findings if one.accepted is not None and one.start is not None]
    edits: list[_Edit] = []
    left: list[Left] = []
    for finding in report.findings:
        prose = proses.get((finding.document, finding.path))
        if finding.fix is None or finding.accepted is not None or prose is None:
            continue
        edit = _edit(finding, prose)
        if edit is None:
            left.append(Left(finding, _UNSAFE))
        elif any(_meets(edit, one) for one in kept):
            left.append(Left(finding, _ACCEPTED))
        elif any(edit.overlaps(one) for one in edits):
            left.append(Left(finding, _OVERLAPS))
        else:
            edits.append(edit)
    return edits, left


def _meets(edit: _Edit, finding: Finding) -> bool:
    if (finding.document, finding.path) != edit.field or finding.start is None or finding.end is None:
        return False
    return edit.start < finding.end and finding.start < edit.end


def mend(data: bytes, report: Report, *, max_bytes: int = 2 * 2**20) -> Mended:
    """Return a file's bytes with the fixes of its findings made, where that is safe.

    `report` is what was found in `data`, which may be an advice file or a bare passage. Accepted findings are left
    alone and not spoken of. Nothing is written, and nothing raised for anything in the file.
    """
    edits, left = _wanted(report)
    if not edits:
        return Mended(data, (), tuple(left))
    file = _File(data, report, max_bytes)
    if not report.validated:
        return Mended(file.with_edits(edits), tuple(one.finding for one in edits), tuple(left))
    result = file.with_edits(edits)
    if not file.only_as_meant(result, edits):
        # One of them cannot be written as its text stands; the others still can.
        sound: list[_Edit] = []
        for edit in edits:
            if file.only_as_meant(file.with_edits([*sound, edit]), [*sound, edit]):
                sound.append(edit)
            else:
                left.append(Left(edit.finding, _UNSAFE))
        edits, result = sound, file.with_edits(sound)
    left.sort(key=lambda one: one.finding.order)
    return Mended(result if edits else data, tuple(one.finding for one in edits), tuple(left))
