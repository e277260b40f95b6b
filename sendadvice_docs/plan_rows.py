"""The rows of the plan table: for each need, what sections H1, H2 and E say about it.

The national plan template under trial sets a plan out like this. A provision or outcome that serves several needs is
printed in full with the first of them and only named with the others, so that nobody changes one copy and not the
other; what is tied to no need has a row of its own at the end, so that nothing is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Data = dict[str, Any]
Entries = Sequence[Mapping[str, Any]]

#: The lists of a row, by name.
_LISTS = ("H1", "H2", "outcomes")


def plan_rows(needs: Entries, h1: Entries, h2: Entries, outcomes: Entries) -> list[Data]:
    """Return the rows of the plan table.

    `needs`, `h1`, `h2` and `outcomes` are entries of the fragment data. A row has its `need` (None in the last row, for
    what is tied to none), and for each of `H1`, `H2` and `outcomes` the entries first printed here, and under
    `H1_above`, `H2_above` and `outcomes_above` those printed further up: their `id`, `text`, and the `need` they stand
    with.
    """
    rows = [_row(need) for need in needs]
    by_need = {need["id"]: row for need, row in zip(reversed(needs), reversed(rows), strict=True)}
    rest = _row(None)
    for name, entries in zip(_LISTS, (h1, h2, outcomes), strict=True):
        for entry in entries:
            listed = {one["id"] for one in entry["needs"]}
            # In the order of the rows, so that the full entry stands before every place that points to it.
            served = [row for row in rows if row["need"]["id"] in listed and by_need[row["need"]["id"]] is row]
            first, *others = served or [rest]
            first[name].append(entry)
            for row in others:
                row[f"{name}_above"].append(
                    {"id": entry["id"], "text": entry["description"], "need": first["need"]["id"]}
                )
    return rows + ([rest] if any(rest[name] for name in _LISTS) else [])


def _row(need: Mapping[str, Any] | None) -> Data:
    lists: Data = {}
    for name in _LISTS:
        lists |= {name: [], f"{name}_above": []}
    return {"need": need, **lists}
