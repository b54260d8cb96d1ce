"""News translation on your own machine that keeps names straight.

>>> from translator import save, translate
>>> parallel = translate("The Caspian Sea is calm.", to="ru", glossary="caspian")
>>> save(parallel, "sea.tmx")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translator.api import save, translate
    from translator.documents.article import Article
    from translator.errors import TranslatorError
    from translator.glossary.store import Glossary
    from translator.parallel.text import ParallelText

__version__ = "0.1.0"
__all__ = ["Article", "Glossary", "ParallelText", "TranslatorError", "save", "translate"]

# Found on first use, so that `import translator` costs nothing.
_HOMES = {
    "Article": "translator.documents.article",
    "Glossary": "translator.glossary.store",
    "ParallelText": "translator.parallel.text",
    "TranslatorError": "translator.errors",
    "save": "translator.api",
    "translate": "translator.api",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'translator' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
