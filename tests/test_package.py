"""The package as people get it: built, installed into an empty environment, and run from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = ("schema", "templates", "checks", "samples")


def _run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([str(one) for one in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def _data_files() -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for folder in DATA
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith((".", "~"))
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the source package, and the wheel from it: what a source package lacks, a wheel silently lacks too."""
    out = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    return {"sdist": next(out.glob("*.tar.gz")), "wheel": next(out.glob("*.whl"))}


@pytest.mark.slow
def test_the_source_package_carries_everything_the_wheel_and_the_tests_need(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert _data_files() <= names
    assert {"README.md", "LICENSE", "Makefile", "CHANGELOG.md", "pyproject.toml", "tests/test_package.py"} <= names


@pytest.mark.slow
def test_the_wheel_carries_the_four_data_folders(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["wheel"]) as archive:
        names = set(archive.namelist())
    assert {f"sendadvice_docs/data/{name}" for name in _data_files()} <= names
    assert not [name for name in names if name.startswith(("tests", "schema", "checks"))]


@pytest.mark.slow
def test_the_installed_wheel_lints_and_renders_a_sample_from_another_folder(
    built: dict[str, Path], tmp_path: Path
) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", built["wheel"], cwd=tmp_path)
    where = _run(python, "-c", "import sendadvice_docs as s; print(s.__file__)", cwd=tmp_path).stdout.strip()
    assert str(ROOT) not in where
    samples = Path(where).parent / "data" / "samples"
    sample = next(path for path in sorted(samples.glob("*.yaml")) if "faulty" not in path.name)
    _run(python, "-m", "sendadvice_docs", "lint", sample, cwd=tmp_path)
    _run(python, "-m", "sendadvice_docs", "render", sample, "--out", tmp_path / "plan", cwd=tmp_path)
    assert sorted(path.name for path in (tmp_path / "plan").iterdir()) == [
        "section-D.docx",
        "section-H1.docx",
        "section-H2.docx",
    ]
