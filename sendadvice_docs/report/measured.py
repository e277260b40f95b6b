"""How right the checks are, as tables: one for what reads prose, one for what reads the fields, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sendadvice_docs.evaluate import Measured, Score, interval, reads_prose, together
from sendadvice_docs.report.layout import count_of
from sendadvice_docs.rule import catalogue

_HEAD = ("code", "name", "faults", "found", "false", "precision", "recall")
_PROSE = "What is written, read as prose"
_FIELDS = "What is filled in, and how it hangs together"


def _share(right: int, total: int) -> str:
    if not total:
        return "-"
    low, high = interval(right, total)
    return f"{right / total:.2f} ({low:.2f} to {high:.2f})"


def _row(code: str, name: str, score: Score) -> tuple[str, ...]:
    faults, found = score.right + len(score.missed), score.right + len(score.false)
    numbers = (str(faults), str(score.right), str(len(score.false)))
    return (code, name, *numbers, _share(score.right, found), _share(score.right, faults))


def _table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def _lowest(title: str, shares: Iterable[tuple[str, float | None]]) -> str:
    known = [(share, code) for code, share in shares if share is not None]
    if not known:
        return ""
    share, code = min(known)
    return f"{title} {share:.2f} ({code})"


def _section(title: str, scores: Mapping[str, Score], *, sums: bool) -> Iterator[str]:
    counted = {code: score for code, score in scores.items() if score.right or score.missed or score.false}
    if not counted:
        return
    rows = [_HEAD, *(_row(code, catalogue()[code].name, score) for code, score in counted.items())]
    if sums:
        rows.append(_row("all", "together", together(counted.values())))
    yield f"{title}:"
    yield _table(rows)
    if sums:
        lowest = (
            _lowest("precision", ((code, score.precision) for code, score in counted.items())),
            _lowest("recall", ((code, score.recall) for code, score in counted.items())),
        )
        yield f"Lowest: {', '.join(filter(None, lowest))}."


def known(scores: Mapping[str, Score], wanted: tuple[str, ...] = ()) -> Mapping[str, Score]:
    """Return the scores of the codes there is a check for, and of these only those that begin with one `wanted`."""
    return {
        code: score for code, score in scores.items() if code in catalogue() and (not wanted or code.startswith(wanted))
    }


def tables(measured: Measured, wanted: tuple[str, ...] = ()) -> str:
    """Return what was measured as Markdown, the codes that read prose apart from those that read the fields.

    Only codes that begin with one of `wanted` are shown, where any is given; good advices are told of only without.
    """
    scores = known(measured.scores, wanted)
    prose = {code: score for code, score in scores.items() if reads_prose(catalogue()[code])}
    fields = {code: score for code, score in scores.items() if code not in prose}
    parts = [*_section(_PROSE, prose, sums=True), *_section(_FIELDS, fields, sums=False)]
    sound = measured.sound
    if sound.per_thousand is not None and not wanted:
        parts.append(
            f"Errors and warnings on good advice ({count_of(sound.advices, 'file')}, {sound.words:,} words): "
            f"{len(sound.findings)}, or {sound.per_thousand:.2f} for every thousand words."
        )
    return "\n\n".join(parts) + "\n" if parts else "Nothing is labelled here that there is a check for.\n"


def wrong(scores: Mapping[str, Score], *, words: bool) -> str:
    """Return what was wrongly found and what was missed, a line each: its code and id, and its words where asked."""
    lines = []
    for code, score in scores.items():
        for how, found in (("false ", score.false), ("missed", score.missed)):
            lines += [f"{code} {how}  {name}" + (f": {text}" if words else "") for name, text in found]
    return "\n".join(["", *lines, ""]) if lines else ""
