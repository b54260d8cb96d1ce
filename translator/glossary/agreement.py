"""Words beside a name that was put into a translation, mended so that they agree with it."""

from __future__ import annotations

import re

from translator.glossary.concept import Concept
from translator.glossary.inflection.forms import Hints, Inflection
from translator.glossary.rewriting import Draft, Edit, Span

_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)((?:[ \u00a0]+(?:\d+|[IVXLC]+))*[ \u00a0]+)\Z")
_MOST = 3
_ARTICLE = re.compile(r"(?<!\w)([Aa]n?)[ \u00a0]\Z")


def mended(draft: Draft, span: Span, concept: Concept, place: Inflection, lang: str) -> list[Edit]:
    """Edits of the words right before ``span`` that agreed with what stood there.

    Russian and Ukrainian adjectives take the gender, number and animacy of the concept's
    preferred name; an English indefinite article suits the name's first letter.

    Args:
        draft: the translation before the name is put into it.
        span: what gives way to the name.
        concept: whose preferred name is put there.
        place: the case and number that it is put in.
        lang: the language of the draft.
    """
    if lang in ("ru", "uk"):
        return _adjectives(draft, span, concept, place, lang)
    if lang == "en":
        return _article(draft, span, concept.preferred(lang))
    return []


def _adjectives(
    draft: Draft, span: Span, concept: Concept, place: Inflection, lang: str
) -> list[Edit]:
    from translator.glossary.inflection import morphology, slavic_agreement

    hints = Hints(concept.pos, concept.gender, concept.number)
    head = slavic_agreement.head_of(concept.preferred(lang), lang, hints)
    if head is None or not morphology.has_dictionary(lang):
        return []
    number = "plur" if head.number == "plur" else place.number.value
    edits: list[Edit] = []
    end = span[0]
    while len(edits) < _MOST:
        match = _BEFORE.search(draft.text[:end])
        if match is None or not draft.free(*match.span(1)):
            break
        word = match.group(1)
        if not slavic_agreement.is_adjective(word, lang, place.case):
            break
        new = slavic_agreement.agreeing(word, lang, head, place.case, number)
        edits.append(Edit(*match.span(1), new))
        end = match.start(1)
    return [edit for edit in edits if edit.text != draft.text[edit.start : edit.end]]


def _article(draft: Draft, span: Span, name: str) -> list[Edit]:
    match = _ARTICLE.search(draft.text[: span[0]])
    if match is None or not draft.free(*match.span(1)) or not name[:1].isalpha():
        return []
    wanted = match.group(1)[0] + ("n" if name[0].lower() in "aeiou" else "")
    return [] if wanted == match.group(1) else [Edit(*match.span(1), wanted)]
