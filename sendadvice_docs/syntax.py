"""Says in plain English why a YAML file cannot be read, where, and what to write instead.

The parser's own words name parts of a grammar and often point past the slip. What people really do wrong is a short
list: a colon or a quotation mark inside a text, a missing quotation mark, a list or name out of line, a tab. Each
function below knows one of these by what the parser says and by the lines around.
"""

from __future__ import annotations

from collections.abc import Callable

from sendadvice_docs import layout
from sendadvice_docs.problem import QUOTE_IT, Explanation, Problem, cannot_begin, no_name
from sendadvice_docs.source import Span


def _unclosed_quote(problem: Problem) -> Explanation | None:
    if "quoted scalar" not in problem.context or problem.since is None:
        return None
    if "end of stream" not in problem.phrase and "document" not in problem.phrase:
        return None
    mark = problem.opening
    return Explanation(
        problem.rest_of_line(problem.since),
        "The quotation mark that opens here is never closed.",
        f"Put the same mark ({mark}) after the last word of the text.",
    )


def _backslash(problem: Problem) -> Explanation | None:
    if "escape" not in problem.phrase and "hexadecimal" not in problem.phrase and "hexdecimal" not in problem.phrase:
        return None
    # The parsers point at the backslash, behind it, or at the first character that is no hexadecimal digit.
    start = problem.text.rfind("\\", 0, problem.at + 1)
    return Explanation(
        Span(start, min(max(problem.at + 1, start + 2), len(problem.text))),
        "Inside double quotation marks a backslash begins a code for a character, and this is no code.",
        "Write the backslash twice, or put the text in single quotation marks instead.",
    )


def _block_indicator(problem: Problem) -> Explanation | None:
    if "block scalar" not in problem.context or problem.since is None or "tab" in problem.phrase:
        return None
    mark = problem.opening
    return Explanation(
        problem.rest_of_line(problem.since),
        f"A value that begins with “{mark}” promises a text on the lines below; no other text may stand on this line.",
        f"Begin the text on the next line, indented. If “{mark}” belongs to the text, {QUOTE_IT}.",
    )


def _marked_text(problem: Problem) -> Explanation | None:
    """Explain a text that begins with one of * & !, as far as the parser came with it."""
    start = problem.since
    if not any(word in problem.context for word in ("alias", "anchor", "tag")) and "tag handle" not in problem.phrase:
        # In “*word and more” the parser has taken the first word, and stumbles at the second.
        words = problem.before.split()
        if len(words) < 2 or words[-1][0] != "*" or words[-2][-1] not in ":-" or problem.before[-1] not in " \t":
            return None
        start = problem.start + problem.before.rindex(words[-1])
    if start is None or problem.text[start : start + 1] not in ("*", "&", "!"):
        return None
    return cannot_begin(problem, start)


def _cannot_start(problem: Problem) -> Explanation | None:
    if "cannot start any token" in problem.phrase:
        return cannot_begin(problem, problem.at)
    if "mapping keys are not allowed" in problem.phrase:
        return cannot_begin(problem, problem.at)
    return None


def _on_one_line(text: str) -> bool:
    return "\n" not in text and "\r" not in text


def _after_quote(problem: Problem) -> Explanation | None:
    """Explain a quotation mark or apostrophe inside a text in quotation marks, or one left out."""
    if problem.last is None or problem.last[1] not in ("'", '"') or not problem.character.strip():
        return None
    span, mark = problem.last
    between = problem.text[span.end : problem.at]
    if between.strip() or not _on_one_line(between) or problem.character in ",]}:":
        return None
    opened = problem.line_number(span.start)
    if opened != problem.line_number(span.end):
        return Explanation(
            problem.rest_of_line(span.start),
            "The text that begins with a quotation mark here seems to lack its second one: it runs on to line "
            f"{problem.line_number(span.end)}, into another text.",
            f"Put the same mark ({mark}) after the last word of the text.",
        )
    if mark == "'":
        return Explanation(
            Span(span.end - 1, span.end),
            "This apostrophe ends the text, because the text is in single quotation marks; more follows that cannot be "
            "read.",
            f"In place of the single quotation marks, {QUOTE_IT}: apostrophes are free there.",
        )
    return Explanation(
        Span(span.end - 1, span.end),
        "This quotation mark ends the text, and more follows that cannot be read.",
        "Put one pair of quotation marks round the whole text, and write those inside it “like these”. "
        "If a new entry begins after this one, a comma or a new line is missing.",
    )


def _after_bracket(problem: Problem) -> Explanation | None:
    if "flow" in problem.context or "node content" in problem.phrase:
        return None
    if problem.character and problem.character in "]}":
        return Explanation(
            problem.one(problem.at),
            f"There is a “{problem.character}” too many here: no bracket is open.",
            f"Delete it, or put the opening bracket before the first entry. If it belongs to a text, {QUOTE_IT}.",
        )
    if problem.character == "," and "<document start>" not in problem.phrase:
        return Explanation(
            problem.one(problem.at),
            "There is a comma here outside any brackets, and the value has already ended before it.",
            f"Begin a new name on a new line, without the comma. If the comma belongs to a text, {QUOTE_IT}.",
        )
    if not problem.before.rstrip().endswith(("]", "}")) or problem.character in ("", ":"):
        return None
    return Explanation(
        problem.rest_of_line(problem.at),
        "There is more text here after the closing bracket.",
        f"A text that begins with a bracket must stand in quotation marks: {QUOTE_IT}.",
    )


def _brackets(problem: Problem) -> Explanation | None:
    """Explain what is amiss between [ and ] or { and }."""
    if problem.character == ":" and problem.text[problem.at + 1 : problem.at + 2] in (",", "[", "]", "{", "}", "?"):
        return Explanation(
            problem.one(problem.at),
            "There is no space after this colon.",
            f"Put a space after the colon. If it belongs to a text, {QUOTE_IT}.",
        )
    start = problem.since
    if "flow" not in problem.context or start is None or problem.text[start : start + 1] not in ("[", "{"):
        return None
    opening = problem.text[start]
    closing = "]" if opening == "[" else "}"
    same_line = problem.line_start(start) == problem.start
    if problem.character == ":" and same_line:
        return Explanation(
            problem.one(problem.at),
            f"There is a colon here inside a text that stands in {opening} {closing}, and YAML takes it for a new name "
            "with its value.",
            f"If it belongs to a text, {QUOTE_IT}. If a new name begins here, put a comma before it.",
        )
    if same_line and problem.character:
        return Explanation(
            problem.one(problem.at),
            f"A comma or a closing {closing} is missing before this.",
            f"Put a comma between the entries, and {closing} after the last. If the bracket belongs to a text, "
            f"{QUOTE_IT}.",
        )
    return _unclosed_bracket(problem, start)


def _unclosed_bracket(problem: Problem, start: int) -> Explanation:
    opening = problem.text[start]
    closing = "]" if opening == "[" else "}"
    return Explanation(
        problem.one(start),
        f"The bracket {opening} that opens here is not closed, or a comma is missing at the end of a line inside it.",
        f"Put {closing} after its last entry and commas between the entries. If it belongs to a text, {QUOTE_IT}.",
    )


def _nothing_there(problem: Problem) -> Explanation | None:
    if "node content" not in problem.phrase:
        return None
    if "flow" in problem.context:
        if problem.bracket is not None and (not problem.character or problem.at == problem.start):
            return _unclosed_bracket(problem, problem.bracket)
        if problem.character == ":":
            return no_name(problem)
        return Explanation(
            problem.one(problem.at),
            "A value is missing before this, or there is a comma or bracket too many.",
            "Write the value, or delete what is too many.",
        )
    if problem.character and problem.character in ",]}":
        return cannot_begin(problem, problem.at)
    return None


def _instruction(problem: Problem) -> Explanation | None:
    """Explain a line that begins with %, which is an instruction to the reading program and no text."""
    above = next(problem.lines_above(problem.at), (problem.start, ""))[0]
    for start in (problem.start, above):
        if problem.text[start : start + 1] == "%":
            return Explanation(
                problem.rest_of_line(start),
                "A line that begins with “%” is an instruction to the reading program, and this one is not understood.",
                f"Delete the line. If it is part of a text, {QUOTE_IT}.",
            )
    return None


def _after_the_end(problem: Problem) -> Explanation | None:
    if "<document start>" not in problem.phrase:
        return None
    return Explanation(
        problem.rest_of_line(problem.at),
        "The advice has already ended above this, and more follows.",
        "Delete what follows, or, if it is another advice, put a line of --- before it.",
    )


def _anything(problem: Problem) -> Explanation:
    return Explanation(
        problem.rest_of_line(problem.at),
        "This cannot be read: something here, or just before it, is not written as YAML wants it.",
        "Look for a missing colon, quotation mark or comma, or for wrong indentation, in this line and the one above. "
        f"If it is a text, {QUOTE_IT}.",
    )


_KNOWN: tuple[Callable[[Problem], Explanation | None], ...] = (
    _unclosed_quote,
    _backslash,
    layout.strange_indent,
    _block_indicator,
    _marked_text,
    _cannot_start,
    _after_quote,
    _after_bracket,
    layout.colon,
    layout.missing_colon,
    layout.dash,
    _brackets,
    _nothing_there,
    _instruction,
    _after_the_end,
    layout.out_of_line,
)


def explain(problem: Problem) -> Explanation:
    """Return where in the text to show a problem, what is wrong and what to write instead."""
    for known in _KNOWN:
        explanation = known(problem)
        if explanation is not None:
            return explanation
    return _anything(problem)
