"""Web pages, Markdown and PDF: what everybody can read, what nothing runs in, and what a call writes where."""

from __future__ import annotations

import glob
import itertools
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from sendadvice_docs.cli import main
from sendadvice_docs.documents import BUNDLE, FRAGMENTS, PLAN_TABLE
from sendadvice_docs.errors import InputError
from sendadvice_docs.formats import pdf, printed
from sendadvice_docs.profile import load_profile
from sendadvice_docs.render import load_templates, render
from tests.examples import minimal_text
from tests.pages import Page, markdown_pieces
from tests.wordfiles import rich_fragment

Capture = pytest.CaptureFixture[str]
LAYOUTS = (FRAGMENTS, BUNDLE, PLAN_TABLE)
ROOT = Path(__file__).resolve().parent.parent
DRAFT = "DRAFT – not for the plan"


def web(layout: str = FRAGMENTS, *, draft: bool = False, **person: Any) -> dict[str, Page]:
    data = rich_fragment()
    data["person"] |= person
    return {name: Page(made) for name, made in printed(data, layout, "html", draft=draft).items()}


# -- web pages


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_web_page_has_a_language_a_title_and_headings_none_of_which_is_skipped(layout: str) -> None:
    for page in web(layout).values():
        assert page.tags[0] == ("html", {"lang": "en-GB"})
        levels = [int(tag[1]) for tag, text in page.pieces if tag.startswith("h")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        assert page.texts["title"] == page.pieces[0][1]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_on_a_web_page_has_a_name_and_says_what_each_column_is(layout: str) -> None:
    for page in web(layout).values():
        names = [tag for tag, _ in page.tags]
        assert names.count("table") == names.count("caption") == names.count("thead") == names.count("tbody") > 0
        assert all(given == {"scope": "col"} for tag, given in page.tags if tag == "th")
        ids = [given["id"] for tag, given in page.tags if tag == "caption"]
        assert len(ids) == len(set(ids))
        # A table wider than a small screen is scrolled with the keyboard too, and says which one it is.
        around = [given for tag, given in page.tags if given.get("role") == "region"]
        assert [given["aria-labelledby"] for given in around] == ids
        assert {given["tabindex"] for given in around} == {"0"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_on_a_web_page_runs_or_comes_from_elsewhere(layout: str) -> None:
    hostile = "</style><script>alert(1)</script><img src=x onerror=alert(1)>\" ' } @import url(//x)"
    for page in web(layout, draft=True, name=hostile, send=hostile).values():
        assert {tag for tag, _ in page.tags} <= {
            "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "div", "h1", "h2", "h3", "h4",
            "h5", "p", "strong", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td",
        }  # fmt: skip
        given = {name for _, attributes in page.tags for name in attributes}
        assert not given & {"src", "href", "style", "background", "action", "srcset", "data"}
        assert not [name for name in given if name.startswith("on")]
        assert "url(" not in page.texts["style"]
        assert "@import" not in page.texts["style"]
        policy = [one["content"] for tag, one in page.tags if tag == "meta" and "http-equiv" in one]
        assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
        assert any(hostile in text for _, text in page.pieces)


def test_a_web_page_is_printed_with_whose_it_is_on_every_sheet_and_repeats_the_heads_of_tables() -> None:
    style = web()["H1"].texts["style"]
    said = re.findall(r'@top-right { content: "([^"]*)"', style)
    assert [re.sub(r"\\([0-9a-f]+) ", lambda one: chr(int(one[1], 16)), text) for text in said] == [
        "Asha Verma, born 10 February 2012"
    ]
    assert "thead { display: table-header-group" in style
    assert "size: A4 landscape" in style
    assert "landscape" not in web()["D"].texts["style"]


# -- drafts


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_draft_is_marked_on_the_screen_and_on_every_sheet_and_nothing_else_is(layout: str) -> None:
    for name, page in web(layout, draft=True).items():
        assert page.texts["p"].startswith(DRAFT)
        assert page.texts["div"].strip() == "DRAFT"
        assert "position: fixed" in page.texts["style"]  # what is fixed is printed on every sheet
        assert page.pieces == web(layout)[name].pieces
        assert "draft" not in str(web(layout)[name].texts).lower()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_draft_in_markdown_is_marked_at_its_beginning_and_end(layout: str) -> None:
    data = rich_fragment()
    final = {name: markdown_pieces(made) for name, made in printed(data, layout, "md", draft=False).items()}
    for name, made in printed(data, layout, "md", draft=True).items():
        assert markdown_pieces(made) == [("p", DRAFT), *final[name], ("p", DRAFT)]


# -- the command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder with one advice in it, which the call stands in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "asha.yaml").write_text(minimal_text(), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_form_is_written_where_word_documents_would_be(folder: Path, capsys: Capture, form: str) -> None:
    assert main(["render", "asha.yaml", "--out", "out", "--format", form]) == 0
    names = [f"section-{section}.{form}" for section in ("D", "H1", "H2")]
    assert sorted(os.listdir("out")) == names
    assert capsys.readouterr().out == "Written:\n" + "".join(f"  {Path('out', name)}\n" for name in names)
    Path("out", names[0]).write_text("hours of work", encoding="utf-8")
    assert main(["render", "asha.yaml", "--out", "out", "--format", form]) == 2
    assert "somebody may have worked on it" in capsys.readouterr().err
    assert main(["render", "asha.yaml", "--out", "out", "--format", form, "--force"]) == 0
    assert "runs towards traffic" in Path("out", names[0]).read_text(encoding="utf-8")


def test_the_former_name_of_word_documents_still_works(folder: Path) -> None:
    assert main(["render", "asha.yaml", "--out", "old", "--format", "text"]) == 0
    assert main(["render", "asha.yaml", "--out", "new", "--format", "docx"]) == 0
    assert [path.read_bytes() for path in sorted(Path("old").iterdir())] == [
        path.read_bytes() for path in sorted(Path("new").iterdir())
    ]


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_word_template_is_not_silently_left_out_of_another_form(folder: Path, capsys: Capture, form: str) -> None:
    assert main(["render", "asha.yaml", "--out", "out", "--format", form, "--template", "D=ours.docx"]) == 2
    assert "A Word template shapes Word documents and PDF" in capsys.readouterr().err
    assert not Path("out").exists()


def test_without_libreoffice_a_sentence_says_how_to_get_it_and_nothing_is_read_or_written(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(pdf, "_USUAL_PLACES", ())
    assert main(["render", "asha.yaml", "--out", "out", "--format", "pdf"]) == 2
    printed = capsys.readouterr()
    assert "sudo apt install libreoffice-writer" in printed.err
    assert printed.err.count("\n") == 1
    assert sorted(os.listdir(folder)) == ["asha.yaml"]


# -- PDF, by a stand-in for LibreOffice


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program called soffice first on the path that does as the script says; `$out` is where results go."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nfor one; do case "$before" in --outdir) out=$one;; esac; before=$one; done\n{script}\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)


posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")


@posix
def test_libreoffice_works_in_a_private_folder_that_forbids_macros_and_goes_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = folder / "seen"
    stand_in(
        folder,
        monkeypatch,
        f'cp -rp "$out" {seen}; for one in "$out"/*.docx; do echo %PDF-1 > "${{one%.docx}}.pdf"; done',
    )
    assert pdf.convert([b"one", b"two"]) == [b"%PDF-1\n"] * 2
    assert stat.S_IMODE(seen.stat().st_mode) == 0o700
    assert [path.read_bytes() for path in sorted(seen.glob("*.docx"))] == [b"one", b"two"]
    settings = (seen / "profile" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    for setting in ("DisableMacrosExecution", "BlockUntrustedRefererLinks", "PDFUACompliance"):
        assert f'"{setting}" oor:op="fuse"><value>true</value>' in settings
    assert not list(folder.glob("sendadvice-*"))


@posix
@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param("sleep 30 & wait", "still working after 0 seconds and was stopped", id="takes too long"),
        pytest.param("exit 0", "LibreOffice made no PDF of a document", id="makes nothing"),
        pytest.param('echo no > "$out/0000.pdf"', "LibreOffice made no PDF of a document", id="makes something else"),
    ],
)
def test_where_libreoffice_fails_that_is_said_and_no_content_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, script: str, said: str
) -> None:
    stand_in(folder, monkeypatch, script)
    monkeypatch.setattr(pdf, "_START_SECONDS", 0)
    monkeypatch.setattr(pdf, "_DOCUMENT_SECONDS", 0 if "sleep" in script else 10)
    assert main(["render", "asha.yaml", "--out", "out", "--format", "pdf"]) == 2
    assert said in capsys.readouterr().err
    assert sorted(os.listdir(folder)) == ["asha.yaml", "bin"]


@posix
def test_a_program_that_cannot_be_started_is_said_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(folder, monkeypatch, "")
    (folder / "bin" / "soffice").write_bytes(b"\x7fELF damaged")
    with pytest.raises(InputError, match="could not be started"):
        pdf.convert([b"one"])
    assert not list(folder.glob("sendadvice-*"))


@posix
def test_ending_the_program_ends_libreoffice_and_leaves_no_content(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(folder, monkeypatch, f'echo $$ > {folder}/number; mkdir "$out/made"; sleep 60 & wait')
    call = "from sendadvice_docs.formats.pdf import convert; convert([b'content'])"
    running = subprocess.Popen([sys.executable, "-c", call], cwd=ROOT)
    deadline = time.monotonic() + 30
    while not glob.glob(f"{folder}/sendadvice-*/made") and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(signal.SIGTERM)
    assert running.wait(20) == 128 + signal.SIGTERM
    assert not list(folder.glob("sendadvice-*"))
    number = int((folder / "number").read_text())
    assert not Path(f"/proc/{number}").exists() or Path(f"/proc/{number}/stat").read_text().split()[2] == "Z"


def test_what_tells_when_a_pdf_was_made_is_taken_out_without_moving_a_byte() -> None:
    made = (
        b"%PDF-1.6 <xmp:CreateDate>2026-12-01T10:08:05Z</xmp:CreateDate> /CreationDate(D:20261201100805+01'00')>> "
        b"/ID [ <7D8A80664E6D37491B52D00D449AA83F>\n<7D8A80664E6D37491B52D00D449AA83F> ]\n"
        b"/DocChecksum /946254470790BCC53419B35C5B965E11"
    )
    other = made.replace(b"10:08:05", b"11:18:15").replace(b"7D8A80664E", b"1111111111").replace(b"/9462", b"/0000")
    assert pdf._undated(made) == pdf._undated(other)
    assert len(pdf._undated(made)) == len(made)
    assert b"2026" not in pdf._undated(made)
    assert pdf._undated(made) != pdf._undated(made.replace(b"1.6", b"1.7"))


# -- PDF, by LibreOffice itself


needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("SENDADVICE_REQUIRE_TOOLS"),
    reason="LibreOffice is not installed",
)


@pytest.mark.slow
@needs_libreoffice
def test_a_pdf_is_tagged_and_says_what_it_is_and_repeats_byte_for_byte() -> None:
    templates = load_templates(load_profile("national"), {}, BUNDLE)
    documents = list(render(rich_fragment(), templates, draft=True).values())
    first = pdf.convert(documents)
    time.sleep(1.1)  # the day of making has seconds
    assert pdf.convert(documents) == first
    for made in first:
        for mark in (
            b"/MarkInfo<</Marked true>>",
            b"<pdfuaid:part>1</pdfuaid:part>",
            b"/Lang(en-GB)",
            b"/StructTreeRoot",
        ):
            assert mark in made
        assert b"/TH" in made
        assert b"/DisplayDocTitle true" in made
        assert b"/JavaScript" not in made
        assert b"Date" not in made
