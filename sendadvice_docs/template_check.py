"""Everything there is to say of a Word template before it is used: what rendering would refuse, and what it would not.

The same code looks at a template here and before it is filled in, so that the two never disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sendadvice_docs.meant import nearest
from sendadvice_docs.render import SECTIONS, examined, read_template
from sendadvice_docs.render_mapped import MappedPlan, open_plan
from sendadvice_docs.template_fields import PLAN, Field, sections_of, unprinted
from sendadvice_docs.word import styles
from sendadvice_docs.word.marks import Mark
from sendadvice_docs.word.places import Fault

#: From how alike two names must be for one to be taken for a slip of the other.
_LIKE: Final = 0.8
#: A number with more figures than this is no row's.
_LONGEST_NUMBER: Final = 4
_OWN_NAMES: Final = (
    "every name in this template is one this tool does not know. If the names are the council's own, say with "
    "what to fill them in a mapping file, and give it with --map."
)


@dataclass(frozen=True)
class Checked:
    """What was found in one template.

    `faults` keep it from being used; `warnings` don't. `unprinted` is what it never prints of the `sections` (top names
    of the data) looked at; `left` are the names that stay in place for others, each once.
    """

    path: str
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    sections: tuple[str, ...]
    unprinted: tuple[Field, ...]
    left: tuple[str, ...] = ()


def check_template(path: str, sections: Sequence[str] = ()) -> Checked:
    """Return what there is to say of a template with this tool's names.

    `sections` are those it is to print; without, those it prints something of. Raises InputError where the file cannot
    be read at all.
    """
    found = examined(read_template(path))
    warnings = [] if found.template is None and not found.printed else [*styles.missing(found.parts)]
    if found.template is None and not found.printed and _only_unknown(found.faults):
        warnings.append(Fault(None, _OWN_NAMES))
    looked = tuple(sections) or sections_of(found.printed)
    if found.template is not None and not found.printed:
        warnings.append(Fault(None, "this template prints nothing of an advice: there is no template tag in it."))
    left = () if found.template is None and not found.printed else tuple(unprinted(found.printed, looked))
    return Checked(path, found.faults, tuple(warnings), looked, left)


def _only_unknown(faults: Sequence[Fault]) -> bool:
    return len(faults) > 1 and all(fault.message.startswith("there is no “") for fault in faults)


def check_mapped(template: str, map_path: str, sections: Sequence[str] = ()) -> Checked:
    """Return what there is to say of a template with names of its own, filled by a mapping file.

    Without `template` it is the one the mapping file names. Raises InputError where either cannot be read, with every
    fault of the mapping file.
    """
    plan = open_plan(map_path, template)
    printed = plan.printed()
    faults = [*plan.template.faults, *_gaps(plan)]
    if not plan.template.found:
        faults.append(Fault(None, f"none of the names in {map_path} stands in this template."))
    looked = tuple(sections) or tuple(one for one in PLAN if one in {*SECTIONS, *sections_of(printed)})
    return Checked(
        plan.template.name,
        tuple(faults),
        (*_slips(plan), *_absent(plan), *styles.missing(plan.template.parts)),
        looked,
        tuple(unprinted(printed, looked)) if plan.template.found else (),
        tuple(dict.fromkeys(mark.name for mark in plan.template.others if mark.name)),
    )


def _gaps(plan: MappedPlan) -> Iterator[Fault]:
    """Yield each number that is left out in a row of numbered names."""
    for entry in plan.names.entries.values():
        there = plan.template.rows(entry.name) if entry.numbered else []
        for row in range(1, there[-1] if there else 0):
            if row not in there:
                yield Fault(
                    None,
                    f"“{entry.numbered_name(row)}” is missing, though the names go on to "
                    f"“{entry.numbered_name(there[-1])}”: what belongs in that row would be lost. Put it in its place.",
                )


def _absent(plan: MappedPlan) -> Iterator[Fault]:
    there = {name for name, _ in plan.template.found}
    for name in plan.names.entries:
        if name not in there:
            yield Fault(None, f"“{name}” is named in {plan.names.path} and stands nowhere in this template.")


def _slips(plan: MappedPlan) -> Iterator[Fault]:
    """Yield each name left in place that is very like one of the mapping which is not there."""
    there = plan.template.found
    told: set[str] = set()
    for mark in plan.template.others:
        meant = _meant(plan, mark, there)
        if meant and mark.name not in told:
            told.add(mark.name)
            yield Fault(
                mark.place,
                f"“{mark.name}” stays in place, since {plan.names.path} does not name it. Did you mean “{meant}”?",
            )


def _meant(plan: MappedPlan, mark: Mark, there: frozenset[tuple[str, int]]) -> str:
    number = re.search(r"[0-9]+(?=[^0-9]*$)", mark.name)
    row = int(number[0]) if number and len(number[0]) <= _LONGEST_NUMBER else 0
    wanted = {}
    for entry in plan.names.entries.values():
        if not entry.numbered and (entry.name, 0) not in there:
            wanted[entry.name] = entry.name
        elif entry.numbered and row and (entry.name, row) not in there:
            wanted[entry.numbered_name(row)] = entry.numbered_name(row)
    return nearest(mark.name, wanted, _LIKE) if wanted else ""
