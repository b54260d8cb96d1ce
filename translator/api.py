"""The library's front door: the same way as the command line, in one call."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from translator import pipeline
from translator.documents.article import Article
from translator.documents.choices import Choices
from translator.parallel.text import ParallelText


def translate(
    source: str | Path | Article,
    to: str,
    *,
    from_lang: str = "",
    glossary: str | Path | Iterable[str | Path] = (),
    model: str = "builtin",
    quality: Literal["draft", "best"] = "draft",
    whole_page: bool = False,
) -> ParallelText:
    """Translate a text, a file or an article that was read before.

    Args:
        source: a ``str`` is the text itself, a :class:`~pathlib.Path` a file to read.
        to: the target language's code (``az``, ``ru``, ``tr``, ``en``).
        from_lang: the source language's code; detected when empty.
        glossary: names of shipped glossaries (``caspian``) or paths, one or several.
        model: ``builtin``, the name of a model on this machine, or a model folder's path.
        quality: ``draft`` is greedy and fast, ``best`` searches with beam 4.
        whole_page: translate all that can be seen on a web page, not its article alone.

    Returns:
        Source and translation, block by block; :func:`save` writes it to a file.

    Raises:
        TranslatorError: with a stable ``code``, a ``message`` and a ``hint``.
    """
    names = [glossary] if isinstance(glossary, str | Path) else glossary
    settings = pipeline.Settings(
        source_lang=from_lang,
        model=model,
        quality=quality,
        glossaries=tuple(str(name) for name in names),
        choices=Choices(whole_page=whole_page),
    )
    worker = pipeline.Translator(settings)
    if isinstance(source, Article):
        article = source
        if not article.lang or not any(block.sentences for block in article.blocks):
            article = pipeline.prepare_article(article, settings)
    elif isinstance(source, Path):
        article = pipeline.read(source, settings)
    else:
        article = pipeline.read(None, settings, data=source.encode("utf-8", "replace"))
    return worker.translate(article, to)


def save(parallel: ParallelText, path: str | Path) -> None:
    """Write a parallel text; the ending picks the format (``.txt .md .tmx .tsv .bi.html`` …).

    Raises:
        TranslatorError: the ending is unknown or the file cannot be written.
    """
    from translator.parallel import saving

    saving.save(parallel, Path(path))
