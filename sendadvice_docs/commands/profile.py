"""`sendadvice profile`: what a council's settings come to and where each comes from, and what is wrong with them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sendadvice_docs.commands.options import Parser, add_output_options, colour_wanted, one_of, terminal_width
from sendadvice_docs.errors import InputError
from sendadvice_docs.report.layout import count_of, safe, style, width_of, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sendadvice_docs.profile import Resolved
    from sendadvice_docs.profile_chain import ProfileFault

USAGE = "show [NAME|FILE] [OPTIONS]\n       sendadvice profile check [NAME|FILE ...] [OPTIONS]"
EPILOG = """\
Examples:
  sendadvice profile show hertfordshire
  sendadvice profile show our-council.yaml --format json
  sendadvice profile check our-council.yaml

“show” prints every setting with the file and line it comes from and the document it rests on
(national, where none is named). “check” finds faults, with line and column (in the profiles that
come with the tool, where none is named).

Exit status:
  0  nothing to put right
  1  “check” found faults
  2  the call could not be carried out, such as an unknown profile"""

#: What a profile says of itself, and what every other setting's line shows anyway.
_NO_SETTINGS = frozenset({"name", "title", "extends", "document", "sources"})


def add_options(parser: Parser) -> None:
    """Add the options of this command to its parser."""
    what = parser.add_argument_group("What to do")
    what.add_argument("what", type=one_of("show", "check"), metavar="show|check", help="show settings, or find faults")
    what.add_argument("names", nargs="*", metavar="NAME|FILE", help="a profile's name, or the path of a council's own")
    add_output_options(parser.add_argument_group("What to print"))


def _shown_path(path: str) -> str:
    """Return a path as people here would write it: from the folder they are in, where it is inside that."""
    inside = os.path.relpath(path) if os.path.splitdrive(path)[0] == os.path.splitdrive(os.getcwd())[0] else path
    return path if inside.startswith(os.pardir) else inside


def _settings(data: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every setting that is no mapping of others, by its place (`limits/history_years`), with its value."""
    for key, value in data.items():
        if not before and key in _NO_SETTINGS:
            continue
        if isinstance(value, dict) and value:
            yield from _settings(value, f"{before}{key}/")
        else:
            yield f"{before}{key}", value


def _entries(resolved: Resolved) -> list[dict[str, Any]]:
    profile = resolved.profile
    entries = []
    for setting, value in _settings(profile.data):
        file, line = resolved.origins[f"/{setting}"]
        source = "" if value in ({}, []) else profile.source(setting)
        shown = _shown_path(value) if setting.startswith("templates/") else value
        entries.append({"setting": setting, "value": shown, "file": _shown_path(file), "line": line, "source": source})
    return entries


def _brief(value: Any, *, inside: bool = False) -> str:
    """Return a value in a line: what a list of steps holds is told by their number."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return count_of(len(value), "entry", "entries")
    if isinstance(value, list):
        text = ", ".join(_brief(one, inside=True) for one in value)
        return f"[{text}]" if inside else text or "none"
    if isinstance(value, dict):
        text = ", ".join(f"{key}: {_brief(one, inside=True)}" for key, one in value.items())
        return f"{{{text}}}" if inside else text or "none"
    return str(value)


def _lines(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield what to show of a setting: a line, and one more for each entry of a list of several parts."""
    name, value = entry["setting"].partition("/")[2], entry["value"]
    yield f"{name}: {_brief(value)}" if name else _brief(value)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        for number, one in enumerate(value, 1):
            rest = {key: part for key, part in one.items() if key != "id"}
            yield f"  {one.get('id', number)}: {_brief(rest.get('text', rest))}"


def _text(resolved: Resolved, *, colour: bool, width: int) -> str:
    profile = resolved.profile
    below = " → ".join(_shown_path(file) for file in resolved.files)
    parts = [f"{style(safe(profile.title), 'bold', colour=colour)} ({profile.name})\n{wrap(below, width)}"]
    sources: dict[str, int] = {}
    groups: dict[str, list[str]] = {}
    for entry in _entries(resolved):
        source = entry["source"]
        mark = f" [{sources.setdefault(source, len(sources) + 1)}]" if source else ""
        origin = f"{safe(entry['file'])}:{entry['line']}{mark}"
        group = groups.setdefault(entry["setting"].partition("/")[0], [])
        for number, line in enumerate(_lines(entry)):
            text = wrap(line, width, indent="      ", first="  " if number == 0 else "    ")
            if number == 0:
                text += _beside(text, origin, width, colour=colour)
            group.append(text)
    parts += ["\n".join([style(name, "bold", colour=colour), *lines]) for name, lines in groups.items()]
    if sources:
        listed = [wrap(one, width, indent="      ", first=f"  [{number}] ") for one, number in sources.items()]
        parts.append("\n".join([style("What the settings rest on", "bold", colour=colour), *listed]))
    return "\n\n".join(parts) + "\n"


def _beside(text: str, origin: str, width: int, *, colour: bool) -> str:
    """Return what to add to a setting's text to show where it comes from: at the right of its last line, or below."""
    room = width - width_of(text.rpartition("\n")[2]) - width_of(origin)
    gap = " " * room if room >= 2 else "\n" + " " * max(4, width - width_of(origin))
    return gap + style(origin, "dim", colour=colour)


def _show(names: Sequence[str], options: argparse.Namespace) -> int:
    from sendadvice_docs.profile import resolve

    if len(names) > 1:
        raise InputError("Name one profile to show; “sendadvice profile check” takes several.")
    resolved = resolve(names[0] if names else "national")
    if options.format == "json":
        import json

        content = {
            "version": 1,
            "name": resolved.profile.name,
            "title": resolved.profile.title,
            "files": [_shown_path(file) for file in resolved.files],
            "settings": _entries(resolved),
        }
        sys.stdout.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(_text(resolved, colour=colour_wanted(options.color), width=terminal_width()))
    return 0


def _fault_entry(fault: ProfileFault) -> dict[str, Any]:
    return {"path": _shown_path(fault.path), "line": fault.line, "column": fault.column, "message": fault.message}


def _check(names: Sequence[str], options: argparse.Namespace) -> int:
    from sendadvice_docs.profile import profile_names
    from sendadvice_docs.profile_check import check_profile

    found = {name: [_fault_entry(fault) for fault in check_profile(name)] for name in names or profile_names()}
    if options.format == "json":
        import json

        profiles = [{"profile": name, "faults": faults} for name, faults in found.items()]
        sys.stdout.write(json.dumps({"version": 1, "profiles": profiles}, indent=2, ensure_ascii=False) + "\n")
    else:
        width = terminal_width()
        for name, faults in found.items():
            for one in faults:
                place = f"{safe(one['path'])}:{one['line']}:{one['column']}: "
                sys.stdout.write(wrap(f"{place}{one['message']}", width, indent="    ") + "\n")
            sys.stdout.write(f"{safe(name)}: {count_of(len(faults), 'fault') if faults else 'nothing to put right'}.\n")
    return int(any(found.values()))


def run(options: argparse.Namespace) -> int:
    """Show a profile, or check some; return the exit status. Raises InputError for a profile there is none of."""
    return _show(options.names, options) if options.what == "show" else _check(options.names, options)
