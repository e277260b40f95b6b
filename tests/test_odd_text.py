"""No text makes a rule fail: every rule meets odd text in every field, and its findings point into that text."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sendadvice_docs import engine
from sendadvice_docs.check import Settings, lint_text
from sendadvice_docs.contract import prose_field_names
from sendadvice_docs.engine import BUILTIN
from sendadvice_docs.errors import RuleError
from sendadvice_docs.load import load
from sendadvice_docs.model import Circumstances, Relative
from sendadvice_docs.profile import load_profile
from sendadvice_docs.rule import catalogue
from sendadvice_docs.source import Field, Prose
from sendadvice_docs.subject import PASSAGE_AS_ADVICE, Hit, Subject
from sendadvice_docs.validate import Validated, validate
from tests.examples import minimal_text

FIELDS = sorted(prose_field_names())
RULES = {code: rule for code, rule in catalogue().items() if rule.kind != BUILTIN}
PERSON = Circumstances(
    name="Asha Verma", pronouns="she/her", year_group=10, people=(Relative("/people/0", "Ravi Verma", "father"),)
)
ODD = {
    "empty": "",
    "a space": " ",
    "a full stop": ".",
    "line breaks only": "\n\r\n\r\u2028\u2029\x85\n",
    "mixed line breaks": "He will have support.\rAs needed.\r\nTBC\nSince 2014.\u2028She was 3.\u2029",
    "emoji": "👩‍👧 will have 3 ⏰ hours 🎉 a week 👍🏽 as needed 🇬🇧",
    "right to left": "سيحصل على دعم عند الحاجة since 2015 תמיכה \u202eneeded as\u202c",
    "combining marks": "Zo\u0308e\u0301 will ha\u0308ve re\u0301gular support a\u0336s\u0336 needed\u0301\u0301",
    "a mark that stands alone": "\u0301\u0308\u200d\ufe0f",
    "longer in lower case": "İstanbul İ İİ will have regular support as İ needed İ",
    "shorter in capitals": "ß ﬁ ŉ ǰ ΐ SSß will have ﬁve hours",
    "full width": "Ｈｅ ｗｉｌｌ have １２ ｈｏｕｒｓ ② ½ ㎏ ⅷ",
    "figures of other scripts": "He will have ٣ hours and ५ nights a week since ٢٠١٤, £٥.",
    "what looks like nothing": "null None NaN undefined ~ N/A n/a - -- nil 0 false {} [] \\0",
    "no characters to print": "\u200b\u200c\u200d\u2060\ufeff\u00ad",
    "outside the first plane": "𝓗𝓮 will have 𝟑 hours 𐐷 𠜎",
    "a very long word": "supportsupport" * 700,
    "a very long word in capitals": "ABCDEFGH" * 1200,
    "ten thousand brackets": "[" * 5000 + "]" * 5000,
    "ten thousand curved brackets": "(" * 10_000,
    "braces": "{" * 3000 + "name" + "}" * 3000,
    "quotation marks": '"' * 3001 + "'" * 3001 + "“" * 3001,
    "commas": "," * 10_000,
    "full stops": "." * 10_000,
    "dashes": " - " * 3000 + "–—" * 3000,
    "slashes": "/\\" * 3000,
    "all capitals": "ASHA WILL HAVE REGULAR SUPPORT AS NEEDED FROM A PA. THE SCHOOL SHOULD GIVE HER A TUTOR. " * 40,
    "no spaces": "Ashawillhaveregularsupportasneededfromcarers,and3hourseveryweek.Theschoolshouldgiveheratutor." * 40,
    "only figures": "1234567890 " * 900,
    "one number": "9" * 9000,
    "numbers too large": "He will have 99999999999999999999 hours a week for £1e999999 since 99999, aged 1000000000.",
    "dates that are none": "31/02/2020, 00/00/0000, 2020-13-45, 99.99.99, in 0000 and 9999, since 31 June, aged 999.",
    "spaces": " \t\u00a0\u2003" * 3000,
    "one word again and again": "needed " * 1500,
    "names again and again": "Asha Verma Ravi Harvey Smith " * 300,
    "short forms again and again": "EHCP SALT CAMHS TAC OT " * 80,
    "markup": "<b>He</b> will have &lt;3&gt; hours<br/>&#0; {{ name }} {% if %} ${x} %s %d %(x)s {0} {match}",
    "placeholders of messages": "He will have {match} {entry} {name} {quote!r:>99} regular support as needed.",
    "a regular expression": r"(?P<x>a+)+$ \1 [^\]] .*?{9999} (?!) \Z as needed",
    "a list of one-letter items": "\n".join(f"{letter}) x" for letter in "abcdefghijklmnopqrstuvwxyz" * 20),
    "a sentence without end": "and he will have support and " * 400,
}
# Pieces that rules look for, so that what is put together from them comes near to what they find.
PIECES = st.sampled_from(
    [
        *("Asha", "asha's", "Ravi", "Harvey", "mum", "school", "The school", "CAMHS", "a PA", "he", "her", "who", "N1"),
        *(
            "will have",
            "should have",
            "could",
            "is not",
            "was",
            "would benefit from",
            "used to",
            "needs",
            "to be",
            "said",
        ),
        *(
            "regular support",
            "as needed",
            "therapy",
            "a tutor",
            "respite",
            "3 hours",
            "a week",
            "£85.20",
            "TBC",
            "[name]",
        ),
        *(
            "in 2015",
            "when she was three",
            "child protection plan",
            "prison",
            "suffers from",
            "so that",
            "because",
            "no",
        ),
        *(
            " ",
            "  ",
            "\n",
            ". ",
            ", ",
            "; ",
            "(",
            ")",
            '"',
            "'",
            "’",
            "“",
            "-",
            "–",
            "/",
            ":",
            "…",
            "1",
            "½",
            "\u00a0",
            "é",
        ),
    ]
)
TEXTS = st.one_of(
    st.lists(st.one_of(PIECES, st.just(" ")), max_size=40).map("".join),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120),
)


@lru_cache(maxsize=1)
def _minimal() -> Validated:
    loaded = load(minimal_text().encode(), "minimal.yaml", max_bytes=2**20)
    return validate(loaded.documents[0])


def _hits(text: str, fields: list[str]) -> None:
    """Ask every rule, and hold each hit to the text it points into."""
    subject = Subject(
        None,
        tuple(Field(f"/{index}", name, Prose.verbatim(text)) for index, name in enumerate(fields)),
        PERSON,
        load_profile("national"),
        whole=False,
    )
    for code in RULES:
        for hit in engine._check(code)(subject):
            if hit.start is not None and hit.end is not None:
                assert 0 <= hit.start < hit.end <= len(text), (code, hit)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ODD.items()])
def test_odd_text_in_every_field_makes_no_rule_fail(text: str) -> None:
    _hits(text, FIELDS if len(text) < 1000 else FIELDS[:: len(FIELDS) // 3])


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ODD.items()])
def test_odd_text_in_the_fields_of_a_whole_advice_makes_no_rule_fail(text: str) -> None:
    whole = _minimal()
    fields = tuple(dataclasses.replace(field, prose=Prose.verbatim(text)) for field in whole.fields)
    subject = Subject(whole.advice, fields, whole.circumstances, load_profile("national"))
    for code in RULES:
        list(engine._check(code)(subject))


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ODD.items()])
def test_odd_text_as_a_passage_by_itself_comes_to_findings_or_none(text: str) -> None:
    for name in ("<text>", PASSAGE_AS_ADVICE):
        for finding in lint_text(text, "provision/description", PERSON, Settings(), name).findings:
            assert finding.quote is None or finding.quote in text


@given(TEXTS, st.sampled_from(FIELDS))
@example("İ as needed", "provision/description")
@settings(max_examples=100, deadline=None)
def test_any_text_in_any_field_makes_no_rule_fail(text: str, field: str) -> None:
    _hits(text, [field])


@given(st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_any_text_in_an_advice_that_was_read_from_a_file_makes_no_rule_fail(texts: list[str]) -> None:
    whole = _minimal()
    fields = tuple(
        dataclasses.replace(field, prose=Prose.verbatim(texts[index % len(texts)]))
        for index, field in enumerate(whole.fields)
    )
    subject = Subject(whole.advice, fields, whole.circumstances, load_profile("national"))
    for code in RULES:
        list(engine._check(code)(subject))


def test_a_rule_that_fails_is_named_and_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Subject) -> list[Hit]:
        raise ZeroDivisionError

    monkeypatch.setattr(engine, "_check", lambda _: fails)
    with pytest.raises(RuleError, match=r"SC803-placeholder-text\.yaml: the rule failed .*\(ZeroDivisionError\)"):
        lint_text("Size [insert size] shoes.", "needs/description", PERSON, Settings(select=("SC803",)))
