"""The wheel holds all that a translation needs: glossaries, segmentation data, the model."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package installed from a freshly built wheel, away from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run([*pip, *build], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def _run(site: Path, cwd: Path, *args: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    code = "import sys; from translator.cli.app import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *args], cwd=cwd, env=env, capture_output=True, text=True
    )


def test_wheel_finds_itself_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    code = "import translator; print(translator.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert Path(done.stdout.strip()).is_relative_to(installed)


def test_wheel_translates_with_its_own_glossary_and_model(installed: Path, tmp_path: Path) -> None:
    article = tmp_path / "sea.txt"
    article.write_text("The Caspian Sea is calm today, fishermen from Baku said.\n", "utf-8")
    done = _run(
        installed, tmp_path, "translate", str(article), "-f", "en", "-t", "ru", "-g", "caspian"
    )
    assert done.returncode == 0, done.stderr
    assert "Каспийск" in done.stdout
    assert "caspian" in _run(installed, tmp_path, "glossary", "list").stdout
