"""Short mentions: after *the Caspian Media Forum*, *the Forum* is that forum.

An institution or a meeting that an article has named is afterwards often called by its head noun
alone, with a capital letter. That noun is offered to the engine as a concept of the article, with
the noun that heads the same name in the target language, so that it is neither left untranslated
nor translated now one way, now another. Only nouns of the table below are told so: others are too
often common words with a sense of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from translator.documents.article import BlockKind
from translator.glossary.concept import CaseRule, Concept, Policy, TermMatch, Variant
from translator.glossary.folding import key
from translator.glossary.function_words import is_function_word
from translator.glossary.matching import Matcher
from translator.names.offering import PREFIX, joined
from translator.segments import Segment

LANGS = ("en", "ru", "az", "tr")
# one sense a row, in the order of LANGS; of several nouns the one that the full name has is taken
_HEADS = """
forum; форум; Forum; Forum
bank; банк; Bank; Banka
ministry; министерство; Nazirlik; Bakanlık
commission; комиссия; Komissiya; Komisyon
committee; комитет; Komitə; Komite
council; совет; Şura; Konsey Şura Kurul
agency; агентство; Agentlik; Ajans
organization organisation; организация; Təşkilat; Örgüt Teşkilat
union; союз; İttifaq; Birlik
association; ассоциация; Assosiasiya; Birlik Dernek
company; компания; Şirkət; Şirket
fund foundation; фонд; Fond; Fon Vakıf
university; университет; Universitet; Üniversite
academy; академия; Akademiya; Akademi
institute; институт; İnstitut; Enstitü
conference; конференция; Konfrans; Konferans
congress; конгресс съезд; Konqres Qurultay; Kongre
assembly; ассамблея; Assambleya; Asamble Meclis
convention; конвенция; Konvensiya; Sözleşme
treaty; договор; Müqavilə; Antlaşma
consortium; консорциум; Konsorsium; Konsorsiyum
"""
_ROWS = tuple(
    dict(zip(LANGS, (tuple(cell.split()) for cell in row.split(";")), strict=True))
    for row in _HEADS.strip().splitlines()
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BEFORE = re.compile(r"([^\W\d_]+|[\w.]+)[ \u00a0]$")
_AFTER = re.compile(r"[ \u00a0]([\w]+)|[-‑/&]|[’'](?!s\b)")
_NAMING = frozenset({"of", "for", "on", "against", "to"})
_RU_VERB = re.compile(r"\w+(?:л|ла|ло|ли|лся|лась|лось|лись|ет|ит|ется|ится)")


def with_mentions(segments: Sequence[Segment], lang: str, target_lang: str) -> tuple[Segment, ...]:
    """The segments of an article with the short mentions of the concepts named before them.

    Args:
        segments: all of one article, in order, with the matches of the glossary.
        lang: their language.
        target_lang: the language to translate into.
    """
    if lang not in LANGS or target_lang not in LANGS or lang == target_lang:
        return tuple(segments)
    standing: dict[int, Concept] = {}
    matcher: Matcher | None = None
    done: list[Segment] = []
    for segment in segments:
        if standing and segment.kind is not BlockKind.HEADLINE:
            matcher = matcher or Matcher([c for c in standing.values() if c.names], lang)
            segment = joined(segment, list(_mentions(matcher, segment, lang)))
        for row, concept in (pair for match in segment.matches for pair in _short(match, lang)):
            short = _mention(concept, row, lang, target_lang)
            if short != standing.get(row):
                standing[row], matcher = short, None
        done.append(segment)
    return tuple(done)


@lru_cache(maxsize=4096)
def head(name: str, lang: str, row: int) -> str:
    """The noun of a row that heads a name of several words, or an empty string."""
    words = _WORD.findall(name)
    if len(words) < 2:
        return ""
    if lang == "en":
        cut = next((i for i, word in enumerate(words) if i and word.lower() in _NAMING), len(words))
        words = words[cut - 1 : cut]
    elif lang != "ru":
        words = words[-1:]
    return next(
        (noun for noun in _ROWS[row][lang] if any(_heads(noun, w, lang) for w in words)), ""
    )


def _heads(noun: str, word: str, lang: str) -> bool:
    low, stem = key(word, lang), key(noun, lang)
    if lang == "en":
        return low == stem
    if lang == "ru":
        return low == stem or (low.endswith(stem) and stem == "форум")
    if stem[-1] in "kq":
        stem = stem[:-1]
    return low.startswith(stem) and len(low) <= len(key(noun, lang)) + 2


def _short(match: TermMatch, lang: str) -> Iterator[tuple[int, Concept]]:
    """The rows whose noun heads the name of a concept that is named in full."""
    concept = match.concept
    if concept.policy is Policy.KEEP or concept.id.startswith(PREFIX):
        return
    for row in range(len(_ROWS)):
        if any(head(name, lang, row) for name in concept.variants(lang)):
            yield row, concept


def _mention(concept: Concept, row: int, lang: str, target_lang: str) -> Concept:
    """The short mention of ``concept``; without names where the target's name has another head."""
    target = head(concept.preferred(target_lang), target_lang, row)
    names: dict[str, tuple[Variant, ...]] = {}
    if target:
        sources = next(filter(None, (head(name, lang, row) for name in concept.variants(lang))), "")
        names = {
            lang: (Variant(_written(sources, lang)),),
            target_lang: (Variant(_written(target, target_lang)),),
        }
        if "en" not in names:
            names["en"] = (Variant(_written(_ROWS[row]["en"][0], "en")),)
        if target_lang == "ru":
            whole = next(
                (w for w in _WORD.findall(concept.preferred("ru")) if w.endswith(target)), ""
            )
            if whole and whole.lower() != target:
                names["ru"] = (Variant(target), Variant(whole))
    return Concept(
        f"{PREFIX}{concept.id}:{_ROWS[row]['en'][0]}",
        names,
        Policy.REQUIRE,
        CaseRule.FOLD,
        joined=concept.joined,
    )


def _written(noun: str, lang: str) -> str:
    return noun.capitalize() if lang == "en" else noun


def _mentions(matcher: Matcher, segment: Segment, lang: str) -> Iterable[TermMatch]:
    text = segment.text
    for match in matcher.match(text):
        if text[match.start].isupper() and not match.text.isupper() and _alone(text, match, lang):
            yield match


def _alone(text: str, match: TermMatch, lang: str) -> bool:
    """Whether the noun stands by itself, no part of a longer name, its capital no accident."""
    before = _BEFORE.search(text, 0, match.start)
    after = _AFTER.match(text, match.end)
    following = (after[1] or "-") if after else ""
    if following == "-" or following[:1].isupper() or following[:1].isdigit():
        return False
    if lang == "en":
        return before is not None and before[1].lower() == "the" and following not in _NAMING
    if before is None or not before[1].islower():
        return False  # the capital of a sentence's beginning, of a quotation, of a longer name
    if lang == "ru" and following:
        return is_function_word(following, "ru") or _RU_VERB.fullmatch(following) is not None
    return True
