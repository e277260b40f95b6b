"""The one safe text for a passage: where there is one, and where changing it could change what is meant."""

from __future__ import annotations

import pytest

from sendadvice_docs.check import Settings, lint_text
from sendadvice_docs.fixes import Fixes
from sendadvice_docs.language import read
from sendadvice_docs.model import Circumstances
from sendadvice_docs.rule import catalogue

ONLY = Settings(select=("SC803", "SC806"))
JOE = Circumstances(name="Joseph Amadi", preferred_name="Joe", pronouns="he/him")

#: A text, and the same with every fix made in it.
MADE = [
    ("[child's name] likes swimming.", "Joe likes swimming."),
    ("The club knows [enter child's name]'s needs.", "The club knows Joe's needs."),
    ("[Young person's full name] is 13.", "Joseph Amadi is 13."),
    ("<Child's name>'s bed is low.", "Joe's bed is low."),
    ("{{child_name}} naps.", "Joe naps."),
    ("Joe [name] likes trains.", "Joe  likes trains."),
    ("Joseph Amadi [child's full name] likes trains.", "Joseph Amadi  likes trains."),
    ("For 3 hours [number of hours] each Saturday.", "For 3 hours  each Saturday."),
    ("For 3 hours every Saturday [frequency].", "For 3 hours every Saturday ."),
    ("It begins on 1 May 2027 [insert start date].", "It begins on 1 May 2027 ."),
    ("Joe hits out when he/she is tired and bites his/her hand.", "Joe hits out when he is tired and bites his hand."),
    ("S/he sleeps.", "He sleeps."),
    ("Joe washes him/herself and asks for the towel.", "Joe washes himself and asks for the towel."),
    ("Joe wants the cat beside him/her at night.", "Joe wants the cat beside him at night."),
    ("Since 2023 he has been wheelchair bound.", "Since 2023 he has been a wheelchair user."),
    ("He is wheelchair-bound and deaf.", "He is a wheelchair user and deaf."),
    ("He suffers from severe autism.", "He has severe autism."),
    ("Suffers with ADHD; cries.", "Has ADHD; cries."),
    ("Both suffer from epilepsy.", "Both have epilepsy."),
    ("He suffered from hearing loss.", "He had hearing loss."),
    ("He is physically handicapped.", "He is physically disabled."),
    ("He is severely handicapped.", "He is severely disabled."),
    ("He is visually handicapped.", "He is visually impaired."),
    ("The club is for handicapped children.", "The club is for disabled children."),
    ("He is handicapped.", "He is disabled."),
    ("He has a mental handicap.", "He has a learning disability."),
    ("He has a physical handicap.", "He has a physical disability."),
    ("As a special needs child in a village, he is alone.", "As a child with special needs in a village, he is alone."),
    ("His grandfather committed suicide in May.", "His grandfather died by suicide in May."),
]
#: What is found here and left to a person.
LEFT = [
    pytest.param("[insert name] takes him.", id="whose name is not said"),
    pytest.param("[parent's name] takes him.", id="somebody else's name"),
    pytest.param("[child's name]: Joe.", id="a heading"),
    pytest.param("Grace [name] takes him.", id="after somebody else's name"),
    pytest.param("For [number of hours] each Saturday.", id="nothing stands before it"),
    pytest.param("From 1 May 2027 [frequency].", id="something else stands before it"),
    pytest.param("His worker says he/she is well.", id="it may mean the worker"),
    pytest.param("Grace said s/he eats.", id="it may mean Grace"),
    pytest.param("A PA will come and he/she will swim.", id="it may mean the assistant"),
    pytest.param("In May he/she told Joe.", id="Joe is somebody else here"),
    pytest.param("They are wheelchair bound.", id="several people"),
    pytest.param("He is a wheelchair-bound boy.", id="before a noun"),
    pytest.param("He suffers from bullying about autism.", id="he does not have what is named"),
    pytest.param("He suffers from his autism.", id="with a possessive"),
    pytest.param("He is handicapped by autism in shops.", id="a verb"),
    pytest.param("His uncle is mentally handicapped.", id="two ways to put it"),
    pytest.param("He is naughty and lazy.", id="judgement is asked for"),
    pytest.param("Joe likes [XXX].", id="nobody knows"),
]


def fixed(text: str, person: Circumstances = JOE) -> str:
    for finding in reversed(lint_text(text, "needs/description", person, ONLY).findings):
        if finding.fix is not None and finding.start is not None:
            text = text[: finding.start] + finding.fix + text[finding.end :]
    return text


@pytest.mark.parametrize(("before", "after"), MADE)
def test_a_safe_text_is_put_in(before: str, after: str) -> None:
    assert fixed(before) == after
    assert fixed(after) == after


@pytest.mark.parametrize("text", LEFT)
def test_where_the_meaning_could_change_nothing_is_put_in(text: str) -> None:
    findings = lint_text(text, "needs/description", JOE, ONLY).findings
    assert findings
    assert [one.fix for one in findings if one.fix is not None] == []


@pytest.mark.parametrize(
    ("pronouns", "before", "after"),
    [
        ("she/her", "Sam bites his/her hand when he/she is cold.", "Sam bites her hand when she is cold."),
        ("they/them", "Sam bites his/her hand when he/she is cold.", "Sam bites their hand when he/she is cold."),
        ("", "Sam bites his/her hand.", "Sam bites his/her hand."),
    ],
)
def test_a_pronoun_is_put_in_where_it_is_known_and_the_verb_stays(pronouns: str, before: str, after: str) -> None:
    assert fixed(before, Circumstances(name="Sam Ode", pronouns=pronouns)) == after


def test_without_a_name_no_gap_for_one_is_filled() -> None:
    assert fixed("[child's name] swims.", Circumstances()) == "[child's name] swims."


@pytest.mark.parametrize(
    ("code", "number"),
    [(code, number) for code, rule in catalogue().items() for number in range(len(rule.match.get("fixes", ())))],
)
def test_every_fix_of_a_rule_file_is_made_somewhere(code: str, number: int) -> None:
    one = Fixes([catalogue()[code].match["fixes"][number]])
    for before, _ in MADE:
        for finding in lint_text(before, "needs/description", JOE, Settings(select=(code,))).findings:
            assert finding.start is not None
            assert finding.end is not None
            if finding.fix is not None and one.text(JOE, read(before), finding.start, finding.end) == finding.fix:
                return
    pytest.fail("no example makes it")
