"""`new`: a file to start from that fits the form, asks for what applies, and leaves out what does not."""

from __future__ import annotations

import itertools
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from sendadvice_docs import resources
from sendadvice_docs.check import Settings, lint
from sendadvice_docs.cli import main
from sendadvice_docs.contract import contract

Capture = pytest.CaptureFixture[str]
KNOWN = ["--name", "Joe “Joey” O'Neil: the 3rd", "--date-of-birth", "2012-11-03", "--received", "2026-09-01"]
PURPOSES = ("ehc_needs_assessment", "reassessment", "annual_review")
YEARS = ("-2", "0", "5", "8", "9", "11", "14", "beyond_school")


def written(capsys: Capture, *arguments: str) -> str:
    assert main(["new", *arguments]) == 0
    return capsys.readouterr().out


def keys_of(text: str) -> set[str]:
    return set(yaml.safe_load(text))


def codes_in(text: str) -> list[str]:
    return [one.code for one in lint(text.encode(), "joe.yaml", Settings()).findings]


@pytest.mark.parametrize(("purpose", "year"), list(itertools.product(PURPOSES, YEARS)))
def test_a_file_for_a_known_person_fits_the_form_and_its_gaps_are_found(
    capsys: Capture, purpose: str, year: str
) -> None:
    text = written(capsys, *KNOWN, "--purpose", purpose, "--year-group", year)
    codes = codes_in(text)
    assert not [code for code in codes if code.startswith("SC0")]
    assert codes.count("SC803") == text.count("[insert ")


@pytest.mark.parametrize("year", YEARS)
def test_without_name_and_date_of_birth_just_those_two_do_not_fit(capsys: Capture, year: str) -> None:
    report = lint(written(capsys, "--year-group", year).encode(), "joe.yaml", Settings())
    misfits = sorted(one.path for one in report.findings if one.code.startswith("SC0"))
    assert misfits == ["/person/date_of_birth", "/person/name"]


@pytest.mark.parametrize(
    ("options", "there"),
    [
        pytest.param(["--year-group", "8"], set(), id="Year 8"),
        pytest.param(["--year-group", "9"], {"pfa"}, id="Year 9"),
        pytest.param(["--year-group", "10"], {"pfa"}, id="Year 10"),
        pytest.param(["--year-group", "11"], {"pfa", "transition"}, id="Year 11, in which they turn 16"),
        pytest.param(["--year-group", "12"], {"pfa", "transition"}, id="Year 12"),
        pytest.param(["--year-group", "13"], {"pfa", "transition", "adult"}, id="Year 13, in which they turn 18"),
        pytest.param(["--year-group", "beyond_school"], {"pfa", "transition", "adult"}, id="beyond school"),
        pytest.param(["--date-of-birth", "2013-09-01", "--received", "2026-09-01"], set(), id="in Year 8 by age"),
        pytest.param(["--date-of-birth", "2013-08-31", "--received", "2026-09-01"], {"pfa"}, id="in Year 9 by age"),
        pytest.param(
            ["--date-of-birth", "2010-09-01", "--on", "2026-09-01"], {"pfa", "transition"}, id="on the 16th birthday"
        ),
        pytest.param(["--date-of-birth", "2010-09-02", "--on", "2026-09-01"], {"pfa"}, id="the day before it"),
        pytest.param(
            ["--date-of-birth", "2008-09-01", "--on", "2026-09-01"],
            {"pfa", "transition", "adult"},
            id="on the 18th birthday",
        ),
        pytest.param(
            ["--date-of-birth", "2008-09-02", "--on", "2026-09-01"], {"pfa", "transition"}, id="the day before that"
        ),
        pytest.param(
            ["--date-of-birth", "2010-01-01", "--on", "2026-09-01", "--year-group", "8"],
            {"pfa", "transition"},
            id="16 and taught with Year 8",
        ),
        pytest.param(["--date-of-birth", "2013-08-31"], {"pfa", "transition", "adult"}, id="no day to reckon from"),
        pytest.param([], {"pfa", "transition", "adult"}, id="nothing known"),
    ],
)
def test_only_the_parts_that_apply_are_there(capsys: Capture, options: list[str], there: set[str]) -> None:
    data = yaml.safe_load(written(capsys, *options))
    preparation = data.get("preparation_for_adulthood")
    found = {
        "pfa": preparation is not None and "pfa" in data["needs"][0],
        "transition": preparation is not None and "transition" in preparation,
        "adult": "care_and_support_plan" in data,
    }
    assert {name for name, holds in found.items() if holds} == there


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_parts_of_a_review_are_there_for_a_review_alone(capsys: Capture, purpose: str) -> None:
    data = yaml.safe_load(written(capsys, "--purpose", purpose))
    review = purpose == "annual_review"
    assert data["purpose"] == purpose
    assert ({"review", "previous_provision"} <= set(data)) == review
    assert ("meeting_date" in data["request"]) == ("replaces" in data["provision"][0]) == review


def test_every_part_of_the_form_is_there_or_told_of(capsys: Capture) -> None:
    text = written(capsys, "--purpose", "annual_review")
    optional = {"$schema", "contributors", "other_plans", "no_needs_identified"}
    assert set(contract().fields) - keys_of(text) == optional
    assert "no_needs_identified:" in text


def test_the_values_to_choose_from_are_those_of_the_schema(capsys: Capture) -> None:
    squeezed = " ".join(word for word in written(capsys).split() if word != "#")
    for name in ("needs/area", "provision/legal_basis", "provision/category", "involvement/kind", "person/living"):
        place = next(one for one in contract().inside() if one.name == name)
        assert " | ".join(map(str, place.values)) in squeezed


def test_what_the_call_says_is_filled_in(capsys: Capture) -> None:
    data = yaml.safe_load(written(capsys, *KNOWN, "--year-group", "9", "--profile", "national"))
    assert data["person"]["name"] == KNOWN[1]
    assert str(data["person"]["date_of_birth"]) == "2012-11-03"
    assert data["person"]["year_group"] == 9
    assert str(data["request"]["received"]) == "2026-09-01"
    assert data["profile"] == "national"


def test_editors_are_told_where_the_schema_is(capsys: Capture) -> None:
    first = written(capsys).split("\n", 1)[0]
    lead = "# yaml-language-server: $schema="
    assert first.startswith(lead + "file:///")
    address = unquote(urlsplit(first.removeprefix(lead)).path)
    assert Path(address) == Path(resources.resource("schema", "advice.schema.json"))


def test_no_line_is_wider_than_a_page_or_ends_in_a_space(capsys: Capture) -> None:
    lines = written(capsys, "--purpose", "annual_review").split("\n")[1:]
    assert all(len(line) <= 100 and line == line.rstrip() for line in lines)
    assert not any("<" in line or line.startswith("?") for line in lines)


def test_the_file_is_written_where_the_call_says(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "new folder" / "joe.yaml"
    assert main(["new", str(path), "--year-group", "9"]) == 0
    assert capsys.readouterr().out == f"Written: {path}. Fill it in, and check it with: sendadvice lint {path}\n"
    assert main(["new", "--year-group", "9"]) == 0
    assert path.read_text(encoding="utf-8") == capsys.readouterr().out.replace("lint FILE", "lint joe.yaml")


def test_a_file_that_is_there_is_not_written_over_unless_told_to(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "joe.yaml"
    path.write_text("a week's work", encoding="utf-8")
    assert main(["new", str(path)]) == 2
    assert "this file is there already" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "a week's work"
    assert main(["new", str(path), "--force"]) == 0
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server")


def test_a_place_that_cannot_be_written_is_said_so_and_nothing_is_left(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["new", str(tmp_path / "file" / "joe.yaml")]) == 2
    assert "this cannot be written" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_a_profile_of_the_councils_own_is_named_from_the_files_folder(tmp_path: Path, capsys: Capture) -> None:
    profile = tmp_path / "our settings.yaml"
    profile.write_text(
        "name: ours\ntitle: Our own\nextends: national\noutcome_framework: {be_safe: Be safe, be_heard: Be heard}\n",
        encoding="utf-8",
    )
    path = tmp_path / "advice" / "joe.yaml"
    assert main(["new", str(path), *KNOWN, "--profile", str(profile)]) == 0
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text)["profile"] == "../our settings.yaml"
    assert "# Any of: be_safe | be_heard\n    framework: []" in text
    assert not [one.code for one in lint(text.encode(), str(path), Settings()).findings if one.code.startswith("SC0")]


def test_an_unknown_profile_is_refused(capsys: Capture) -> None:
    assert main(["new", "--profile", "atlantis"]) == 2
    assert "There is no profile “atlantis”." in capsys.readouterr().err


def test_the_same_call_writes_the_same_bytes(capsys: Capture) -> None:
    assert written(capsys, *KNOWN) == written(capsys, *KNOWN)
