"""The file an advice is begun from: every part that applies, empty, with a note in a worker's words.

The words stand in `templates/new-advice.txt`. There a line that begins with `?name ` is written only where that fact
holds, and `<...>` is a fact of the call or, for a field such as `<needs/area>`, the values the schema allows there, so
that the notes and the schema cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from sendadvice_docs import resources
from sendadvice_docs.contract import contract
from sendadvice_docs.report.layout import wrap

_WIDTH = 100
_FACT = re.compile(r"<([a-z_/]+)>")


def _template() -> str:
    with open(resources.resource("templates", "new-advice.txt"), encoding="utf-8") as file:
        return file.read()


def _choices() -> Mapping[str, str]:
    return {
        place.name: " | ".join(map(str, place.values))
        for place in contract().inside()
        if place.values and not place.is_flag
    }


def starting_file(values: Mapping[str, str], facts: Set[str]) -> str:
    """Return the text of a starting file.

    `values` fill `schema`, `file`, `profile`, `purpose_given`, `received`, `name`, `date_of_birth`, `year_group` and
    `framework`; an empty one leaves its field empty. `facts` are those of `review`, `pfa`, `transition`, `adult`,
    `framework` and `year_given` that hold.
    """
    known = {**_choices(), **values}
    lines = []
    for line in _template().splitlines():
        fact, rest = "", line
        if line.startswith("?"):
            fact, _, rest = line[1:].partition(" ")
        if fact and fact not in facts:
            continue
        filled = _FACT.sub(lambda found: known[found[1]], rest).rstrip()
        indent = filled[: len(filled) - len(filled.lstrip())]
        if filled.lstrip().startswith("# ") and len(filled) > _WIDTH and "$schema" not in filled:
            note = filled.lstrip()[2:]
            lines.extend(wrap(note, _WIDTH, indent=f"{indent}# ").split("\n"))
        else:
            lines.append(filled)
    return "\n".join(lines) + "\n"
