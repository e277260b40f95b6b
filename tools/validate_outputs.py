"""Write every sample in every layout, and see that three independent readers take each document.

    python tools/validate_outputs.py [FILE.docx ...]

The readers are python-docx, LibreOffice, and the validator of the Open XML SDK (installed by `make valid`, pinned in
`tools/validator/package-lock.json`). Good samples are written as they are, their faulty twins as drafts; further files
may be given. Exits with 1 where a document is not taken, and with 2 where a reader is missing: no check is skipped.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sendadvice_docs.documents import INSERT, LAYOUTS  # noqa: E402
from sendadvice_docs.errors import InputError  # noqa: E402
from sendadvice_docs.formats import pdf  # noqa: E402
from sendadvice_docs.load import load  # noqa: E402
from sendadvice_docs.profile import load_profile  # noqa: E402
from sendadvice_docs.render import load_templates, render  # noqa: E402
from sendadvice_docs.sections import fragment  # noqa: E402
from sendadvice_docs.validate import validate  # noqa: E402

VALIDATOR = ROOT / "tools" / "validator" / "node_modules" / ".bin" / "ooxml-validator"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

Documents = Mapping[str, bytes]
#: What is wrong with the documents, in words; none where all were taken.
Faults = list[str]


class MissingReaderError(Exception):
    """One of the three readers is not installed; says how to get it."""


def outputs() -> dict[str, bytes]:
    """Return every document of every sample, by a name that says which."""
    made = {}
    for path in sorted((ROOT / "samples").glob("*.yaml")):
        draft = path.stem.endswith("-faulty")
        for number, one in enumerate(map(validate, load(path.read_bytes(), str(path)).documents)):
            if one.advice is None:
                raise SystemExit(f"{path}: this sample does not fit the form of an advice.")
            profile = load_profile(one.advice.profile or "national")
            data = fragment(one.advice, profile, one.advice.completed)
            for layout in LAYOUTS:
                if layout != INSERT:  # no document by itself, but what goes into a plan
                    documents = render(data, load_templates(profile, {}, layout), draft=draft)
                    made |= {f"{path.stem}-{number}-{name}": content for name, content in documents.items()}
    return made


def python_docx(documents: Documents) -> Faults:
    """Open each document in python-docx and look for its title in its text."""
    faults = []
    for name, content in documents.items():
        try:
            document = docx.Document(io.BytesIO(content))
        except Exception as error:  # noqa: BLE001 -- whatever it says of the file is what we want to know
            faults.append(f"{name}: {type(error).__name__}: {error}")
            continue
        if title_of(content) not in [one.text for one in document.paragraphs]:
            faults.append(f"{name}: its title is not in its text")
    return faults


def libre_office(documents: Documents) -> Faults:
    """Open all documents in LibreOffice, and compare the titles of the PDF it makes: it would read anything as text."""
    try:
        pdf.program()
        made = pdf.convert(list(documents.values()))
    except InputError as error:
        if str(error) == pdf.MISSING:
            raise MissingReaderError("LibreOffice is missing: sudo apt install libreoffice-writer") from None
        return [str(error)]
    faults = []
    for (name, content), page in zip(documents.items(), made, strict=True):
        if f"/Title<FEFF{title_of(content).encode('utf-16-be').hex().upper()}>".encode() not in page:
            faults.append(f"{name}: LibreOffice did not read it as a Word document")
    return faults


def title_of(document: bytes) -> str:
    """Return the title in a Word file's properties; a question mark, which no title of ours is, where there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as archive:
            return etree.fromstring(archive.read("docProps/core.xml")).findtext(_TITLE) or "?"
    except (zipfile.BadZipFile, KeyError):
        return "?"


def open_xml(documents: Documents) -> Faults:
    """Validate each document against the schemas of Office Open XML, as Microsoft 365 has them."""
    if not VALIDATOR.exists():
        raise MissingReaderError("The validator is missing: make valid installs it (it needs Node.js 18 and npm)")
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:

        def validated(name: str) -> Faults:
            path = Path(folder) / f"{name}.docx"
            path.write_bytes(documents[name])
            done = subprocess.run([str(VALIDATOR), str(path)], capture_output=True, text=True, check=False)
            if done.returncode == 2 or not done.stdout:
                raise MissingReaderError(f"The validator did not run: {done.stderr.strip()}")
            told = json.loads(done.stdout)
            if told["ok"] is True and done.returncode == 0:
                return []
            return [f"{name}: {one['path']} {one['xPath']}: {one['description']}" for one in told["errors"]]

        return [fault for faults in pool.map(validated, documents) for fault in faults]


READERS: Mapping[str, Callable[[Documents], Faults]] = {
    "python-docx": python_docx,
    "LibreOffice": libre_office,
    "Open XML validator": open_xml,
}


def main() -> int:
    """Run every reader over every document, say what was found, and return the exit status."""
    documents = outputs() | {Path(path).stem: Path(path).read_bytes() for path in sys.argv[1:]}
    status = 0
    for name, read in READERS.items():
        try:
            faults = read(documents)
        except MissingReaderError as error:
            print(error, file=sys.stderr)
            status = 2
            continue
        for fault in faults:
            print(f"{name}: {fault}", file=sys.stderr)
        status = status or int(bool(faults))
        print(f"{name}: {len(documents)} documents, {len(faults)} faults")
    return status


if __name__ == "__main__":
    sys.exit(main())
