"""What a call names to read: files, folders and standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence

from sendadvice_docs.errors import InputError

STDIN = "-"
_ADVICE = (".yaml", ".yml", ".json")
#: The names at the left margin in the beginning of a file tell an advice from a profile.
_KEY = re.compile(rb"^([a-z_]+):", re.MULTILINE)
_HEAD = 4096


def stdin_name(path: str) -> str:
    """Return the name findings give a path: itself, or `<stdin>`."""
    return "<stdin>" if path == STDIN else path


def _in_folder(folder: str) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise InputError(f"{error.filename}: this folder cannot be read: {error.strerror}.")

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(place, name)
            if name.lower().endswith(_ADVICE) and not name.startswith(".") and not _is_no_advice(path):
                yield path


def _is_no_advice(path: str) -> bool:
    """Return whether a file holds a council's settings, or the names of its template, which may stand among advice."""
    try:
        with open(path, "rb") as file:
            keys = set(_KEY.findall(file.read(_HEAD)))
    except OSError:
        return False
    return ({b"name", b"title"} <= keys or b"names" in keys) and not keys & {b"schema_version", b"purpose", b"person"}


def expand(paths: Sequence[str]) -> tuple[list[str], list[InputError]]:
    """Return the files that paths mean, each once and in the order given, and a fault for each path that means none.

    A folder means the .yaml, .yml and .json files in it and its folders, in order of name; hidden ones, councils'
    profiles and mapping files for their templates are left out.
    """
    files: dict[str, str] = {}
    faults: list[InputError] = []
    for path in paths:
        try:
            found = _meant(path)
        except InputError as fault:
            faults.append(fault)
            continue
        for one in found:
            files.setdefault(one if one == STDIN else os.path.normcase(os.path.realpath(one)), one)
    return list(files.values()), faults


def _meant(path: str) -> list[str]:
    if path == STDIN:
        return [STDIN]
    if not path:
        raise InputError("An empty name was given in place of a file.")
    if os.path.isdir(path):
        found = list(_in_folder(path))
        if not found:
            raise InputError(f"{path}: this folder holds no advice (no .yaml, .yml or .json file).")
        return found
    if not os.path.lexists(path):
        raise InputError(f"{path}: there is no such file or folder.{_beside(path)}")
    return [path]


def _beside(path: str) -> str:
    """Return a question naming the file of that folder with the most similar name, or ""."""
    from sendadvice_docs.commands.options import nearest_of

    folder, name = os.path.split(path)
    try:
        return nearest_of(name, [one for one in os.listdir(folder or ".") if not one.startswith(".")])
    except OSError:
        return ""


def read(path: str, most: int) -> bytes:
    """Return the content of a file or of standard input, and no more than `most` bytes and one more of it.

    Raises InputError where it cannot be opened or read.
    """
    if path == STDIN:
        if sys.stdin.isatty():
            print("Reading what you type; end with Ctrl-D (Ctrl-Z on Windows) on a new line.", file=sys.stderr)  # noqa: T201
        return sys.stdin.buffer.read(most + 1)
    try:
        with open(path, "rb") as file:
            return file.read(most + 1)
    except OSError as error:
        reasons = {"PermissionError": "you are not allowed to read it", "FileNotFoundError": "there is no such file"}
        reason = reasons.get(type(error).__name__, error.strerror or "the system refused it")
        raise InputError(f"{path}: this cannot be read: {reason}.") from None
    except ValueError:
        raise InputError(f"{path!r}: this is no name of a file.") from None
