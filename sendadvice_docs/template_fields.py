"""What a Word template may print, as `schema/fragment.schema.json` describes it, and what a template leaves out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sendadvice_docs.datafile import schema
from sendadvice_docs.word.shape import TEXT, Shape, shape_of

#: What a template may ask besides the data: whether a draft is being made.
DRAFT: Final = Shape("draft", description="Yes while a draft is made; to be asked with {% if draft %}.")


@lru_cache(maxsize=1)
def names() -> Mapping[str, Shape]:
    """Return the names a template may use: those of `schema/fragment.schema.json`, and `draft` (true or false)."""
    return {**shape_of(schema("fragment")).names, "draft": TEXT}


@dataclass(frozen=True)
class Field:
    """A name a template may use.

    `path` is its place in the data (`D.needs[].description`); `write` what to write in a template: `D.strengths`, or,
    inside a loop, `need.description`; `kind` is `text`, `list` or `block`; `inside` the list it is an entry's part of,
    as its path, "" at the top; `see` the path at which the same entries are described already, else ""; `entry` what an
    entry of a list is called in these names, as in {% for need in D.needs %}.
    """

    path: str
    write: str
    kind: str
    title: str
    description: str
    inside: str
    see: str = ""
    entry: str = ""

    @property
    def loop(self) -> str:
        """Return the tag that goes through a list."""
        return f"{{%p for {self.entry} in {self.write} %}}"


#: Lists whose entries have no more names than this are described wherever they stand.
_FEW: Final = 3
#: What an entry of a list is called in a loop, by the last name of the list.
_ENTRY: Final = {
    "needs": "need",
    "provision": "one",
    "outcomes": "outcome",
    "areas": "area",
    "rows": "row",
    "family": "view",
    "review": "one",
    "signposting": "one",
    "preparing_for_adulthood": "area",
    "framework": "one",
    "source": "source",
    "sections": "section",
}


def _entry_name(path: str, taken: Collection[str] = ()) -> str:
    """Return what an entry of the list at a path is called in a loop that stands within loops of the `taken` names."""
    last = path.rpartition(".")[2].removesuffix("[]")
    name = _ENTRY.get(last, "one")
    return name if name not in taken else f"{last.rstrip('s')}_{name}" if last.rstrip("s") != name else f"this_{name}"


@lru_cache(maxsize=16)
def fields(section: str = "") -> tuple[Field, ...]:
    """Return every name a template may use, or those of one of the top names (`D`, `person`), in the schema's order."""
    described: dict[str, str] = {}
    found: list[Field] = []
    for name, shape in {**names(), "draft": DRAFT}.items():
        if section in ("", name):
            found += _fields(name, shape, "", (), described)
    return tuple(found)


def _fields(
    write: str, shape: Shape, inside: str, loops: tuple[str, ...], described: dict[str, str]
) -> Iterator[Field]:
    kind = "list" if shape.item is not None else "block" if shape.names else "text"
    see = ""
    if shape.item is not None and len(shape.item.names) > _FEW:
        see = described.setdefault(repr(sorted(shape.item.names)), shape.path)
        see = see if see != shape.path else ""
    one = _entry_name(shape.path, loops) if shape.item is not None else ""
    yield Field(shape.path or write, write, kind, shape.title, shape.description, inside, see, one)
    if shape.item is not None and shape.item.names and not see:
        for name, inner in shape.item.names.items():
            yield from _fields(f"{one}.{name}", inner, shape.path, (*loops, one), described)
    for name, inner in shape.names.items():
        yield from _fields(f"{write}.{name}", inner, inside, loops, described)


# -- what a template never prints

#: The sections of the plan whose words must not be lost without notice.
PLAN: Final = ("A", "D", "E", "H1", "H2")

#: Names that carry no words of the advice: codes whose words stand beside them, and what points from entry to entry.
_NO_WORDS: Final = frozenset({"id", "row", "part", "section", "residential", "related_to_send", "eligible", "area"})
#: Where the same words stand in full at a place of their own, or the heading says them (whose own view it is).
_ELSEWHERE: Final = re.compile(
    r"^[DEH12]+\.\w+\[\]\.(needs|outcomes|provision)\[\]|\.replaces\b|^D\.review\[\]\.provision\b|\.preparing_for_adulthood"
    r"|^A\.child_or_young_person\.by$"
)
#: Paths that say the same thing as others, and those others; every one of a kind is printed where one of them is.
_SAME: Final = (
    (re.compile(r"^plan\.rows\[\]\.need\."), "D.needs[]."),
    (re.compile(r"^plan\.rows\[\]\.(H[12])\[\]"), r"\1.provision[]"),
    (re.compile(r"^plan\.rows\[\]\.outcomes\[\]"), "E.outcomes[]"),
    (re.compile(r"^D\.areas\[\]\.needs\[\]"), "D.needs[]"),
    (re.compile(r"^D\.preparation_for_adulthood\.areas\[\]\.text$"), "D.preparation_for_adulthood.*"),
    (re.compile(r"^D\.preparation_for_adulthood\.(employment|independent_living|community_inclusion|health)$"),
     "D.preparation_for_adulthood.*"),
    (re.compile(r"^D\.areas\[\]\.title$"), "D.needs[].area_words"),
    (re.compile(r"\.ground\.source\[\]\.\w+$|\.ground\.source_words$"), ".ground.source"),
    (re.compile(r"\.(start|end|period)(_words)?$"), ".period"),
    (re.compile(r"_words$"), ""),
)  # fmt: skip


def _canonical(path: str) -> str:
    for pattern, same in _SAME:
        path = pattern.sub(same, path)
    return path


def sections_of(printed: Iterable[str]) -> tuple[str, ...]:
    """Return the sections of the plan, in its order, that a template prints something of that prints these paths."""
    tops = {_canonical(path).partition(".")[0] for path in printed}
    return tuple(one for one in PLAN if one in tops)


def unprinted(printed: Collection[str], sections: Collection[str]) -> list[Field]:
    """Return what of some sections (top names such as “D”) a template never prints that prints what is at `printed`.

    Of what can be printed in several ways (a date and the date in words) one is enough. Codes and ids don't count.
    """
    done = {_canonical(path) for path in printed}
    left: dict[str, Field] = {}
    for one in (field for section in sections for field in fields(section)):
        last = one.path.rpartition(".")[2].removesuffix("[]")
        if one.kind == "block" or one.see or last in _NO_WORDS or _ELSEWHERE.search(one.path):
            continue
        path = one.path if one.kind == "text" else f"{one.path}[]"
        if one.kind == "list" and any(field.inside == one.path for field in fields(one.path.partition(".")[0])):
            continue
        key = _canonical(path)
        if key not in done:
            first = left.setdefault(key, one)
            if one.path.endswith("_words") and not first.path.endswith("_words"):
                left[key] = one  # what a person would print, rather than the code
    return list(left.values())


def held(field: Field, data: Mapping[str, Any]) -> bool:
    """Tell whether the data of an advice have any words at a field."""
    return any(_at(data, field.path.split(".")))


def _at(data: Any, steps: Sequence[str]) -> Iterator[bool]:
    if isinstance(data, list | tuple):
        for one in data:
            yield from _at(one, steps)
    elif not steps:
        yield data not in (None, "")
    elif data is not None:
        yield from _at(data[steps[0].removesuffix("[]")], steps[1:])
