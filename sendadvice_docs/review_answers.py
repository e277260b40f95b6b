"""Whether an answer of a review tells what support changed, or only that there is support.

“The worker visits every Saturday”, “hours went up from 6 to 9 at panel” and “a valued service” speak of the support.
What is told of the person or the family, or of what follows from the support, is an answer. In doubt a text is one.
"""

from __future__ import annotations

import re

from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.model import Circumstances
from sendadvice_docs.persons import Cast, Who
from sendadvice_docs.pieces import compiled_with
from sendadvice_docs.rule import Rule
from sendadvice_docs.substance import Substance, names_in

_PRONOUN = re.compile(r"(?<![\w'/-])(?:he|she|they|i|you)(?![\w-])")
_OF_THE_FAMILY = frozenset({Who.CHILD, Who.CHILD_NOUN, Who.PRIVATE})


class Answers:
    """Says which answers of a review say nothing of what support did.

    The rule gives `hollow` (sets of words, see `sendadvice_docs.substance`), `hollow_told` (wordings that say nothing),
    `of_support` (how a sentence about the support alone begins), `effects` (what makes it say more), `done_to` (the
    words before somebody to whom something is done, who therefore does nothing) and `verdict` (what somebody thinks of
    the support, after the one who thinks it).
    """

    def __init__(self, rule: Rule) -> None:
        """Take the rule, whose `match` holds the patterns and whose `pieces` they are made of."""
        match, pieces = rule.match, rule.match.get("pieces", {})
        self._has_substance = Substance(match.get("hollow", ()))
        self._hollow = compiled_with(pieces, match.get("hollow_told", ()))
        self._of_support = compiled_with(pieces, match["of_support"])
        self._effects = compiled_with(pieces, match["effects"])
        self._done_to = compiled_with(
            pieces, [rf"(?:{one})(?: both| all)?\s+(?:the |\w+'s |his |her |their )?$" for one in match["done_to"]]
        )
        self._verdict = compiled_with(pieces, match["verdict"])

    def say(self, text: str, circumstances: Circumstances) -> bool:
        """Return whether a text tells anything of the person or the family."""
        reading = read(text)
        if '"' in reading.plain:
            return True
        names = names_in(circumstances.name, circumstances.preferred_name)
        return any(self._tells(reading, sentence, names, circumstances) for sentence in reading.sentences)

    def _tells(self, reading: Reading, sentence: Stretch, names: frozenset[str], circumstances: Circumstances) -> bool:
        said = reading.plain[sentence.start : sentence.end]
        if not self._has_substance(self._hollow.sub(" ", said), names):
            return False
        if self._of_support.match(reading.plain, *sentence) is None:
            return True
        return self._effects.search(reading.plain, *sentence) is not None or self._somebody_does(
            reading, sentence, circumstances
        )

    def _somebody_does(self, reading: Reading, sentence: Stretch, circumstances: Circumstances) -> bool:
        """Return whether the person or somebody of the family does something, but think well of the support."""
        plain = reading.plain
        people = [match.span() for match in _PRONOUN.finditer(plain, *sentence)]
        people += [
            (one.start, one.end)
            for one in Cast(circumstances).mentions(reading)
            if one.who in _OF_THE_FAMILY and not one.owns and sentence.start <= one.start < sentence.end
        ]
        return any(
            self._done_to.search(plain[max(sentence.start, start - 40) : start]) is None
            and self._verdict.match(plain, end + 1, sentence.end) is None
            for start, end in people
        )
