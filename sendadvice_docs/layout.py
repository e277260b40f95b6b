"""Slips of layout in a YAML file: indentation, names without a colon, lists out of line."""

from __future__ import annotations

import re

from sendadvice_docs.problem import QUOTE_IT, Explanation, Problem, no_name

#: A name, a colon and a blank at the start of a line, after any dashes: what makes a line one of names and values.
_NAMED = re.compile(
    r"""[ ]*+(?:-[ ]++)*+
        (  (?: "[^"\r\n]*+" | '[^'\r\n]*+' | [^\s"'\[{#] )  (?: (?!\s\#)[^:\r\n] | :(?=\S) )*+  )
        :(?=[ \t\r\n]|\Z)""",
    re.VERBOSE,
)
_NO_SPACE = re.compile(r"[ ]*+(?:-[ ]++)*+[A-Za-z_][\w-]*+:[^\s/]")
_BLANKS = re.compile(r"[^\S\r\n]*+")
_INVISIBLE = "\ufeff\u200b\u2060\u00ad"


def strange_indent(problem: Problem) -> Explanation | None:
    """Explain a tab or an invisible character where a line should begin with spaces."""
    if "flow" in problem.context and problem.character != "\t":
        return None
    lines = [problem.start]
    if problem.since is not None and "simple key" in problem.context:
        lines.insert(0, problem.line_start(problem.since))
    for start in lines:
        blanks = _BLANKS.match(problem.text, start)
        end = blanks.end() if blanks else start
        odd = next((one for one in range(start, end + 1) if problem.text[one : one + 1] != " "), end)
        if problem.text[odd : odd + 1] == "\t":
            return _tab(problem, odd)
        if odd < end or (problem.text[odd : odd + 1] or " ") in _INVISIBLE:
            return Explanation(
                problem.one(odd),
                "This line begins with an invisible character that is no ordinary space; it usually comes from copying "
                "out of Word or a web page, or from joining two files.",
                "Delete everything before the first letter of the line and type the spaces again.",
            )
    return _tab(problem, problem.at) if problem.character == "\t" else None


def _tab(problem: Problem, offset: int) -> Explanation:
    more = len(re.findall(r"[\r\n]\t", problem.text[offset:]))
    return Explanation(
        problem.one(offset),
        "There is a tab here, and YAML counts only spaces at the beginning of a line."
        + (f" {more} more {'line begins' if more == 1 else 'lines begin'} with a tab." if more else ""),
        "Replace the tab with spaces, so that the line begins below those it belongs with.",
    )


def colon(problem: Problem) -> Explanation | None:
    """Explain a colon where none can stand: inside a text, or on a line that carries on the text above."""
    if "mapping values are not allowed" not in problem.phrase:
        return None
    name = _NAMED.match(problem.text, problem.start)
    if name and name.end(1) < problem.at:
        return Explanation(
            problem.one(problem.at),
            "The text holds a colon with a space after it, and YAML takes that for a new name with its value.",
            f"After “{name[1].strip()}:” {QUOTE_IT}.",
        )
    start, above = next(problem.lines_above(problem.at), (0, ""))
    indent, indent_above = _indent(problem.source.line(problem.line_number(problem.at))), _indent(above)
    if above and indent == indent_above and not _NAMED.match(above):
        return _no_colon(problem, start + indent_above)
    return Explanation(
        problem.rest_of_line(problem.start + indent),
        "This line is indented further than the one it follows, so it is read as part of the text above, and the colon "
        "in it does not fit.",
        "If it is a name with a value, begin it below the first letter of the name above. "
        f"If it carries on the text above, {QUOTE_IT}.",
    )


def _no_colon(problem: Problem, start: int) -> Explanation:
    if _NO_SPACE.match(problem.text, problem.line_start(start)):
        colon = problem.text.index(":", start)
        return Explanation(problem.one(colon), "There is no space after this colon.", "Put a space after the colon.")
    if re.match(r"-\w", problem.text[start : start + 2]):
        return Explanation(problem.one(start), "There is no space after this dash.", "Put a space after the dash.")
    return Explanation(
        problem.rest_of_line(start),
        "This line has no colon, so it cannot be read as a name with its value.",
        "If it is a name, put a colon and a space after it. If it carries on the text above, indent it further than "
        "the name above.",
    )


def missing_colon(problem: Problem) -> Explanation | None:
    """Explain a line that should hold a name and has no colon."""
    if "could not find expected ':'" not in problem.phrase or problem.since is None:
        return None
    return _no_colon(problem, problem.since)


def dash(problem: Problem) -> Explanation | None:
    """Explain a list that begins on the line of its name."""
    if "sequence entries are not allowed" not in problem.phrase:
        return None
    return Explanation(
        problem.one(problem.at),
        "A list cannot begin on the same line as its name.",
        f"Begin the list on the next line. If the dash belongs to a text, {QUOTE_IT}.",
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _columns_above(problem: Problem) -> list[int]:
    """Return the columns (from 1) at which a line could go on what is open above, the innermost first."""
    columns: list[int] = []
    lowest: int | None = None
    for _, line in problem.lines_above(problem.at):
        column = _indent(line)
        if lowest is not None and column >= lowest:
            continue
        dashes = re.match(r" *+(?:- ++)++", line)
        if dashes and (lowest is None or dashes.end() < lowest):
            columns.append(dashes.end() + 1)
        columns.append(column + 1)
        lowest = column
        if column == 0:
            break
    return columns


def out_of_line(problem: Problem) -> Explanation | None:
    """Explain a line whose indentation is that of no line above, or a name among dashes, or a dash among names."""
    if problem.character == ":" and not problem.before.strip(" -"):
        return no_name(problem)
    if problem.before.strip() or not problem.character:
        return None
    if problem.last and re.fullmatch(r"[|>][-+1-9]*", problem.text[problem.last[0].start : problem.last[0].end]):
        return Explanation(
            problem.rest_of_line(problem.at),
            "The text begins here, and a blank line above it begins with more spaces than the text.",
            "Delete the spaces in the blank line.",
        )
    line = problem.rest_of_line(problem.at)
    column = problem.at - problem.start + 1
    columns = _columns_above(problem)
    if column not in columns:
        below = " or ".join(str(one) for one in sorted(columns))
        return Explanation(
            line,
            f"This line is not in line with those it could belong to: it begins in column {column}, and they begin in "
            f"column {below}.",
            "Change the spaces at its beginning, so that it begins exactly below the line it belongs with.",
        )
    if problem.text.startswith(("- ", "-\n", "-\r"), problem.at):
        return Explanation(
            line,
            "There is a list entry here among names with values.",
            "Write the list's name with a colon on a line above it, or move the dash below the list it belongs to.",
        )
    start, above = next(problem.lines_above(problem.at), (0, ""))
    if _indent(above) == column - 1 and not _NAMED.match(above) and not above.lstrip().startswith("-"):
        return _no_colon(problem, start + column - 1)
    if "collection" in problem.context or "sequence" in problem.context:
        return Explanation(
            line,
            "A new list entry with a dash is expected here, or a line that goes on the entry above.",
            "Begin the line with “- ”, or indent it to begin below the first letter of the entry above.",
        )
    return None
