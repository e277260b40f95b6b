"""Finds what is wrong with a pathway: a case nobody answers or two rows answer differently, shown in words.

Every case there can be is gone through, as far as the pathway's own conditions tell cases apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sendadvice_docs.all_cases import cases
from sendadvice_docs.case_facts import RECENTLY, VALUES, Value
from sendadvice_docs.case_words import case_in_words
from sendadvice_docs.pathway import Pathway, fits


@dataclass(frozen=True)
class PathwayFault:
    """Something wrong with a pathway: the number of the row it is about (None: all of them), and what it is."""

    row: int | None
    message: str


@dataclass
class _Seen:
    """What came up while going through the cases: the first case of each fault, and which rows took any."""

    unanswered: list[Mapping[str, Value]] = field(default_factory=list)
    twice: dict[tuple[int, int], Mapping[str, Value]] = field(default_factory=dict)
    nobody: dict[int, Mapping[str, Value]] = field(default_factory=dict)
    took: set[int] = field(default_factory=set)


def _answer(row: Pathway) -> tuple[object, ...]:
    return (row.role, row.team, row.allocated, row.also, row.steps)


def _asked(rows: Sequence[Pathway]) -> list[str]:
    """Return the facts that the rows ask about, with the one that says whether a worker is there for the row."""
    names = {name for row in rows for name in row.when}
    if any(row.allocated and not row.role for row in rows):
        names |= {"allocated"}
    return [name for name in VALUES if name in names]


def _go_through(rows: Sequence[Pathway]) -> _Seen:
    seen = _Seen()
    for case in cases(_asked(rows)):
        fitting = [number for number, row in enumerate(rows) if fits(row.when, case)]
        if not fitting:
            seen.unanswered.append(case)
            continue
        first = fitting[0]
        seen.took.add(first)
        if rows[first].allocated and not rows[first].role and not case["allocated"]:
            seen.nobody.setdefault(first, case)
        for other in fitting[1:]:
            told = rows[other].otherwise or rows[other].id in rows[first].before
            if not told and _answer(rows[first]) != _answer(rows[other]):
                seen.twice.setdefault((first, other), case)
    return seen


def _unsound_rows(rows: Sequence[Pathway]) -> Iterator[PathwayFault]:
    """Yield faults of rows by themselves: no writer, a name given twice, one in `before` that is no row below."""
    ids = [row.id for row in rows]
    for name, times in Counter(ids).items():
        if times > 1:
            yield PathwayFault(
                ids.index(name, ids.index(name) + 1), f"Two rows are called “{name}”; each needs its own."
            )
    for number, row in enumerate(rows):
        if not row.role and not row.allocated:
            yield PathwayFault(
                number, f"The row “{row.id}” does not say who writes; give it a role, or worker: allocated."
            )
        for name in row.before:
            if name not in ids:
                yield PathwayFault(number, f"“before” names a row “{name}”, and there is none.")
            elif name not in ids[number + 1 :]:
                yield PathwayFault(number, f"“before” names the row “{name}”, which does not stand below this one.")


def _unlimited(rows: Sequence[Pathway], limits: Mapping[str, float]) -> Iterator[PathwayFault]:
    """Yield a fault for the first row that asks whether a case closed lately where no limit says what is lately."""
    for number, row in enumerate(rows):
        if RECENTLY not in limits and any(
            "closed_recently" in one for one in (row.when, *(step.when for step in row.steps))
        ):
            said = f"The row “{row.id}” asks whether a case closed lately; say under limits, {RECENTLY}, what that is."
            yield PathwayFault(number, said)
            return


def check_pathway(rows: Sequence[Pathway], limits: Mapping[str, float] | None = None) -> tuple[PathwayFault, ...]:
    """Return what is wrong with the rows of a pathway, in their order; an empty tuple where nothing is.

    A case that no row fits is a fault, shown by the plainest such case; so is a case that two rows answer differently,
    unless the earlier one names the later in `before` or the later one takes only what is left (`otherwise`). A row
    that never takes a case, and one that gives the work to an allocated worker where there is none, are faults too.
    With a profile's `limits` it is also seen to that the one a row depends on is there.
    """
    faults = [*_unsound_rows(rows), *(() if limits is None else _unlimited(rows, limits))]
    seen = _go_through(rows)
    if seen.unanswered:
        more = len(seen.unanswered) - 1
        also = f" (and {more} more case{'s' if more > 1 else ''} like it)" if more else ""
        said = case_in_words(seen.unanswered[0])
        faults.append(
            PathwayFault(
                None, f"Nobody is named to write where {said}{also}. Add a row, or one with “otherwise: true”."
            )
        )
    for (one, other), case in seen.twice.items():
        faults.append(
            PathwayFault(
                other,
                f"Where {case_in_words(case)}, the rows “{rows[one].id}” and “{rows[other].id}” both fit and say "
                f"different things. If the first is meant, add “before: [{rows[other].id}]” to it; else narrow one.",
            )
        )
    for number, case in seen.nobody.items():
        faults.append(
            PathwayFault(
                number,
                f"The row “{rows[number].id}” gives the work to the allocated worker where {case_in_words(case)}.",
            )
        )
    for number, row in enumerate(rows):
        if number not in seen.took:
            faults.append(
                PathwayFault(
                    number,
                    f"The row “{row.id}” never takes a case: rows above it take them all, or its conditions cannot "
                    "hold together.",
                )
            )
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: -1 if fault.row is None else fault.row))
