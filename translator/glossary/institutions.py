"""How suffixes are joined to Turkish names of institutions: with an apostrophe or without.

The spelling guide of the Türk Dil Kurumu sets suffixes off after proper names, but not after names
of institutions, councils, gatherings and firms (*Türk Dil Kurumundan*); many newspapers set them
off there too (*Türk Dil Kurumu'ndan*). Both are recognised; which is written is a setting.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from translator.glossary.concept import Concept
from translator.glossary.store import Glossary
from translator.languages import lower

Practice = Literal["apostrophe", "joined"]

# last words of names of institutions and gatherings
_ENDINGS = (
    "bakanlığı başbakanlığı cumhurbaşkanlığı başkanlığı müdürlüğü valiliği belediyesi elçiliği "
    "büyükelçiliği konsolosluğu kurumu kurulu kurultayı meclisi kongresi konseyi komisyonu "
    "komitesi teşkilatı örgütü birliği topluluğu derneği vakfı partisi sendikası odası "
    "üniversitesi fakültesi enstitüsü akademisi okulu lisesi müzesi kütüphanesi ajansı bankası "
    "fonu borsası mahkemesi savcılığı ordusu kuvvetleri merkezi şirketi holdingi kulübü "
    "forumu konferansı zirvesi toplantısı oturumu"
)
_HEADS = frozenset(_ENDINGS.split())


def is_institution(concept: Concept) -> bool:
    """Whether the concept's Turkish name is an institution's: by ``pos``, else by its last word."""
    name = concept.preferred("tr")
    if not name or concept.pos:
        return bool(name) and concept.pos == "organisation"
    return lower(name.rsplit(" ", 1)[-1], "tr") in _HEADS and name[:1].isupper()


def written(glossary: Glossary, practice: Practice) -> Glossary:
    """The glossary whose Turkish institutions are written in the practice that is asked for."""
    if practice == "apostrophe":
        return glossary
    concepts = tuple(
        replace(concept, joined=True) if is_institution(concept) else concept
        for concept in glossary.concepts
    )
    return replace(glossary, concepts=concepts)
