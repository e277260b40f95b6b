"""Word documents into PDF, through LibreOffice where it is installed: tagged, after PDF/UA-1 (ISO 14289-1).

LibreOffice runs without a window, in a private temporary folder that holds its settings, the documents and the results,
and that is removed whatever happens. Its settings forbid macros and links. The same document, LibreOffice and fonts
give the same bytes, because the day of making and the identifier drawn from it are taken out.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sendadvice_docs.errors import InputError

#: Seconds LibreOffice may take to start, and for each document; a long one takes half a second on an old computer.
_START_SECONDS: Final = 90
_DOCUMENT_SECONDS: Final = 15
#: Documents a call: enough that starting costs nothing, and few enough for a command line.
_TOGETHER: Final = 100
#: Where the programs stand that their installers do not put on the path.
_USUAL_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
MISSING: Final = (
    "To write PDF this tool needs LibreOffice, which was not found on this computer. Install it, free of charge, from "
    "www.libreoffice.org (Windows and Mac) or with “sudo apt install libreoffice-writer” (Debian and Ubuntu), and try "
    "again. Or write Word documents and choose Save As, PDF in Word. Nothing was written."
)

_SETTINGS: Final = {
    "/org.openoffice.Office.Common/Filter/PDF/Export": {"PDFUACompliance": "true", "UseTaggedPDF": "true"},
    "/org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "DisableActiveContent": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
    },
    "/org.openoffice.Office.Common/History": {"PickListSize": "0"},
    "/org.openoffice.Office.Recovery/AutoSave": {"Enabled": "false"},
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
}
#: What tells when a file was made. Each is overwritten in place, so that no offset in the file moves.
_MADE_ON: Final = re.compile(
    rb"/(?:CreationDate|ModDate)\s*\(D:[^()]*\)|<xmp:(?P<tag>CreateDate|ModifyDate|MetadataDate)>[^<]*</xmp:(?P=tag)>"
    rb"|/DocChecksum\s*/[0-9A-F]{32}"
)
_IDENTIFIER: Final = re.compile(rb"(/ID\s*\[\s*<)([0-9A-F]{32})(>\s*<)([0-9A-F]{32})(>\s*\])")


def program() -> str:
    """Return the path of LibreOffice; raises InputError, with how to install it, where it is not found."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    for place in _USUAL_PLACES:
        if os.path.isfile(place):
            return place
    raise InputError(MISSING)


def convert(documents: Sequence[bytes]) -> list[bytes]:
    """Return the PDF of each Word document, in order.

    Raises InputError where LibreOffice is missing, takes too long, or does not read a document.
    """
    command = program()
    made: list[bytes] = []
    for start in range(0, len(documents), _TOGETHER):
        made += _converted(command, documents[start : start + _TOGETHER])
    return made


def _converted(command: str, documents: Sequence[bytes]) -> list[bytes]:
    with _ended_cleanly(), tempfile.TemporaryDirectory(prefix="sendadvice-", ignore_cleanup_errors=True) as given:
        folder = Path(given)
        names = [f"{number:04}" for number in range(len(documents))]
        for name, content in zip(names, documents, strict=True):
            (folder / f"{name}.docx").write_bytes(content)
        _write_settings(folder / "profile" / "user")
        (folder / "temporary").mkdir()
        arguments = [
            command,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard"),
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", given),
            *(str(folder / f"{name}.docx") for name in names),
        ]
        _run(arguments, folder, _START_SECONDS + _DOCUMENT_SECONDS * len(documents))
        return [_undated(_result(folder / f"{name}.pdf")) for name in names]


def _write_settings(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>',
        encoding="utf-8",
    )


def _run(arguments: Sequence[str], folder: Path, seconds: int) -> None:
    temporary = str(folder / "temporary")
    environment = {**os.environ, "TMPDIR": temporary, "TMP": temporary, "TEMP": temporary, "SAL_USE_VCLPLUGIN": "svp"}
    if sys.platform.startswith("linux"):
        environment["HOME"] = str(folder / "profile")  # what it may note of recent documents goes away with the folder
    try:
        process = subprocess.Popen(  # noqa: S603 -- a program found by name; every argument is this module's own
            arguments,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name != "nt",
        )
    except OSError as error:
        raise InputError(
            f"LibreOffice ({arguments[0]}) could not be started: {error.strerror}. Install it again, or write Word "
            "documents and choose Save As, PDF in Word. Nothing was written."
        ) from None
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise InputError(
            f"LibreOffice was still working after {seconds} seconds and was stopped. Try again with fewer advices at a "
            "time, or write Word documents and choose Save As, PDF in Word. Nothing was written."
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the helpers it started, and wait until it is gone; one that has ended is left alone."""
    if process.poll() is not None:
        return
    if os.name == "nt":
        subprocess.run(  # noqa: S603 -- the number of a process started here
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607 -- part of Windows
            check=False,
            capture_output=True,
        )
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


@contextlib.contextmanager
def _ended_cleanly() -> Iterator[None]:
    """Have a request to end this program clear up first, as Ctrl-C does: no content may stay in temporary files."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _result(path: Path) -> bytes:
    try:
        made = path.read_bytes()
    except OSError:
        made = b""
    if not made.startswith(b"%PDF-"):
        raise InputError(
            "LibreOffice made no PDF of a document. If it is open on this computer, close it and try again; else open "
            "the Word document in it, to see whether it can be read. Nothing was written."
        )
    return made


def _undated(content: bytes) -> bytes:
    """Return a PDF without the day it was made, and with an identifier that depends on its content alone."""
    plain = _MADE_ON.sub(lambda found: b" " * len(found.group()), content)
    plain = _IDENTIFIER.sub(lambda found: _identified(found, b"0" * 32), plain)
    digest = hashlib.sha256(plain).hexdigest()[:32].upper().encode()
    return _IDENTIFIER.sub(lambda found: _identified(found, digest), plain)


def _identified(found: re.Match[bytes], digest: bytes) -> bytes:
    return found[1] + digest + found[3] + digest + found[5]
