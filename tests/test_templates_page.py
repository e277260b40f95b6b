"""docs/templates.md: its list is what the schema makes of it, and what it tells people to write works."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from sendadvice_docs.cli import main
from sendadvice_docs.mapping import load_map
from sendadvice_docs.template_fields import fields
from tests.reporting import ROOT
from tests.wordfiles import row, table, word_file

PATH = ROOT / "docs" / "templates.md"
PAGE = PATH.read_text(encoding="utf-8")
TOOL = runpy.run_path(str(ROOT / "tools" / "make_template_fields.py"))


def test_the_list_is_what_the_schema_makes_of_it() -> None:
    assert TOOL["page"]() == PAGE, "run “make catalogue” and commit docs/templates.md"
    assert not [one.path for one in fields() if f"`{one.write}`" not in PAGE and one.kind == "text"]


def test_every_link_leads_somewhere() -> None:
    headings = {
        re.sub(r"[^\w -]", "", one).strip().lower().replace(" ", "-")
        for one in re.findall("^#+ (.*)", PAGE, re.MULTILINE)
    }
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        assert target[1:] in headings if target.startswith("#") else (PATH.parent / target).exists(), target


def test_the_examples_pass_the_check(tmp_path: Path) -> None:
    blocks = re.findall(r"```\n(\{%p.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 2
    body = [line for block in blocks for line in block.splitlines()]
    name, joined = "{{ person.name }}", "{{ need.outcomes|map(attribute='id')|join(', ') }}"
    loop = "{%tr for one in H1.provision %}"
    assert all(one in PAGE for one in (name, joined, loop))
    inline = [name, f"{{% for need in D.needs %}}{joined}{{% endfor %}}"]
    rows = table(row("What"), row(loop), row("{{ one.description }}"), row("{%tr endfor %}"))
    (tmp_path / "ours.docx").write_bytes(word_file(*body, *inline, rows))
    assert main(["template", "check", str(tmp_path / "ours.docx")]) == 0


def test_the_mapping_file_shown_can_be_read(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "names.yaml").write_text(shown, encoding="utf-8")
    assert load_map(str(tmp_path / "names.yaml")).match("h1_provision_07") == ("h1_provision_N", 7)


def test_the_report_shown_is_what_the_check_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = re.search(r"at “\{\{ one\.frequancy \}\}”:\n\s+(there is no .*?”\?) …", PAGE)
    assert shown is not None
    loop = ("{%p for one in H1.provision %}", "{{ one.frequancy }}", "{%p endfor %}", "{%p if H1.provision %}")
    (tmp_path / "our-h1.docx").write_bytes(word_file(*loop))
    assert main(["template", "check", str(tmp_path / "our-h1.docx")]) == 1
    printed = capsys.readouterr().out
    assert shown[1] in " ".join(printed.split())
    assert "this “if” is never ended. Write its “endif” after what it is about." in printed
