"""Training: resumes from a checkpoint, logs a line a minute, ends by the clock or by tokens."""

from __future__ import annotations

import json
import math
import signal
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import MarianMTModel

from training.batches import Shard, collate, endless
from training.fast import Fast
from training.mixes import MIXES
from training.model import Size, build, run
from training.tokenise import vocabulary


@dataclass
class Settings:
    """Everything that decides a run."""

    work: str
    size: Size = field(default_factory=Size)
    seed: int = 1
    batch: int = 6000
    accumulate: int = 1
    rate: float = 2e-3
    muon: bool = True
    muon_rate: float = 2e-3
    warmup: int = 200
    smoothing: float = 0.1
    guide: float = 0.3
    guide_end: float = 0.1
    guide_tokens: float = 3e6
    clip: float = 1.0
    max_tokens: float = 1e12
    until: str = ""
    decay_minutes: float = 30.0
    decay_share: float = 0.3
    checkpoint_minutes: float = 5.0
    gap_minutes: float = 5.0
    threads: int = 2
    bf16: bool = True
    lexicon: bool = True
    run_name: str = "run"
    packed: str = "packed"
    mix: str = "core"
    init: str = ""  # an exported model to go on from, its optimisers' state forgotten


def deadline(until: str, now: float) -> float:
    """The next moment that the UTC clock shows ``HH:MM``; endless when empty."""
    if not until:
        return math.inf
    hour, minute = (int(part) for part in until.split(":"))
    today = datetime.fromtimestamp(now, UTC)
    end = today.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if end.timestamp() <= now:
        end += timedelta(days=1)
    return end.timestamp()


def rate_factor(s: Settings, step: int, tokens: float, now: float, end: float) -> float:
    """Warm-up, a plateau, and a linear decay to zero by tokens or by the clock."""
    factor = min(1.0, (step + 1) / max(1, s.warmup))
    if end < math.inf:
        factor = min(factor, max(0.0, (end - now) / (60 * s.decay_minutes)))
    if s.max_tokens < 1e12:
        left = 1 - tokens / s.max_tokens
        factor = min(factor, max(0.0, left / s.decay_share))
    return factor


def optimisers(model: MarianMTModel, s: Settings) -> list[torch.optim.Optimizer]:
    """Muon for the hidden matrices, AdamW for embeddings, norms and biases."""
    matrices: list[Tensor] = []
    rest: list[Tensor] = []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        hidden = parameter.ndim == 2 and "embed" not in name and "shared" not in name
        (matrices if hidden and s.muon else rest).append(parameter)
    made: list[torch.optim.Optimizer] = [
        torch.optim.AdamW(rest, lr=s.rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0)
    ]
    if matrices:
        made.append(
            torch.optim.Muon(
                matrices, lr=s.muon_rate, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"
            )
        )
    return made


class Trainer:
    """One run in ``work/<run_name>``."""

    def __init__(self, settings: Settings, device: str = "cpu") -> None:
        self.s, self.device = settings, device
        torch.set_num_threads(settings.threads)
        torch.set_flush_denormal(True)
        self.work = Path(settings.work)
        self.folder = self.work / settings.run_name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.model = build(
            settings.size, len(vocabulary(self.work / "source.model")), settings.seed
        ).to(device)
        self.fast = Fast(self.model, low=settings.bf16, compiled=device != "cpu")
        self.optimisers = optimisers(self.model, settings)
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["peak"] = group["lr"]
        self.step, self.tokens, self.seconds = 0, 0, 0.0
        self.position = (0, 0)
        self._stop = False
        self.log_file = self.folder / "log.jsonl"
        checkpoint = self.folder / "checkpoint.pt"
        start = self.work / "embeddings.npy"
        if settings.init and not checkpoint.exists():
            self.model.load_state_dict(exported_weights(Path(settings.init)), strict=False)
        elif start.exists() and settings.lexicon:
            place_embeddings(self.model, np.load(start))
        if checkpoint.exists():
            self.load(checkpoint)

    def load(self, path: Path) -> None:
        """Continue from a checkpoint."""
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        for optimiser, saved in zip(self.optimisers, state["optimisers"], strict=True):
            peaks = [group["peak"] for group in optimiser.param_groups]
            optimiser.load_state_dict(saved)
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["peak"] = peak
        self.step, self.tokens, self.seconds = state["step"], state["tokens"], state["seconds"]
        self.position = (state["position"][0], state["position"][1])

    def save(self) -> None:
        """Write the checkpoint and a dated copy of the weights, atomically."""
        state = {
            "model": self.model.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "step": self.step,
            "tokens": self.tokens,
            "seconds": self.seconds,
            "position": list(self.position),
        }
        write_atomically(state, self.folder / "checkpoint.pt")
        write_atomically(self.model.state_dict(), self.folder / f"weights-{self.step:07d}.pt")
        for old in sorted(self.folder.glob("weights-*.pt"))[:-12]:
            old.unlink()
        settings = asdict(self.s) | {"work": "", "vocabulary": self.model.config.vocab_size}
        (self.folder / "settings.json").write_text(json.dumps(settings, indent=1))

    def log(self, **values: Any) -> None:
        """One line to the screen and to ``log.jsonl``."""
        line = {"time": datetime.now(UTC).strftime("%H:%M:%S"), **values}
        print(" ".join(f"{k}={v}" for k, v in line.items()), flush=True)
        with self.log_file.open("a") as file:
            file.write(json.dumps(line) + "\n")

    def gap(self, shard: Shard, most: int = 80) -> tuple[float, float, dict[str, float]]:
        """The loss with the true and with other sentences' sources, and per direction."""
        true = wrong = tokens = 0.0
        each: dict[str, float] = {}
        for code, direction in enumerate(sorted(MIXES[self.s.mix].directions)):
            chosen = np.flatnonzero(shard.direction == code)[:most]
            if len(chosen) < 2:
                continue
            chosen = chosen[np.argsort(np.diff(shard.source_offsets)[chosen], kind="stable")]
            sums = [0.0, 0.0, 0.0]
            for indices in np.array_split(chosen, max(1, len(chosen) // 20)):
                for shuffled in (False, True):
                    data = collate(shard, indices, self.pad, self.device, shuffle_source=shuffled)
                    with torch.no_grad():
                        losses = run(self.fast, data, smoothing=0, guide=0)
                    sums[shuffled] += losses.cross_entropy * losses.tokens
                sums[2] += losses.tokens
            each["-".join(direction)] = round(sums[0] / sums[2], 3)
            true, wrong, tokens = true + sums[0], wrong + sums[1], tokens + sums[2]
        return true / max(1.0, tokens), wrong / max(1.0, tokens), each

    @property
    def pad(self) -> int:
        """The padding id: the last of the vocabulary."""
        return int(self.model.config.vocab_size) - 1

    def train(self) -> None:
        """Run until the clock or the tokens say stop."""
        s = self.s
        files = sorted((self.work / s.packed).glob("shard-*[0-9].npz"))
        held_out = self.work / s.packed / "dev.npz"
        dev = Shard.load(held_out) if held_out.exists() else None
        began = last_log = last_save = last_gap = time.time()
        end = deadline(s.until, began)
        window = {"loss": 0.0, "plain": 0.0, "guided": 0.0, "tokens": 0}
        parameters = list(self.model.parameters())
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        stream = endless(files, s.batch, s.seed, self.position)
        for micro, (shard, indices, position) in enumerate(stream, start=1):
            now = time.time()
            factor = rate_factor(s, self.step, self.tokens, now, end)
            if factor <= 0 or self._stop:
                break
            guide = s.guide + (s.guide_end - s.guide) * min(1.0, self.tokens / s.guide_tokens)
            data = collate(shard, indices, self.pad, self.device)
            losses = run(self.fast, data, smoothing=s.smoothing, guide=guide)
            (losses.total / s.accumulate).backward()  # type: ignore[no-untyped-call]
            window["loss"] += float(losses.total.detach()) * losses.tokens
            window["plain"] += losses.cross_entropy * losses.tokens
            window["guided"] += losses.guided * losses.tokens
            window["tokens"] += losses.tokens
            self.tokens += losses.tokens
            self.position = position
            if micro % s.accumulate == 0:
                nn.utils.clip_grad_norm_(parameters, s.clip)
                for optimiser in self.optimisers:
                    for group in optimiser.param_groups:
                        group["lr"] = group["peak"] * factor
                    optimiser.step()
                    optimiser.zero_grad(set_to_none=True)
                self.step += 1
            now = time.time()
            if now - last_log >= 60:
                self._report(window, now - last_log, factor)
                last_log = now
            if now - last_gap >= 60 * s.gap_minutes:
                self._gap(dev or shard, dev is not None)
                last_gap = time.time()
            if now - last_save >= 60 * s.checkpoint_minutes:
                self.seconds += now - last_save
                self.save()
                last_save = now
        self.seconds += time.time() - last_save
        if window["tokens"]:
            self._report(window, time.time() - last_log, 0.0)
        self.save()
        if not self._stop:
            self._gap(dev or Shard.load(files[0]), dev is not None)

    def _ask_to_stop(self, *_: Any) -> None:
        """On SIGTERM: save after this batch and leave."""
        self._stop = True

    def _report(self, window: dict[str, Any], seconds: float, factor: float) -> None:
        tokens = max(1, window["tokens"])
        self.log(
            step=self.step,
            tokens=self.tokens,
            loss=round(window["loss"] / tokens, 4),
            ce=round(window["plain"] / tokens, 4),
            ppl=round(math.exp(min(20, window["plain"] / tokens)), 2),
            guided=round(window["guided"] / tokens, 4),
            tok_s=round(tokens / max(1e-9, seconds)),
            lr_factor=round(factor, 4),
        )
        window.update(loss=0.0, plain=0.0, guided=0.0, tokens=0)

    def _gap(self, shard: Shard, held_out: bool) -> None:
        true, wrong, each = self.gap(shard)
        self.log(
            step=self.step,
            tokens=self.tokens,
            where="dev" if held_out else "train",
            true=round(true, 4),
            shuffled=round(wrong, 4),
            gap=round(wrong - true, 4),
            each=each,
        )


def place_embeddings(model: MarianMTModel, rows: np.ndarray) -> None:
    """Start from these embeddings, scaled as the random ones are."""
    with torch.no_grad():
        weight = model.get_input_embeddings().weight
        scale = 0.7 * weight.shape[1] ** -0.5
        weight[:-1] = torch.from_numpy(rows[: weight.shape[0] - 1]).to(weight.device) * scale


def exported_weights(folder: Path) -> dict[str, Tensor]:
    """The weights of an exported model, tied ones under every name."""
    from safetensors.torch import load_file

    found = {n: t.float() for n, t in load_file(folder / "model.safetensors").items()}
    shared = found["model.shared.weight"]
    for name in ("model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"):
        found[name] = shared
    found["lm_head.weight"] = shared
    return found


def write_atomically(state: Any, path: Path) -> None:
    """``torch.save`` through a temporary file in the same folder."""
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    temporary.replace(path)


def average(paths: list[Path]) -> dict[str, Tensor]:
    """The mean of several weight files."""
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in paths]
    mean = {}
    for name, first in states[0].items():
        if first.is_floating_point():
            mean[name] = torch.stack([state[name].float() for state in states]).mean(0)
        else:
            mean[name] = first
    return mean
