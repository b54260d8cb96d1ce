"""The way of an article: read, cut, find terms, translate, check, set side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal
from unicodedata import category

from translator.detect import detect
from translator.documents import registry
from translator.documents.article import Article, Block, Sentence
from translator.engines.base import Engine, Hypothesis, Link
from translator.engines.decode import Outcome, decode
from translator.engines.loading import EngineChoice, load_engine
from translator.errors import ErrorCode, TranslatorError
from translator.glossary import store
from translator.glossary.concept import TermMatch
from translator.glossary.matching import Matcher
from translator.glossary.terminology import prepare, restore
from translator.languages import language
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.quality import examine
from translator.quality.base import Checked, Finding
from translator.quality.consistency import inconsistencies
from translator.segmentation import segment_article

PIVOT = "en"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose; empty strings and zeros leave the choice to the program.

    ``glossaries`` are names or paths, later ones win; ``threads`` counts processor cores.
    """

    source_lang: str = ""
    model: str = "builtin"
    engine: EngineChoice = "auto"
    quality: Literal["draft", "best"] = "draft"
    glossaries: tuple[str, ...] = ()
    encoding: str = ""
    threads: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence on its way: its text on one line, its terms and the parts to carry verbatim.

    Line breaks are made spaces one for one, so that offsets hold in the article too.
    """

    text: str
    matches: tuple[TermMatch, ...] = ()
    protected: tuple[tuple[int, int], ...] = ()

    @property
    def translatable(self) -> bool:
        """Whether there is anything to translate: a row of asterisks or figures is kept."""
        return any(char.isalpha() for char in self.text)


def read(path: Path | None, settings: Settings, data: bytes | None = None) -> Article:
    """Read an article, find out its language and cut it into sentences.

    Args:
        path: the file, or None to take ``data`` (standard input).
        settings: ``source_lang`` and ``encoding`` are used.
        data: the bytes, when they are at hand.

    Raises:
        TranslatorError: the file cannot be read, or its language cannot be told.
    """
    lang = language(settings.source_lang).code if settings.source_lang else ""
    article = registry.load(path, data=data, encoding=settings.encoding, lang=lang)
    return prepare_article(article, settings)


def prepare_article(article: Article, settings: Settings) -> Article:
    """Give an article its language, detected unless known, and its sentences."""
    lang = article.lang
    if settings.source_lang:
        lang = language(settings.source_lang).code
    elif not lang and any(char.isalpha() for char in article.translated_text):
        lang = detect(article.translated_text)
    return segment_article(replace(article, lang=lang), lang)


class Translator:
    """A model, loaded when first needed, and the glossaries it is held to.

    Args:
        settings: the user's choices; glossaries are read and verified at once.
        notify: told, in one line, of work that takes time (a model being prepared).
    """

    def __init__(self, settings: Settings, *, notify: Callable[[str], None] | None = None) -> None:
        self.settings = settings
        self.glossary = store.combine([store.load(name) for name in settings.glossaries])
        self._notify = notify
        self._matchers: dict[str, Matcher] = {}

    @cached_property
    def engine(self) -> Engine:
        """The loaded model."""
        chosen = self.settings
        return load_engine(
            chosen.model, engine=chosen.engine, threads=chosen.threads, notify=self._notify
        )

    def translate(
        self,
        article: Article,
        target_lang: str,
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> ParallelText:
        """Translate an article that :func:`read` returned.

        Args:
            article: segmented, its language known.
            target_lang: a code that :func:`translator.languages.language` knows.
            progress: called with the segments done and their total.

        Raises:
            TranslatorError: the model is missing or damaged, or has no way between the languages.
        """
        target_lang = language(target_lang).code
        sentences = [(block, sent) for block in article.blocks for sent in block.sentences]
        segments = [self._segment(block, sent, article.lang) for block, sent in sentences]
        work = [segment for segment in segments if segment.translatable]
        hops = self._route(article.lang, target_lang) if work else []
        total = len(work) * len(hops)
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            if progress is not None:
                progress(done, total)

        outcomes = self._travel(work, hops, advance)
        results = iter(outcomes)
        units = iter(
            [
                _unit(sent, segment, next(results)) if segment.translatable else _kept(sent)
                for (_, sent), segment in zip(sentences, segments, strict=True)
            ]
        )
        blocks = tuple(
            ParallelBlock(block, tuple(next(units) for _ in block.sentences))
            for block in article.blocks
        )
        parallel = ParallelText(
            article,
            article.lang,
            target_lang,
            blocks,
            model=self.engine.name if work else "",
            pivot=PIVOT if len(hops) > 1 else "",
        )
        return inconsistencies(parallel)

    def _segment(self, block: Block, sentence: Sentence, lang: str) -> Segment:
        text = _one_line(sentence.text)
        protected = tuple(
            (max(inline.start, sentence.start) - sentence.start, inline.end - sentence.start)
            for inline in block.inlines
            if inline.keep and sentence.start <= inline.start and inline.end <= sentence.end
        )
        return Segment(text, self._matcher(lang).match(text), protected)

    def _matcher(self, lang: str) -> Matcher:
        if lang not in self._matchers:
            self._matchers[lang] = Matcher(self.glossary, lang)
        return self._matchers[lang]

    def _route(self, source: str, target: str) -> list[tuple[str, str]]:
        """The hops from ``source`` to ``target``: one, or two by way of English."""
        if source == target:
            raise TranslatorError(
                ErrorCode.PAIR_UNSUPPORTED,
                f"the article is in {language(source).name} already",
                "give another target with --to, or the true source with --from",
            )
        pairs = self.engine.pairs()
        if not pairs or (source, target) in pairs:
            return [(source, target)]
        if (source, PIVOT) in pairs and (PIVOT, target) in pairs:
            return [(source, PIVOT), (PIVOT, target)]
        known = ", ".join(sorted(f"{a}-{b}" for a, b in pairs))
        raise TranslatorError(
            ErrorCode.PAIR_UNSUPPORTED,
            f"the model {self.engine.name} cannot translate {source} to {target}",
            f"it knows {known}; `translator models list` shows others",
        )

    def _travel(
        self,
        segments: Sequence[Segment],
        hops: Sequence[tuple[str, str]],
        advance: Callable[[int], None],
    ) -> list[Outcome]:
        """Translate hop by hop; every result is judged against the first hop's source."""
        here = list(segments)
        outcomes: list[Outcome] = []
        for source_lang, target_lang in hops:
            last = self._hop(here, source_lang, target_lang, advance)
            if outcomes:
                last = [
                    _through(first, second) for first, second in zip(outcomes, last, strict=True)
                ]
            outcomes = last
            matcher = self._matcher(target_lang)
            here = [
                _onward(segment, outcome.hypothesis.text, matcher)
                for segment, outcome in zip(here, outcomes, strict=True)
            ]
        if len(hops) > 1:
            ends = hops[0][0], hops[-1][1]
            outcomes = [
                replace(o, findings=_examine(s, o.hypothesis, *ends))
                for s, o in zip(segments, outcomes, strict=True)
            ]
        return outcomes

    def _hop(
        self,
        segments: Sequence[Segment],
        source_lang: str,
        target_lang: str,
        advance: Callable[[int], None],
    ) -> list[Outcome]:
        prepared = [
            prepare(
                s.text,
                s.matches,
                self.engine.terminology,
                source_lang,
                target_lang,
                protected=s.protected,
            )
            for s in segments
        ]

        def judge(index: int, raw: Hypothesis) -> tuple[Hypothesis, tuple[Finding, ...]]:
            hypothesis = restore(prepared[index], raw)
            return hypothesis, _examine(segments[index], hypothesis, source_lang, target_lang)

        return decode(
            self.engine,
            [p.request for p in prepared],
            judge,
            quality=self.settings.quality,
            progress=advance,
        )


def _one_line(text: str) -> str:
    """``text`` with every white space, control character and lone surrogate made a space."""
    return "".join(" " if c.isspace() or category(c) in ("Cc", "Cs") else c for c in text)


def _onward(segment: Segment, text: str, matcher: Matcher) -> Segment:
    """The pivot's text as the next hop's segment, with the same stretches protected."""
    kept = {segment.text[start:end] for start, end in segment.protected}
    places = ((text.find(part), len(part)) for part in kept if part in text)
    protected = tuple(sorted((start, start + length) for start, length in places))
    return Segment(text, matcher.match(text), protected)


def _examine(
    segment: Segment, hypothesis: Hypothesis, source_lang: str, target_lang: str
) -> tuple[Finding, ...]:
    return examine(
        Checked(
            segment.text,
            hypothesis.text,
            source_lang,
            target_lang,
            segment.matches,
            hypothesis.capped,
        )
    )


def _unit(sentence: Sentence, segment: Segment, outcome: Outcome) -> TranslationUnit:
    hypothesis = outcome.hypothesis
    return TranslationUnit(
        sentence.text,
        hypothesis.text,
        outcome.findings,
        segment.matches,
        hypothesis.alignment,
        outcome.attempts,
    )


def _kept(sentence: Sentence) -> TranslationUnit:
    return TranslationUnit(sentence.text, sentence.text, attempts=0)


def _through(first: Outcome, second: Outcome) -> Outcome:
    """Two hops as one: alignments joined where they meet in the pivot, attempts added up."""
    links = tuple(
        Link(a.source_start, a.source_end, b.target_start, b.target_end)
        for a in first.hypothesis.alignment
        for b in second.hypothesis.alignment
        if a.target_start < b.source_end and b.source_start < a.target_end
    )
    hypothesis = replace(
        second.hypothesis,
        alignment=tuple(dict.fromkeys(links)),
        capped=first.hypothesis.capped or second.hypothesis.capped,
    )
    return replace(second, hypothesis=hypothesis, attempts=first.attempts + second.attempts)
