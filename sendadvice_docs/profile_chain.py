"""Finds a profile's file and those it stands on, and lays them over one another, knowing where each setting stands.

Nothing here knows what a setting means: `sendadvice_docs.profile` does, and `sendadvice_docs.profile_faults` what may
stand where.
"""

from __future__ import annotations

import os.path
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.datafile import DataFile, UnreadableError, read_file
from sendadvice_docs.errors import InputError
from sendadvice_docs.meant import nearest

#: The profile that others stand on where they do not say which.
BASE = "national"
#: A profile may stand on another, which may stand on another; more than this is a muddle.
_LONGEST_CHAIN = 8
#: What a file says of itself, which rests on no document.
_NO_SETTINGS = frozenset({"name", "title", "extends", "document", "sources"})
#: Settings out of which `null` takes an entry of the profile beneath.
_MAY_TAKE_OUT = frozenset({"/oversight", "/agreement"})

Place = tuple[str, int]


@dataclass(frozen=True, order=True)
class ProfileFault:
    """What is wrong in a profile's file, and where: line and column from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class ProfileError(InputError):
    """A profile that cannot be used: the first of its faults, and all of them under `faults`."""

    def __init__(self, faults: Sequence[ProfileFault]) -> None:
        self.faults = tuple(faults)
        more = len(self.faults) - 1
        others = f" There {'is 1 more fault' if more == 1 else f'are {more} more faults'} in it:" if more else ""
        shown = f"{others} “sendadvice profile check {self.faults[0].path}” shows them." if more else ""
        super().__init__(f"{self.faults[0]}{shown}")


def profile_names() -> tuple[str, ...]:
    """Return the names of the profiles that come with the tool, in alphabetical order."""
    folder = resources.resource("checks", "profiles")
    return tuple(sorted(name.removesuffix(".yaml") for name in os.listdir(folder) if name.endswith(".yaml")))


def is_inside(path: str, folder: str) -> bool:
    """Return whether a path stays in a folder or one beneath it, links followed.

    Nothing is looked up while the path as written leads elsewhere: another computer's share is not even asked for.
    """
    plainly = (os.path.abspath(path), os.path.abspath(folder))
    return _is_beneath(*plainly) and _is_beneath(*map(os.path.realpath, plainly))


def _is_beneath(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath((path, folder)) == folder
    except ValueError:  # on another drive
        return False


def file_of(name: str, beside: str, within: str = "") -> str:
    """Return the file a profile's name or path means, a path being taken from the folder `beside`.

    With `within`, a path has to stay in that folder. Raises InputError where it does not, and, with the names there are
    and the one that was probably meant, where there is no such profile.
    """
    if name in profile_names():
        return shipped_file(name)
    path = name if os.path.isabs(name) else os.path.normpath(os.path.join(beside, name))
    if within and not is_inside(path, within):
        raise InputError(
            f"The profile “{name}” lies outside the advice's own folder, and an advice may not fetch files from "
            f"elsewhere. If the profile is your council's, choose it yourself with “--profile PATH”, or put it beside "
            f"the advice."
        )
    if name.endswith((".yaml", ".yml")) and os.path.isfile(path):
        return path
    near = nearest(name, profile_names())
    known = ", ".join(profile_names())
    meant = f" Did you mean {near}?" if near else ""
    raise InputError(
        f"There is no profile “{name}”.{meant} Use one of {known}, or the path of a council's own profile file (.yaml)."
    )


def shipped_file(name: str) -> str:
    """Return the path of a profile that comes with the tool."""
    return resources.resource("checks", "profiles", f"{name}.yaml")


def is_shipped(path: str) -> bool:
    """Return whether a profile's file is one that comes with the tool."""
    return os.path.dirname(os.path.abspath(path)) == resources.resource("checks", "profiles")


def place_in(file: DataFile, pointer: str) -> tuple[int, int]:
    """Return the line and column of a setting's key, or of the nearest setting around it that is there."""
    while pointer not in file.places and "/" in pointer:
        pointer = pointer.rpartition("/")[0]
    return file.places.get(pointer, (1, 1))


def fault_in(file: DataFile, pointer: str, message: str, *, at_value: bool = False) -> ProfileFault:
    """Return a fault at a setting of a file: at its key, or at its value."""
    place = file.values.get(pointer) if at_value else None
    return ProfileFault(file.path, *(place or place_in(file, pointer)), message)


def _explained(error: UnreadableError) -> ProfileFault:
    """Return the fault of a file that cannot be read, said as it is of an advice file that cannot be."""
    from sendadvice_docs.load import load  # most calls meet no such file, and need not wait for it

    said, place = error.said, (error.line, error.column)
    if not error.is_garbled:
        return ProfileFault(error.path, *place, said)
    try:
        with open(error.path, "rb") as file:
            loaded = load(file.read(), error.path)
    except OSError:  # pragma: no cover -- it was read a moment ago
        return ProfileFault(error.path, *place, said)
    for fault in loaded.faults[:1]:
        message = fault.message.replace("not an advice as YAML or JSON", "not a profile as YAML")
        said = message if message != fault.message else f"{message} {fault.suggestion}"
        place = (fault.at.line, fault.at.column)
    return ProfileFault(error.path, *place, said)


def follow(name: str, beside: str, within: str = "") -> tuple[list[DataFile], ProfileFault | None]:
    """Return the files a profile is made of, its own first, and what kept the way from being followed to its end.

    That is a file that is not readable, one that does not exist, one that was met before, or one outside the folder
    `within`, where that is given. Raises InputError where there is no profile of the name itself.
    """
    files: list[DataFile] = []
    path = file_of(name, beside, within)
    while True:
        try:
            file = read_file(path)
        except UnreadableError as error:
            return files, _explained(error)
        files.append(file)
        wanted = file.data.get("extends", None if path == shipped_file(BASE) else BASE)
        if not isinstance(wanted, str):
            return files, None
        try:
            path = file_of(wanted, os.path.dirname(os.path.abspath(file.path)), within)
        except InputError as error:
            return files, fault_in(file, "/extends", str(error), at_value=True)
        met = [os.path.abspath(one.path) for one in files]
        if os.path.abspath(path) in met:
            way = " → ".join([*(os.path.basename(one) for one in met[met.index(os.path.abspath(path)) :]), wanted])
            said = f"this profile extends itself ({way}); take out the “extends” that leads back to it."
            return files, fault_in(file, "/extends", said, at_value=True)
        if len(files) >= _LONGEST_CHAIN:
            said = f"more than {_LONGEST_CHAIN} profiles stand on one another here; let this one extend {BASE}."
            return files, fault_in(file, "/extends", said, at_value=True)


def _own(file: DataFile) -> dict[str, Any]:
    """Return what a file says itself, with the paths of its templates and the titles of its sources made whole."""
    folder = os.path.dirname(os.path.abspath(file.path))
    templates = {key: os.path.join(folder, value) for key, value in file.data.get("templates", {}).items()}
    return {**file.data, "templates": templates, "sources": dict(_sources(file.data))}


def templates_outside(files: Sequence[DataFile], within: str) -> Iterator[ProfileFault]:
    """Yield a fault for each template that a file names outside a folder; the tool's own files are left alone."""
    for file in files:
        for key, path in {} if is_shipped(file.path) else _own(file)["templates"].items():
            if not is_inside(path, within):
                said = (
                    "this template lies outside the folder of the advice that names the profile. If the profile is "
                    "your council's, choose it yourself with “--profile PATH”, or put the template beside the advice."
                )
                yield fault_in(file, f"/templates/{key}", said, at_value=True)


def _settings(data: Mapping[str, Any], before: str = "") -> Iterator[str]:
    for key, value in data.items():
        yield f"{before}{key}"
        if isinstance(value, dict):
            yield from _settings(value, f"{before}{key}/")


def _sources(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every setting of a file with the document it rests on and the place in it, as people see them."""
    given, whole = data.get("sources", {}), data.get("document", "")
    for setting in _settings({key: value for key, value in data.items() if key not in _NO_SETTINGS}):
        around = setting
        while around not in given and "/" in around:
            around = around.rpartition("/")[0]
        one = given.get(around, {"document": whole})
        source = {"document": whole, "place": one} if isinstance(one, str) else one
        yield setting, ", ".join(filter(None, (source["document"], source.get("place"))))


def merged(files: Sequence[DataFile]) -> dict[str, Any]:
    """Return the settings of a profile's files (its own first) laid over one another.

    Mappings are laid over one another key by key; a list, like any single value, takes the place of the one beneath.
    """
    data: dict[str, Any] = {}
    for file in reversed(files):
        data = _laid(data, _own(file), "")
    return data


def _laid(base: Mapping[str, Any], own: Mapping[str, Any], pointer: str) -> dict[str, Any]:
    laid = dict(base)
    for key, value in own.items():
        before = laid.get(key)
        if value is None and pointer in _MAY_TAKE_OUT:
            laid.pop(key, None)
        elif isinstance(before, dict) and isinstance(value, dict):
            laid[key] = _laid(before, value, f"{pointer}/{key}")
        else:
            laid[key] = _laid({}, value, f"{pointer}/{key}") if isinstance(value, dict) else value
    return laid


def origins(files: Sequence[DataFile], data: Mapping[str, Any]) -> dict[str, Place]:
    """Return for each setting of merged data, by JSON Pointer, the file and the line it comes from."""
    found: dict[str, Place] = {}

    def note(value: Any, pointer: str) -> None:
        found[pointer] = _origin(files, pointer)
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, one in inner:
            note(one, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")

    for key, value in data.items():
        note(value, f"/{key}")
    return found


def _origin(files: Sequence[DataFile], pointer: str) -> Place:
    # The first file that has the setting has the last word on it: what it holds of a list or value hides the rest.
    file = next((one for one in files if pointer in one.places), files[-1])
    return file.path, place_in(file, pointer)[0]
