"""Names: whose an advice knows, in whatever form they are written, and whose it does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.language import lexicons, read
from sendadvice_docs.model import Circumstances, Relative
from sendadvice_docs.naming.acts import Act, acts
from sendadvice_docs.naming.capitals import runs
from sendadvice_docs.naming.known import Known
from sendadvice_docs.naming.lists import fold, name_lists
from tests.examples import minimal_text

ONLY = Settings(select=("SC801",))
PERSON = Circumstances(
    name="Joseph Amadi",
    preferred_name="Joe",
    pronouns="he/him",
    setting="Oakfield School",
    people=(
        Relative("/people/0", "Grace Amadi", "mother"),
        Relative("/people/1", "Siân Amadi-Rees", "aunt"),
        Relative("/people/2", "Mei-Lin Amadi", "sister"),
    ),
    professionals=("R. Osei", "Dr Nadia Petrova"),
    known_names=("Biscuit", "Rafiki Drummers"),
)


def found(text: str, field: str = "needs/description", person: Circumstances = PERSON) -> list[str]:
    """Return the names found wrong in a passage, in order."""
    return [one.quote or "" for one in lint_text(text, field, person, ONLY).findings]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Joe, Joey and Jos are all him.", id="short forms of the first name"),
        pytest.param("Joseph's bed is by the window; Josephs shoes are not.", id="with and without the apostrophe"),
        pytest.param("Mr Amadi left; the Amadis stay with the Amadi family.", id="the surname, and its plural"),
        pytest.param("JOE DOES NOT SLEEP AND GRACE IS TIRED", id="in capitals"),
        pytest.param("Sian helps, Siân helps, and Mrs Amadi-Rees drives.", id="with and without an accent"),
        pytest.param("Mei Lin and Lin are the same sister.", id="half of a name with a hyphen"),
        pytest.param("Jospeh wakes; Garce comes.", id="slips of the fingers"),
        pytest.param("R. Osei came with Ms Osei's student and Nadia Petrova.", id="those at work on the advice"),
        pytest.param("Biscuit barks when Rafiki Drummers play at Oakfield.", id="known names and the setting"),
    ],
)
def test_a_name_the_advice_knows_is_known_in_every_form(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Harvey's mother works. HARVEY screams.", ["Harvey", "HARVEY"], id="each place, without the ending"
        ),
        pytest.param("So that Isla-Mae Pemberton sleeps.", ["Isla-Mae Pemberton"], id="the full name as one"),
        pytest.param("On waking, Zoë is soaked through.", ["Zoë"], id="with an accent"),
        pytest.param("Joseph Turnbull screams.", ["Joseph Turnbull"], id="his first name with another's surname"),
        pytest.param("J. Turnbull requires feeding.", ["J. Turnbull"], id="an initial and a surname"),
        pytest.param("The Turnbull family have no car.", ["Turnbull"], id="another family"),
        pytest.param("The strain on Mrs Turnbull shows.", ["Turnbull"], id="a title and a surname"),
        pytest.param("Grace and Dermot take turns.", ["Dermot"], id="beside a known name"),
        pytest.param("Grace and Quillon take turns.", ["Quillon"], id="a name no list has, beside a known one"),
        pytest.param("Quillon sleeps badly.", ["Quillon"], id="a name no list has, by what he does"),
        pytest.param("Will needs his food cut up.", ["Will"], id="an ordinary word that acts"),
        pytest.param("Help May to dress.", ["May"], id="a month that is dressed"),
        pytest.param("jaxon needs help with buttons. grace helps.", ["jaxon"], id="without a capital"),
        pytest.param(
            "His uncle Dev drives, and a boy called Liam waits.", ["Dev", "Liam"], id="tied to him, and not listed"
        ),
        pytest.param("School says that Harvey is fine.", ["Harvey"], id="in what school reports"),
        pytest.param("The family would like Harvey to swim.", ["Harvey"], id="in what parents wish for their child"),
    ],
)
def test_a_name_the_advice_does_not_know_is_found(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He goes by St George's, along Victoria Road to Harris House in Chester.", id="saints and places"),
        pytest.param("In May, June and August; on Christmas Day; at Easter.", id="months and festivals"),
        pytest.param("He has Rett syndrome and a Zimmer frame, and was scored on the Vineland scale.", id="eponyms"),
        pytest.param(
            "Thomas and Bluey are on CBeebies; he has an Elsa dress and Thomas engines.", id="screens and toys"
        ),
        pytest.param("He reads Michael Rosen and listens to Taylor Swift.", id="authors and singers"),
        pytest.param("Dr Patel, Nurse Jo, his teacher Miss Pope, and Jan, the OT, meet.", id="people at work"),
        pytest.param("Letter from Anne Carter; report (S. Coleman).", id="those who sign papers"),
        pytest.param("The dog, Max, and the rabbits Salt and Pepper. Max barks.", id="pets"),
        pytest.param("Joe says that Noah is his mate. “Noah!” he shouts.", id="reported and quoted speech"),
        pytest.param("Will he cope? Hope is in short supply. Grant money paid.", id="words that open a sentence"),
        pytest.param("A cup of Robinsons at Nando's or Costa, then Tony's Fish Bar.", id="brands and shops"),
        pytest.param("Speaks Yoruba; says Amen; signs Makaton; goes to Brownies.", id="languages and clubs"),
        pytest.param("PREPARING FOR ADULTHOOD: HEALTH", id="a heading in capitals"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_only_looks_like_a_name_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "field", "names"),
    [
        pytest.param("I play with Oscar.", "views/child_or_young_person/text", [], id="a child's own words"),
        pytest.param("Tamsin moved away and he asks for her.", "views/family/text", [], id="a parent's own words"),
        pytest.param(
            "Me. Mum. Note: Oliver was tired.", "views/family/text", ["Oliver"], id="a worker's note among them"
        ),
        pytest.param(
            "Alfie told me that he likes trains.", "views/child_or_young_person/text", ["Alfie"], id="an account"
        ),
        pytest.param("I want to live with Oscar.", "aspirations", [], id="an aspiration in the first person"),
        pytest.param("Oscar wants to work with cars.", "aspirations", ["Oscar"], id="an aspiration told of somebody"),
        pytest.param(
            "Talking Mats with Oscar.", "views/child_or_young_person/how", ["Oscar"], id="how views were learned"
        ),
        pytest.param("Carter Ltd, with Janet Poole", "provision/provider", [], id="a provider's name"),
    ],
)
def test_the_field_decides_whose_words_they_are(text: str, field: str, names: list[str]) -> None:
    assert found(text, field) == names


def test_without_the_persons_name_there_is_nothing_to_compare_with() -> None:
    assert found("Harvey sleeps badly.", person=Circumstances()) == []


def test_a_name_tied_to_the_person_is_told_apart_in_the_message() -> None:
    tied, plain = lint_text("His uncle Dev drives. Harvey screams.", "needs/description", PERSON, ONLY).findings
    assert "somebody in Joe's life" in tied.message
    assert "another child" in plain.message


def advice(**replaced: str) -> bytes:
    """Return the minimal advice with some of its text replaced."""
    text = minimal_text()
    for old, new in replaced.items():
        assert f"{old}:" in text
        text = "\n".join(
            f'{line.split(old)[0]}{old}: "{new}"' if line.strip().startswith(f"{old}:") else line
            for line in text.splitlines()
        )
    return text.encode()


def test_a_pet_introduced_in_one_field_is_known_in_the_others() -> None:
    data = advice(going_well="Asha walks the dog, Rolo, each day.", difficulties="Rolo sleeps on her bed.")
    assert lint(data, "advice.yaml", ONLY).findings == ()


def test_a_name_shown_in_one_field_is_found_in_the_others() -> None:
    data = advice(going_well="Quillon bites his wrist.", difficulties="Evenings with Quillon are hard.")
    assert [one.path for one in lint(data, "advice.yaml", ONLY).findings] == ["/going_well", "/difficulties"]


def test_names_in_the_records_are_known_even_where_the_file_has_faults() -> None:
    text = (
        minimal_text().replace("disabled: true", "disabled: perhaps").replace('who: "Neela Verma"', 'who: "Dipa Roy"')
    )
    text = text.replace('difficulties: "', 'difficulties: "Dipa says so. Harvey screams. ')
    findings = lint(text.encode(), "advice.yaml", ONLY).findings
    assert [one.quote for one in findings if one.code == "SC801"] == ["Harvey"]


def test_the_lists_of_names_are_no_lexicons_of_the_phrase_matcher() -> None:
    assert not {"given", "surnames", "doubtful", "around", "figures"} & set(lexicons())
    lists = name_lists()
    assert len(lists.given) > 8000
    assert not lists.given & (lists.words | lists.places | lists.seldom | lists.surnames)
    assert lists.abstract - lists.words <= lists.seldom
    assert all(name == fold(name) for name in lists.given | lists.words | lists.places | lists.seldom)


@pytest.mark.parametrize(
    ("known", "key", "answer"),
    [
        pytest.param("Joseph", "joe", True, id="a short form"),
        pytest.param("Joe", "joseph", True, id="the name it is short for"),
        pytest.param("Mia", "mary", False, id="two short forms of one name are two names"),
        pytest.param("Muhammad", "mohamed", True, id="another spelling"),
        pytest.param("Delphine", "del", True, id="its beginning"),
        pytest.param("Kezia", "kezzie", True, id="a pet name no list has"),
        pytest.param("Louise", "louis", False, id="a name that another begins with"),
        pytest.param("Jake", "jade", False, id="a name one letter away"),
        pytest.param("Sara", "sarah", True, id="a silent letter"),
    ],
)
def test_a_form_of_a_name_is_known_and_another_name_is_not(known: str, key: str, answer: bool) -> None:
    assert Known([known]).knows(key) is answer


@pytest.mark.parametrize(
    ("after", "act"),
    [
        pytest.param(" wakes at two", Act.BODILY, id="a body does it"),
        pytest.param(" also slept", Act.BODILY, id="with an adverb, in the past"),
        pytest.param(" cannot walk", Act.BODILY, id="with a helping verb"),
        pytest.param(" said so", Act.MENTAL, id="a mind does it"),
        pytest.param(" has a car park", Act.ANY, id="anything may"),
        pytest.param("'ll come", Act.ANY, id="shortened"),
        pytest.param(" engines", Act.NONE, id="a noun"),
        pytest.param(", and then", Act.NONE, id="the sentence goes on"),
        pytest.param("", Act.NONE, id="nothing"),
    ],
)
def test_what_follows_a_name_tells_how_surely_a_person_does_it(after: str, act: Act) -> None:
    assert acts().after(after) is act


def test_runs_end_at_an_ending_a_mark_and_a_sentence() -> None:
    text = "Isla-Mae Pemberton's Mum, J. Turnbull. Maria da Silva!"
    assert [[word.key for word in run] for run in runs(read(text))] == [
        ["isla-mae", "pemberton"],
        ["mum"],
        ["j", "turnbull"],
        ["maria", "silva"],
    ]


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_the_search_fail(text: str) -> None:
    for one in lint_text(text, "views/family/text", PERSON, ONLY).findings:
        assert one.start is not None
        assert one.end is not None
        assert text[one.start : one.end] == one.quote


_PIECES = (
    *("Harvey", "joe", "Will", "HOPE", "Mrs ", "J. ", "St ", " House", " sleeps", " said ", "his uncle ", "the dog, "),
    *(" and ", ", ", "'s ", "’s ", ".", "\n", "“", "”", "-", "(", ")"),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_mixture_of_names_and_marks_makes_the_search_fail(text: str) -> None:
    for one in lint_text(text, "needs/description", PERSON, ONLY).findings:
        assert one.quote
        assert not one.quote.endswith(("'s", "’s"))
