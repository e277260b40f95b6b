"""Which patterns and phrases of the checks nothing fires: run as a program, it prints them as JSON.

It reads every example of every rule, the labelled passages that are there to tune by, and the samples, with each
regular expression the checks make of their data watched. It runs in a process of its own, because what it watches with
has to be in place before the checks are first asked. What is measured by (the passages held back) is never read.

A unit is one item of a list of patterns, or one phrase or term of a lexicon. Single words, of a class or a list of
names, are none.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sendadvice_docs import language, matching, phrases, ready, resources, words  # noqa: E402
from sendadvice_docs.check import Settings, lint, lint_text  # noqa: E402
from sendadvice_docs.datafile import read_data  # noqa: E402
from sendadvice_docs.evaluate import circumstances_of  # noqa: E402
from sendadvice_docs.kinds import delivered  # noqa: E402
from sendadvice_docs.quantities import spelled_out  # noqa: E402
from sendadvice_docs.rule import catalogue  # noqa: E402
from sendadvice_docs.subject import PASSAGE_AS_ADVICE  # noqa: E402
from tests.examples import document_of, profile_of  # noqa: E402

#: Units that were met, in their order, and those that fired.
met: dict[tuple[str, str], None] = {}
fired: set[tuple[str, str]] = set()

_compile = re.compile
_body_of = words._body_of
_NEVER = "(?!)"


class Watched:
    """A regular expression made of units: one that is told apart by asking it again with the others left out."""

    def __init__(self, real: re.Pattern[str], variants: dict[tuple[str, str], str]) -> None:
        self._real = real
        self._variants = variants
        self._ready: dict[tuple[str, str], re.Pattern[str]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def _note(self, match: re.Match[str] | None) -> re.Match[str] | None:
        if match is None:
            return None
        for unit, source in list(self._variants.items()):
            if unit in fired:
                del self._variants[unit]
            elif len(self._variants) == 1 or self._fits(unit, source, match):
                fired.add(unit)
        return match

    def _fits(self, unit: tuple[str, str], source: str, match: re.Match[str]) -> bool:
        if unit not in self._ready:
            self._ready[unit] = _compile(source, self._real.flags & ~re.UNICODE)
        again = self._ready[unit].match(match.string, match.start(), match.endpos)
        return again is not None and again.end() == match.end()

    def search(self, *args: Any) -> re.Match[str] | None:
        return self._note(self._real.search(*args))

    def match(self, *args: Any) -> re.Match[str] | None:
        return self._note(self._real.match(*args))

    def fullmatch(self, *args: Any) -> re.Match[str] | None:
        return self._note(self._real.fullmatch(*args))

    def finditer(self, *args: Any) -> Iterator[re.Match[str]]:
        for match in self._real.finditer(*args):
            self._note(match)
            yield match


Unit = tuple[str, str]

#: What was made of patterns since an expression was last compiled: units, each as the text that stands for it there.
_recent: list[dict[Unit, str]] = []
#: Expressions that are compiled of lists as they stand, by their text.
_raw: dict[str, dict[Unit, str]] = {}
_WORD = _compile(r"\w+")
_phrases: dict[int, tuple[dict[str, list[Unit]], list[Unit]]] = {}


def _units(patterns: Sequence[str], text_of: Callable[[str], str] = _body_of) -> dict[Unit, str]:
    units = {("pattern", one): text_of(one) for one in patterns}
    met.update(dict.fromkeys(units))
    return units


def _alone(unit: Unit, bodies: dict[Unit, str], source: str) -> str:
    """Return an expression with the other units of a list left out."""
    own = bodies[unit]
    for other in sorted({body for body in bodies.values() if body != own}, key=len, reverse=True):
        if other not in own:
            source = source.replace(other, _NEVER)
    return source


def _watching(source: Any, flags: int = 0) -> Any:
    real = _compile(source, flags)
    if not isinstance(source, str):
        return real
    variants: dict[Unit, str] = {}
    for bodies in (*_recent, _raw.get(source, {})):
        there = {unit: body for unit, body in bodies.items() if body in source}
        found = {unit: _alone(unit, there, source) for unit in there if unit not in fired}
        variants |= {unit: alone for unit, alone in found.items() if there[unit] in alone}
    _recent.clear()
    return Watched(real, variants) if variants else real


def _watch_patterns() -> None:
    make, source_of, joined = matching.Patterns.__init__, words.source_of, words._joined

    def patterns_made(self: Any, patterns: Sequence[str], *args: Any, **kwargs: Any) -> None:
        _units(patterns)
        make(self, patterns, *args, **kwargs)

    def source_of_one(pattern: str) -> str:
        _recent.append(_units((pattern,)))
        return source_of(pattern)

    def joined_ones(patterns: Sequence[str]) -> str:
        _recent.append(_units(patterns))
        return joined(patterns)

    def match_of_all(self: Any, text: str, pos: int = 0, endpos: int | None = None) -> re.Match[str] | None:
        # The checks leave off at the first pattern that fits; here every one of a list shows whether it does.
        end = len(text) if endpos is None else endpos
        found = [self._regex(number).match(text, pos, end) for number in self._every]
        return next((one for one in found if one is not None), None)

    matching.Patterns.__init__ = patterns_made  # type: ignore[method-assign]
    matching.Patterns.match = match_of_all  # type: ignore[method-assign]
    # What comes to nothing is left off early; all it would have asked is watched, too.
    delivered._Delivered._may_be_service = lambda *_: True  # type: ignore[method-assign]
    words.source_of, words._joined = source_of_one, joined_ones
    for rule in catalogue().values():
        for name in ("cased", "whole"):
            if listed := rule.match.get(name, ()):
                _raw["|".join(listed)] = _units(listed, str)
            _raw.update({one: _units((one,), str) for one in listed})


def _watch_phrases() -> None:
    made, find = phrases.Phrases.__init__, phrases.Phrases.find

    def noted(self: Any, entries: Iterable[Unit], suffixes: Iterable[Unit] = ()) -> None:
        listed, endings = list(entries), list(suffixes)
        met.update(dict.fromkeys([*listed, *endings]))
        by_first: dict[str, list[Unit]] = {}
        for unit in listed:
            for word in set(phrases._first_words(unit[1])):
                by_first.setdefault(word, []).append(unit)
        _phrases[id(self)] = by_first, endings
        made(self, listed, endings)

    def noted_find(self: Any, plain: str, *args: Any) -> Iterator[Any]:
        by_first, endings = _phrases[id(self)]
        for found in find(self, plain, *args):
            word = _WORD.match(plain, found.start)
            for unit in by_first.get(word[0] if word else "", ()):
                if unit[0] == found.label and unit not in fired:
                    match = phrases._compiled(unit[1]).match(plain, found.start)
                    if match is not None and match.end() == found.end:
                        fired.add(unit)
            fired.update(one for one in endings if one[0] == found.label and word and word[0].endswith(one[1]))
            yield found

    phrases.Phrases.__init__ = noted  # type: ignore[method-assign]
    phrases.Phrases.find = noted_find  # type: ignore[method-assign]


def _watch_terms() -> None:
    by_wording: dict[Unit, list[str]] = {}
    for path in language._lexicon_files():
        name = Path(path).stem
        for term in read_data(path).get("terms", ()):
            met[name, term] = None
            for wording in words.expanded(term):
                by_wording.setdefault((name, wording), []).append(term)
    terms = language.Reading.terms

    def noted_terms(self: Any, lexicon: str) -> Any:
        found = terms(self, lexicon)
        for one in found:
            fired.update((lexicon, term) for term in by_wording.get((lexicon, one.wording), ()))
        return found

    language.Reading.terms = noted_terms  # type: ignore[method-assign]


def _install() -> None:
    # Expressions made ready beforehand would never pass what watches.
    ready._made = lambda: ready._Made({}, {}, {})  # type: ignore[assignment]
    _watch_patterns()
    _watch_phrases()
    _watch_terms()
    re.compile = _watching  # type: ignore[assignment]


def _read_everything() -> None:
    for rule in catalogue().values():
        for example in (*rule.bad, *rule.good):
            if example.patch is None:
                circumstances = circumstances_of(example.context)
                lint_text(example.text, example.field, circumstances, Settings(), PASSAGE_AS_ADVICE)
                continue
            text, _ = document_of(example)
            with profile_of(example) as profile:
                lint(text.encode(), "example.yaml", Settings(profile=profile))
    rows = [*(ROOT / "tests" / "corpus").glob("*-tuning.jsonl"), *(ROOT / "tests" / "data").glob("*.jsonl")]
    for path in rows:
        for line in path.read_text(encoding="utf-8").split("\n"):
            row = json.loads(line) if line.strip() else {}
            if "text" in row:
                circumstances = circumstances_of(row.get("context", {}))
                lint_text(row["text"], row["field"], circumstances, Settings(), PASSAGE_AS_ADVICE)
            elif "advice" in row:
                advice = path.parent / row["advice"]
                lint(advice.read_bytes(), str(advice), Settings())
    for path in [*(ROOT / "samples").glob("*.yaml"), *(ROOT / "tests" / "data").glob("*.yaml")]:
        lint(path.read_bytes(), str(path), Settings())


def _leaves(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for value in data.values():
            yield from _leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value)
    elif isinstance(data, str):
        yield data


class Places:
    """Where in the data a unit stands, as far as that can be told from what it was made into."""

    @cached_property
    def _known(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for path in sorted(Path(resources.folder("checks")).rglob("*.yaml")):
            name = path.relative_to(ROOT).as_posix()
            for leaf in _leaves(read_data(str(path))):
                known.setdefault(leaf, name)
                for made in (leaf, self._spelt(leaf)):
                    try:
                        known.setdefault(spelled_out(made), f"{name}: {leaf}")
                    except (KeyError, ValueError):
                        continue
        return known

    @staticmethod
    def _spelt(leaf: str) -> str:
        """Return a pattern of SC501 with the slips of the pen it allows."""
        for word, spelling in dict(catalogue()["SC501"].match.get("spellings", {})).items():
            leaf = re.sub(rf"(?<![a-z]){word}", f"(?:{spelling})".replace("\\", r"\\"), leaf)
        return leaf

    def of(self, text: str) -> str:
        """Return the file a pattern stands in, or nothing where it was put together from several pieces."""
        return self._known.get(text, "")

    def of_phrase(self, label: str, text: str) -> str:
        """Return the file a phrase stands in."""
        named = f"checks/lexicons/{label.rstrip('?')}.yaml"
        return named if (ROOT / named).exists() else self.of(text)


def _unreadable() -> Iterator[str]:
    """Yield the patterns that cannot be read: the checks compile one only when a text first calls for it."""
    for label, text in met:
        if label == "pattern":
            try:
                _compile(words.source_of(text))
            except re.error as error:
                yield f"{text}: {error}"


def main() -> int:
    _install()
    _read_everything()
    places = Places()
    silent = []
    for label, text in met:
        if (label, text) not in fired:
            silent.append([places.of(text) if label == "pattern" else places.of_phrase(label, text), text])
    found = {"units": len(met), "silent": silent, "unreadable": list(_unreadable())}
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
