"""What a worker probably meant by a name that is not quite right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sendadvice_docs.contract import Place, contract

_LIKE = 0.72
_VERY_LIKE = 0.85
#: Where fields stand that every advice has.
_ALWAYS_THERE = "person/"
#: Comparing one name with many others takes long, and nobody reads the answer.
_TOO_MANY = 100


def _plain(name: str) -> str:
    """Return a name as keys are written: small letters, words joined by underlines."""
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_")


def nearest(name: str, known: Iterable[str], like: float = _LIKE) -> str:
    """Return the known name most like the given one, or "" where none is like it."""
    by_plain = {_plain(one): one for one in known}
    plain = _plain(name)
    if plain in by_plain:
        return by_plain[plain]
    found = difflib.get_close_matches(plain, by_plain, n=1, cutoff=like)
    return by_plain[found[0]] if found else ""


def nearest_first(name: str, known: Sequence[str]) -> list[str]:
    """Return the known names, those most like the given one first, otherwise in their order."""
    if len(known) > _TOO_MANY:
        return list(known)
    plain = _plain(name)
    likeness = {one: difflib.SequenceMatcher(None, _plain(one), plain).ratio() for one in known}
    return sorted(known, key=lambda one: -likeness[one])


def field_meant(key: str, place: Place) -> str:
    """Return the field of a place that a key not known there probably means, or ""."""
    plain = _plain(key)
    for field in place.fields.values():
        if plain == field.key or plain in field.also_called:
            return field.key
    by_title = {_plain(field.title): field.key for field in place.fields.values()}
    return by_title.get(plain) or nearest(key, place.fields)


@lru_cache(maxsize=1)
def _everywhere() -> tuple[Place, ...]:
    # An earlier provision has the fields of a provision; naming both would be tiresome.
    return tuple(one for one in contract().inside() if not one.name.startswith("previous_provision/"))


def homes(key: str, place: Place) -> list[Place]:
    """Return the fields elsewhere in the advice that a key, or one very like it, names.

    A field that must be there is what is meant rather than others of its name.
    """
    plain = _plain(key)
    others = [one for one in _everywhere() if one.key not in place.fields]
    like = nearest(key, {one.key: None for one in others}, _VERY_LIKE)
    for found in (
        [one for one in others if one.key == plain],
        [one for one in others if plain in one.also_called],
        [one for one in others if one.key == like],
    ):
        if found:
            by_name = list({one.name: one for one in found}.values())
            return [one for one in by_name if one.name.startswith(_ALWAYS_THERE)] or by_name
    return []


def value_meant(said: str, place: Place) -> str | int | None:
    """Return the allowed value of a place that a worker probably meant, or None."""
    plain = _plain(said)
    names = {str(value): value for value in place.values}
    if said.strip() in names:
        return names[said.strip()]
    by_meaning = {_plain(meaning): value for value, meaning in zip(place.values, place.meanings, strict=True)}
    if plain in by_meaning:
        return by_meaning[plain]
    if any(isinstance(value, int) for value in place.values):
        numbers = [int(one) for one in re.findall(r"-?\d{1,3}", said)]
        if len(numbers) == 1 and numbers[0] in place.values:
            return numbers[0]
    near = nearest(said, names)
    if near or not plain:
        return names[near] if near else None
    for fits in (
        [name for name in names if _has_part(_plain(name), plain)],
        [name for name in names if "".join(word[0] for word in name.split("_")) == plain],
        [str(value) for meaning, value in by_meaning.items() if _has_part(meaning, plain)],
    ):
        if len(fits) == 1:
            return names[fits[0]]
    return None


def _has_part(name: str, part: str) -> bool:
    """Return whether one name is made of the other and further words: `foster_care` of `foster`."""
    return f"_{part}_" in f"_{name}_" or f"_{name}_" in f"_{part}_"
