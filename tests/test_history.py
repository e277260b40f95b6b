"""Involvement that is over, as entries and in prose: where the limit lies, and what answers it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.effects import has_substance, tied_to_today, told_today
from sendadvice_docs.finding import Finding
from sendadvice_docs.kinds.involvement import date_in_words, years_in_words
from sendadvice_docs.language import read
from sendadvice_docs.model import Circumstances, PartialDate
from tests.examples import minimal

CODES = ("SC401", "SC402")
ON = dt.date(2026, 10, 5)
BORN = dt.date(2012, 3, 4)


def entry(**fields: Any) -> dict[str, Any]:
    return {
        "service": "childrens_social_care",
        "kind": "child_in_need",
        "start": "2015",
        "summary": "A plan.",
        **fields,
    }


def findings(*entries: dict[str, Any], on: str | None = "2026-10-05", **settings: Any) -> list[Finding]:
    data = minimal()
    data["involvement"] = list(entries)
    if on is None:
        del data["completed"]
    else:
        data["completed"] = on
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    report = lint(text.encode(), "advice.yaml", Settings(select=settings.pop("select", CODES), **settings))
    return list(report.findings)


def places(*entries: dict[str, Any], **options: Any) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in findings(*entries, **options)]


def quotes(text: str, field: str = "involvement/summary", on: dt.date | None = ON) -> list[str | None]:
    report = lint_text(text, field, Circumstances(on=on, date_of_birth=BORN), Settings(select=("SC401",)))
    return [one.quote for one in report.findings]


@pytest.mark.parametrize(
    ("end", "code"),
    [
        pytest.param("2023-10-04", "SC401", id="three years and a day ago"),
        pytest.param("2023-10-05", "SC402", id="three years ago to the day"),
        pytest.param("2023-09", "SC401", id="a month before the limit"),
        pytest.param("2023-10", "SC402", id="a month that may reach past the limit"),
        pytest.param("2022", "SC401", id="a year before the limit"),
        pytest.param("2023", "SC402", id="a year that may reach past the limit"),
        pytest.param("2026-10-04", "SC402", id="yesterday"),
    ],
)
def test_an_entry_is_stale_where_the_latest_day_it_may_have_ended_is_past_the_limit(end: str, code: str) -> None:
    path = "/involvement/0" if code == "SC401" else "/involvement/0/relevance"
    assert places(entry(end=end)) == [(code, path)]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"end": None}, id="it lasts"),
        pytest.param({"end": "unknown"}, id="nobody knows when it ended"),
        pytest.param({"end": "2026-10-05"}, id="it ends today"),
        pytest.param({"end": "2027-01-31"}, id="it ends in the future"),
        pytest.param({"end": "2026"}, id="a year that is not over"),
        pytest.param({"end": "2016", "relevance": "Asha wakes at every knock on the door."}, id="its effect is told"),
        pytest.param({"end": "2016", "relevance": "P1 carries it on."}, id="the provision that came of it is told"),
        pytest.param({"kind": "assessment", "start": "unknown"}, id="an assessment nobody knows the date of"),
    ],
)
def test_an_entry_that_lasts_or_says_what_it_does_today_is_left_alone(fields: dict[str, Any]) -> None:
    assert not places(entry(**fields))


@pytest.mark.parametrize(
    ("kind", "start", "code"),
    [
        pytest.param("referral", "2016-05", "SC401", id="an old referral"),
        pytest.param("assessment", "2026-05", "SC402", id="a new assessment"),
        pytest.param("care_act_assessment", "2026-05", "SC402", id="a new Care Act assessment"),
        pytest.param("strategy_or_section_47", "2016-05", "SC401", id="an old strategy meeting"),
    ],
)
def test_what_happens_on_a_day_is_over_on_that_day(kind: str, start: str, code: str) -> None:
    assert [found for found, _ in places(entry(kind=kind, start=start, end=None))] == [code]


def test_a_strategy_meeting_of_this_year_without_an_end_may_still_be_open() -> None:
    assert not places(entry(kind="strategy_or_section_47", start="2026-09-21", end=None))


def test_nothing_is_found_in_entries_where_today_is_unknown() -> None:
    assert not places(entry(end="2016"), entry(end="2026-03"), on=None)


def test_today_may_be_given_with_the_call() -> None:
    data = minimal()
    del data["completed"]
    data["involvement"] = [entry(end="2016")]
    report = lint(yaml.safe_dump(data).encode(), "advice.yaml", Settings(select=CODES, on=ON))
    assert [one.code for one in report.findings] == ["SC401"]


def test_a_profile_may_set_another_limit(tmp_path: Any) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("name: own\ntitle: Own\nextends: national\nlimits: {history_years: 1.5}\n", encoding="utf-8")
    at_the_limit, past_it = entry(end="2025-04-05"), entry(end="2025-04-04")
    assert [code for code, _ in places(at_the_limit, past_it, profile=str(own))] == ["SC402", "SC401"]


def test_the_words_of_a_stale_entry_are_not_found_again() -> None:
    old = entry(kind="child_protection", end="2018", summary="Two child protection plans between 2015 and 2018.")
    assert places(old) == [("SC401", "/involvement/0")]


def test_the_words_of_an_entry_that_says_what_it_does_today_are_not_found() -> None:
    summary = "Two child protection plans between 2015 and 2018."
    assert not places(entry(end="2018", summary=summary, relevance="Asha still hides food at night."))


def test_an_old_fact_in_the_summary_of_what_lasts_is_found_in_its_words() -> None:
    lasting = entry(start="2026-03", end=None, summary="A plan since March. There was a core group in 2017.")
    (found,) = findings(lasting)
    assert (found.path, found.quote) == ("/involvement/0/summary", "There was a core group in 2017")


def test_dates_in_the_time_of_an_entry_that_lasts_are_its_own() -> None:
    assert not places(entry(start="2015", end=None, summary="Child in need plan agreed in 2015, changed in 2019."))


def test_prose_is_read_where_the_file_does_not_fit_the_schema() -> None:
    data = minimal()
    data["involvement"][0]["summary"] = "CIN 2015."
    data["involvement"][0]["knid"] = "other"
    report = lint(yaml.safe_dump(data).encode(), "advice.yaml", Settings(select=CODES))
    assert [one.quote for one in report.findings if one.code in CODES] == ["CIN 2015"]


def test_the_messages_name_the_time_and_the_person() -> None:
    (found,) = findings(entry(kind="early_help_plan", end="2015-03"))
    assert "ended in March 2015, more than eleven years before 5 October 2026" in found.message
    assert "on Asha today" in found.message
    (undated,) = findings(entry(start="2026-03", end=None, summary="Previously open to early help."))
    assert "but not when it ended" in undated.message


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("A strategy meeting four years ago.", "A strategy meeting four years ago", id="a span"),
        pytest.param("Previously known to early help.", "Previously known to early help", id="no date at all"),
        pytest.param("CIN 2015.", None, id="a year"),
        pytest.param("LAC, aged 2.", None, id="an age"),
    ],
)
def test_where_today_is_unknown_only_what_is_safe_is_found(text: str, quote: str | None) -> None:
    assert quotes(text, on=None) == ([quote] if quote else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Early help closed three years and three months ago.", True, id="past the limit"),
        pytest.param("Early help closed two years and nine months ago.", False, id="within it"),
        pytest.param("Early help closed three years ago.", False, id="at it"),
        pytest.param("Early help closed in September 2023.", True, id="the month before it"),
        pytest.param("Early help closed in October 2023.", False, id="the month of it"),
        pytest.param("A child in need plan for two years from 2019.", True, id="long over, with its length"),
        pytest.param("A child in need plan for five years from 2019.", False, id="over lately, with its length"),
        pytest.param("Known since 2014, closed in 2016.", True, id="since, with an end"),
        pytest.param("Known since 2014.", False, id="since, with none"),
        pytest.param("Came into care in 2019.", False, id="a beginning only"),
        pytest.param("Came into care in 2015 and went home in 2016.", True, id="a beginning and an end"),
        pytest.param("No referral before 2024.", False, id="a denial"),
        pytest.param("No involvement since the child in need plan of 2016.", True, id="a denial of something else"),
    ],
)
def test_prose_is_stale_by_the_latest_day_it_may_have_lasted_to(text: str, found: bool) -> None:
    assert bool(quotes(text)) is found


def test_neighbouring_lines_of_a_chronology_are_one_finding() -> None:
    text = "- Referral March 2014\n- Child in need plan 2015\n- Closed 2016\n- Request for advice September 2026"
    assert quotes(text) == ["Referral March 2014\n- Child in need plan 2015\n- Closed 2016"]


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        pytest.param("He was fostered in 2015. He still hides bread.", True, id="still"),
        pytest.param("He was fostered in 2015. Because of this he will not unpack.", True, id="because of this"),
        pytest.param("He was fostered in 2015, and he asks each night if he is staying.", True, id="the same sentence"),
        pytest.param("He was fostered in 2015. He likes football.", False, id="a fact of daily life"),
        pytest.param("He was fostered in 2015. He has no memory of it.", False, id="a denial"),
        pytest.param("He was fostered in 2015. He is still at the same school.", False, id="still, of no consequence"),
        pytest.param("He hates noise. He was fostered in 2015.", False, id="something said before"),
    ],
)
def test_an_effect_today_is_told_in_the_same_sentence_or_the_next(text: str, answered: bool) -> None:
    reading = read(text)
    start = text.index("He was fostered")
    assert told_today(reading, start, start + len("He was fostered in 2015")) is answered
    assert bool(quotes(text)) is not answered


@pytest.mark.parametrize(
    "relevance",
    ["", "-", "N/A", "FYI", "For information only.", "Background", "See chronology", "Useful context for the reader",
     "No longer relevant", "Child in need plan about neglect", "The case was closed.", "Known to social care"],
)  # fmt: skip
def test_relevance_that_says_nothing_has_no_substance(relevance: str) -> None:
    assert not has_substance(relevance, "Child in need plan about neglect, closed.")


@pytest.mark.parametrize(
    "relevance",
    ["He still hides food.", "Explains his fear of dogs", "It led to the breaks in P1.", "Why Mum won’t open the door",
     "The plan pays for the sitter who comes on Fridays.", "His anxiety about strangers", "Loud voices frighten her."],
)  # fmt: skip
def test_relevance_that_says_something_of_today_has_substance(relevance: str) -> None:
    assert has_substance(relevance, "Child in need plan about neglect, closed.")


def test_the_relevance_of_what_lasts_answers_an_old_fact_only_where_it_is_tied_to_it() -> None:
    assert tied_to_today("That time is the reason he cannot be alone.")
    assert not tied_to_today("The plan's Saturday care is the provision in P1.")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        pytest.param(
            PartialDate("2015-03-07", dt.date(2015, 3, 7), dt.date(2015, 3, 7)), "on 7 March 2015", id="a day"
        ),
        pytest.param(PartialDate("2015-03", dt.date(2015, 3, 1), dt.date(2015, 3, 31)), "in March 2015", id="a month"),
        pytest.param(PartialDate("2015", dt.date(2015, 1, 1), dt.date(2015, 12, 31)), "in 2015", id="a year"),
        pytest.param(PartialDate("unknown", None, None), "at an unknown time", id="unknown"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(date: PartialDate, words: str) -> None:
    assert date_in_words(date) == words


def test_years_are_told_in_words_up_to_twelve() -> None:
    assert years_in_words(dt.date(2015, 10, 6), ON) == "ten years"
    assert years_in_words(dt.date(2025, 10, 5), ON) == "one year"
    assert years_in_words(dt.date(2006, 10, 5), ON) == "20 years"


_PIECES = st.sampled_from(
    ["CIN", "the plan", "a social worker", "2015", "2014–16", "since 2012", "aged 2", "previously", "closed", "still",
     "he hides", "now", "not", "no referral", "his brother was", "foster care", "because of this", ";", ".", "\n", "·",
     "(", "“", "and", "from birth to", "early help"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(_PIECES, max_size=16).map(" ".join)), st.booleans())
def test_no_text_raises_and_findings_lie_in_it(text: str, known: bool) -> None:
    report = lint_text(
        text, "involvement/summary", Circumstances(on=ON if known else None, date_of_birth=BORN), Settings(select=CODES)
    )
    assert all(one.quote and one.quote in text for one in report.findings)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_relevance_raises(relevance: str, summary: str) -> None:
    assert has_substance(relevance, summary) in (True, False)
