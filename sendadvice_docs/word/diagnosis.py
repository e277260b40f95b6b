"""Everything that is wrong with the tags of a part, all of it at once.

Jinja2 stops at the first tag it cannot read. So each tag is read by itself here, loops and choices are matched with
their ends, and the names are checked in what is left once the faulty tags are set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

import jinja2

from sendadvice_docs.word import binding
from sendadvice_docs.word.places import Fault, Place, excerpt
from sendadvice_docs.word.shape import ANYTHING, Shape
from sendadvice_docs.word.tagged import Tag

_OPENING: Final = {"for": "endfor", "if": "endif"}
_DIVIDING: Final = {"else": ("if", "for"), "elif": ("if",)}
_WORDS: Final = (*_OPENING, *_OPENING.values(), *_DIVIDING)
_DEEPEST: Final = 40
#: What a loop that cannot be read goes through, so that its entries may be called by their name.
_LOOSE: Final = "unreadable_list"
TOO_DEEP: Final = "the template tags stand too deep within each other. Use fewer."
ASTRIDE: Final = (
    "a loop or choice begins in one place and ends in another of a different kind. Around rows of a table write "
    "{%tr ... %}, each in a row of its own; around paragraphs write {%p ... %}, each in a paragraph of its own."
)


@dataclass
class _Diagnosis:
    """What has been found so far: the faults, the loops and choices still open, and the good tags as a program.

    Line k of the program is about tag k, counted from 1.
    """

    environment: jinja2.Environment
    faults: list[tuple[Tag, str]] = field(default_factory=list)
    open: list[Tag] = field(default_factory=list)
    program: list[str] = field(default_factory=list)

    def fault(self, tag: Tag, message: str) -> None:
        self.faults.append((tag, message))

    def reads(self, tag: Tag, source: str) -> bool:
        """Tell whether Jinja2 can read a source; what it says otherwise is a fault of the tag."""
        try:
            self.environment.parse(source)
        except jinja2.TemplateSyntaxError as error:
            self.fault(tag, unreadable(error.message or ""))
        except (RecursionError, MemoryError, SyntaxError):
            self.fault(tag, TOO_DEEP)
        else:
            return True
        return False

    def take(self, tag: Tag) -> str:
        """Return the line of the program for a tag."""
        if tag.text.startswith("{#"):
            return ""
        if tag.text.startswith("{{"):
            source = f"{{{{ {tag.inside} }}}}"
            return source if self.reads(tag, source) else ""
        source = f"{{% {tag.inside} %}}"
        if tag.word in _OPENING:
            return self.begin(tag, source)
        if tag.word in _DIVIDING:
            return self.divide(tag, source)
        if tag.word in _OPENING.values():
            return self.end(tag)
        self.fault(tag, _no_such_word(tag.word))
        return ""

    def begin(self, tag: Tag, source: str) -> str:
        self.open.append(tag)
        if len(self.open) > _DEEPEST:
            self.fault(tag, TOO_DEEP)
            return "{% if true %}"
        if self.reads(tag, f"{source}{{% {_OPENING[tag.word]} %}}"):
            return source
        if tag.word == "if":
            return "{% if true %}"
        target = re.match(r"for\s+([^\W\d]\w*)", tag.inside)
        return f"{{% for {target[1] if target else _LOOSE} in {_LOOSE} %}}"

    def divide(self, tag: Tag, source: str) -> str:
        if not self.open or self.open[-1].word not in _DIVIDING[tag.word]:
            self.fault(tag, _stray(tag.word))
            return ""
        if tag.word == "elif" and not self.reads(tag, f"{{% if true %}}{source}{{% endif %}}"):
            return ""
        return source

    def end(self, tag: Tag) -> str:
        begun = tag.word.removeprefix("end")
        if begun not in [one.word for one in self.open]:
            self.fault(tag, _stray(tag.word))
            return ""
        closed = ""
        while self.open:
            opened = self.open.pop()
            closed += f"{{% end{opened.word} %}}"
            if opened.word == begun:
                if (opened.kind, opened.box if opened.kind != "tr" else opened.table) != (
                    tag.kind,
                    tag.box if tag.kind != "tr" else tag.table,
                ):
                    self.fault(opened, ASTRIDE)
                break
            self.fault(opened, _never_ended(opened.word, tag))
        return closed


def _no_such_word(word: str) -> str:
    near = get_close_matches(word.lower(), _WORDS, 1, 0.6)
    meant = f"Did you mean “{near[0]}”? " if near else ""
    return f"“{word}” is not used in these templates. {meant}Print values with {{{{ }}}}, and use for and if."


def _stray(word: str) -> str:
    return f"this “{word}” ends or divides something that was never begun."


def _never_ended(word: str, before: Tag | None = None) -> str:
    when = f" before “{excerpt(before.text)}” (paragraph {before.place.paragraph})" if before else ""
    return f"this “{word}” is never ended{when}. Write its “end{word}” after what it is about."


def unreadable(message: str) -> str:
    """Return what Jinja2 says of a tag it cannot read, as a sentence."""
    return f"this template tag cannot be read ({message.rstrip('.')})."


def _bound(
    program: Sequence[str], names: Mapping[str, Shape], environment: jinja2.Environment
) -> Iterator[tuple[int, str]]:
    try:
        for fault in binding.check(environment.parse("\n".join(program)), names):
            yield fault.line, fault.message
    except (jinja2.TemplateSyntaxError, RecursionError, MemoryError, SyntaxError):
        return


def diagnose(tags: Sequence[Tag], names: Mapping[str, Shape], environment: jinja2.Environment) -> list[Fault]:
    """Return what is wrong with tags, in their order, where they may use `names`; what a copy repeats is left out."""
    found = _Diagnosis(environment)
    found.program = [found.take(tag) for tag in tags]
    for tag in found.open:
        found.fault(tag, _never_ended(tag.word))
    found.program.append("".join(f"{{% end{tag.word} %}}" for tag in reversed(found.open)))
    places = {id(tag): number for number, tag in enumerate(tags)}
    faults = [(places[id(tag)], message) for tag, message in found.faults]
    faults += [(line - 1, text) for line, text in _bound(found.program, {**names, _LOOSE: ANYTHING}, environment)]
    own = {(tags[at].place.text, message) for at, message in faults if not tags[at].copy}
    unique: dict[tuple[Place, str], None] = {}
    for at, message in sorted(faults, key=lambda one: one[0]):
        if not tags[at].copy or (tags[at].place.text, message) not in own:
            unique[tags[at].place, message] = None
    return [Fault(place, message) for place, message in unique]
