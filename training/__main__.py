"""``python -m training STEP``: the recipe, step by step or all at once."""

from __future__ import annotations

import argparse
import json
import math
import os
from pathlib import Path

from training.mixes import MIXES

STEPS = ("prepare", "align", "tokenise", "pack", "train", "export", "evaluate", "card", "all")
ASKED = ("synthesise",)
TRAVEL = ("bundle", "unbundle", "split", "join")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    default = os.environ.get("TRANSLATOR_TRAINING_DATA", "data")
    p = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    p.add_argument("step", choices=(*STEPS, *ASKED, *TRAVEL))
    p.add_argument("--data", type=Path, default=Path(default), help="folder of parallel text")
    p.add_argument("--work", type=Path, default=Path("work"), help="folder for everything between")
    p.add_argument("--out", type=Path, default=Path("export"), help="folder of the exported model")
    p.add_argument("--mix", choices=tuple(MIXES), default="core", help="the directions")
    p.add_argument("--permissive", action="store_true", help="permissive licences only")
    p.add_argument("--archive", type=Path, default=Path("bundle.tar.xz"), help="of the bundle")
    p.add_argument("--parts", type=Path, default=Path("parts"), help="folder of a model's parts")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--vocabulary", type=int, default=8000, help="SentencePiece pieces")
    p.add_argument("--shards", type=int, default=5)
    p.add_argument("--shard-tokens", type=int, default=1_000_000)
    p.add_argument("--first-shard", type=int, default=0)
    p.add_argument("--processes", type=int, default=1, help="that pack shards at once")
    p.add_argument("--packed", default="packed", help="name of the shards' folder below --work")
    p.add_argument("--run", default="run", help="name of the training run below --work")
    p.add_argument("--init", type=Path, help="an exported model to go on from")
    p.add_argument("--batch", type=int, default=4000, help="target pieces a step")
    p.add_argument("--accumulate", type=int, default=1)
    p.add_argument("--rate", type=float, default=3e-3, help="AdamW's peak")
    p.add_argument("--muon-rate", type=float, default=5e-3, help="Muon's peak")
    p.add_argument("--warmup", type=int, default=100)
    p.add_argument("--guide", type=float, default=1.0, help="weight of guided alignment at first")
    p.add_argument("--guide-end", type=float, default=0.2)
    p.add_argument("--guide-tokens", type=float, default=8e6, help="when --guide-end is reached")
    p.add_argument("--max-tokens", type=float, default=20e6, help="target pieces in all")
    p.add_argument("--until", default="", help="UTC time HH:MM at which the rate reaches zero")
    p.add_argument("--decay-minutes", type=float, default=30.0)
    p.add_argument("--decay-share", type=float, default=0.3)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--device", default="cpu")
    p.add_argument("--d-model", type=int, default=256)
    p.add_argument("--ffn", type=int, default=1024)
    p.add_argument(
        "--notes",
        type=Path,
        default=Path(__file__).with_name("notes.json"),
        help="what a person says in the card",
    )
    p.add_argument("--version", default="0")
    p.add_argument("--average", type=int, default=1, help="last weight files to average")
    p.add_argument("--limit", type=int, default=None, help="lines a test set, or made")
    p.add_argument("--model", type=Path, default=Path("export"), help="that synthesise uses")
    p.add_argument("--direction", default="", help="that the made pairs are for: az-en")
    p.add_argument("--distil", action="store_true", help="make targets, not sources")
    p.add_argument("--beam", type=int, default=1, help="of synthesise")
    p.add_argument("--split", choices=("dev", "test"), default="test")
    return p


def prepare(a: argparse.Namespace) -> None:
    """Clean the data."""
    from training.prepare import prepare as run

    report = run(a.data, a.work, mix=MIXES[a.mix], permissive=a.permissive)
    for name, counts in report.items():
        print(name, dict(counts))
    (a.work / "prepare.json").write_text(json.dumps(report, indent=1), encoding="utf-8")


def synthesise(a: argparse.Namespace) -> None:
    """Pairs of which the model in ``--model`` writes one side; before `align`."""
    from training.evaluate import Engine
    from training.sources import BY_NAME
    from training.synthesise import synthesise as run

    source, _, target = a.direction.partition("-")
    kinds = {name: entry.kind for name, entry in BY_NAME.items()}
    report = run(
        Engine(a.model, threads=a.threads),
        a.work,
        MIXES[a.mix],
        (source, target),
        kinds=kinds,
        distil=a.distil,
        limit=a.limit,
        beam=a.beam,
        seed=a.seed,
    )
    print(a.direction, report)


def align(a: argparse.Namespace) -> None:
    """Word alignment."""
    from training.align import align as run

    run(a.work, MIXES[a.mix].pairs)


def tokenise(a: argparse.Namespace) -> None:
    """The SentencePiece model."""
    from training.tokenise import train_sentencepiece

    train_sentencepiece(a.work / "clean", a.work / "source.model", size=a.vocabulary, seed=a.seed)


def pack(a: argparse.Namespace) -> None:
    """Shards, the development batch and the embeddings' head start."""
    import numpy as np

    from training.lexicon import embeddings
    from training.pack import pack_dev
    from training.pack import pack_together as run
    from training.tokenise import vocabulary

    run(
        a.work,
        a.processes,
        shards=a.shards,
        tokens=a.shard_tokens,
        seed=a.seed,
        first=a.first_shard,
        name=a.packed,
        mix=MIXES[a.mix],
        permissive=a.permissive,
    )
    pack_dev(a.data, a.work, mix=MIXES[a.mix], name=a.packed)
    if a.first_shard == 0:
        files = sorted((a.work / a.packed).glob("shard-*[0-9].npz"))[:5]
        size = len(vocabulary(a.work / "source.model"))
        np.save(a.work / "embeddings.npy", embeddings(files, size, a.d_model, seed=a.seed))


def train(a: argparse.Namespace) -> None:
    """Train or go on training."""
    from training.model import Size
    from training.train import Settings, Trainer

    settings = Settings(
        work=str(a.work),
        size=Size(d_model=a.d_model, ffn=a.ffn),
        seed=a.seed,
        batch=a.batch,
        accumulate=a.accumulate,
        rate=a.rate,
        muon_rate=a.muon_rate,
        warmup=a.warmup,
        guide=a.guide,
        guide_end=a.guide_end,
        guide_tokens=a.guide_tokens,
        max_tokens=1e12 if a.until else a.max_tokens,
        until=a.until,
        decay_minutes=a.decay_minutes,
        decay_share=a.decay_share,
        threads=a.threads,
        run_name=a.run,
        packed=a.packed,
        mix=a.mix,
        init=str(a.init or ""),
    )
    Trainer(settings, a.device).train()


def export(a: argparse.Namespace) -> None:
    """The Hugging Face folder, its conversion checked."""
    from training.export import check_conversion, load_weights
    from training.export import export as run
    from training.model import Size
    from training.train import average

    folder = a.work / a.run
    weights = load_weights(folder / "checkpoint.pt")
    if a.average > 1:
        weights = average(sorted(folder.glob("weights-*.pt"))[-a.average :])
    size = Size(d_model=a.d_model, ffn=a.ffn)
    run(weights, size, a.work / "source.model", a.out, version=a.version, mix=MIXES[a.mix])
    sentences = ["The meeting was held in Baku.", "Two people were hurt.", "He said nothing."]
    print("same in CTranslate2 and transformers:", check_conversion(a.out, sentences))


def evaluate(a: argparse.Namespace) -> None:
    """Figures, to the screen and to ``evaluation.json`` in the work folder."""
    from training.evaluate import evaluate as run
    from training.evaluate import table, write_report

    report = run(a.out, a.data, mix=MIXES[a.mix], limit=a.limit, split=a.split)
    print(table(report))
    if (a.work / "clean").exists():
        from training.terms import evaluate_terms

        report["terms"] = evaluate_terms(
            a.out, a.data, a.work, mix=MIXES[a.mix], limit=a.limit or 300
        )
        for direction, figures in report["terms"].items():
            print(direction, {k: v for k, v in figures.items() if k != "examples"})
    write_report(report, a.work / f"evaluation-{a.split}.json")


def card(a: argparse.Namespace) -> None:
    """The model card, from the reports and from what a person wrote in ``--notes``."""
    from safetensors import safe_open

    from training.card import card as run

    test = json.loads((a.work / "evaluation-test.json").read_text(encoding="utf-8"))
    notes = json.loads(a.notes.read_text(encoding="utf-8"))
    config = json.loads((a.out / "config.json").read_text(encoding="utf-8"))
    with safe_open(str(a.out / "model.safetensors"), "pt") as file:
        shapes = [file.get_slice(name).get_shape() for name in file.keys()]  # noqa: SIM118
    size = {name: config[name] for name in ("d_model", "encoder_layers", "decoder_layers")}
    text = run(
        a.work / a.run,
        a.work,
        test,
        test.get("terms", {}),
        size=size,
        vocabulary=config["vocab_size"],
        parameters=sum(math.prod(shape) for shape in shapes),
        version=a.version,
        mix=MIXES[a.mix],
        notes=notes,
    )
    (a.out / "README.md").write_text(text, encoding="utf-8")


def bundle(a: argparse.Namespace) -> None:
    """The prepared data as one archive."""
    from training.bundle import bundle as run

    print(f"{a.archive}: {run(a.work, a.data, a.archive) / 2**20:.1f} MiB")


def unbundle(a: argparse.Namespace) -> None:
    """The archive unpacked beside the work folder: use `--work DIR/work --data DIR/data` then."""
    from training.bundle import unbundle as run

    run(a.archive, a.work.parent)


def split(a: argparse.Namespace) -> None:
    """The exported model as a tar file in parts under 16 MiB."""
    import tarfile

    from training.bundle import split as run

    whole = a.out.with_suffix(".tar")
    with tarfile.open(whole, "w") as tar:
        tar.add(a.out, "model")
    for part in run(whole, a.parts):
        print(part)


def join(a: argparse.Namespace) -> None:
    """The parts put together: ``--out`` with the ending ``.tar``."""
    from training.bundle import join as run

    run(a.parts, f"{a.out.name}.tar", a.out.with_suffix(".tar"))


def main(arguments: list[str] | None = None) -> None:
    """Run one step, or all of them in order."""
    a = parser().parse_args(arguments)
    a.work.mkdir(parents=True, exist_ok=True)
    steps = {
        "prepare": prepare,
        "align": align,
        "tokenise": tokenise,
        "pack": pack,
        "train": train,
        "export": export,
        "evaluate": evaluate,
        "card": card,
    }
    travel = {"bundle": bundle, "unbundle": unbundle, "split": split, "join": join}
    for name, step in steps.items():
        if a.step in (name, "all"):
            step(a)
    others = {"synthesise": synthesise, **travel}
    if a.step in others:
        others[a.step](a)


if __name__ == "__main__":
    main()
