"""Argos Translate 1.11 with a model of ours: the packer, and a process that is timed.

    pip install --no-deps --target DIR argostranslate==1.11.0
    python benchmarks/throughput/argos.py pack MODEL LANG FILE.argosmodel
    PYTHONPATH=DIR python benchmarks/throughput/argos.py serve FILE.argosmodel LANG

``pack`` writes the weights that CTranslate2 runs for us as an Argos package. Argos knows neither
the tag that asks our model for its language nor the end-of-sentence token that it was trained with;
CTranslate2 puts both where they belong when told that they begin and end every source.

``serve`` reads JSON lists of sentences, a line each, and answers with seconds by the clock, seconds
of the processor and the translations. Stanza, MiniSBD and spaCy are not there: they need models
from the network and cut texts into sentences, which here are cut already. A line passes through at
no cost to Argos.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
import types
import zipfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def pack(model: str, lang: str, target: Path) -> None:
    """Write a model as an Argos package for translations from English into ``lang``."""
    from translator.models.convert import prepare
    from translator.models.registry import find

    folder = find(model)
    prepared = prepare(folder, "int8", None)
    config = json.loads((prepared / "config.json").read_text("utf-8"))
    config |= {"add_source_eos": True, "eos_token": "</s>"}
    if tag := folder.tags.get(lang):
        config |= {"add_source_bos": True, "bos_token": tag}
    about = {
        "package_version": "1.0",
        "argos_version": "1.11",
        "from_code": "en",
        "from_name": "English",
        "to_code": lang,
        "to_name": lang,
    }
    root = f"translate-en_{lang}-1_0"
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(f"{root}/metadata.json", json.dumps(about))
        package.writestr(f"{root}/model/config.json", json.dumps(config))
        package.write(folder.path / "source.spm", f"{root}/sentencepiece.model")
        for path in prepared.iterdir():
            if path.is_file() and path.name != "config.json":
                package.write(path, f"{root}/model/{path.name}")


def serve(package: Path, lang: str) -> None:
    """Answer requests on standard input until it ends."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
        os.environ |= {"XDG_CACHE_HOME": home, "ARGOS_BEAM_SIZE": "1", "ARGOS_COMPUTE_TYPE": "int8"}
        _without_splitters()
        from argostranslate import package as packages
        from argostranslate import translate

        packages.install_from_path(package)
        print("ready", flush=True)
        for line in sys.stdin:
            sentences = json.loads(line)
            begin, cpu = time.perf_counter(), time.process_time()
            out = translate.translate("\n".join(sentences), "en", lang)
            seconds, used = time.perf_counter() - begin, time.process_time() - cpu
            print(json.dumps([seconds, used, out.split("\n")]), flush=True)
            translate.translate("-", "en", lang)  # it remembers the last text, line by line


def _without_splitters() -> None:
    """Stand-ins for what Argos imports to find sentences."""

    class Whole:
        def __init__(self, lang: str, **rest: Any) -> None:
            pass

        def sentences(self, text: str) -> list[str]:
            return [text]

    minisbd: Any = types.ModuleType("minisbd")
    minisbd.models = types.SimpleNamespace(cache_dir="", list_models=lambda: ["en"])
    minisbd.SBDetect = Whole
    sys.modules |= {"minisbd": minisbd, "stanza": types.ModuleType("stanza")}


if __name__ == "__main__":
    if sys.argv[1] == "pack":
        pack(sys.argv[2], sys.argv[3], Path(sys.argv[4]))
    else:
        serve(Path(sys.argv[2]), sys.argv[3])
