"""Everything that is wrong with a profile as a whole: its files, its templates, and who writes in which case."""

from __future__ import annotations

import os.path
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sendadvice_docs.datafile import DataFile
from sendadvice_docs.documents import LAYOUTS
from sendadvice_docs.errors import InputError
from sendadvice_docs.pathway_check import check_pathway
from sendadvice_docs.profile import Profile, profile_from
from sendadvice_docs.profile_chain import ProfileFault, fault_in, follow
from sendadvice_docs.profile_faults import faults_of


def check_profile(name: str, beside: str = ".") -> tuple[ProfileFault, ...]:
    """Return the faults of the profile of that name, or at that path, and of those it stands on.

    What hangs on the whole (the pathway, the templates) is looked at once every file is sound by itself. Raises
    InputError where there is no such profile.
    """
    files, broken = follow(name, os.path.abspath(beside))
    faults = [broken] if broken else []
    for file in files:
        faults += faults_of(file)
    if not faults:
        profile = profile_from(files)
        faults = [*_of_templates(profile, files), *_of_pathway(profile, files)]
    order = {file.path: number for number, file in enumerate(files)}
    return tuple(sorted(faults, key=lambda one: (order.get(one.path, len(order)), one)))


def _holder(files: Sequence[DataFile], pointer: str) -> DataFile:
    """Return the file whose setting counts: the first that has it."""
    return next((file for file in files if pointer in file.places), files[0])


def _of_templates(profile: Profile, files: Sequence[DataFile]) -> Iterator[ProfileFault]:
    for section, path in profile.templates.items():
        pointer = f"/templates/{section}"
        file = _holder(files, pointer)
        if not os.path.isfile(path):
            said = f"there is no Word template “{file.data['templates'][section]}” in the folder of this file."
            yield fault_in(file, pointer, said, at_value=True)
            continue
        # The libraries that read Word files are slow to import, and few profiles have templates.
        from sendadvice_docs.render import load_templates

        try:
            layout = next(name for name, documents in LAYOUTS.items() if section in documents)
            load_templates(replace(profile, templates={section: path}), {}, layout)
        except InputError as error:
            yield fault_in(file, pointer, str(error), at_value=True)


def _of_pathway(profile: Profile, files: Sequence[DataFile]) -> Iterator[ProfileFault]:
    file = _holder(files, "/pathway/rows")
    for fault in check_pathway(profile.pathways, profile.limits):
        pointer = "/pathway/rows" if fault.row is None else f"/pathway/rows/{fault.row}"
        yield fault_in(file, pointer, fault.message)
