"""The command line as a whole: its help, what it says to a call it cannot carry out, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

import pytest

from sendadvice_docs import __version__
from sendadvice_docs.cli import COMMANDS, main
from sendadvice_docs.commands.options import Parser
from tests.reporting import ROOT, run

Capture = pytest.CaptureFixture[str]


def parser_of(command: str) -> Parser:
    parser = Parser(prog=command, usage="", description="", epilog="")
    import_module(f"sendadvice_docs.commands.{command}").add_options(parser)
    return parser


def test_the_help_names_every_command_with_a_line_of_its_own(capsys: Capture) -> None:
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    width = max(map(len, COMMANDS))
    for command, summary in COMMANDS.items():
        assert f"  {command:<{width}}  {summary}\n" in printed
    assert printed.startswith("Usage: sendadvice COMMAND")
    assert "Exit status:\n  0  nothing to put right\n" in printed


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_the_help_of_a_command_names_all_its_options(capsys: Capture, command: str, flag: str) -> None:
    assert main([command, flag]) == 0
    printed = capsys.readouterr().out
    actions = [action for action in parser_of(command)._actions if action.help != "==SUPPRESS=="]
    assert all(action.help for action in actions)
    for action in actions:
        assert not action.option_strings or any(name in printed for name in action.option_strings)
    assert "Examples:\n" in printed
    assert f"Usage: sendadvice {command} " in printed


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("columns", [60, 100])
def test_no_line_of_the_help_is_wider_than_the_terminal_or_ends_in_a_space(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, command: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    main([*([command] if command else []), "--help"])
    printed, options = capsys.readouterr().out, True
    for line in printed.split("\n"):
        options = options and not line.startswith(("Examples:", "Start here:"))
        assert len(line) <= (columns if options and line.startswith("  -") else 112), line
        assert line == line.rstrip()


def test_the_version_is_printed(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"sendadvice-docs {__version__}\n"


def test_a_call_without_a_command_shows_the_help_and_fails(capsys: Capture) -> None:
    assert main([]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Usage: sendadvice COMMAND")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["lnt"], "There is no command “lnt”. Did you mean lint?", id="a misspelt command"),
        pytest.param(["xyzzy"], "There is no command “xyzzy”. “sendadvice --help” lists them.", id="no command at all"),
        pytest.param(["--verison"], "there is no option --verison. Did you mean --version?", id="a misspelt flag"),
        pytest.param(
            ["lint", "--fial-on", "error", "x"],
            "there is no option --fial-on. Did you mean --fail-on?",
            id="a misspelt option",
        ),
        pytest.param(["lint", "--fail", "error", "x"], "there is no option --fail.", id="a shortened option"),
        pytest.param(["lint", "x", "--on", "soon"], "--on: “soon” is no date; write year, month and day", id="no date"),
        pytest.param(["lint", "x", "--on", "20260901"], "“20260901” is no date", id="another form of date"),
        pytest.param(["lint", "x", "--on", "2026-02-30"], "“2026-02-30” is no date", id="a day that does not exist"),
        pytest.param(["lint", "x", "--on"], "--on: a value is missing after it.", id="no value"),
        pytest.param(["lint", "x", "--max-size", "big"], "“big” is no size", id="no size"),
        pytest.param(["lint", "x", "--max-size", "0"], "“0” is no size", id="nothing as a size"),
        pytest.param(
            ["lint", "x", "--format", "jsn"], "“jsn” is none of text, json. Did you mean json?", id="a misspelt format"
        ),
        pytest.param(["lint", "x", "--fail-on", "errors"], "Did you mean error?", id="a misspelt severity"),
        pytest.param(
            ["lint", "x", "--select", ","], "--select: a code or name is missing after it.", id="an empty list"
        ),
        pytest.param(["lint", "--text", "-", "--year-group", "15"], "“15” is no year group", id="no year group"),
        pytest.param(
            ["lint", "--text", "-", "--pronouns", "he"],
            "“he” is none of he/him, she/her, they/them.",
            id="half a pronoun",
        ),
        pytest.param(["rules", "extra"], "“extra” is one too many.", id="a word too many"),
        pytest.param(["explain"], "this is missing: CODE.", id="no code"),
        pytest.param(["render", "x", "--template", "F=a.docx"], "“F=a.docx” is not understood", id="no such section"),
        pytest.param(["render", "x"], "Say where to write with --out DIR.", id="nowhere to write"),
        pytest.param(["render", "x", "--out", ""], "Say where to write with --out DIR.", id="an empty place to write"),
        pytest.param(["new", ""], "An empty name was given in place of a file.", id="an empty name"),
    ],
)
def test_a_call_that_cannot_be_carried_out_is_answered_in_one_plain_line(
    capsys: Capture, arguments: list[str], said: str
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("sendadvice: ")
    assert said in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("secret", [ValueError, KeyError, RecursionError])
def test_a_fault_of_the_program_is_one_line_without_the_advice(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, secret: Callable[[str], Exception]
) -> None:
    def fail(_: object) -> int:
        raise secret("Joe lives at 4 Elm Road")

    monkeypatch.setattr(import_module("sendadvice_docs.commands.rules"), "run", fail)
    assert main(["rules"]) == 2
    printed = capsys.readouterr().err
    assert "Please report this line" in printed
    assert secret.__name__ in printed  # type: ignore[attr-defined]
    assert "Elm" not in printed
    assert printed.count("\n") == 1


def test_the_place_of_a_fault_is_shown_on_request(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise ValueError("odd")

    monkeypatch.setattr(import_module("sendadvice_docs.commands.rules"), "run", fail)
    assert main(["rules", "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "utf-8"])
def test_a_terminal_that_lacks_a_character_still_shows_the_report(encoding: str) -> None:
    done = run("lint", "--text", "-", stdin="“Siân” 😀 漢 …[insert name]".encode(), encoding=encoding)
    assert done.returncode == 1
    assert done.stderr == b""
    lines = done.stdout.decode(encoding).split("\n")
    shown, carets = lines[1], lines[2]
    if encoding == "ascii":
        assert shown == '  1 | "Si?n" ?? ?? ...[insert name]'
    if encoding == "cp1252":
        assert shown == "  1 | “Siân” ?? ?? …[insert name]"
        assert shown.index("[") == carets.index("^")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "sendadvice_docs", "rules"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    said = program.stderr.read()
    program.stderr.close()
    assert program.wait(60) == 141
    assert said == b""


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_somebody_who_types_is_told_how_to_end_and_may_interrupt() -> None:
    import pty

    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "sendadvice_docs", "lint", "-"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert program.stderr is not None
    assert program.stderr.readline().decode().startswith("Reading what you type; end with Ctrl-D")
    program.send_signal(signal.SIGINT)
    printed, said = program.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert (program.returncode, printed, said) == (130, b"", b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full device")
def test_an_output_that_cannot_be_written_is_said_in_one_line() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sendadvice_docs", "rules"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("sendadvice: The output: this could not be read or written: No space left")
    assert done.stderr.count(b"\n") == 1


def test_colour_is_on_only_for_a_terminal_or_on_request(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def coloured(*arguments: str) -> bool:
        main(["rules", *arguments])
        return "\x1b[" in capsys.readouterr().out

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert not coloured()
    assert coloured("--color", "always")
    assert coloured("--colour=always")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert coloured()
    assert not coloured("--color=never")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured()
    assert coloured("--color=always")
