"""The fragment of an advice as the rows a mapping file fills: each need with what answers it.

The national plan template being tried in Change Programme areas is set out so: one row a need, with the columns D, H1,
H2 and E. What answers no need has a row of its own at the end, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sendadvice_docs.template_fields import names
from sendadvice_docs.word.shape import TEXT, Shape

Data = Mapping[str, Any]


def rows_of(fragment: Data) -> list[dict[str, Any]]:
    """Return the rows: dicts with `number` (from 1), `need` (None where there is none), `H1`, `H2` and `outcomes`.

    The entries are those of the fragment. One that answers several needs stands in the row of each, so that no row
    looks as if nothing were done about its need.
    """
    columns = {
        "H1": fragment["H1"]["provision"],
        "H2": fragment["H2"]["provision"],
        "outcomes": fragment["E"]["outcomes"],
    }
    needs = fragment["D"]["needs"]
    ids = {need["id"] for need in needs}
    rows: list[dict[str, Any]] = [
        {"need": need, **{name: _answering(entries, {need["id"]}) for name, entries in columns.items()}}
        for need in needs
    ]
    rest = {name: [one for one in entries if not _answering([one], ids)] for name, entries in columns.items()}
    if any(rest.values()):
        rows.append({"need": None, **rest})
    return [{"number": number, **row} for number, row in enumerate(rows, 1)]


def _answering(entries: Iterable[Data], needs: Collection[str]) -> list[Data]:
    return [one for one in entries if any(reference["id"] in needs for reference in one["needs"])]


def row_shape() -> Shape:
    """Return the shape of the rows: a list whose parts have the paths of the data they come from."""
    known = names()
    return Shape(
        "rows",
        item=Shape(
            "Row of the plan",
            {
                "number": TEXT,
                "need": known["D"].names["needs"].item or TEXT,
                "H1": known["H1"].names["provision"],
                "H2": known["H2"].names["provision"],
                "outcomes": known["E"].names["outcomes"],
            },
        ),
    )


def with_rows(fragment: Data) -> dict[str, Any]:
    """Return the data a mapping file may use: the fragment's and the rows.

    The words for an empty section are there only where it is empty.
    """
    data = {**fragment, "rows": rows_of(fragment)}
    for section, list_name in (("D", "needs"), ("H1", "provision"), ("H2", "provision")):
        if fragment[section][list_name]:
            data[section] = {**fragment[section], "empty_text": ""}
    return data
