"""Reads a pattern of the small language (see `words`) into its parts, without compiling it."""

from __future__ import annotations

import re
from typing import NamedTuple


class Part(NamedTuple):
    """A piece of a pattern: its sort, what it holds, and whether it may be left out or be there several times."""

    sort: str
    value: str = ""
    inside: tuple[tuple[Part, ...], ...] = ()
    optional: bool = False
    repeated: bool = False


Alternatives = tuple[tuple[Part, ...], ...]

_PIECE = re.compile(
    r"""(?x)
    (?P<zero>\\[bBAZ]|[\^$])
  | (?P<look>\(\?<?[=!])
  | (?P<back>\(\?P=\w+\))
  | (?P<open>\((?:\?(?:P<\w+>|:|>))?)
  | (?P<close>\))
  | (?P<bar>\|)
  | (?P<word>[^\W\d_]+)~
  | \{(?P<cls>[a-z_]+)\}
  | (?P<figure>\\d|\[(?:0-9|\d-\d|\d)+\])
  | (?P<set>\[\^?\]?(?:\\.|[^\]\\])*\]|\\[wWsSD1-9]|\.)
  | (?P<gap>\ ?…\ ?|\ +)
  | (?P<hyphen>-)
  | \\u(?P<point>[0-9a-f]{4})
  | \\(?P<escaped>.)
  | (?P<plain>[^\W\d_]+(?![~?*+{])|.)
    """,
    re.DOTALL,
)
_TIMES = re.compile(r"([?*+]|\{(\d*)(?:,\d*)?\})[?+]?")


def _quantified(pattern: str, at: int, part: Part) -> tuple[Part, int]:
    times = _TIMES.match(pattern, at)
    if times is None:
        return part, at
    optional = times[1] in ("?", "*") or (times[2] is not None and int(times[2] or 0) == 0)
    return part._replace(optional=optional, repeated=times[1] != "?"), times.end()


def parsed(pattern: str, at: int = 0, *, nested: bool = False) -> tuple[Alternatives, int]:
    """Return the alternatives of a pattern from a place on, each as its parts, and where they end.

    Raises ValueError for a pattern whose brackets do not fit.
    """
    every: list[tuple[Part, ...]] = []
    parts: list[Part] = []
    while at < len(pattern):
        piece = _PIECE.match(pattern, at)
        if piece is None:
            raise ValueError(f"this pattern cannot be read: {pattern}")
        at, sort = piece.end(), str(piece.lastgroup)
        if sort == "close":
            if not nested:
                raise ValueError(f"a bracket is closed that was never opened in: {pattern}")
            return (*every, tuple(parts)), at
        if sort == "bar":
            every.append(tuple(parts))
            parts = []
            continue
        if sort in ("look", "open"):
            inside, at = parsed(pattern, at, nested=True)
            part = Part("zero", piece["look"], inside) if sort == "look" else Part("group", inside=inside)
        else:
            value = chr(int(piece[sort], 16)) if sort == "point" else piece[sort]
            part = Part("plain" if sort in ("escaped", "point") else sort, value)
            if sort == "back":
                part = Part("set", optional=True, repeated=True)
        part, at = _quantified(pattern, at, part)
        parts.append(part)
    return (*every, tuple(parts)), at
