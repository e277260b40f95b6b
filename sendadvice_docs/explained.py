"""Whether a text spells out a short form or explains a word of the trade, before it, after it or in brackets."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from sendadvice_docs import ready
from sendadvice_docs.language import Reading

#: Words that an acronym may pass over.
_PASSED = r"(?:(?:of|the|and|for|in|to|with|or|a|at|on)[\s-]+){0,2}"
#: So many capitals tell that a name of words that begin with them is meant: “Quiet Zone Bureau”, the “QZB panel”.
TELLING = 3
#: “Staff call this being dysregulated”, “This is called echolalia”: what makes a word its own explanation's last word.
_GLOSSED_BEFORE = re.compile(
    r"(?:call(?:s|ed)?(?: (?:this|it|that|them))?|known as|named|term(?:s|ed)?|mean(?:s|ing)|described as|labelled"
    r"|i\.e\.,?|or|that is,?|word for (?:this|it) is)\s+(?:being |an? |the )?[\"']?\Z"
)
_GLOSSED_AFTER = re.compile(
    r"[\"']?(?:\s*\(|,? (?:which|that is|meaning|i\.e\.|in other words|or|by which (?:we|i|they) mean)\b|\s*[:=]"
    r"|,?\s+(?:mean(?:s|ing)(?! that\b)|is when|is where|is the|are the)|, an? \w+)"
)
#: A word that stands in brackets by itself names what was just said plainly: “repeats what people say (echolalia)”.
_BRACKETED_BEFORE = re.compile(r"\w+ \w+ \w+ ?\((?:called |an? )?[\"']?\Z")
_BRACKETED_AFTER = re.compile(r"[\"']?\s?\)")
#: “The court made the order (an SGO)”: so does a short form with its article in brackets.
_ARTICLE_BEFORE = re.compile(r"\w \((?:an?|called an?|called|known as) [\"']?\Z")
#: “Sometimes written CCE” tells what the letters stand for, whatever their number.
_NAMED = (
    r"(?:written|called|known as|shortened to|abbreviated(?: as| to)?|referred to as|short for|initials)\s+"
    r"(?:as |the |an? )?[\"'(]?{}(?!\w)"
)


#: What `_spelling` has right before the short form where that comes last, and right after where it comes first.
_FORM_AFTER = re.compile(
    r"(?:[(\[,=–-]\s*(?:or |known as |the |an? ){0,2}[\"']?"
    rf"|{_NAMED.partition('{}')[0]})\Z"
)
#: What stands before it stands within so many characters.
_NEAR = 200
_FORM_BEFORE = re.compile(
    r"s?(?!\w)[\"']?(?:\s*(?:[(\[,=:–-]|stands for|is short for|means)"
    r"|[.;,]? (?:it|this|that|which|these letters|the letters) (?:stands?|is short|means?))"
)
#: A capital that begins a word of small letters.
_CAPITAL = re.compile(r"[A-Z](?=[a-z])")


def in_full_source(means: str) -> str:
    """Return the shape of a plain text that has a meaning in full: “children in need”, “looked after child”."""
    words = (
        r"child(?:ren)?(?:'s)?" if word == "child" else rf"{re.escape(word)}(?:'?s|s')?"
        for word in re.split(r"[\s-]+", means)
    )
    whole = r"[\s-]+".join(words)
    return rf"(?<!\w){whole}(?!\w)"


@lru_cache(maxsize=256)
def _in_full(means: str) -> re.Pattern[str]:
    return ready.compiled(in_full_source(means))


@lru_cache(maxsize=64)
def _capitals(short: str) -> re.Pattern[str]:
    """Return the shape of a name in capitals that a short form may stand for: “Quiet Zone Bureau”."""
    words = r"[a-z]+(?:[\s-]+(?:of|the|and|for|in|to|with|&))*[\s-]+".join(short)
    return ready.compiled(rf"(?<!\w){words}[a-z]+(?!\w)")


@lru_cache(maxsize=64)
def _spelling(short: str) -> re.Pattern[str]:
    """Return the shape of a plain text that spells out a short form: with its first letters, and it beside them."""
    letters = [re.escape(letter) for letter in short.lower() if letter.isalnum()]
    between = rf"[\w']{{0,20}}(?:[\s/&-]+|,\s){_PASSED}"
    words = rf"(?<!\w){between.join(letters)}\w"
    form = rf"[\"']?{re.escape(short.lower())}s?(?!\w)"
    return re.compile(
        rf"{words}[\w'-]{{0,20}}(?: \w+)?\s*[(\[,=–-]\s*(?:or |known as |the |an? ){{0,2}}{form}"
        rf"|(?<!\w){form}[\"']?[.;,]? (?:it|this|that|which|these letters|the letters) "
        rf"(?:stands? for|is short for|means?) (?:the |an? )?\w"
        rf"|(?<!\w){form}[\"']?\s*"
        rf"(?:[(\[,=:–-]|stands for|is short for|means)\s*(?:or |that is |the |an? ){{0,2}}{words}"
        rf"|{_NAMED.format(re.escape(short.lower()))}"
    )


def _may_be_spelt(short: str, plain: str) -> bool:
    """Return whether a short form stands somewhere as it does beside its own words.

    Hardly one does, and a shape that is made for one short form takes long to compile.
    """
    short = short.lower()
    at = plain.find(short)
    while at >= 0:
        if _FORM_AFTER.search(plain, max(0, at - _NEAR), at) or _FORM_BEFORE.match(plain, at + len(short)):
            return True
        at = plain.find(short, at + 1)
    return False


def _may_be_in_capitals(short: str, text: str) -> bool:
    """Return whether capitals that begin words of a text are those of a short form, one after another."""
    return not (short.isascii() and short.isupper()) or short in "".join(_CAPITAL.findall(text))


#: The letters of a short form beside it in another order: “VSH – head of the county's virtual school”.
_TOLD_AFTER = re.compile(
    r"[\"']?\s*(?:[(\[=:–]|- |stands for|is short for|means|,? (?:that is|meaning|i\.e\.|or)\b,?)\s*"
)
_TOLD_BEFORE = re.compile(r"(?:[(\[=:–]|- |,? or |called |known as )\s*(?:the |an? )?[\"']?\Z")
_WORD = re.compile(r"[a-z][\w']*")
_AROUND = 8
#: “A tube into the tummy (PEG)” says plainly what it is.
_PLAIN_BEFORE = re.compile(r"(?<!\w)(?:an?|the|by|with) (?:[a-z']+ ){2,7}[a-z']+ ?\((?:the |an? )?[\"']?\Z")
_A_SERVICE = re.compile(r"\w+ (?:service|team|meeting|plan|worker|conference|assessment|review|order)s?\W*\Z")


def _letters(short: str) -> Counter[str]:
    return Counter(letter for letter in short.lower() if letter.isalpha())


def _in_any_order(short: str, plain: str, start: int, end: int) -> bool:
    """Return whether the words that a text gives beside a short form as its meaning begin with its letters."""
    wanted = _letters(short)
    if sum(wanted.values()) < TELLING:
        return False
    ways = []
    after = _TOLD_AFTER.match(plain, end)
    if after:
        ways.append(_WORD.findall(plain[after.end() : after.end() + _NEAR])[:_AROUND])
    before = _TOLD_BEFORE.search(plain, max(0, start - 20), start)
    if before:
        ways.append(_WORD.findall(plain[max(0, before.start() - _NEAR) : before.start()])[-_AROUND:])
    return any(not wanted - Counter(word[0] for word in words) for words in ways)


def told_beside(reading: Reading, start: int, end: int, short: str) -> bool:
    """Return whether the words right beside a short form at a place say what it is."""
    plain = reading.plain
    named = _BRACKETED_AFTER.match(plain, end)
    if named and _ARTICLE_BEFORE.search(plain, max(0, start - 20), start):
        return True
    if named:
        said = _PLAIN_BEFORE.search(plain, max(0, start - 80), start)
        if said and not _A_SERVICE.search(plain, max(0, start - 40), plain.rindex("(", 0, start)):
            return True
    return _in_any_order(short, plain, start, end)


def is_spelt(short: str, means: str, reading: Reading, *, here: bool) -> bool:
    """Return whether a text spells out a short form; `here` where it stands in that text itself."""
    if (
        short.lower() in reading.plain
        and _may_be_spelt(short, reading.plain)
        and _spelling(short).search(reading.plain)
    ):
        return True
    if here and means and _in_full(means.lower()).search(reading.plain):
        return True
    capitals = here and len(short) >= TELLING and short.isalpha()
    return capitals and _may_be_in_capitals(short, reading.text) and _capitals(short).search(reading.text) is not None


def is_glossed(plain: str, start: int, end: int) -> bool:
    """Return whether a word of the trade at a place in a plain text is explained by what stands around it."""
    if _GLOSSED_BEFORE.search(plain, max(0, start - 40), start) or _GLOSSED_AFTER.match(plain, end):
        return True
    bracketed = _BRACKETED_BEFORE.search(plain, max(0, start - 60), start)
    return bracketed is not None and _BRACKETED_AFTER.match(plain, end) is not None
