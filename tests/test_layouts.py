"""The bundle and the plan table: what stands where, and that a need's row holds what belongs to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sendadvice_docs.cli import main
from sendadvice_docs.plan_rows import plan_rows
from sendadvice_docs.profile import load_profile
from sendadvice_docs.render import load_templates, render
from tests.examples import minimal_text
from tests.wordfiles import NEED_TEXTS, W, body_text, reading, rich_fragment, root_of

NATIONAL = load_profile("national")
Capture = pytest.CaptureFixture[str]


def document(layout: str, data: dict[str, Any] | None = None) -> bytes:
    return render(data or rich_fragment(), load_templates(NATIONAL, {}, layout), draft=False)[layout]


def entry(name: str, *needs: str) -> dict[str, Any]:
    return {"id": name, "description": f"Text of {name}.", "needs": [{"id": one, "text": ""} for one in needs]}


def shown(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with the ids of its entries in place of the entries."""
    return {
        key: (value and value["id"]) if key == "need" else [one["id"] for one in value]
        for key, value in row.items()
        if value or key == "need"
    }


def test_an_entry_for_several_needs_stands_in_full_once_and_what_has_no_need_stands_at_the_end() -> None:
    rows = plan_rows(
        [{"id": "N1"}, {"id": "N2"}],
        [entry("P1", "N2", "N1"), entry("P2")],
        [entry("P1", "N2"), entry("P3", "N9")],
        [entry("O1", "N2"), entry("O2", "N1", "N2")],
    )
    assert [shown(row) for row in rows] == [
        {"need": "N1", "H1": ["P1"], "outcomes": ["O2"]},
        {"need": "N2", "H1_above": ["P1"], "H2": ["P1"], "outcomes": ["O1"], "outcomes_above": ["O2"]},
        {"need": None, "H1": ["P2"], "H2": ["P3"]},
    ]
    assert rows[1]["H1_above"] == [{"id": "P1", "text": "Text of P1.", "need": "N1"}]


def test_every_entry_stands_in_the_plan_table_exactly_once() -> None:
    data = rich_fragment()
    for section, name in (("H1", "provision"), ("H2", "provision"), ("E", "outcomes")):
        listed = [one for row in data["plan"]["rows"] for one in row["outcomes" if section == "E" else section]]
        assert sorted(one["id"] for one in listed) == sorted(one["id"] for one in data[section][name])


def test_the_plan_table_has_the_columns_of_the_national_template_and_a_row_for_each_need() -> None:
    table = next(root_of(document("plan-table")).iter(f"{W}tbl"))
    heading, *rows = ([reading(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr"))
    assert [one.split(":")[0] for one in heading] == ["Section D", "Section H1", "Section H2", "Section E"]
    assert [row[0].splitlines()[0] for row in rows] == [
        "Need N1: Staying safe",
        "Need N2: Life at home",
        "Need N3: Staying safe",
    ]
    need, h1, h2, outcomes = rows[0]
    assert NEED_TEXTS[0] in need
    assert h1.startswith(
        "P1\nA worker walks with Asha, 2 hours each Saturday.\nHow much: 2 hours, each Saturday, a year\n"
    )
    assert "When: from 1 November 2026 until 31 October 2027" in h1
    assert h2.startswith("P3\n")
    assert outcomes.startswith("O1\nBy July Asha stops at the kerb.\n")
    assert rows[2][1:] == ["None", "None", "None"]


def test_the_plan_table_names_what_is_set_out_above_and_keeps_what_has_no_need() -> None:
    data = rich_fragment()
    row = data["plan"]["rows"][1]
    row["H2_above"] = [{"id": "P3", "text": "x", "need": "N1"}]
    data["plan"]["rows"].append({**row, "need": None, "H1": row["H1"], "H2_above": []})
    text = body_text(document("plan-table", data))
    assert "P3, set out above with need N1" in text
    assert "Not tied to one of the needs above" in text


def test_the_bundle_has_the_sections_in_the_order_of_a_plan_each_with_what_is_its_own() -> None:
    text, place = body_text(document("bundle")), 0
    for one in (
        "Section D: social care needs\n",
        NEED_TEXTS[0],
        "SENDIASS",
        "Section E: outcomes\n",
        "By July Asha stops at the kerb.",
        "Section H1: social care provision for those under 18\n",
        "A worker walks with Asha",
        "Section H2: other social care provision\n",
        "One weekend a month at Elm House.",
        "Care and support plan",
        "Section A: views and aspirations",
        "Swing!",
    ):
        place = text.index(one, place) + len(one)


def test_a_bundle_of_an_advice_without_outcomes_says_so() -> None:
    data = rich_fragment()
    data["E"]["outcomes"] = []
    assert "This advice sets out no outcomes." in body_text(document("bundle", data))
    assert "This advice sets out no outcomes." not in body_text(document("bundle"))


@pytest.mark.parametrize("layout", ["bundle", "plan-table"])
def test_a_layout_is_asked_for_by_name(layout: str, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "asha.yaml").write_text(minimal_text(), encoding="utf-8")
    assert main(["render", str(tmp_path / "asha.yaml"), "--out", str(tmp_path / "out"), "--layout", layout]) == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{layout}.docx"]
    assert capsys.readouterr().out == f"Written:\n  {tmp_path / 'out' / layout}.docx\n"


def test_a_template_for_another_layout_is_refused(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "asha.yaml").write_text(minimal_text(), encoding="utf-8")
    call = ["render", str(tmp_path / "asha.yaml"), "--out", str(tmp_path / "out"), "--layout", "bundle"]
    assert main([*call, "--template", "H1=own.docx"]) == 2
    assert "The template for “H1” is not used in the layout bundle" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_unknown_layout_is_named_with_the_nearest_one(capsys: Capture) -> None:
    assert main(["render", "x.yaml", "--out", "out", "--layout", "plantable"]) == 2
    assert "Did you mean plan-table?" in capsys.readouterr().err
