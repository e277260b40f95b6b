"""What `sendadvice render` writes: the documents of each advice by path, and the writing of them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from sendadvice_docs.check import Settings
from sendadvice_docs.commands import pieces as parts
from sendadvice_docs.commands.pieces import Piece
from sendadvice_docs.documents import INSERT, file_name
from sendadvice_docs.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sendadvice_docs.render_mapped import MappedPlan


def documents_of(
    pieces: Sequence[Piece],
    settings: Settings,
    options: argparse.Namespace,
    notes: list[str],
    plan: MappedPlan | None = None,
) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """Return the documents of all advices by path, and their data; `notes` gains what is to be said about them.

    `plan` is a council's own template and what the names in it mean, where there is one: it alone is filled.
    """
    out = options.out or None
    if out is not None:
        parts.refuse_collisions(pieces)
    if options.into:
        from sendadvice_docs.commands import into

        into.refuse_several(pieces)
    ending = "docx" if options.format == "json" else options.format
    files: dict[str, bytes] = {}
    data = []
    for piece, fragment, documents in parts.rendered(
        pieces,
        settings,
        dict(options.template),
        layout=INSERT if options.into else options.layout,
        form=options.format,
        draft=options.draft,
        documents=out is not None and plan is None,
    ):
        data.append({"path": piece.report.path, "document": piece.document, "fragment": fragment})
        if options.into:
            files[into.target_of(options)], told = into.placed(options, fragment, documents)
            notes += told
            continue
        folder = os.path.join(out or "", piece.folder)
        if plan is None:
            files |= {os.path.join(folder, file_name(name, ending)): content for name, content in documents.items()}
        elif out is not None:
            name = os.path.splitext(plan.file_name)[0] + f".{ending}"
            files[os.path.join(folder, name)] = _filled(plan, piece, fragment, draft=options.draft)
    return _in_form(files, options.format), data


def _filled(plan: MappedPlan, piece: Piece, fragment: Mapping[str, Any], *, draft: bool) -> bytes:
    """Return the filled template of one advice, and say what the advice holds and the template has no name for."""
    try:
        content = plan.fill(fragment, draft=draft)
    except InputError as error:
        raise InputError(f"{piece.title}: {error}") from None
    parts.tell_left_out(piece, plan.template.name, plan.left_out(fragment))
    return content


def _in_form(files: dict[str, bytes], form: str) -> dict[str, bytes]:
    """Return the files to write: PDF is made of all Word documents together, since starting LibreOffice is slow."""
    if form != "pdf":
        return files
    from sendadvice_docs.formats.pdf import convert

    return dict(zip(files, convert(list(files.values())), strict=True))


def _unchanged_or_forced(files: Mapping[str, bytes], *, force: bool) -> None:
    """Raise InputError where a document is there that holds something else: somebody may have worked on it in Word."""
    if force:
        return
    changed = []
    for path, content in files.items():
        try:
            with open(path, "rb") as file:
                there = file.read()
        except OSError:
            continue
        if there != content:
            changed.append(path)
    if changed:
        others = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise InputError(
            f"{changed[0]}{others}: a document is there that holds something else; somebody may have worked on it. "
            "Choose another folder, or write over it with --force. Nothing was written."
        )


def _refuse_originals(files: Mapping[str, bytes], originals: Sequence[str]) -> None:
    """Raise InputError where a document would go over a file it is made from, which not even --force may do."""
    there = {os.path.normcase(os.path.realpath(path)): path for path in originals}
    for path in files:
        if os.path.normcase(os.path.realpath(path)) in there:
            raise InputError(
                f"{path}: this is the file the document is made from. Choose another folder with --out. Nothing was "
                "written."
            )


def write(files: Mapping[str, bytes], notes: Sequence[str], originals: Sequence[str], *, force: bool) -> None:
    """Write documents by path, all of them or none, and say on standard error what is to be said about them.

    `originals` are the files they are made from. Raises InputError where one of those would be written over, where a
    document is there that holds something else and `force` is not set, or where writing fails.
    """
    from sendadvice_docs.files import write_all

    _refuse_originals(files, originals)
    _unchanged_or_forced(files, force=force)
    write_all(files)
    for note in notes:
        print(f"sendadvice: {note}", file=sys.stderr)  # noqa: T201
