"""Names that recur in texts: capitalised words, and names of several words that repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import dropwhile

from translator.documents.furniture import bare_links
from translator.glossary.folding import key
from translator.glossary.inflection import Case, read
from translator.glossary.matching import Matcher

LONGEST = 6
CONTEXTS = 3
_TAIL = 2  # small words after a capital: Каспийский медиафорум, Министерство иностранных дел
_BOUND = 0.5  # the share of a word's mentions in which its small neighbour follows
_WITHIN = 0.8  # the share of a name's mentions inside a longer one that makes it no name of its own
_ALONE = 0.3  # the share of a word's mentions outside longer names that makes it a name
_HEADLINE = 0.7  # the share of capitalised words, of five or more, that makes a headline
_WORD = re.compile(r"[^\W_]+(?:[-‑'’ʼ.&][^\W_]+)*")
_QUOTES = "«»„“”\"'"
# small words that stand inside names
_INSIDE = {
    "en": "of the for and on in de von van al",
    "ru": "и по для имени при",
    "az": "və adına üzrə",
    "tr": "ve için",
    "uk": "і та з для імені",
}
_STEM = 3
_TURKIC = re.compile(
    r"(?:l[aəe]r(?:[ıi])?|n?[ıiuü]n|[dt][aəe]n?|[yn]?[aəe]|[ynsk]?[ıiuü]|y?l[aəe]|ki)$"
)
_EAST_SLAVIC = re.compile(
    "(?:[оеи]го|[оеи]му|[ыи]ми|[ыи][йхм]|[оеё][йм]|[аяуюоеыії][яюеї]|[аяії][хм]|[ая]ми|"
    "[оеиі]в|[аяоеуюыиіїьй])$"
)
# endings of cases, and possessives
_ENDINGS = {
    "az": _TURKIC,
    "tr": _TURKIC,
    "ru": _EAST_SLAVIC,
    "uk": _EAST_SLAVIC,
    "en": re.compile("s$"),
}
_INSIDE_SETS = {lang: frozenset(words.split()) for lang, words in _INSIDE.items()}
_LITTLE = {
    "en": "the a an of in on at to for from by with and or as is was are were has have had it its "
    "that this will be been he she they we not but after before said says also",
    "ru": "в во на о об и или а но с со к ко у из от до по для при за под над что как это не был "
    "была было были его её их также после",
    "az": "və ilə üçün ki də da isə bu o ya həm olan olub edib deyib bildirib görə sonra qədər bir",
    "tr": "ve ile için ki de da ise bu o bir ya hem olan olarak göre sonra kadar dedi",
    "uk": "в у на і й та що як це не з із до від за про після",
}
_LITTLE_SETS = {lang: frozenset(words.split()) for lang, words in _LITTLE.items()}


@dataclass
class Candidate:
    """A name, with its mentions in all their forms.

    ``inner`` counts those that do not open a sentence, ``alone`` those that are no part of a longer
    run of capitals, ``within`` those inside one longer name.
    """

    key: str
    lang: str
    count: int = 0
    inner: int = 0
    alone: int = 0
    within: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    files: dict[str, None] = field(default_factory=dict)
    contexts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The form to show: the likeliest base form, else the most frequent one."""
        return base_form(self.forms, self.lang)

    @property
    def words(self) -> int:
        return self.key.count(" ") + 1


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    capital: bool
    joined: bool  # nothing but a space before it


def _tokens(text: str) -> list[_Token]:
    out: list[_Token] = []
    end = 0
    for match in _WORD.finditer(text):
        joined = bool(out) and text[end : match.start()] in (" ", "\u00a0")
        word = match.group()
        capital = word[:1].isupper() or (word[:1].isdigit() and any(c.isupper() for c in word))
        out.append(_Token(match.start(), match.end(), word, capital, joined))
        end = match.end()
    return out


@lru_cache(maxsize=65536)
def stem(word: str, lang: str) -> str:
    """What the forms of a word share, roughly: enough to count them together.

    Endings are taken off as long as three letters remain, so that all forms end at one place.
    """
    folded = key(re.split(r"['’ʼ]", word)[0] or word, lang)
    endings = _ENDINGS.get(lang)
    while endings is not None and (found := endings.search(folded)) and found.start() >= _STEM:
        folded = folded[: found.start()]
    return folded


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch that may be a name, and whether it opens its sentence or is part of a run."""

    start: int
    end: int
    key: str
    opens: bool
    part: bool


def _spans(tokens: Sequence[_Token], lang: str) -> Iterator[_Span]:
    """The stretches that may be names.

    Runs of capitalised words with small ones inside them, every capitalised word of such a run
    alone, and capitalised words with small words after them (languages that write names so).
    """
    inside = _INSIDE_SETS.get(lang, frozenset())
    little = _LITTLE_SETS.get(lang, frozenset())
    place = 0
    while place < len(tokens):
        if not tokens[place].capital or key(tokens[place].text, lang) in little:
            place += 1
            continue
        last = place
        ahead = place + 1
        while ahead < len(tokens) and tokens[ahead].joined and ahead - place < LONGEST:
            if tokens[ahead].capital:
                last = ahead
            elif not _joins(tokens[ahead - 1], tokens[ahead], lang, inside):
                break
            ahead += 1
        run = tokens[place : last + 1]
        yield _span(run, lang, place == 0)
        if place == 0:
            # the first may be an ordinary word
            rest = list(dropwhile(lambda token: not token.capital, run[1:]))
            if len(rest) > 1:
                yield _span(rest, lang, False)
        if len(run) > 1:
            for token in run:
                if token.capital:
                    yield _span([token], lang, token is tokens[0], part=True)
        tail = last + 1
        while tail < min(len(tokens), last + 1 + _TAIL) and lang != "en":
            token = tokens[tail]
            if not token.joined or token.capital or key(token.text, lang) in little | inside:
                break
            yield _span(tokens[place : tail + 1], lang, place == 0)
            tail += 1
        place = last + 1


def _joins(before: _Token, token: _Token, lang: str, inside: frozenset[str]) -> bool:
    """Whether a small word may stand inside a name: *Bank of the North*, not *Baku the next*."""
    word = key(token.text, lang)
    return word in inside and (word != "the" or not before.capital)


def _span(run: Sequence[_Token], lang: str, opens: bool, *, part: bool = False) -> _Span:
    name = " ".join(stem(token.text, lang) for token in run)
    return _Span(run[0].start, run[-1].end, name, opens, part)


class Collection:
    """Counts names over any number of texts of one language.

    Args:
        lang: the texts' language.
        matcher: the glossary, so that what it covers is not counted.
    """

    def __init__(self, lang: str, matcher: Matcher | None = None) -> None:
        self.lang = lang
        self._matcher = matcher
        self._found: dict[str, Candidate] = {}
        self._small: Counter[str] = Counter()

    def add(self, text: str, file: str) -> tuple[str, ...]:
        """Count the names of a sentence.

        Returns:
            The keys of its names.
        """
        covered = bare_links(text)
        if self._matcher:
            covered.extend((m.start, m.end) for m in self._matcher.match(text))
        little = _LITTLE_SETS.get(self.lang, frozenset())
        tokens = _tokens(text)
        if _headline(tokens):
            return ()
        keys: dict[str, None] = {}
        for span in _spans(tokens, self.lang):
            form = _bare(text[span.start : span.end], self.lang)
            if any(span.start < high and low < span.end for low, high in covered):
                continue
            if not any(char.isalpha() for char in form) or key(form, self.lang) in little:
                continue
            keys[span.key] = None
            found = self._found.setdefault(span.key, Candidate(span.key, self.lang))
            found.count += 1
            found.inner += not span.opens
            found.alone += not span.part
            found.forms[form] += 1
            found.files[file] = None
            if len(found.contexts) < CONTEXTS:
                found.contexts.append((file, " ".join(text.split())))
        for token in tokens:
            if not token.capital:
                self._small[stem(token.text, self.lang)] += 1
        return tuple(keys)

    def candidates(self, least: int, *, translated: bool = False) -> list[Candidate]:
        """The names with at least ``least`` mentions, most mentioned first.

        A single word must stand capitalised inside a sentence, and not mostly be written small; a
        name with small words at its end must be what mostly follows the capital; and a name that
        is mostly part of a longer one gives way to that. ``translated`` texts are read with less
        care: their sources speak for them.
        """
        kept = {
            name: candidate
            for name, candidate in self._found.items()
            if candidate.count >= least and self._sound(candidate, translated)
        }
        for name, longer in kept.items():
            for part in _parts(name):
                if part in kept:
                    kept[part].within = max(kept[part].within, longer.count)
        alone = [c for c in kept.values() if c.within < _WITHIN * c.count]
        return sorted(alone, key=lambda c: (-c.count, -c.words, c.key))

    def __contains__(self, name: object) -> bool:
        return name in self._found

    def _sound(self, found: Candidate, translated: bool) -> bool:
        if found.words == 1:
            small = self._small[found.key]
            own = found.alone >= _ALONE * found.count and (found.inner > 0 or translated)
            return own and small < found.count and len(found.key) > 1
        if found.inner == 0 and found.count < 3 and not translated:
            return False
        last = found.name.split(" ")[-1]
        if last[:1].isupper() or last[:1].isdigit():
            return True
        before = self._found.get(found.key.rpartition(" ")[0])
        often = before is not None and found.count >= _BOUND * before.count
        return often and (found.inner > 0 or translated)


def _headline(tokens: Sequence[_Token]) -> bool:
    """Whether a sentence has its words capitalised as headlines have."""
    capitals = sum(token.capital for token in tokens)
    return len(tokens) > 4 and capitals >= _HEADLINE * len(tokens)


def base_form(forms: Counter[str], lang: str) -> str:
    """Of a name's forms the one that looks most like its base form.

    Languages that add suffixes have it in the shortest; a Russian one in the nominative.
    """
    if lang in ("az", "tr"):
        return min(forms, key=lambda form: (len(form), -forms[form], form))
    if lang == "ru" and len(forms) > 1:
        return min(forms, key=lambda form: (not _nominative(form), -forms[form], len(form), form))
    return min(forms, key=lambda form: (-forms[form], len(form), form))


def _nominative(form: str) -> bool:
    place = read(tuple(form.split()), "ru")
    return place is not None and place.case is Case.NOM


def _bare(text: str, lang: str) -> str:
    """A form as it is counted: without quotation marks and a genitive's or a case's suffix."""
    text = " ".join(text.split()).strip(_QUOTES)
    return re.sub(r"['’ʼ]\w{1,5}$", "", text) if lang in ("en", "tr", "az") else text


def _parts(name: str) -> Iterable[str]:
    words = name.split(" ")
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words):
                yield " ".join(words[start:end])
