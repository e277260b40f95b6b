"""`sendadvice render --into PLAN.docx`: the sections of one advice in the marked places of an existing plan."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from typing import Any

from sendadvice_docs.commands.pieces import Piece
from sendadvice_docs.documents import FRAGMENTS, INSERT
from sendadvice_docs.errors import InputError
from sendadvice_docs.into import Document, names_person, put_into
from sendadvice_docs.report.layout import listed
from sendadvice_docs.word.package import MAX_FILE_BYTES
from sendadvice_docs.word.places import SECTIONS


def check_options(options: argparse.Namespace) -> None:
    """Raise InputError where the call asks for what does not go together with putting sections into a plan."""
    for wanted, why in (
        (options.draft, "--draft and --into do not go together: a draft is marked as not for the plan."),
        (options.layout != FRAGMENTS, "--layout and --into do not go together: the plan sets out its own pages."),
        (
            options.format not in {"text", "docx"},
            f"--format {options.format} and --into do not go together: a plan is a Word document.",
        ),
        (
            not options.out,
            "Say with --out DIR where the plan with the sections in it is to go; your own stays as it is.",
        ),
    ):
        if wanted:
            raise InputError(f"{why} Nothing was written.")
    if os.path.realpath(target_of(options)) == os.path.realpath(options.into):
        raise InputError(
            f"{options.into}: the result would take the place of the plan itself. Choose another folder with --out. "
            "Nothing was written."
        )


def refuse_several(pieces: Sequence[Piece]) -> None:
    """Raise InputError where there is more than one advice: a plan is one person's."""
    if len(pieces) > 1:
        raise InputError(
            f"--into puts the advice of one person into their plan, and {len(pieces)} advices were given. Name one, or "
            "put several professionals’ advice on one person together with --join. Nothing was written."
        )


def target_of(options: argparse.Namespace) -> str:
    """Return the path of the result: the plan's own name, in the folder given."""
    return os.path.join(str(options.out), os.path.basename(str(options.into)))


def _read(path: str) -> bytes:
    try:
        if os.path.getsize(path) > MAX_FILE_BYTES:
            raise InputError(f"{path}: this file is too large for a plan. Take out large pictures.")
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file. --into wants the Word document of a plan.") from None
    except (OSError, ValueError) as error:
        reason = "it is a folder" if isinstance(error, IsADirectoryError) else "it could not be opened"
        raise InputError(f"{path}: the plan cannot be read: {reason}.") from None


def placed(
    options: argparse.Namespace, fragment: Mapping[str, Any], documents: Mapping[str, bytes]
) -> tuple[bytes, list[str]]:
    """Return the plan with the sections in it, and what whoever asked should know.

    `documents` are the rendered ones: the tool's own for plans, and those of sections with a template of their own.
    """
    path, own = options.into, dict(options.template)
    plan = _read(path)
    sections = {
        name: Document(documents.get(name, documents[INSERT]), own.get(name, "The template for plans"))
        for name in SECTIONS
    }
    result = put_into(plan, path, sections)
    notes = []
    person = fragment["person"]["name"]
    if not names_person(plan, path, person):
        notes.append(f"{path} nowhere has the name {person}. Make sure that it is their plan.")
    if result.replaced:
        notes.append(
            f"{path}: other words stood in the place of {_listed(result.replaced)}; in the result they are replaced. "
            "They are still in the plan itself."
        )
    left = [name for name in SECTIONS if name not in result.placed and _says_something(name, fragment)]
    if left:
        notes.append(
            f"{path} has no marked place for {_listed(left)}, so what the advice says there was not put in. Mark a "
            f"place (sendadvice:{left[0]}), or render the sections by themselves."
        )
    return result.content, notes


def _listed(sections: Sequence[str]) -> str:
    return f"section{'s' if len(sections) > 1 else ''} {listed(sections)}"


def _says_something(section: str, fragment: Mapping[str, Any]) -> bool:
    """Tell whether an advice has anything for a section; that D, H1 or H2 is empty is itself something to say."""
    if section == "A":
        return any(fragment["A"].values())
    return section != "E" or bool(fragment["E"]["outcomes"])
