"""Files as strangers write them, and what is read from each; set UPDATE_GOLDEN=1 to write anew."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest
from parallel_samples import hostile, persian, russian

from translator import __version__
from translator.parallel.pair import Wanted
from translator.parallel.reading import open_parallel
from translator.parallel.registry import WRITERS

GOLDEN = Path(__file__).parents[2] / "golden" / "parallel_reading"
STRANGERS = sorted(
    path.name for path in GOLDEN.iterdir() if not path.name.startswith(("read.", "written."))
)
SAMPLES = {"russian": russian, "persian": persian, "hostile": hostile}


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("wanted", [Wanted(), Wanted("en", "ru"), Wanted("", "az")], ids=str)
def test_strangers(name: str, wanted: Wanted) -> None:
    warnings: list[str] = []
    with open_parallel(GOLDEN / name) as file:
        found = [asdict(p) for p in file.reader.read(file.stream, name, wanted, warnings.append)]
    kept = [{key: value for key, value in pair.items() if value} for pair in found]
    shown = {"reader": file.reader.name, "warnings": warnings, "pairs": kept}
    made = json.dumps(shown, ensure_ascii=False, indent=1) + "\n"
    ending = "-".join(part for part in (wanted.source_lang, wanted.target_lang) if part) or "any"
    expected = GOLDEN / f"read.{name}.{ending}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(made, encoding="utf-8")
    assert made == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["xlf", "xlf2"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_written(sample: str, ending: str) -> None:
    made = WRITERS[ending].write(SAMPLES[sample]()).replace(__version__.encode(), b"VERSION")
    path = GOLDEN / f"written.{sample}.{ending}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(made)
    assert made == path.read_bytes()
