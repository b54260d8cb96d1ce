"""The texts of a folder: sentences of articles, and pairs of parallel files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from translator import pipeline
from translator.batch.plan import walk
from translator.errors import ErrorCode, TranslatorError
from translator.parallel.pair import Wanted
from translator.parallel.reading import READERS, open_parallel
from translator.pipeline import Settings
from translator.segments import one_line

_ENDINGS = frozenset(ending for reader in READERS.values() for ending in reader.endings)
_BOTH = frozenset({".tsv", ".tab", ".jsonl", ".ndjson"})  # sentence pairs, or articles


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence of an article, or both sides of a pair (``target`` and its language)."""

    file: str
    lang: str
    source: str
    target_lang: str = ""
    target: str = ""


def texts(
    places: Sequence[Path],
    *,
    source_lang: str = "",
    target_langs: Sequence[str] = (),
    encoding: str = "",
    warn: Callable[[TranslatorError], None],
) -> Iterator[Text]:
    """All sentences and pairs of folders and files; what cannot be read is told and passed over.

    Args:
        places: folders, looked through, and files.
        source_lang: the language of articles and sources, found out where empty.
        target_langs: the languages of translations to take, all if empty.
        encoding: the articles' encoding, found out where empty.
        warn: told of a file that cannot be read.
    """
    settings = Settings(source_lang=source_lang, encoding=encoding)
    for path, name in _files(places):
        try:
            ending = PurePath(name).suffix.casefold()
            if ending not in _ENDINGS:
                yield from _sentences(path, name, settings)
            elif ending in _BOTH and (found := _articles(path, name, settings)):
                yield from found
            else:
                yield from _pairs(path, name, source_lang, target_langs)
        except TranslatorError as error:
            if error.code is ErrorCode.LANGUAGE_UNDETECTED:
                error = TranslatorError(error.code, f"{name}: {error.message}", error.hint)
            warn(error)


def _files(places: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    for place in places:
        if place.is_dir():
            found = walk(place)
            parallel = [n for n in found.unknown if PurePath(n).suffix.casefold() in _ENDINGS]
            for name in sorted({*found.inputs, *parallel}):
                yield place / name, name
        else:
            yield place, str(place)


def _articles(path: Path, name: str, settings: Settings) -> list[Text]:
    """The sentences of a table or of records of articles, none if it is neither."""
    try:
        return list(_sentences(path, name, settings))
    except TranslatorError:
        return []


def _sentences(path: Path, name: str, settings: Settings) -> Iterator[Text]:
    article = pipeline.read(path, settings)
    for block in article.blocks:
        for sentence in block.sentences:
            yield Text(name, article.lang, one_line(sentence.text))


def _pairs(path: Path, name: str, source_lang: str, target_langs: Sequence[str]) -> Iterator[Text]:
    """The pairs of a file, once for each language wanted; sources without one count alone."""
    wanted = [Wanted(source_lang, lang) for lang in target_langs] or [Wanted(source_lang)]
    errors: list[TranslatorError] = []
    for choice in wanted:
        try:
            with open_parallel(path) as file:
                for pair in file.pairs(choice):
                    one = pair.source_lang or choice.source_lang
                    two = pair.target_lang or choice.target_lang
                    if one:
                        yield Text(name, one, one_line(pair.source), two, one_line(pair.target))
        except TranslatorError as error:
            errors.append(error)
    if len(errors) == len(wanted):
        raise errors[0]
