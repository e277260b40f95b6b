"""The lines of the file a finding speaks of, with the passage underlined, the way compilers show them."""

from __future__ import annotations

from sendadvice_docs.finding import Finding
from sendadvice_docs.report.layout import cells, style, width_of
from sendadvice_docs.source import Source

#: A passage of more lines than this is shown by its first two and its last.
_MOST_LINES = 4
#: What stands before the passage and is still shown when a long line is cut.
_LEAD = 24
_CUT = "..."


def _window(shown: list[tuple[str, int]], start: int, end: int, width: int) -> tuple[int, int]:
    """Return the first and last (exclusive) code point of a line that are shown, and the passage if it fits."""
    if sum(cell for _, cell in shown) <= width:
        return 0, len(shown)
    room = width - 2 * len(_CUT)
    lead = min(_LEAD, (room - sum(cell for _, cell in shown[start:end])) // 2)
    first, before = start, 0
    while first > 0 and before + shown[first - 1][1] <= lead:
        first -= 1
        before += shown[first][1]
    last, used = first, 0
    while last < len(shown) and used + shown[last][1] <= room:
        used += shown[last][1]
        last += 1
    # Near the end of a line there is room to show more of what stands before.
    while first > 0 and used + shown[first - 1][1] <= room:
        first -= 1
        used += shown[first][1]
    return first, last


def _row(line: str, start: int, end: int, width: int) -> tuple[str, str]:
    """Return a line as shown, and the row that underlines its code points `start` to `end` (at least one cell)."""
    shown = cells(line)
    start = min(start, len(shown))
    first, last = _window(shown, start, end, width)
    text, beneath = "", ""
    for index in range(first, last):
        character, cell = shown[index]
        text += character
        beneath += ("^" if start <= index < end else " ") * cell
    if "^" not in beneath:
        # A place without extent: one caret where it would begin.
        beneath = " " * sum(cell for _, cell in shown[first:start]) + "^"
    if first:
        text, beneath = _CUT + text, " " * len(_CUT) + beneath
    return text + (_CUT if last < len(shown) else ""), beneath.rstrip()


def _stretches(source: Source, finding: Finding) -> list[tuple[int, int, int]]:
    """Return line number, first and last (exclusive) code point of each line of the passage."""
    at, until = finding.at, finding.until
    # A finding about a whole entry or an absence needs only the place; the entry may be a page long.
    last = at.line if finding.start is None else max(at.line, until.line)
    stretches = []
    for number in range(at.line, last + 1):
        line = source.line(number)
        start = at.column - 1 if number == at.line else len(line) - len(line.lstrip())
        end = until.column - 1 if number == until.line else len(line.rstrip())
        stretches.append((number, start, end))
    if len(stretches) > 1:
        stretches = [one for one in stretches if one[1] < one[2]] or stretches[:1]
    return stretches


def excerpt(source: Source, finding: Finding, *, label: str = "", width: int, colour: bool) -> list[str]:
    """Return the rows that show a finding's passage, each with its line number, within `width` cells.

    `label` is said beside the carets. A place past the end of the file (an empty one, say) gives no rows.
    """
    stretches = _stretches(source, finding)
    if len(stretches) == 1 and not source.line(stretches[0][0]).strip():
        return []
    gutter = len(str(stretches[-1][0]))
    bar = style("|", "dim", colour=colour)
    kind = "accepted" if finding.accepted else finding.severity.value
    skipped = len(stretches) > _MOST_LINES
    rows = []
    for place, (number, start, end) in enumerate(stretches):
        if skipped and 2 <= place < len(stretches) - 1:
            if place == 2:
                rows.append(f"{' ' * gutter} {bar} {_CUT}")
            continue
        text, beneath = _row(source.line(number), start, end, width - gutter - 3)
        rows.append(f"{style(f'{number:>{gutter}}', 'dim', colour=colour)} {bar} {text}".rstrip())
        beside = label if label and len(beneath) + 1 + width_of(label) <= width - gutter - 3 else ""
        rows.append(f"{' ' * gutter} {bar} {style(f'{beneath} {beside}'.rstrip(), kind, colour=colour)}")
    return rows
