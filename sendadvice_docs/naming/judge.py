"""Which candidates are names of people the advice does not know, and which are somebody at work, a pet, or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from sendadvice_docs.clash.common import MONTHS
from sendadvice_docs.language import Reading
from sendadvice_docs.naming.acts import Act, acts
from sendadvice_docs.naming.around import Tie, around
from sendadvice_docs.naming.candidates import NAMES, Candidate, Kind, candidates
from sendadvice_docs.naming.capitals import Capital
from sendadvice_docs.naming.known import Known
from sendadvice_docs.naming.lists import fold, name_lists

_SHORTEST_SHOUTED = 4
_SHORTEST_UNLISTED = 3
_THE_CAPITAL = re.compile(r" the [A-Z][a-z]")
_ARTICLE = re.compile(r"\b(?:an?|the|each|every|some|my|our|its)\s+[\"'(]?$")
_POSSESSIVE = re.compile(r"\b(?:his|her|their)\s+$")
_AND_BEFORE = re.compile(r"([^\W\d_][\w'’-]*),? and $")
_AND_AFTER = re.compile(r",? and ([^\W\d_][\w-]*)(.*)", re.DOTALL)
_NEXT_CAPITAL = re.compile(r"\s([A-Z][a-z]+)")
_NOTHING_OWNED = re.compile(
    r"'s?\s*(?:[.,;:)]|$|(?:for|on|every|and|in|after|with|to|when|because|before|each|at|once|by)\b)"
)
#: What follows a figure that opens a sentence, and no child: “Elsa and Anna from Frozen”, “Bluey is her favourite”.
_ONE_OF_A_SHOW = re.compile(r"\s*(?:[,;:&.)]|$|(?:and|or|from|in|on)\b|is (?:his|her|their) (?:\w+ )?favo)")
_LIST_GOES_ON = re.compile(r"\s*(?:[.,;:)]|$|&|(?:and|or)\b)")
#: “the Okonkwo girl”: a surname before a word for a child is that child.
_CHILD_OF = re.compile(r"\s+(?:girl|boy|lad|lass|twins|kids?|baby|sisters|brothers|child|children|siblings)\b")
#: “Will have a go at it”, without its “she”: the bare verb tells that “Will” is nobody.
_BARE_VERB = re.compile(
    r"\s+(?:(?:not|also|then|probably|always|never|often|usually|only|soon|now|still|just) )*(?:have|be|do|go"
    r"|get|need|try|want|take|use|eat|ask|sit|walk|hold|put|make|give|come|let|like|help|play|say|tell|run|swim|wash|dress|sleep|drink"
    r"|cook|join|choose|stay|wait|learn|travel|visit|see|shout|hit|bite|scream|wake|stop|start|keep|leave|meet|spend|pay|work|live"
    r"|move|talk|look|carry|bring|feel|find|turn|follow|accept|refuse|manage|climb)\b"
)
_MONTHS = frozenset(MONTHS)
_AND_REACH = 80
#: How far around a name is looked; no sentence that is read is longer.
_REACH = 400


class Verdict(Enum):
    """What a candidate turned out to be."""

    NOBODY = auto()  # no person's name, or one the advice knows
    MAYBE = auto()  # a person's name if another passage of the advice shows it to be
    NAME = auto()  # a person's name the advice does not know
    EXCUSED = auto()  # somebody at work, or an animal or a thing with a name, as the text says


@dataclass(frozen=True)
class Judged:
    """A candidate with its verdict; `tied` says that the text ties it to this child (“his friend Oscar”)."""

    candidate: Candidate
    verdict: Verdict
    tied: bool = False


class _Text:
    """One text under judgement."""

    def __init__(self, reading: Reading, known: Known) -> None:
        self._reading, self._known = reading, known
        self._figures_to = 0
        self._nobody_to = 0

    def judged(self, one: Candidate) -> Judged:
        """Return the verdict on a candidate."""
        self._look_for_figures(one)
        if not one.unknown:
            return Judged(one, Verdict.NOBODY)
        sentence = self._reading.sentence_at(one.start)
        before = self._reading.plain[max(sentence.start, one.start - _REACH) : one.start]
        after = self._reading.plain[one.end : min(max(sentence.end, one.over), one.over + _REACH)]
        if self._is_nobody(one, before, after) or self._goes_on(one, after):
            self._nobody_to = one.over
            return Judged(one, Verdict.NOBODY)
        if one.small:
            return Judged(one, self._small(one, before, after))
        if one.rank or around().at_work(before, after):
            return Judged(one, Verdict.EXCUSED)
        if one.title and around().taught_by(before, after, miss=one.title in ("miss", "ms")):
            return Judged(one, Verdict.EXCUSED)
        tie = around().tie(before, after)
        if tie is Tie.ANIMAL:
            return Judged(one, Verdict.EXCUSED)
        if tie is Tie.PERSON:
            return Judged(one, Verdict.NAME, tied=True)
        return Judged(one, self._verdict(one, before, after))

    def _look_for_figures(self, one: Candidate) -> None:
        """Remember how far a figure of a story, a shop or a charity reaches that begins at a word of the candidate."""
        for start in (one.opens, *(word.start for word in one.words)):
            if (end := around().figure_at(self._reading, start)) > start:
                self._figures_to = max(self._figures_to, end)

    def _is_nobody(self, one: Candidate, before: str, after: str) -> bool:
        """Return whether it is a figure of a story, an institution, a place by its lead, or a thing by its noun."""
        words = around()
        if one.start < self._figures_to or one.lead or one.tail or _THE_CAPITAL.match(self._reading.text, one.over):
            return True
        if self._is_lived_in(one, before, after):
            return True
        if one.initial and one.words[0].key == "will" and len(one.words) == 1 and _BARE_VERB.match(after):
            return True
        if not one.words[-1].ended and not one.title and words.is_thing(after):
            return True
        if one.words[-1].owns and self._owns_business(one, after):
            return True
        if _ARTICLE.search(before) and not one.title and not self._is_household(one, before, after):
            return True
        if words.is_admired(before, full=len(one.words) > 1):
            return True
        is_character = len(one.words) == 1 and one.words[0].key in words.characters
        return is_character and words.on_stage(before + after) and not self._is_alive(one, after)

    def _is_lived_in(self, one: Candidate, before: str, after: str) -> bool:
        """Return whether a name stands as a place does: “lives in Lewis”, but not “a change in Lewis”."""
        if one.words[-1].ended or one.title or acts().after(after) is not Act.NONE:
            return False
        return around().ends_with("lived_in", before) and not around().ends_with("change_in", before)

    def _goes_on(self, one: Candidate, after: str) -> bool:
        """Return whether a list of figures or institutions goes on: “Simba, Scar and Timon”."""
        if not self._nobody_to or acts().after(after) is not Act.NONE or one.words[-1].owns:
            return False
        if _LIST_GOES_ON.match(after) is None:
            return False
        return around().continues(self._reading.plain[self._nobody_to : one.opens or one.start])

    def _written_after(self, one: Candidate) -> str:
        return self._reading.text[one.over : one.over + _AND_REACH]

    def _is_household(self, one: Candidate, before: str, after: str) -> bool:
        """Return whether it reads “the Turnbull family” or “the Turnbulls have …”."""
        if around().is_family(before, self._written_after(one)) or self._is_child_of(one, before, after):
            return True
        plural = one.words[-1].key.endswith("s") and one.kinds[-1] in (Kind.SURNAME, Kind.KNOWN)
        return plural and before.endswith("the ") and acts().after(after) is not Act.NONE

    def _is_child_of(self, one: Candidate, before: str, after: str) -> bool:
        """Return whether it reads “the Turnbull boy”."""
        surname = one.kinds[-1] is Kind.SURNAME and not one.words[-1].owns
        return surname and before.endswith("the ") and _CHILD_OF.match(after) is not None

    def _is_alive(self, one: Candidate, after: str) -> bool:
        """Return whether a character's namesake is flesh and blood all the same: “Thomas watches Bluey”."""
        if one.words[-1].owns:
            return acts().owned(after)
        if one.initial:
            return _ONE_OF_A_SHOW.match(after) is None
        return acts().after(after) is not Act.NONE

    def _owns_business(self, one: Candidate, after: str) -> bool:
        """Return whether it is a shop or a place: “Tony's Fish Bar”, “at Miss Millie's for chicken”."""
        match = _NEXT_CAPITAL.match(self._reading.text, one.over)
        if match is None:
            sentence = self._reading.sentence_at(one.start)
            before = self._reading.plain[sentence.start : one.opens or one.start]
            return around().ends_with("goes_to", before) and _NOTHING_OWNED.match(after) is not None
        if around().figure_at(self._reading, match.start(1)) > match.start(1):
            return False  # “Harvey's Peppa Pig bag”
        word = fold(match[1])
        return not (acts().owned(f"'s {word}") or word in around().ties or self._known.knows(word))

    def _beside_known(self, one: Candidate, after: str) -> bool:
        """Return whether it stands beside a known name and both do one thing: “Funmi and Derek take turns”."""
        text = self._reading.text
        before = _AND_BEFORE.search(text, max(0, one.start - _AND_REACH), one.start)
        if before and before[1][0].isupper() and self._known.knows(fold(before[1])) and acts().together(after):
            return True
        other = _AND_AFTER.match(text, one.over, one.over + _AND_REACH)
        if other is None or not other[1][0].isupper() or not self._known.knows(fold(other[1])):
            return False
        return acts().together(other[2].lower())

    def _act(self, one: Candidate, before: str, after: str) -> Act:
        """Return how surely it does, has or undergoes what only people do."""
        if one.words[-1].owns:
            return Act.BODILY if acts().owned(after) else acts().after(after)
        if self._beside_known(one, after):
            return Act.BODILY
        if acts().done_for(before, after):
            return Act.MENTAL
        return acts().after(after)

    def _verdict(self, one: Candidate, before: str, after: str) -> Verdict:
        """Return whether a candidate that nothing excuses is somebody's name, by its words and by what they do."""
        (word, kind), *rest = one.unknown
        if one.title or around().is_family(before, self._written_after(one)) or self._is_child_of(one, before, after):
            return Verdict.NAME
        if len(one.words) > 1 and self._is_full_name(one):
            return Verdict.NAME
        act = self._act(one, before, after)
        if one.after_other and act is Act.NONE:
            return Verdict.MAYBE
        if rest and kind not in (Kind.GIVEN, Kind.WORD):
            return Verdict.NAME if act >= Act.MENTAL else Verdict.MAYBE
        if len(one.unknown) < len(one.words) and one.kinds[0] is not Kind.INITIAL:
            return Verdict.NOBODY
        return self._single(one, word, kind, act, before)

    def _is_full_name(self, one: Candidate) -> bool:
        """Return whether several words are a name together: “Chelsea Turnbull”, “J. Turnbull”."""
        first, last = one.kinds[0], one.kinds[-1]
        if first is Kind.KNOWN:
            return last in (Kind.SURNAME, Kind.GIVEN)
        if first is Kind.INITIAL:
            return last in (Kind.SURNAME, Kind.GIVEN) or (last is Kind.OTHER and not one.words[-1].shouted)
        if one.words[0].key in _MONTHS and all(kind is Kind.KNOWN for kind in one.kinds[1:]):
            return False  # “until August April will go”
        if last is Kind.KNOWN:
            return first in NAMES and not (one.initial and first is not Kind.GIVEN)
        if last is Kind.SURNAME:
            return first in NAMES or not one.initial
        return first in (Kind.GIVEN, Kind.WORD, Kind.SELDOM, Kind.PLACE) and last is Kind.GIVEN

    def _single(self, one: Candidate, word: Capital, kind: Kind, act: Act, before: str) -> Verdict:
        if word.shouted and kind is not Kind.OTHER:
            short = len(word.key) < _SHORTEST_SHOUTED or word.key in around().acronyms
            if short and act < Act.MENTAL:
                return Verdict.NOBODY
        if kind is Kind.GIVEN:
            return Verdict.NAME
        if kind is Kind.WORD:
            return self._word(one, word, act, before)
        if kind is Kind.PLACE and around().ends_with("in_place", before) and act < Act.BODILY:
            return Verdict.NOBODY
        if kind is Kind.SURNAME and word.key.startswith(("o'", "mc")) and not word.owns:
            return Verdict.NAME
        if kind in (Kind.PLACE, Kind.SURNAME):
            return Verdict.NAME if act is not Act.NONE else Verdict.MAYBE
        if kind is Kind.SELDOM:
            return Verdict.NAME if act >= Act.MENTAL else Verdict.MAYBE
        return self._unlisted(one, word, act)

    def _word(self, one: Candidate, word: Capital, act: Act, before: str) -> Verdict:
        """Judge a name that is an ordinary word: within a sentence its capital tells, at the start what it does."""
        if _POSSESSIVE.search(before):
            return Verdict.NOBODY
        needed = Act.MENTAL if word.key in name_lists().abstract else Act.ANY
        return Verdict.NAME if not one.initial or act >= needed or word.owns else Verdict.MAYBE

    def _unlisted(self, one: Candidate, word: Capital, act: Act) -> Verdict:
        """Judge a word no list knows: only what nobody but a person does makes it a name."""
        if word.shouted or len(word.key) < _SHORTEST_UNLISTED:
            return Verdict.NOBODY
        if one.initial and word.key.endswith(around().no_name_endings):
            return Verdict.NOBODY
        return Verdict.NAME if act is Act.BODILY else Verdict.MAYBE

    def _small(self, one: Candidate, before: str, after: str) -> Verdict:
        """Judge a given name without its capital: it must open its sentence and act, or do what only people do."""
        act = self._act(one, before, after)
        needed = Act.ANY if one.initial else Act.MENTAL
        return Verdict.NAME if act >= needed else Verdict.NOBODY


def judged(reading: Reading, known: Known) -> Iterator[Judged]:
    """Yield every candidate of a text with its verdict, in order of place."""
    text = _Text(reading, known)
    for one in candidates(reading, known):
        yield text.judged(one)
