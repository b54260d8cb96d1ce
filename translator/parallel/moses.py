"""Aligned plain texts, as Moses and OPUS have them: ``news.en`` and ``news.ru``, line by line.

Each file is named by its language and holds a sentence a line; lines of the same number are
translations of each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from translator.parallel.encode import one_line, utf8
from translator.parallel.lines import BOM, lines
from translator.parallel.pair import ANY, Pair, Wanted, check_length, is_language_code, unreadable
from translator.parallel.text import ParallelText
from translator.parallel.xml_correcting import Corrected, Edits

NAME = "moses"
ENDING = ".moses"
_MEND = "both files must have one sentence a line, in the same order"


def write(parallel: ParallelText) -> dict[str, bytes]:
    """The two files by their endings; line ends inside a sentence become spaces."""
    sides = {
        parallel.source_lang or "und": [unit.source for unit in parallel.units],
        parallel.target_lang: [unit.target for unit in parallel.units],
    }
    return {
        f".{lang}": utf8("".join(f"{one_line(text)}\n" for text in texts))
        for lang, texts in sides.items()
    }


def language_of(path: Path) -> str:
    """The language that a file's ending names, empty if it names none."""
    ending = path.suffix[1:].casefold()
    return ending if is_language_code(ending) else ""


def partner(path: Path, wanted: Wanted = ANY) -> tuple[Path, Path] | None:
    """The files of sources and of targets that belong together, one of which is ``path``.

    The file named holds the sources, unless ``wanted`` says that its language is the target.

    Args:
        path: a file named by its language, or the name under which both were written
            (``news.moses``), which is no file.
        wanted: which of several others to take.

    Raises:
        TranslatorError: ``input-unreadable`` where several others could be meant.
    """
    if path.suffix.casefold() == ENDING and not path.exists():
        both = _named(path)
        source = both.get(wanted.source_lang)
        if source is None and len(both) > 1:
            raise unreadable(
                str(path),
                f"any of {', '.join(file.name for file in both.values())} could be the source",
                f"say its language with -f, such as -f {min(both)}",
            )
        if source is None:
            return None
        path = source
    lang = language_of(path)
    if not lang or not path.is_file():
        return None
    others = {code: other for code, other in _named(path).items() if other != path}
    first = lang != wanted.target_lang and wanted.source_lang in ("", lang)
    choice = (wanted.target_lang or "") if first else wanted.source_lang
    found = others.get(choice) if choice else next(iter(others.values()), None)
    if found is None:
        return None
    if len(others) > 1 and not choice:
        named = ", ".join(other.name for other in others.values())
        raise unreadable(
            str(path),
            f"it could go with any of {named}",
            f"say which with -t, such as -t {min(others)}",
        )
    return (path, found) if first else (found, path)


def _named(path: Path) -> dict[str, Path]:
    """The files of one name that are called by languages, by those."""
    return {
        language_of(other): other
        for other in sorted(path.parent.glob(f"{_escaped(path.stem)}.*"))
        if language_of(other) and other.is_file()
    }


def _escaped(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


class Aligned:
    """Two files that are read together; ``target`` is opened with each reading."""

    def __init__(self, source: Path, target: Path) -> None:
        self.source = source
        self.target = target

    def read(self, stream: BinaryIO, name: str, wanted: Wanted) -> Iterator[Pair]:
        """The pairs of lines; a line that is empty in the source gives none.

        Args:
            stream: the file of sources.
            name: its name, for errors.
            wanted: what languages to read; the files' names say theirs.

        Raises:
            TranslatorError: ``input-unreadable``, also if one file has fewer lines than the other.
        """
        for pair, _ in self._found(stream, name):
            if pair is not None and wanted.fits(pair.source_lang, pair.target_lang):
                yield pair

    def correct(self, stream: BinaryIO, name: str, wanted: Wanted, edits: Edits) -> Corrected:
        """The file of targets with changes; see `translator.parallel.reading.corrected`."""
        out, done, number = [], set(), -1
        for pair, line in self._found(stream, name):
            if pair is None or not wanted.fits(pair.source_lang, pair.target_lang):
                out.append(line)
                continue
            number += 1
            text = pair.target
            for start, end, new in sorted(edits.get(number, []), reverse=True):
                text = text[:start] + one_line(new) + text[end:]
                done.add(number)
            lead = BOM * line.startswith(BOM)
            out.append(lead + text + line[len(lead) + len(pair.target) :])
        return "".join(out).encode("utf-8"), frozenset(done)

    def _found(self, stream: BinaryIO, name: str) -> Iterator[tuple[Pair | None, str]]:
        langs = language_of(self.source), language_of(self.target)
        segment = 0
        with self.target.open("rb") as other:
            both = zip_longest(lines(stream, name), lines(other, str(self.target)))
            for number, (ours, theirs) in enumerate(both, 1):
                if ours is None or theirs is None:
                    short = name if ours is None else str(self.target)
                    raise unreadable(
                        short, f"it ends after line {number - 1:,}, the other goes on", _MEND
                    )
                source = ours[1].removeprefix(BOM).rstrip("\r\n")
                target = theirs[1].removeprefix(BOM).rstrip("\r\n")
                if not source.strip():
                    yield None, theirs[1]
                    continue
                segment += 1
                check_length(source, f"{name}:{number}")
                check_length(target, f"{self.target}:{number}")
                yield Pair(source, target, *langs, segment, number), theirs[1]
