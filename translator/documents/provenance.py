"""What a translated document says of itself: that a machine made it, of what, and its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.errors import TranslatorError
from translator.languages import LANGUAGES, language

if TYPE_CHECKING:
    from translator.parallel.text import ParallelText

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""IPTC's name for what a model made that was trained on samples."""
TRANSLATION_OF = "http://schema.org/translationOfWork"
"""The relation between a translation and what it was made from; IPTC has no code for it."""
NAME = "translator"


def release() -> str:
    """The version of this program."""
    from translator import __version__

    return __version__


def sentence(parallel: ParallelText) -> str:
    """For people: ``Machine translation from English to Russian by translator 0.1.0``."""
    source, target = (
        LANGUAGES[code].name if code in LANGUAGES else code
        for code in (parallel.source_lang, parallel.target_lang)
    )
    model = f" ({parallel.model})" if parallel.model else ""
    return f"Machine translation from {source} to {target} by {NAME} {release()}{model}"


def changed(parallel: ParallelText) -> bool:
    """Whether the document is in another language than its source."""
    return parallel.source_lang != parallel.target_lang


def own_name(name: str, lang: str) -> str:
    """The identifier of the translation of what ``name`` identifies.

    A translation is another item, not a later version of its source, and must never take its
    place in a receiver's store. The name is made from the source's, so that the translation of a
    later version is a later version of the translation.
    """
    return f"{name}#{lang}" if "://" in name else f"{name}:{lang}"


def language_of(tag: str) -> str:
    """The code of the language that a tag names (``az-Latn``), or the tag's first part."""
    try:
        return language(tag).code
    except TranslatorError:
        return tag.strip().replace("_", "-").partition("-")[0].casefold()


def known_language(tag: str) -> str:
    """The code of the language that a tag names if it is one that is known, else nothing."""
    code = language_of(tag)
    return code if code in LANGUAGES else ""
