"""What a worker is told of each kind of fault, and where it points."""

from __future__ import annotations

import pytest

from tests.validating import LEAST, fault, faults, passage, with_person


@pytest.mark.parametrize(
    ("text", "path", "message", "suggestion"),
    [
        (LEAST.replace('schema_version: "1.0"\n', ""), "/schema_version", "which version", 'schema_version: "1.0"'),
        (LEAST.replace("purpose: ehc_needs_assessment\n", ""), "/purpose", "what it is for", "annual_review"),
        (LEAST.replace("person: {name: Leila Brook, date_of_birth: 2014-04-19}\n", ""), "/person", "whom", "“name”"),
        (LEAST.replace("name: Leila Brook, ", ""), "/person/name", "name of the child", "full name"),
        (LEAST.replace("name: Leila Brook", "name: ' '"), "/person/name", "name of the child", "full name"),
        (LEAST.replace(", date_of_birth: 2014-04-19", ""), "/person/date_of_birth", "age decides", "year-month-day"),
        (LEAST.replace("needs: [{id: N1}]\n", ""), "/needs", "no needs", "no_needs_identified"),
        (LEAST.replace("[{id: N1}]", "[]"), "/needs", "no needs", "no_needs_identified"),
        (LEAST.replace("[{id: N1}]", "[null]"), "/needs", "no needs", "no_needs_identified"),
        (LEAST.replace("needs: [{id: N1}]", "no_needs_identified: {basis: ''}"), "/needs", "no needs", "“basis”"),
        (LEAST.replace("{id: N1}", "{id: N1}, {area: home}"), "/needs/1/id", "This need has no id", "id: N2"),
        (LEAST + "outcomes: [{id: ''}]\n", "/outcomes/0/id", "This outcome has no id", "id: O1"),
        (LEAST + "provision: [{id: null}]\n", "/provision/0/id", "This provision has no id", "id: P1"),
    ],
    ids=[
        *("version", "purpose", "person", "name", "name of blanks", "date of birth", "needs", "empty needs"),
        *("a dash alone", "no needs without a basis", "id of a need", "empty id of an outcome", "null id"),
    ],
)
def test_what_is_missing_is_named_where_it_would_stand(text: str, path: str, message: str, suggestion: str) -> None:
    one = fault(text)
    assert (one.code, one.path) == ("SC001", path)
    assert message in one.message
    assert suggestion in one.suggestion


def test_what_is_missing_inside_an_entry_is_shown_at_that_entry() -> None:
    text = LEAST.replace("name: Leila Brook, ", "")
    assert passage(text, fault(text)) == "person"


@pytest.mark.parametrize(
    ("text", "key", "path", "suggestion"),
    [
        (LEAST + "aspiration: To dance.\n", "aspiration", "/aspiration", "Write “aspirations”"),
        (LEAST + "aspirations_: null\n", "aspirations_", "/aspirations_", "Write “aspirations”"),
        (LEAST + "Going well: x\n", "Going well", "/Going well", "Write “going_well”"),
        (LEAST + "going-well: x\n", "going-well", "/going-well", "Write “going_well”"),
        (LEAST + "strengths: x\n", "strengths", "/strengths", "Write “going_well”"),
        (LEAST.replace("date_of_birth", "dob"), "dob", "/person/dob", "Write “date_of_birth”"),
        (LEAST.replace("needs:", "need:"), "need", "/need", "Write “needs”"),
        (LEAST.replace("{id: N1}", "{id: N1, descripton: x}"), "descripton", "/needs/0/descripton", "“description”"),
        (LEAST + "provision: [{id: P1, how_often: weekly}]\n", "how_often", "/provision/0/how_often", "“frequency”"),
        (LEAST + "views: {family: [{by: Ruth, view: x}]}\n", "view", "/views/family/0/view", "“text”"),
        (LEAST + "views: {family: {by: Ruth, view: x}}\n", "view", "/views/family/view", "“text”"),
        (LEAST + "a/b~c: x\n", "a/b~c", "/a~1b~0c", "Take it out"),
    ],
    ids=[
        *("a letter short", "left empty", "with a blank", "with a hyphen", "another word", "an abbreviation"),
        *("a whole list", "in a list", "asked as a question", "in a list of views", "in one view", "odd signs"),
    ],
)
def test_a_misspelt_key_is_found_with_the_key_that_was_probably_meant(
    text: str, key: str, path: str, suggestion: str
) -> None:
    one = fault(text)
    assert one.path == path
    assert passage(text, one) == key
    assert one.message.startswith(f"“{key}” is not a field ")
    assert suggestion in one.suggestion


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LEAST + "provider: x\n", "It belongs inside an entry of “provision”."),
        (LEAST + "date_of_birth: x\n", "It belongs inside “person”."),
        (LEAST + "name: x\n", "It belongs inside “person”."),
        (LEAST + "records_read: x\n", "It belongs inside “evidence”."),
        (LEAST + "interpreter: true\n", "It belongs inside “child_or_young_person” in “views” or inside an entry of"),
        (with_person("aspirations: x"), "It belongs at the top level of the advice, at the left margin."),
        (with_person("impact_on_family: x"), "It belongs inside an entry of “needs”."),
        (LEAST.replace("{id: N1}", "{id: N1, legal_basis: other}"), "It belongs inside an entry of “provision”."),
        (LEAST + "diagnosis: x\n", "“send” may be meant, which belongs inside “person”."),
        (LEAST + "description: x\n", "inside an entry of “provision”, among others."),
    ],
)
def test_a_key_of_another_entry_is_found_with_where_it_belongs(text: str, message: str) -> None:
    assert message in fault(text).message


def test_a_key_given_twice_under_two_names_is_not_offered_a_third_time() -> None:
    one = fault(with_person("dob: 2014-04-19"))
    assert one.suggestion == "If “date_of_birth” is meant, that is there already: keep one of the two."


def test_a_text_that_a_comma_cuts_short_is_told_from_a_misspelt_key() -> None:
    text = LEAST + "views: {child_or_young_person: {text: I like cats, dogs and Mum, how: at home}}\n"
    one = fault(text)
    assert passage(text, one) == "dogs and Mum"
    assert "A comma between { and } ends the text" in one.message
    assert "quotation marks" in one.suggestion


def test_a_key_like_no_other_is_answered_with_the_keys_there_are() -> None:
    assert "“area”, “description”" in fault(LEAST.replace("{id: N1}", "{id: N1, xyzzy: x}")).suggestion


@pytest.mark.parametrize(
    ("text", "value", "path", "suggestion"),
    [
        (LEAST.replace("ehc_needs_assessment", "anual_review"), "anual_review", "/purpose", "Write annual_review,"),
        (LEAST.replace("ehc_needs_assessment", "Annual Review"), "Annual Review", "/purpose", "Write annual_review,"),
        (LEAST.replace("ehc_needs_assessment", "banana"), "banana", "/purpose", "Write ehc_needs_assessment, reass"),
        (with_person("living: fostered"), "fostered", "/person/living", "Write foster_care,"),
        (with_person("living: foster"), "foster", "/person/living", "Write foster_care,"),
        (with_person("living: at home"), "at home", "/person/living", "Write family, foster_care,"),
        (with_person("pronouns: she"), "she", "/person/pronouns", "Write she/her,"),
        (with_person("statuses: [CIN]"), "CIN", "/person/statuses/0", "Write child_in_need,"),
        (with_person("statuses: [none, Looked After]"), "Looked After", "/person/statuses/1", "Write looked_after,"),
        (with_person("year_group: Year 9"), "Year 9", "/person/year_group", "Write 9,"),
        (with_person('year_group: "9"'), '"9"', "/person/year_group", "Write 9,"),
        (with_person("year_group: Reception"), "Reception", "/person/year_group", "Write 0,"),
        (with_person("year_group: 15"), "15", "/person/year_group", "from -2 to 14 or beyond_school"),
        (with_person("year_group: false"), "false", "/person/year_group", "from -2 to 14 or beyond_school"),
        (LEAST + "provision: [{id: P1, legal_basis: Section 17}]\n", "Section 17", "/provision/0/legal_basis", "_s17,"),
        (
            LEAST + "provision: [{id: P1, legal_basis: Care Act 2014}]\n",
            "Care Act 2014",
            "/provision/0/legal_basis",
            "care_act,",
        ),
        (LEAST + "provision: [{id: P1, delivery: DP}]\n", "DP", "/provision/0/delivery", "direct_payment,"),
        (LEAST + "provision: [{id: P1, section: h1}]\n", "h1", "/provision/0/section", "Write H1,"),
        (LEAST + "provision: [{id: P1, section: H3}]\n", "H3", "/provision/0/section", "Write H1 or H2."),
    ],
)
def test_a_value_that_is_not_one_of_the_set_is_answered_with_the_nearest_and_with_all(
    text: str, value: str, path: str, suggestion: str
) -> None:
    one = fault(text)
    assert one.path == path
    assert passage(text, one) == value
    assert "one of a few set values" in one.message
    assert suggestion in one.suggestion


def test_the_allowed_values_are_listed_with_a_guess_too() -> None:
    one = fault(LEAST + "provision: [{id: P1, delivery: comissioned}]\n")
    assert one.suggestion == (
        "Write commissioned, if that is what is meant. The values are in_house, commissioned or direct_payment."
    )


@pytest.mark.parametrize(
    ("text", "path", "message", "suggestion"),
    [
        (LEAST.replace("2014-04-19", "2014-02-30"), "/person/date_of_birth", "February 2014 has 28 days", "full date"),
        (LEAST.replace("2014-04-19", "19/4/2014"), "/person/date_of_birth", "year-month-day", "Write 2014-04-19"),
        (LEAST.replace("2014-04-19", "19 April 2014"), "/person/date_of_birth", "year-month-day", "Write 2014-04-19"),
        (LEAST.replace("2014-04-19", "0214-04-19"), "/person/date_of_birth", "the year 214 looks like a slip", "full"),
        (LEAST.replace("2014-04-19", "2014"), "/person/date_of_birth", "the day itself is needed", "full date"),
        (LEAST.replace("2014-04-19", "2014-19-04"), "/person/date_of_birth", "there is no month 19", "full date"),
        (LEAST.replace("2014-04-19", "true"), "/person/date_of_birth", "year-month-day", "full date"),
        (LEAST + "completed: TBC\n", "/completed", "“TBC”", "leave it empty until it is known"),
        (LEAST + "completed: 2026-09\n", "/completed", "the day itself is needed", "leave it empty"),
        (LEAST + "involvement: [{start: March 2015}]\n", "/involvement/0/start", "as far as known", "Write 2015-03"),
        (LEAST + "involvement: [{end: 2015-13}]\n", "/involvement/0/end", "no month 13", "2015"),
        (LEAST + "involvement: [{end: 1066}]\n", "/involvement/0/end", "1066 looks like a slip", "2015-03-07"),
        (LEAST + "involvement: [{end: a while ago}]\n", "/involvement/0/end", "as far as known", "or unknown"),
        (LEAST + "involvement: [{end: 2015.5}]\n", "/involvement/0/end", "as far as known", "Write"),
    ],
)
def test_a_date_that_is_none_says_why_and_what_to_write(text: str, path: str, message: str, suggestion: str) -> None:
    one = fault(text)
    assert one.path == path
    assert message in one.message
    assert suggestion in one.suggestion


def test_a_date_of_birth_is_never_to_be_left_empty() -> None:
    assert "empty" not in fault(LEAST.replace("2014-04-19", "soon")).suggestion


@pytest.mark.parametrize("date", ["2015", "2015-03", "2015-03-07", "unknown", '"2015"', "2015.0"])
def test_involvement_and_evidence_take_a_date_as_far_as_it_is_known(date: str) -> None:
    text = f"involvement: [{{start: {date}, end: {date}}}]\n"
    text += f"evidence: {{spoken_to: [{{date: {date}}}], assessments: [{{date: {date}}}]}}\n"
    assert not faults(LEAST + text)


@pytest.mark.parametrize(
    ("text", "path", "message", "suggestion"),
    [
        (
            LEAST.replace("[{id: N1}]", "{id: N1}"),
            "/needs",
            "should be a list",
            "dash and a space before its first line",
        ),
        (LEAST.replace("[{id: N1}]", "lonely"), "/needs", "should be a list", "“id”, “area”, “description”"),
        (
            with_person("statuses: child in need; early help"),
            "/person/statuses",
            "a list",
            "[child_in_need, early_help]",
        ),
        (LEAST + "signposting: Local Offer; SENDIASS\n", "/signposting", "a list", '["Local Offer", SENDIASS]'),
        (LEAST + f"signposting: {'x' * 99}\n", "/signposting", "a list", "Begin a new line for each entry"),
        (LEAST + "outcomes: [{id: O1, needs: N1}]\n", "/outcomes/0/needs", "a list", "needs: [N1]"),
        (LEAST + "views: [x]\n", "/views", "not a list", "Take away the brackets"),
        (
            LEAST + "views: {child_or_young_person: I like cats.}\n",
            "/views/child_or_young_person",
            "fields of",
            "“text: …”",
        ),
        (LEAST + "no_needs_identified: All is well.\n", "/no_needs_identified", "fields of its own", "“basis: …”"),
        (LEAST + "information_sharing: share\n", "/information_sharing", "fields of its own", "“decision: …”"),
        (LEAST + "unmet_need: false\n", "/unmet_need", "fields of its own", "“identified: …”"),
        (LEAST + "author: T. Marsh\n", "/author", "fields of its own", "“name: …”"),
        (LEAST + "oversight: C. Dale\n", "/oversight", "(or a list of such entries)", "“name: …”"),
        (LEAST + "oversight: [C. Dale]\n", "/oversight/0", "An entry of “oversight”", "“name: …”"),
        (LEAST + "care_and_support_plan: 2026-01-02\n", "/care_and_support_plan", "fields of its own", "“date: …”"),
        (LEAST + "preparation_for_adulthood: N/A\n", "/preparation_for_adulthood", "fields of its own", "“employment”"),
        (LEAST + "going_well: [Swims., Sings.]\n", "/going_well", "should be text", "several paragraphs"),
        (LEAST + "going_well:\n  Home: swims\n", "/going_well", "holds a colon", "quotation marks"),
        (LEAST + "signposting:\n  - Sleep: a leaflet\n", "/signposting/0", "holds a colon", "quotation marks"),
        (LEAST + "going_well: true\n", "/going_well", "read as yes or no", '"true"'),
        (LEAST + "going_well: 12\n", "/going_well", "read as a number", '"12"'),
        (with_person("disabled: yes"), "/person/disabled", "yes or no", "Write true"),
        (with_person('disabled: "false"'), "/person/disabled", "yes or no", "Write false, without quotation marks"),
        (with_person("disabled: maybe"), "/person/disabled", "yes or no", "Write true or false"),
        (with_person("disabled: [true]"), "/person/disabled", "one value", "Write true or false"),
        (with_person("living: [family]"), "/person/living", "one value", "Choose one"),
        (with_person("living: {family: x}"), "/person/living", "one value", "Choose one"),
        (LEAST + "completed: [2026-01-02]\n", "/completed", "one value", "such as 2026-09-01"),
        (LEAST + "author: {name: [T. Marsh]}\n", "/author/name", "one value", "Write one only"),
        (LEAST + "people: [{age: six}]\n", "/people/0/age", "whole number", "number alone"),
        (LEAST + 'people: [{age: "6"}]\n', "/people/0/age", "whole number", "without quotation marks"),
        (LEAST + "people: [{age: -1}]\n", "/people/0/age", "from 0 to 120", "number alone"),
        (LEAST + "people: [{age: 6.5}]\n", "/people/0/age", "from 0 to 120", "number alone"),
        (LEAST + "people: [{age: [6]}]\n", "/people/0/age", "one value", "number alone"),
        (LEAST.replace("id: N1", "id: true"), "/needs/0/id", "read as yes or no", '"true"'),
        (LEAST.replace('"1.0"', '"2.0"'), "/schema_version", "version “2.0”", 'schema_version: "1.0"'),
    ],
)
def test_a_value_of_the_wrong_kind_says_what_belongs_there(text: str, path: str, message: str, suggestion: str) -> None:
    one = fault(text)
    assert one.path == path
    assert message in one.message
    assert suggestion in one.suggestion


def test_all_faults_are_found_in_the_order_of_the_file() -> None:
    found = faults(
        "schema_version: 3\npurpose: x\nperson: {dob: x, living: x}\nneeds: [{descripton: x, area: x}]\nfoo: x\n"
    )
    assert [one.path for one in found] == [
        "/schema_version",
        "/purpose",
        "/person/name",
        "/person/dob",
        "/person/living",
        "/needs/0/id",
        "/needs/0/descripton",
        "/needs/0/area",
        "/foo",
    ]


def test_a_long_text_is_not_repeated_whole_in_a_message() -> None:
    one = fault(with_person(f"living: {'very ' * 100}far"))
    assert len(one.message) < 150
    assert "…" in one.message
