"""Pieces that the patterns of a rule share: a rule file names a piece once, and its patterns stand on it in braces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sendadvice_docs.matching import Patterns
from sendadvice_docs.words import compiled


def pieced(pattern: str, pieces: Mapping[str, str]) -> str:
    """Return a pattern with the names of pieces (`{service}`) replaced by what they stand for.

    A piece may be made of pieces that stand before it in `pieces`. Other names in braces, which are classes of words,
    are left for `sendadvice_docs.words`.
    """
    for name in reversed(tuple(pieces)):
        pattern = pattern.replace("{" + name + "}", f"(?:{pieces[name]})")
    return pattern


def compiled_with(pieces: Mapping[str, str], patterns: Iterable[str]) -> Patterns:
    """Return what finds any of a list of patterns made of pieces; raises RuleError for one that cannot be read."""
    return compiled(pieced(one, pieces) for one in patterns)
