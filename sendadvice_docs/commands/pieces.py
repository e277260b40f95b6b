"""Each advice of a call to `render`: what it is called, where it goes, and whether it may be rendered."""

from __future__ import annotations

import os.path
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sendadvice_docs.check import Report, Settings, profile_of
from sendadvice_docs.commands.progress import shown
from sendadvice_docs.errors import InputError
from sendadvice_docs.finding import Finding, Severity
from sendadvice_docs.profile import Profile
from sendadvice_docs.sections import fragment
from sendadvice_docs.validate import Validated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sendadvice_docs.template_fields import Field

#: What does not fit the form cannot become a section of a plan, not even as a draft.
_NEVER = frozenset({"SC001", "SC002", "SC003", "SC004"})


@dataclass(frozen=True)
class Piece:
    """One advice of one file.

    `validated` is None where the file could not be read. `document` is its number in the file, from 0; `title` what to
    call it, `folder` the folder it goes to under the one given ("" where it is alone), `refusal` why it is not rendered
    ("" where it is), and `blocked` the report of the findings that stand in the way.
    """

    report: Report
    validated: Validated | None
    document: int
    title: str
    folder: str
    refusal: str
    blocked: Report


def _stem(path: str) -> str:
    """Return the name of a file without its folder and ending: never a path, and never one that leads elsewhere."""
    if path == "<stdin>":
        return "stdin"
    stem = os.path.splitext(os.path.basename(path))[0].strip()
    return stem if stem.strip(".") else "advice"


def _blocking(findings: Sequence[Finding], document: int, *, draft: bool) -> list[Finding]:
    own = [finding for finding in findings if finding.document == document and finding.accepted is None]
    return [one for one in own if one.code in _NEVER or (one.severity is Severity.ERROR and not draft)]


def _refusal(validated: Validated | None, blocking: Sequence[Finding]) -> str:
    if any(one.code in _NEVER for one in blocking) or validated is None or validated.advice is None:
        return "it does not fit the form of an advice, so not even a draft can be made of it."
    sharing = validated.advice.information_sharing
    if sharing is not None and sharing.decision == "withhold":
        return "it records the decision to withhold it (information_sharing: decision)."
    return "fix the errors first, or make a draft of it with --draft." if blocking else ""


def _pieces_of_file(report: Report, *, draft: bool) -> list[Piece]:
    by_document: dict[int, Validated | None] = {one.document.index: one for one in report.validated}
    # A document that could not be read has no place among those that were, but its findings have its number.
    by_document |= {one.document: None for one in report.findings if one.document not in by_document}
    if not by_document:
        by_document = {0: None}
    several = len(by_document) > 1 or max(by_document) > 0
    pieces = []
    for document, validated in sorted(by_document.items()):
        blocking = _blocking(report.findings, document, draft=draft)
        pieces.append(
            Piece(
                report=report,
                validated=validated,
                document=document,
                title=f"{report.path} (advice {document + 1})" if several else report.path,
                folder=f"{_stem(report.path)}-{document + 1}" if several else _stem(report.path),
                refusal="the profile it names cannot be used." if report.faults else _refusal(validated, blocking),
                blocked=replace(report, findings=tuple(blocking)),
            )
        )
    return pieces


def pieces_of(reports: Sequence[Report], *, draft: bool) -> list[Piece]:
    """Return every advice of the checked files, in order; one that is alone goes straight to the folder given."""
    pieces = [piece for report in reports for piece in _pieces_of_file(report, draft=draft)]
    return [replace(pieces[0], folder="")] if len(pieces) == 1 else pieces


def refuse_collisions(pieces: Sequence[Piece]) -> None:
    """Raise InputError where two advices would go to the same folder, also where letters' case makes no difference."""
    taken: dict[str, Piece] = {}
    for piece in pieces:
        key = unicodedata.normalize("NFC", piece.folder).casefold()
        if key in taken:
            raise InputError(
                f"{taken[key].title} and {piece.title} would both be written to the folder “{piece.folder}”. "
                "Rename one of the files, or render them one by one. Nothing was written."
            )
        taken[key] = piece


def rendered(
    pieces: Sequence[Piece], settings: Settings, overrides: Mapping[str, str], *, draft: bool, documents: bool
) -> Iterator[tuple[Piece, dict[str, Any], dict[str, bytes]]]:
    """Yield each advice that may be rendered with its fragment data and, where `documents` is set, its Word documents.

    Raises InputError for a template that is missing or cannot be used.
    """
    for piece in shown([one for one in pieces if not one.refusal], "Rendering"):
        if piece.validated is None or piece.validated.advice is None:  # pragma: no cover -- refused above
            continue
        advice = piece.validated.advice
        profile = profile_of(piece.validated.document, settings)
        data = fragment(advice, profile, settings.on or advice.completed)
        yield piece, data, _documents(piece, data, profile, overrides, draft=draft) if documents else {}


def _documents(
    piece: Piece, data: Mapping[str, Any], profile: Profile, overrides: Mapping[str, str], *, draft: bool
) -> dict[str, bytes]:
    # Data alone must not wait for the libraries that write Word files.
    from sendadvice_docs.render import left_out, load_templates, render

    templates = load_templates(profile, overrides)
    for template, fields in left_out(data, templates).items():
        tell_left_out(piece, template, fields)
    return render(data, templates, draft=draft)


def tell_left_out(piece: Piece, template: str, fields: Sequence[Field]) -> None:
    """Say what an advice holds and a council's own template does not print, on standard error."""
    left = ", ".join(f"{one.title} ({one.path.replace('[]', '')})" for one in fields)
    if left:
        print(f"{piece.title}: the advice holds this too, and {template} does not print it: {left}.", file=sys.stderr)  # noqa: T201
