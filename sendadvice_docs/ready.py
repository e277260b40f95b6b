"""What the rule files come to, worked out beforehand and kept beside the bytecode, as Python keeps its modules.

Reading the rule files and compiling some thousands of regular expressions takes longer than all else a short lint does.
`python -m sendadvice_docs.ready` does it once, with invented text only, and writes what comes of it to the package's
`__pycache__`. What is not there, or was made by another Python or from other files, is worked out when it is needed:
nothing depends on it. A lint never writes it, so nothing of an advice can get into it.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import re
import sys
from array import array
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from importlib.util import cache_from_source
from typing import Any, NamedTuple, TypeVar

from sendadvice_docs import resources

#: A compiled expression: its flags, its code as bytes, how many groups, their numbers by name, their names by number.
_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
_Value = TypeVar("_Value")
_BROKEN = (ImportError, AttributeError, TypeError, ValueError, EOFError, RuntimeError, OverflowError)

#: The modules that what is ready is made with.
_MAKERS = ("anchors", "branches", "first_letters", "parts", "phrases", "regex_parts", "words")


class _Recording:
    """What `python -m sendadvice_docs.ready` has seen compiled so far."""

    def __init__(self) -> None:
        self.on = False
        self.expressions: set[str] = set()
        self.known: dict[str, Any] = {}
        self.files: dict[str, tuple[bytes, bytes]] = {}


_recording = _Recording()


def place() -> str:
    """Return the path of the file of ready-made expressions for this Python."""
    return os.path.splitext(cache_from_source(__file__))[0] + ".patterns"


def _stamp() -> str:
    """Return what the file must have been made with: this very Python, and the code and words that anchors rest on."""
    digest = hashlib.sha256(f"{sys.version} {sys.flags.optimize}".encode())
    here = os.path.dirname(os.path.abspath(__file__))
    for path in (
        *(os.path.join(here, f"{name}.py") for name in _MAKERS),
        resources.resource("checks", "lexicons", "classes.yaml"),
    ):
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


class _Made(NamedTuple):
    """The ready-made expressions by their text, what else was worked out by its key, and the data of files by path."""

    expressions: Mapping[str, bytes]
    known: Mapping[str, Any]
    files: Mapping[str, tuple[bytes, bytes]]


@lru_cache(maxsize=1)
def _made() -> _Made:
    """Return what is ready, as far as there is anything."""
    try:
        with open(place(), "rb") as file:
            stamp, expressions, known, files = marshal.loads(file.read())  # noqa: S302 - our own, like bytecode
    except (OSError, *_BROKEN):
        return _Made({}, {}, {})
    return _Made(expressions, known, files) if stamp == _stamp() else _Made({}, {}, {})


@lru_cache(maxsize=1)
def _maker() -> Callable[..., re.Pattern[str]] | None:
    """Return what makes an expression of its code, or None where this Python has it otherwise."""
    try:
        module: Any = import_module("_sre")
        return module.compile if array("I").itemsize == module.CODESIZE else None
    except _BROKEN:
        return None


def compiled(source: str) -> re.Pattern[str]:
    """Return the regular expression of that text, ready-made where there is one; raises re.error for a wrong one."""
    if _recording.on:
        _recording.expressions.add(source)
    made, make = _made().expressions.get(source), _maker()
    if made is not None and make is not None:
        flags, code, groups, numbers, names = marshal.loads(made)  # noqa: S302 - our own, like bytecode
        numbers_of_code = array("I")
        try:
            numbers_of_code.frombytes(code)
            return make(source, flags, numbers_of_code.tolist(), groups, numbers, names)
        except _BROKEN:
            pass
    return re.compile(source)


def note(source: str) -> None:
    """Have a regular expression made ready that no sample may call for."""
    if _recording.on:
        _recording.expressions.add(source)


def worked_out(key: str, work_out: Callable[[], _Value]) -> _Value:
    """Return what a key stands for, known beforehand or worked out now: only texts, numbers, tuples, lists and dicts.

    The key says all that it is worked out of, but for the files and modules that `_stamp` looks at.
    """
    found: _Value | None = _made().known.get(key)
    if found is None:
        found = work_out()
    if _recording.on:
        _recording.known[key] = found
    return found


def data_of(path: str, content: bytes, read: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what a data file with this content holds, known beforehand or read now. What is returned is the caller's.

    A file is known by its content: one that was changed since is read anew.
    """
    known = _made().files.get(os.path.basename(path))
    digest = hashlib.blake2b(content).digest()
    if known is not None and known[0] == digest:
        found: dict[str, Any] = marshal.loads(known[1])  # noqa: S302 - our own, like bytecode
        return found
    found = read()
    if _recording.on:
        with suppress(ValueError):  # a date, say, is not kept
            _recording.files[os.path.basename(path)] = digest, marshal.dumps(found)
    return found


def _as_code(source: str) -> _Code:
    # For here alone: a lint needs none of Python's parser.
    parser = import_module("re._parser")
    branches, first_letters = (import_module(f"sendadvice_docs.{name}") for name in ("branches", "first_letters"))
    parsed = branches.by_letter(parser.parse(source, 0))
    flags = parsed.state.flags
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    code = array("I", first_letters.code_of(parsed)).tobytes()
    return flags, code, parsed.state.groups - 1, dict(parsed.state.groupdict), tuple(names)


def _use_everything() -> None:
    """Have every rule look at the samples and at all its examples, and every list compile all it has."""
    from sendadvice_docs import matching, phrases
    from sendadvice_docs.check import Settings, lint, lint_text
    from sendadvice_docs.evaluate import circumstances_of
    from sendadvice_docs.rule import catalogue

    samples = resources.folder("samples")
    for name in sorted(os.listdir(samples)):
        if name.endswith(".yaml"):
            with open(os.path.join(samples, name), "rb") as file:
                lint(file.read(), name, Settings())
    for rule in catalogue().values():
        for example in (*rule.bad, *rule.good):
            if example.text:
                lint_text(example.text, example.field, circumstances_of(example.context), Settings())
    matching.compile_all()
    phrases.compile_all()


def main() -> int:
    """Write the file of ready-made expressions; return 0, or 1 where it cannot be written or used."""
    from sendadvice_docs.errors import InputError
    from sendadvice_docs.files import write_whole

    if _maker() is None:
        print("This Python cannot keep compiled expressions; everything works without.", file=sys.stderr)  # noqa: T201
        return 1
    _recording.on = True
    _use_everything()
    expressions = {source: marshal.dumps(_as_code(source)) for source in sorted(_recording.expressions)}
    known, files = dict(sorted(_recording.known.items())), dict(sorted(_recording.files.items()))
    try:
        os.makedirs(os.path.dirname(place()), exist_ok=True)
        write_whole(place(), marshal.dumps((_stamp(), expressions, known, files)))
    except (OSError, InputError) as error:
        print(f"The compiled checks cannot be kept ({error}); everything works without.", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    # Under its own name: what the rules compile is noted in that module, not in this one called “__main__”.
    sys.exit(import_module("sendadvice_docs.ready").main())
