"""Glossaries as files: finding, loading, combining and searching them."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from translator.errors import ErrorCode, TranslatorError
from translator.glossary.concept import Concept
from translator.glossary.table import Notes, Problem, read_rows
from translator.glossary.validation import examine

__all__ = [
    "Glossary",
    "Hit",
    "Problem",
    "Shipped",
    "combine",
    "find",
    "load",
    "parse",
    "read_text",
    "shipped",
    "validate",
]

MAX_BYTES = 256 * 1024 * 1024
_SHOWN = 10
_LIKE_A_PART = 4  # letters: less is like a part of anything


@dataclass(frozen=True, slots=True)
class Glossary:
    """A set of concepts.

    ``path`` is the file it came from, or an empty string; ``languages`` are the codes of its
    columns in order.
    """

    name: str
    path: str
    languages: tuple[str, ...]
    concepts: tuple[Concept, ...]

    def concept(self, identity: str) -> Concept | None:
        """The concept with that id, or None."""
        return next((concept for concept in self.concepts if concept.id == identity), None)


@dataclass(frozen=True, slots=True)
class Shipped:
    """A glossary known by name, such as those that come with the tool, and its file."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found by ``find``: the name that matched, its language, and how well (0 to 1)."""

    concept: Concept
    lang: str
    name: str
    score: float


def shipped() -> tuple[Shipped, ...]:
    """The glossaries that come with the tool, by name, without reading them."""
    package = Path(__file__).resolve().parent.parent
    folders = [package / "glossaries"]
    if (package.parent / "pyproject.toml").is_file():
        folders.append(package.parent / "glossaries")
    found: dict[str, Path] = {}
    for folder in folders:
        if folder.is_dir():
            for path in folder.glob("*.tsv"):
                found.setdefault(path.stem, path)
    return tuple(Shipped(name, found[name]) for name in sorted(found))


def own_folder() -> Path:
    """The folder of the user's own glossaries, which are known by name as well."""
    from translator.paths import data_dir

    return data_dir() / "glossaries"


def own() -> tuple[Shipped, ...]:
    """The user's own glossaries, by name, without reading them."""
    try:
        paths = sorted(own_folder().glob("*.tsv"))
    except OSError:
        return ()
    return tuple(Shipped(path.stem, path) for path in paths if not path.name.startswith("."))


def parse(text: str, name: str, path: str = "") -> tuple[Glossary, tuple[Problem, ...]]:
    """The glossary that ``text`` holds, and everything wrong with it in the order of its lines.

    Faulty rows are left out of the glossary or mended; nothing is raised.
    """
    glossary, notes = examined(text, name, path)
    return glossary, tuple(notes.problems)


def examined(text: str, name: str, path: str = "") -> tuple[Glossary, Notes]:
    """As ``parse``, with the problems counted where there are too many to note."""
    return _parsed(text, name, path, doubts=True)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cyclic garbage: it would go through every new object many times."""
    import gc

    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


def _parsed(text: str, name: str, path: str, *, doubts: bool) -> tuple[Glossary, Notes]:
    """The glossary and what is wrong with it; ``doubts`` between its names only if wanted."""
    notes = Notes()
    with _uncollected():
        languages, rows = read_rows(text, notes)
        if doubts:
            examine(rows, notes)
    notes.problems.sort()
    return Glossary(name, path, languages, tuple(row.concept for row in rows)), notes


def validate(text: str) -> list[Problem]:
    """What is wrong or doubtful in the text of a glossary, by line."""
    return list(parse(text, "-")[1])


def read_text(path: Path) -> str:
    """The text of a glossary file, as UTF-8 with or without a byte-order mark.

    Raises:
        TranslatorError: ``glossary-missing`` if there is no such file, ``glossary-invalid`` if
            it cannot be read or is no UTF-8 text.
    """
    try:
        if path.is_dir():
            raise TranslatorError(
                ErrorCode.GLOSSARY_MISSING,
                f"{path} is a folder, not a glossary",
                "name a .tsv file in it",
            )
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size // 1024**2
            raise _invalid(f"{path}: {size:,} MiB are too much for a glossary")
        data = path.read_bytes()
    except FileNotFoundError:
        raise _missing(str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _invalid(f"{path}: {reason}") from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _invalid(f"{path}: the file is UTF-16, not UTF-8")
    nul = data.find(b"\0")
    if nul >= 0:
        raise _invalid(f"{_place(path, data, nul)}: a binary file, no text (NUL byte)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(path, data, error.start)
        raise _invalid(f"{place}: no UTF-8 (byte 0x{data[error.start]:02X})") from None


def _place(path: Path, data: bytes, offset: int) -> str:
    begin = data.rfind(b"\n", 0, offset) + 1
    line = data.count(b"\n", 0, offset) + 1
    return f"{path}:{line}:{len(data[begin:offset].decode('utf-8', 'replace')) + 1}"


def _invalid(message: str, hint: str = "save it as tab-separated text in UTF-8") -> TranslatorError:
    return TranslatorError(ErrorCode.GLOSSARY_INVALID, message, hint)


def _missing(name: str) -> TranslatorError:
    names = list(dict.fromkeys(item.name for item in (*own(), *shipped())))
    near = difflib.get_close_matches(name.lower(), names, 1)
    hint = f"did you mean {near[0]!r}?" if near else "give a path to a .tsv file"
    if names and not near:
        hint += f", or one of these names: {', '.join(names)}"
    return TranslatorError(ErrorCode.GLOSSARY_MISSING, f"no glossary {name!r}", hint)


def load(name_or_path: str) -> Glossary:
    """The glossary of that name, the user's own before those shipped, or of that path.

    Raises:
        TranslatorError: ``glossary-missing``; or ``glossary-invalid`` with the first errors as
            ``file:line:column: message`` lines and the number of all.
    """
    path = locate(name_or_path)
    glossary, notes = _parsed(read_text(path), path.stem, str(path), doubts=False)
    errors = [problem for problem in notes.problems if problem.severity == "error"]
    if errors:
        raise _faulty(path, errors, notes.errors)
    return glossary


def is_path(name_or_path: str) -> bool:
    """Whether this is a path, by its look, and no name."""
    return "/" in name_or_path or "\\" in name_or_path or name_or_path.endswith(".tsv")


def locate(name_or_path: str) -> Path:
    """The file of a glossary: of the user's own ones, those shipped, or the one of that path.

    Raises:
        TranslatorError: ``glossary-missing``.
    """
    if not is_path(name_or_path) and "\0" not in name_or_path:
        mine = own_folder() / f"{name_or_path}.tsv"
        try:
            if name_or_path.strip(". ") and mine.is_file():
                return mine
        except (OSError, ValueError):
            pass
        for item in shipped():
            if item.name == name_or_path:
                return item.path
    path = Path(name_or_path).expanduser() if "\0" not in name_or_path else Path()
    try:
        there = bool(name_or_path.strip("\0 ")) and path.exists() and name_or_path not in (".", "")
    except OSError:
        there = False
    if not there or "\0" in name_or_path:
        raise _missing(name_or_path)
    return path


def _faulty(path: Path, errors: Sequence[Problem], total: int) -> TranslatorError:
    lines = [f"{path}:{e.line}:{e.column}: {e.message}" for e in errors[:_SHOWN]]
    if total > _SHOWN:
        lines.append(f"{path}: {total - _SHOWN:,} more errors, {total:,} in all")
    return _invalid("\n".join(lines), f"`translator glossary validate {path}` shows them all")


def combine(glossaries: Iterable[Glossary]) -> Glossary:
    """One glossary of several: where two hold a concept or name, the later one has its way."""
    parts = list(glossaries)
    if len(parts) == 1:
        return parts[0]
    concepts: dict[str, Concept] = {}
    for glossary in reversed(parts):
        for concept in glossary.concepts:
            concepts.setdefault(concept.id, concept)
    languages = dict.fromkeys(code for part in parts for code in part.languages)
    name = "+".join(part.name for part in parts)
    return Glossary(name, "", tuple(languages), tuple(concepts.values()))


class _Bare(dict[int, str | None]):
    """What each character is without its marks; filled as characters are met."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        self[code] = None if unicodedata.category(char)[0] == "M" else char
        return self[code]


_BARE = _Bare({0x131: "i", 0x259: "e", 0x4D9: "е"})


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    """``text`` without case and diacritics, for searching in any language."""
    if text.isascii():
        return " ".join(text.casefold().split())
    spread = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(spread.translate(_BARE).split())


def _all_plain(texts: Sequence[str]) -> list[str]:
    """``_plain`` of each text; many at once, none of them with a line break, cost a fraction."""
    out = [text.casefold() if text.isascii() else "" for text in texts]
    rest = [place for place, text in enumerate(texts) if not text.isascii()]
    joined = "\n".join([texts[place] for place in rest])
    if joined.count("\n") >= len(rest):
        return [_plain(text) for text in texts]
    spread = unicodedata.normalize("NFKD", joined.casefold()).translate(_BARE)
    for place, line in zip(rest, spread.split("\n"), strict=False):
        out[place] = line
    return [
        " ".join(line.split()) if " " in line or not line.isprintable() else line for line in out
    ]


def find(glossary: Glossary, text: str, *, limit: int = 50) -> tuple[Hit, ...]:
    """The concepts that ``text`` names in any language, best first.

    A name counts when it equals the text, holds it, or is nearly spelled like it (a similarity
    of at least 0.7: twice the letters in common order, by all letters of both), or a
    part of it is (of at least 0.8); case and diacritics do not matter. Ids are
    searched too.
    """
    wanted = _plain(text)
    if not wanted:
        return ()
    names = [
        (concept, lang, variant.text)
        for concept in glossary.concepts
        for lang, variants in concept.names.items()
        for variant in variants
    ]
    names += [(concept, "", concept.id) for concept in glossary.concepts]
    plain = _all_plain([name for _, _, name in names])
    scores = [_score(name, wanted) for name in plain]
    if not any(scores):
        scores = _likeness(plain, wanted)
    hits: dict[str, Hit] = {}
    for place, score in enumerate(scores):
        if score > 0:
            concept, lang, name = names[place]
            best = hits.get(concept.id)
            if best is None or score > best.score:
                hits[concept.id] = Hit(concept, lang, name, score)
    ranked = sorted(hits.values(), key=lambda hit: (-hit.score, hit.concept.line))
    return tuple(ranked[:limit])


def _score(name: str, wanted: str) -> float:
    if wanted not in name:
        return 0.0
    if name == wanted:
        return 1.0
    starts = name.startswith(wanted) or f" {wanted}" in name
    return (0.8 if starts else 0.6) + 0.1 * len(wanted) / len(name)


def _likeness(names: Sequence[str], wanted: str) -> list[float]:
    from rapidfuzz import fuzz, process

    scores = [0.0] * len(names)
    found = process.extract_iter(wanted, names, scorer=fuzz.ratio, score_cutoff=70)
    for _, ratio, place in found:
        scores[place] = ratio / 200
    if len(wanted) < _LIKE_A_PART:
        return scores
    longer = {place: name for place, name in enumerate(names) if len(name) >= len(wanted)}
    parts = process.extract_iter(wanted, longer, scorer=fuzz.partial_ratio, score_cutoff=80)
    for _, ratio, place in parts:
        scores[place] = max(scores[place], ratio / 250)
    return scores
