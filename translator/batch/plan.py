"""Which files of a folder are articles, and what their translations are called."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from hashlib import blake2b
from pathlib import Path, PurePath

from translator.errors import ErrorCode, TranslatorError

SAME = "same"
STATE = ".translator"  # the folder in OUT that holds ledger and locks


@dataclass(frozen=True, slots=True)
class Shard:
    """One of ``count`` parts of a folder, numbered from 1."""

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """``2/8`` as the second of eight.

        Raises:
            TranslatorError: ``usage``.
        """
        number, slash, count = text.partition("/")
        if slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count):
            return cls(int(number), int(count))
        raise TranslatorError(
            ErrorCode.USAGE, f"invalid shard {text!r}", "such as 1/8, 2/8 … 8/8 for eight parts"
        )

    def holds(self, name: str) -> bool:
        """Whether the article of that name belongs to this part; its contents do not matter."""
        digest = blake2b(os.fsencode(name), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.count == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}-of-{self.count}"


@dataclass
class Walk:
    """What lies in a folder, by path relative to it, sorted.

    ``unknown`` are files that no reader knows, ``barred`` folders that cannot be looked into, each
    with the reason.
    """

    inputs: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    barred: list[tuple[str, str]] = field(default_factory=list)


_SIDE_BY_SIDE = (".bi.html", ".bi.htm", ".bi.md", ".bi.docx")  # parallel texts, as we write them


def walk(
    folder: Path,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    skip: Path | None = None,
) -> Walk:
    """Look through a folder. Hidden files, symbolic links and ``skip`` are passed by.

    Args:
        folder: the folder.
        include: only files of which a pattern fits the relative path or the name (``*.md``).
        exclude: no files or folders of which one fits.
        skip: a folder below it to leave out: the output's.
    """
    from translator.documents.registry import endings

    known_endings = set(endings())
    found = Walk()
    for name in _files(folder, "", exclude, skip and Path(os.path.realpath(skip)), found):
        if include and not _fits(name, include):
            continue
        known = PurePath(name).suffix.casefold() in known_endings
        known = known and not name.casefold().endswith(_SIDE_BY_SIDE)
        (found.inputs if known else found.unknown).append(name)
    return found


def _files(
    folder: Path, base: str, exclude: Sequence[str], skip: Path | None, found: Walk
) -> Iterator[str]:
    """The regular files below ``folder``, in the order of their names."""
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        found.barred.append((base or ".", (error.strerror or str(error)).lower()))
        return
    for entry in listed:
        name = f"{base}{entry.name}"
        if entry.name.startswith(".") or entry.is_symlink() or _fits(name, exclude):
            continue
        if entry.is_dir(follow_symlinks=False):
            if skip is None or Path(os.path.realpath(entry.path)) != skip:
                yield from _files(Path(entry.path), f"{name}/", exclude, skip, found)
        elif entry.is_file(follow_symlinks=False):
            yield name


def _fits(name: str, patterns: Sequence[str]) -> bool:
    last = name.rpartition("/")[2]
    return any(fnmatchcase(name, p) or fnmatchcase(last, p.rstrip("/")) for p in patterns)


def output_names(name: str, lang: str, formats: Sequence[str]) -> list[str]:
    """What an article's translation is called in each format, relative to the output folder.

    ``a/b.md`` in Russian as ``tmx`` is ``ru/a/b.md.tmx``; ``same`` keeps the name.
    """
    return [f"{lang}/{name}" if fmt == SAME else f"{lang}/{name}.{fmt}" for fmt in formats]


def verify_formats(formats: Sequence[str]) -> None:
    """Every format can be written.

    Raises:
        TranslatorError: ``format-unknown``.
    """
    from translator.parallel.registry import WRITERS

    for name in formats:
        if name not in WRITERS and name != SAME:
            raise TranslatorError(
                ErrorCode.FORMAT_UNKNOWN,
                f"no format is called {name!r}",
                f"formats: {SAME} {' '.join(WRITERS)}",
            )


def verify_places(folder: Path, out: Path, targets: Sequence[str]) -> None:
    """Translations will not lie among the articles, to be translated the next time.

    Raises:
        TranslatorError: ``usage``, or ``input-missing`` for a folder that is not there.
    """
    if not folder.is_dir():
        known = "it is a file; `translator translate` translates files"
        raise TranslatorError(
            ErrorCode.INPUT_MISSING,
            f"{folder}: no such folder",
            known if folder.exists() else "check the name",
        )
    inside, outside = Path(os.path.realpath(folder)), Path(os.path.realpath(out))
    for place in (outside, *(outside / lang for lang in targets)):
        if inside == place or (place != outside and inside.is_relative_to(place)):
            raise TranslatorError(
                ErrorCode.USAGE,
                f"the translations would lie among the articles, in {place}",
                "name another folder with -o; one inside the articles' folder will do",
            )


def verify_clashes(inputs: Sequence[str], formats: Sequence[str]) -> None:
    """No two results go to one place.

    Raises:
        TranslatorError: ``usage``.
    """
    if SAME not in formats:
        return
    there = set(inputs)
    for name in inputs:
        for fmt in formats:
            if fmt != SAME and f"{name}.{fmt}" in there:
                raise TranslatorError(
                    ErrorCode.USAGE,
                    f"{name} as {fmt} and {name}.{fmt} as {SAME} would be one file",
                    "leave one of the formats out, or one of the files with --exclude",
                )
