"""Each advice of a call to `render`: what it is called, where it goes, and whether it may be rendered."""

from __future__ import annotations

import os.path
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sendadvice_docs.check import Report, Settings, profile_of
from sendadvice_docs.commands.progress import shown
from sendadvice_docs.documents import INSERT
from sendadvice_docs.errors import InputError
from sendadvice_docs.finding import Finding, Severity
from sendadvice_docs.join import Joined, Part, join, refuse_different_persons
from sendadvice_docs.model import Advice
from sendadvice_docs.profile import Profile
from sendadvice_docs.sections import fragment
from sendadvice_docs.validate import Validated

#: What does not fit the form cannot become a section of a plan, not even as a draft.
_NEVER = frozenset({"SC001", "SC002", "SC003", "SC004"})


@dataclass(frozen=True)
class Piece:
    """One advice of one file.

    `validated` is None where the file could not be read. `document` is its number in the file, from 0; `title` what to
    call it, `folder` the folder it goes to under the one given ("" where it is alone), `refusal` why it is not rendered
    ("" where it is), and `blocked` the report of the findings that stand in the way. `joined` is what it makes up
    together with others of the same person.
    """

    report: Report
    validated: Validated | None
    document: int
    title: str
    folder: str
    refusal: str
    blocked: Report
    joined: Joined | None = None

    @property
    def advice(self) -> Advice | None:
        """The advice to print: what several make up, else its own; None where the file could not be read."""
        if self.joined is not None:
            return self.joined.advice
        return self.validated.advice if self.validated is not None else None


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


def join_pieces(pieces: Sequence[Piece], settings: Settings) -> Piece:
    """Return the advices of one person as one piece, which goes straight to the folder given.

    All of them may be rendered. Raises InputError where they are not of one person or go by different profiles.
    """
    usable = [(piece, piece.validated) for piece in pieces if piece.validated is not None]
    parts = [Part(piece.title, one.advice) for piece, one in usable if one.advice is not None]
    refuse_different_persons(parts)
    profiles = [profile_of(one.document, settings) for _, one in usable]
    for piece, profile in zip(pieces, profiles, strict=True):
        if profile != profiles[0]:
            raise InputError(
                f"{pieces[0].title} and {piece.title} go by different profiles ({profiles[0].name}; {profile.name}). "
                "Give the council’s for both with --profile. Nothing was written."
            )
    return replace(pieces[0], title=", ".join(piece.title for piece in pieces), folder="", joined=join(parts))


def of_one_person(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield a sentence for advices that bear one reference: whoever rendered them apart may want them in one set."""
    by_reference: dict[str, list[str]] = {}
    for piece in pieces:
        if not piece.refusal and piece.advice is not None and piece.advice.id:
            by_reference.setdefault(piece.advice.id, []).append(piece.title)
    for reference, titles in by_reference.items():
        if len(titles) > 1:
            yield (
                f"{', '.join(titles[:-1])} and {titles[-1]} have the same reference ({reference}). Each was written by "
                "itself; --join with these files alone makes one set of them."
            )


def rendered(
    pieces: Sequence[Piece],
    settings: Settings,
    overrides: Mapping[str, str],
    *,
    layout: str = "fragments",
    form: str = "docx",
    draft: bool,
    documents: bool,
) -> Iterator[tuple[Piece, dict[str, Any], dict[str, bytes]]]:
    """Yield each advice that may be rendered with its fragment data and, where `documents` is set, its documents.

    They are Word documents unless `form` is “html” or “md”. Raises InputError for a template that is missing or cannot
    be used.
    """
    for piece in shown([one for one in pieces if not one.refusal], "Rendering"):
        advice = piece.advice
        if piece.validated is None or advice is None:  # pragma: no cover -- refused above
            continue
        profile = profile_of(piece.validated.document, settings)
        authors = piece.joined.authors if piece.joined else None
        data = fragment(advice, profile, settings.on or advice.completed, authors)
        yield piece, data, _documents(data, profile, overrides, layout, form, draft=draft) if documents else {}


def _documents(
    data: Mapping[str, Any], profile: Profile, overrides: Mapping[str, str], layout: str, form: str, *, draft: bool
) -> dict[str, bytes]:
    if form in {"html", "md"}:
        from sendadvice_docs.formats import printed

        return printed(data, layout, form, draft=draft)
    # Data alone must not wait for the libraries that write Word files.
    from sendadvice_docs.render import load_templates, render

    if layout == INSERT and overrides:
        # A section with a template of its own is taken from that; the others come from the tool's.
        own = {name: file for name, file in load_templates(profile, overrides).items() if name in overrides}
        return render(data, {**load_templates(profile, {}, layout), **own}, draft=draft)
    return render(data, load_templates(profile, overrides, layout), draft=draft)
