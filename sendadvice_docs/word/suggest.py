"""What to say of a name a template uses and there is none of: the one that is probably meant, or where it stands."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from typing import Final

from sendadvice_docs.word.shape import ANYTHING, Shape

_MOST_NAMES_SHOWN: Final = 30
_LIKE: Final = 0.5
_DEEPEST: Final = 4


def unknown_name(name: str, known: Mapping[str, Shape], place: str, prefix: str, loop_names: Collection[str]) -> str:
    """Return the sentence for a name that is not among the `known` ones.

    `place` says where those are known, and `prefix` is what stands before the name (`need.`). `loop_names` are the
    names the template's loops give to entries.
    """
    meant = _meant(name, known, prefix, loop_names)
    shown = ", ".join(sorted(one for one in known if known[one] is not ANYTHING)[:_MOST_NAMES_SHOWN])
    return f"there is no “{prefix}{name}”. {meant}{place}: {shown}."


def _meant(name: str, known: Mapping[str, Shape], prefix: str, loop_names: Collection[str]) -> str:
    if not prefix and name in loop_names:
        return f"“{name}” is known only within its loop, between its “for” and its “endfor”. "
    near = [prefix + one for one in difflib.get_close_matches(name, sorted(known), 1, _LIKE)]
    # A name that is right but for the block it stands in: “needs” for “D.needs”.
    near += [f"{prefix}{block}.{name}" for block, shape in sorted(known.items()) if name in shape.names]
    if near:
        return f"Did you mean “{near[0]}”? "
    home = "" if prefix else _list_with(name, known).replace("[]", "")
    return f"Each entry of “{home}” has one: go through that, and print it there. " if home else ""


def _list_with(name: str, names: Mapping[str, Shape], deepest: int = _DEEPEST) -> str:
    """Return the path of the first list, within blocks and lists, whose entries have a part of that name, or ""."""
    for shape in names.values():
        if shape.item is not None and name in shape.item.names and shape.path:
            return shape.path
        inner = {**shape.names, **(shape.item.names if shape.item is not None else {})}
        if inner and deepest and (found := _list_with(name, inner, deepest - 1)):
            return found
    return ""
