"""Where each translation goes: planned and verified before any work begins."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.cli.terminal import visible
from translator.cli.usage import wrong_usage

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Job:
    """One input translated into one language; no ``outputs`` means standard output."""

    input: str
    target_lang: str
    outputs: tuple[Path, ...] = ()


def plan(
    inputs: Sequence[str], targets: Sequence[str], outputs: Sequence[str], *, json: bool
) -> list[Job]:
    """One job for every input and target.

    An output is a file name, which may hold ``{name}`` (the input's name without its ending) and
    ``{lang}`` (the target's code), or a folder: an existing one or a name that ends in a slash.

    Raises:
        TranslatorError: ``usage`` when two results would go to one place, when a result would
            overwrite an input, or when standard output would get several translations.
    """
    if len(set(inputs)) < len(inputs):
        twice = Counter(inputs).most_common(1)[0][0]
        raise wrong_usage(f"the input {visible(twice)} is given twice")
    parts = _all_parts(inputs)
    jobs = [
        Job(name, lang, tuple(_place(parts[name], lang, pattern) for pattern in outputs))
        for name in inputs
        for lang in targets
    ]
    if not outputs:
        if len(jobs) > 1 and not json:
            raise wrong_usage(
                "several translations cannot share standard output",
                "name the files: -o 'out/{name}.{lang}.txt', or a folder: -o out/",
            )
        return jobs
    _refuse_clashes(jobs, inputs)
    return jobs


def _place(parts: tuple[str, str], lang: str, pattern: str) -> Path:
    if not pattern:
        raise wrong_usage("the name of an output is empty")
    stem, ending = parts
    path = Path(_fill(pattern, stem, lang))
    if pattern.endswith(("/", os.sep)) or _is_folder(path):
        return path / f"{stem}.{lang}{ending}"
    return path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, say: told when it is tried
        return False


def _all_parts(inputs: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Every input's name and ending; ``news.txt`` and ``news.en.txt`` together keep their own."""
    parts = {name: _parts(name) for name in inputs}
    taken = Counter(parts.values())
    return {
        name: short if taken[short] == 1 or name == STDIN else (Path(name).stem, short[1])
        for name, short in parts.items()
    }


def _parts(name: str) -> tuple[str, str]:
    """``news.en.md`` as ``news`` and ``.md``: the input's name without language and ending."""
    from translator.languages import LANGUAGES

    if name == STDIN:
        return "stdin", ".txt"
    base = Path(name).name
    stem, ending = Path(base).stem, Path(base).suffix
    bare, dot, lang = stem.rpartition(".")
    if bare and dot and lang in LANGUAGES:
        stem = bare
    return stem, ending


def _fill(pattern: str, name: str, lang: str) -> str:
    # Not str.format: a file may well be called `{x}.txt`.
    return pattern.replace("{lang}", lang).replace("{name}", name)


def _refuse_clashes(jobs: Sequence[Job], inputs: Sequence[str]) -> None:
    sources = {_identity(Path(name)): name for name in inputs if name != STDIN}
    taken: dict[str, Job] = {}
    for job in jobs:
        for path in job.outputs:
            identity = _identity(path)
            if identity in sources:
                raise wrong_usage(
                    f"the output {visible(path)} would overwrite the input "
                    f"{visible(sources[identity])}",
                    "choose another name with -o",
                )
            if identity in taken and not _is_device(path):
                other = taken[identity]
                raise wrong_usage(f"two results would go to {visible(path)}", _way_out(job, other))
            taken[identity] = job


def _way_out(job: Job, other: Job) -> str:
    if job.target_lang != other.target_lang:
        return "put {lang} into the name of the output"
    if job.input != other.input and Path(job.input).name == Path(other.input).name:
        return "inputs of one name need folders of their own: `translator batch` keeps the tree"
    if job.input != other.input:
        return "put {name} into the name of the output, or name a folder: -o out/"
    return "-o names the same file twice"


def _identity(path: Path) -> str:
    """The same for two names of one file, links and letter case of the disk included."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return os.path.realpath(path)
    return f"{found.st_dev}:{found.st_ino}"


def _is_device(path: Path) -> bool:
    """Whether ``path`` is something to write into rather than to replace (``/dev/null``)."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def verify_formats(jobs: Sequence[Job]) -> None:
    """Every output's ending is one that can be written, from some article at least.

    Raises:
        TranslatorError: ``format-unknown``.
    """
    from translator.parallel.registry import could_be_written, writer_for

    for path in {path for job in jobs for path in job.outputs}:
        if not _is_device(path) and not could_be_written(path):
            writer_for(path.name)


def verify_writable(jobs: Sequence[Job]) -> None:
    """Every output can be written, as far as one can tell beforehand; nothing is left behind.

    Raises:
        TranslatorError: ``output-unwritable``.
    """
    from translator.parallel.files import unwritable

    tried: set[Path] = set()
    for path in (path for job in jobs for path in job.outputs):
        try:
            _try(path, tried)
        except OSError as error:
            raise unwritable(path, error) from error


def _try(path: Path, tried: set[Path]) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if _is_device(path):
        return
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if folder in tried:
        return
    tried.add(folder)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "is not a folder")
    with tempfile.TemporaryFile(dir=folder):
        pass
