"""A council's own template, with the names it has already, filled as a mapping file says."""

from __future__ import annotations

import os.path
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sendadvice_docs.errors import InputError
from sendadvice_docs.map_rows import with_rows
from sendadvice_docs.mapping import TemplateMap, load_map
from sendadvice_docs.render import read_template
from sendadvice_docs.report.layout import count_of
from sendadvice_docs.template_fields import PLAN, Field, held, unprinted
from sendadvice_docs.word.mapped import MappedTemplate, prepare_mapped
from sendadvice_docs.word.text import refuse_illegal

_MOST_FAULTS_SHOWN: Final = 8


@dataclass(frozen=True)
class MappedPlan:
    """A template and its mapping file, checked: `file_name` is what a filled one is called."""

    names: TemplateMap
    template: MappedTemplate
    file_name: str

    def printed(self) -> frozenset[str]:
        """Return the paths of the data that the names in the template print."""
        used = {name for name, _ in self.template.found}
        every = (one for name in used for one in self.names.entries[name].value.names())
        return frozenset(one.shape.path for one in every if one.shape.is_text and one.shape.path)

    def left_out(self, fragment: Mapping[str, Any]) -> list[Field]:
        """Return what an advice says and this template has no name for."""
        data = with_rows(fragment)
        return [field for field in unprinted(self.printed(), PLAN) if held(field, data)]

    def fill(self, fragment: Mapping[str, Any], *, draft: bool) -> bytes:
        """Return the Word file for an advice's fragment data; the same data give the same bytes.

        Raises InputError where the advice has more rows than the template, or a character that Word cannot hold.
        """
        refuse_illegal(fragment)
        data = with_rows(fragment)
        self._refuse_lost_rows(data)
        return self.template.fill(
            self.names.match, lambda name, row: self.names.text(name, row, data), draft_marks=draft
        )

    def _refuse_lost_rows(self, data: Mapping[str, Any]) -> None:
        for entry in self.names.entries.values():
            there = self.template.rows(entry.name) if entry.numbered else []
            needed = self.names.rows_of(entry.name, data) if there else 0
            lost = [row for row in range(1, needed + 1) if row not in there and self.names.text(entry.name, row, data)]
            if not lost:
                continue
            last, after = entry.numbered_name(there[-1]), entry.numbered_name(there[-1] + 1)
            if lost[0] < there[-1]:
                raise InputError(
                    f"{self.template.name}: there is no “{entry.numbered_name(lost[0])}” in this template, though it "
                    f"goes on to “{last}”. Put the name in its place in Word. Nothing was written."
                )
            raise InputError(
                f"{self.template.name}: this advice fills {count_of(needed, 'row')}, and the template has room for "
                f"{len(there)} (up to “{last}”). Copy the last row of its table in Word, paste it below, count the "
                f"numbers in its names on (“{after}”), and render again. Nothing was written."
            )


def open_plan(map_path: str, template: str = "") -> MappedPlan:
    """Return a mapping file with its template, whatever is wrong with the template.

    `template` goes before the one the mapping file names. Raises InputError where either cannot be read, with every
    fault of the mapping file.
    """
    names = load_map(map_path)
    path = template or names.template
    if not path:
        raise InputError(
            f"{map_path}: this mapping file names no template. Give the Word file with --template FILE, or write "
            "“template: FILE” in it."
        )
    file = read_template(path)
    stem = os.path.splitext(os.path.basename(path))[0]
    return MappedPlan(names, prepare_mapped(bytes(file), file.name, names.match), f"{stem}.docx")


def load_plan(map_path: str, template: str = "") -> MappedPlan:
    """Return a mapping file with its template, ready to be filled; as `open_plan`.

    Raises InputError with the template's faults, and where it has none of the names.
    """
    plan = open_plan(map_path, template)
    faults, name = plan.template.faults, plan.template.name
    if faults:
        more = len(faults) - _MOST_FAULTS_SHOWN
        shown = [str(fault) for fault in faults[:_MOST_FAULTS_SHOWN]]
        shown += [f"and {more} more. “sendadvice template check --map” shows them all."] if more > 0 else []
        raise InputError("\n".join(f"{name}: {fault}" for fault in shown))
    if not plan.template.found:
        raise InputError(
            f"{name}: none of the names in {map_path} stands in this template, so nothing would be filled in."
        )
    return plan
