"""Files are written whole or not at all, and the message says why not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sendadvice_docs.errors import InputError
from sendadvice_docs.files import write_all, write_whole


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_file_is_written_into_a_folder_that_did_not_exist(tmp_path: Path) -> None:
    write_whole(str(tmp_path / "new" / "deep" / "a.docx"), b"content")
    assert contents(tmp_path) == {"new/deep/a.docx": b"content"}


def test_a_file_that_stands_is_replaced_and_keeps_who_may_read_it(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"before")
    target.chmod(0o640)
    write_whole(str(target), b"after")
    assert contents(tmp_path) == {"a.docx": b"after"}
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_is_as_readable_as_any_other_new_file(tmp_path: Path) -> None:
    write_whole(str(tmp_path / "ours"), b"")
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "link.docx").symlink_to(tmp_path / "shared" / "real.docx")
    write_whole(str(tmp_path / "link.docx"), b"content")
    assert (tmp_path / "link.docx").is_symlink()
    assert (tmp_path / "shared" / "real.docx").read_bytes() == b"content"


def test_a_path_in_the_present_folder_needs_no_folder_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_all({"a.docx": b"a", "b.docx": b"b"})
    assert contents(tmp_path) == {"a.docx": b"a", "b.docx": b"b"}


def test_several_files_replace_several_and_leave_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old a")
    write_all({str(tmp_path / "a"): b"new a", str(tmp_path / "b"): b"new b"})
    assert contents(tmp_path) == {"a": b"new a", "b": b"new b"}


def test_no_files_are_no_trouble() -> None:
    write_all({})


def folder_in_the_way(folder: Path) -> Path:
    (folder / "out" / "c.docx").mkdir(parents=True)
    return folder / "out" / "c.docx"


def file_where_a_folder_belongs(folder: Path) -> Path:
    (folder / "out").write_bytes(b"a file")
    return folder / "out" / "c.docx"


def name_too_long(folder: Path) -> Path:
    return folder / "out" / ("c" * 400)


def device_folder(folder: Path) -> Path:
    return Path("/dev/null/c.docx")


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        pytest.param(folder_in_the_way, "a folder of that name is in the way", id="a folder of that name"),
        pytest.param(file_where_a_folder_belongs, "a file", id="a file where a folder belongs"),
        pytest.param(name_too_long, "the name is too long", id="a name too long"),
        pytest.param(device_folder, "a file", id="a folder inside a device"),
    ],
)
def test_one_file_that_cannot_be_written_leaves_everything_as_it_was(tmp_path: Path, prepare, reason: str) -> None:
    bad = prepare(tmp_path)
    (tmp_path / "a.docx").write_bytes(b"old a")
    before = contents(tmp_path)
    folders = sorted(path for path in tmp_path.rglob("*") if path.is_dir())
    with pytest.raises(InputError) as raised:
        write_all(
            {
                str(tmp_path / "a.docx"): b"new a",
                str(tmp_path / "new" / "b.docx"): b"b",
                str(bad): b"c",
            }
        )
    assert str(raised.value).startswith(f"{bad}: this cannot be written: {reason}")
    assert contents(tmp_path) == before
    assert sorted(path for path in tmp_path.rglob("*") if path.is_dir()) == folders


def no_hard_links(source: str, target: str) -> None:
    raise OSError(95, "not supported", source)


@pytest.mark.parametrize(
    "link", [pytest.param(os.link, id="with hard links"), pytest.param(no_hard_links, id="without hard links")]
)
def test_a_failure_while_putting_files_in_place_brings_the_old_ones_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link
) -> None:
    # As on Windows when the last of the three is open in Word.
    (tmp_path / "a").write_bytes(b"old a")
    (tmp_path / "c").write_bytes(b"old c")
    real = os.replace

    def replace(source: str, target: str) -> None:
        if target == str(tmp_path / "c"):
            raise PermissionError(13, "in use", target)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "link", link)
    with pytest.raises(InputError, match="open in another program"):
        write_all({str(tmp_path / name): b"new" for name in ("a", "b", "c")})
    assert contents(tmp_path) == {"a": b"old a", "c": b"old c"}


def test_an_interruption_leaves_no_half_written_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old a")

    def replace(source: str, target: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        write_whole(str(tmp_path / "a"), b"new a")
    assert contents(tmp_path) == {"a": b"old a"}


def test_a_file_somebody_protected_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    # The administrator who may run the tests is allowed everything, so the answer is given here.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError, match="not allowed to write"):
        write_whole(str(target), b"new")
    assert contents(tmp_path) == {"a": b"old"}


def test_a_path_no_system_has_is_a_clear_message() -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_whole("a\0b", b"")


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_whole("/dev/null", b"content")
    assert not Path("/dev/null").is_file()
