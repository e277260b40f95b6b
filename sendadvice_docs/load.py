"""Reads an advice file: bytes in, trees with the place of every character out, and a fault for whatever is unreadable.

Nothing is taken on trust: files come from strangers, and whatever a file holds, `load` returns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sendadvice_docs import scalars
from sendadvice_docs.finding import Fault
from sendadvice_docs.intake import MOST_FAULTS, Reading
from sendadvice_docs.load_json import read_json
from sendadvice_docs.load_yaml import read_yaml
from sendadvice_docs.nodes import Document, Entry, Listing, Mapping, Node, Scalar, pointer_of, tokens_of
from sendadvice_docs.source import Position, Source, Span

__all__ = [
    "Document", "Entry", "Listing", "Loaded", "Mapping", "Node", "Scalar", "load", "pointer_of", "tokens_of",
]  # fmt: skip

_START = Position(1, 1)
_SAVE_AS_UTF8 = "Open it in the program it was written with, choose “Save as”, and choose the encoding UTF-8."
_OTHER_FORMATS = (
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text file"),
)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
#: What JSON cannot hold inside a text, or a Word file at all.
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+")
#: YAML also refuses these as they are (YAML 1.2.2, section 5.1): they are no printable characters.
_UNUSABLE_IN_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]+")
#: An advice has a value every thirty bytes or so. A file of far more would use up memory: each value costs some 700.
_BYTES_A_VALUE = 10
_FEWEST_VALUES = 1000
#: More invisible characters than this have a cause in common, and are reported once.
_MOST_UNUSABLE = 20


@dataclass(frozen=True)
class Loaded:
    """What a file holds.

    `source` is None where its characters could not be made out. `documents` are all whose top level is names with
    values, those with faults of detail included: a repeated name counts once (the first), a refused value is null, and
    no text holds a character that Word could not. `faults` (SC002 and SC003) stand in the order of the file; where they
    are very many, the last one says how many more there are.
    """

    source: Source | None
    documents: tuple[Document, ...]
    faults: tuple[Fault, ...]


def _refused(message: str, suggestion: str, source: Source | None = None, at: Position = _START) -> Loaded:
    return Loaded(source, (), (Fault("SC002", 0, "", at, at, message, suggestion),))


def _decoded(data: bytes, name: str) -> Source | Loaded:
    """Return the file as text, or the refusal of one that is not UTF-8 text."""
    for mark, what in _OTHER_FORMATS:
        if data.startswith(mark):
            return _refused(
                f"This is {what}, not an advice as YAML or JSON.",
                "Use the file that holds the advice as YAML; “sendadvice new” writes one to start from.",
            )
    if data.startswith(_WIDE_MARKS) or (len(data) > 1 and data.count(0) * 4 >= len(data)):
        return _refused("This file is saved in an encoding called UTF-16, which is not used here.", _SAVE_AS_UTF8)
    try:
        return Source(name, data.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        source = Source(name, data.decode("utf-8", "replace").removeprefix("\ufeff"))
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        meant = data[error.start : error.start + 1].decode("cp1252", "ignore")
        guess = f" (probably meant as “{meant}”)" if meant.isprintable() and meant else ""
        return _refused(
            f"The character here{guess} is not saved as UTF-8, so the file cannot be read.",
            _SAVE_AS_UTF8,
            source,
            source.position(len(before)),
        )


def _reading(source: Source, unusable: re.Pattern[str], most_values: int) -> Reading:
    text = unusable.sub(lambda found: scalars.REPLACEMENT * len(found[0]), source.text)
    return Reading(source, text, most_values)


def _looks_like_json(source: Source) -> bool:
    return source.text.lstrip(" \t\r\n")[:1] in ("{", "[")


def _read(source: Source, most_values: int) -> tuple[Reading, re.Pattern[str]]:
    """Read a file as what it is; of one that is neither JSON nor YAML, report the fault that helps more."""
    named_json = source.name.lower().endswith(".json")
    if not named_json and not _looks_like_json(source):
        return _read_as_yaml(source, most_values)
    json = _reading(source, _UNUSABLE, most_values)
    broken = read_json(json)
    if broken is None:
        return json, _UNUSABLE
    if not named_json:
        # Names without quotation marks, comments and so on are YAML. What is neither was probably meant as what could
        # be read further.
        yaml = _reading(source, _UNUSABLE_IN_YAML, most_values)
        failed = read_yaml(yaml)
        if failed is None or failed > broken.reached:
            return yaml, _UNUSABLE_IN_YAML
    json.fault(broken.explanation.span, broken.explanation.message, broken.explanation.suggestion)
    return json, _UNUSABLE


def _read_as_yaml(source: Source, most_values: int) -> tuple[Reading, re.Pattern[str]]:
    reading = _reading(source, _UNUSABLE_IN_YAML, most_values)
    read_yaml(reading)
    return reading, _UNUSABLE_IN_YAML


def _report_empty(reading: Reading) -> None:
    if len(reading.starts) <= 1 and not reading.documents and not reading.faults:
        reading.fault(
            Span(0, 0),
            "There is nothing in this file, or nothing but comments.",
            "Write the advice into it; “sendadvice new” writes a file to start from.",
            document=0,
        )
        return
    for document, place in reading.empty:
        reading.fault(
            place,
            "There is no advice after this line, although a line of --- promises one.",
            "Delete the line of ---, or write the advice after it.",
            document=document,
        )


def _report_unusable(reading: Reading, unusable: re.Pattern[str]) -> None:
    """Report the characters that stand in the file as they are and that no document can hold."""
    runs = [Span(*found.span()) for found in unusable.finditer(reading.source.text)]
    for run in runs if len(runs) <= _MOST_UNUSABLE else runs[:1]:
        number = max(sum(start <= run.start for start in reading.starts) - 1, 0)
        document = next((one for one in reading.documents if one.index == number), None)
        code = ord(reading.source.text[run.start])
        more = f" There are more in {len(runs) - 1} other places." if len(runs) > _MOST_UNUSABLE else ""
        reading.fault(
            run,
            f"Here stands a character that nobody can see (U+{code:04X}) and that a document cannot hold.{more}",
            "Delete it: delete from the letter before to the letter after, and type both again.",
            path=document.pointer_at(run.start) if document else "",
            document=number,
        )


def _in_order(reading: Reading) -> Iterable[Fault]:
    faults = sorted(reading.faults, key=lambda one: (one.document, one.at, one.until, one.code))
    if reading.found > MOST_FAULTS:
        last = faults[-1]
        more = reading.found - MOST_FAULTS
        faults.append(
            Fault(
                "SC002",
                last.document,
                "",
                last.until,
                last.until,
                f"There are {more} more faults in this file, which are not listed.",
                "Put those above right, and check the file again.",
            )
        )
    return faults


def load(data: bytes, name: str, *, max_bytes: int = 2 * 2**20) -> Loaded:
    """Read a file's bytes as YAML, or as JSON where `name` ends in .json or the text begins with { or [.

    Values mean what the core schema of YAML 1.2 says (`sendadvice_docs.scalars.resolve`). `max_bytes` is the size
    beyond which nothing is read. Raises nothing for any content.
    """
    if len(data) > max_bytes:
        return _refused(
            f"This file is larger than {max_bytes:,} bytes, far more than any advice.",
            "Check that it is the right file. Pictures and scans do not belong in it; several advices can be divided "
            "into several files.",
        )
    source = _decoded(data, name)
    if isinstance(source, Loaded):
        return source
    reading, unusable = _read(source, max(max_bytes // _BYTES_A_VALUE, _FEWEST_VALUES))
    _report_empty(reading)
    _report_unusable(reading, unusable)
    return Loaded(source, tuple(reading.documents), tuple(_in_order(reading)))
