"""The recipe from data to a loaded model, in small."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from toy import write_data, write_links

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The work folder of a short run, and the data folder."""
    from training.lexicon import embeddings
    from training.model import Size
    from training.pack import pack, pack_dev
    from training.prepare import prepare
    from training.tokenise import train_sentencepiece, vocabulary
    from training.train import Settings, Trainer

    place = tmp_path_factory.mktemp("training")
    data, work = place / "data", place / "work"
    write_data(data, 700)
    prepare(data, work)
    write_links(work)
    train_sentencepiece(work / "clean", work / "source.model", size=600)
    pack(work, shards=1, tokens=60_000)
    pack_dev(data, work)
    rows = embeddings(
        [work / "packed" / "shard-000.npz"], len(vocabulary(work / "source.model")), 64
    )
    np.save(work / "embeddings.npy", rows)
    settings = Settings(
        work=str(work),
        size=Size(d_model=64, ffn=128, heads=4, encoder_layers=2, decoder_layers=1, positions=256),
        batch=1500,
        rate=4e-3,
        muon_rate=8e-3,
        warmup=10,
        max_tokens=120_000,
        bf16=False,
        threads=1,
        guide_tokens=1e5,
    )
    trainer = Trainer(settings)
    before = trainer.gap(trainer_dev(work))
    trainer.train()
    after = trainer.gap(trainer_dev(work))
    (work / "gaps.json").write_text(json.dumps([before, after]))
    return work, data


def trainer_dev(work: Path):  # type: ignore[no-untyped-def]
    from training.batches import Shard

    return Shard.load(work / "packed" / "dev.npz")


def test_loss_falls_and_the_source_is_used(trained: tuple[Path, Path]) -> None:
    before, after = json.loads((trained[0] / "gaps.json").read_text())
    assert after[0] < before[0] - 2.0
    assert after[1] - after[0] > 0.3


def test_resumes_from_the_checkpoint(trained: tuple[Path, Path]) -> None:
    from training.model import Size
    from training.train import Settings, Trainer

    saved = json.loads((trained[0] / "run" / "settings.json").read_text())
    settings = Settings(work=str(trained[0]), size=Size(**saved["size"]), max_tokens=120_000)
    trainer = Trainer(settings)
    assert trainer.tokens >= 120_000
    assert trainer.position != (0, 0)
    assert trainer.optimisers[0].state


def test_exported_folder_loads_everywhere(trained: tuple[Path, Path], tmp_path: Path) -> None:
    from transformers import AutoTokenizer, MarianMTModel

    from training.evaluate import Engine
    from training.export import check_conversion, export, load_weights
    from training.model import Size

    work, _ = trained
    saved = json.loads((work / "run" / "settings.json").read_text())
    folder = tmp_path / "model"
    weights = load_weights(work / "run" / "checkpoint.pt")
    export(weights, Size(**saved["size"]), work / "source.model", folder, card="A toy.\n")
    assert not weights["model.shared.weight"][-1].any(), "the padding row must stay zero"
    tokenizer = AutoTokenizer.from_pretrained(str(folder))
    ids = tokenizer(">>rus<< Doctors <term> sold <as> продать </term> <x0>.")["input_ids"]
    pieces = tokenizer.convert_ids_to_tokens(ids)
    assert pieces[0] == ">>rus<<"
    assert {"<term>", "<as>", "</term>", "<x0>", "</s>"} <= set(pieces)
    assert "<unk>" not in pieces
    assert MarianMTModel.from_pretrained(str(folder)).config.pad_token_id == len(tokenizer) - 1
    lines = ["Doctors yesterday opened museum 27.", "Leyla today sold port 315."]
    assert check_conversion(folder, lines) == 1.0
    described = json.loads((folder / "translator.json").read_text(encoding="utf-8"))
    assert described["terminology"] == "annotated"
    assert "en-az" in described["pairs"]
    assert all(Engine(folder).translate(lines, "ru"))


def test_evaluation_reports_every_direction(trained: tuple[Path, Path], tmp_path: Path) -> None:
    pytest.importorskip("sacrebleu")
    from training.evaluate import evaluate, table
    from training.export import export, load_weights
    from training.model import Size

    work, data = trained
    saved = json.loads((work / "run" / "settings.json").read_text())
    weights = load_weights(work / "run" / "checkpoint.pt")
    export(weights, Size(**saved["size"]), work / "source.model", tmp_path / "model")
    report = evaluate(tmp_path / "model", data, limit=5)
    assert len(report["sets"]) == 6
    assert "flores-devtest en-az" in table(report)
    assert "bleu" in report["signatures"]
