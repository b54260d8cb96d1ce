"""The way of an article: read, cut, remember, find terms, translate, check, set side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from translator.detect import detect
from translator.documents import registry
from translator.documents.article import Article, Block, Sentence
from translator.documents.choices import NONE, Choices
from translator.documents.stored import Stored
from translator.engines.base import Engine, Hypothesis, Request
from translator.engines.decode import Judge, Outcome, decode
from translator.engines.loading import EngineChoice, load_engine
from translator.errors import ErrorCode, TranslatorError
from translator.glossary import store
from translator.glossary.institutions import Practice, written
from translator.judging import by_rule, examined, judged
from translator.languages import language
from translator.memory import recall
from translator.memory.base import Memory
from translator.memory.keys import Keys
from translator.memory.recall import WINDOW, Answer
from translator.models.described import Described, describe, describe_engine
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.pivoting import through
from translator.quality.base import Finding
from translator.segments import Ask, Segment, onward, segment_of

# What only translating needs waits until then: to see that a folder is done takes a fraction of it.
if TYPE_CHECKING:
    from translator.glossary.matching import Matcher

PIVOT = "en"

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose; empty strings and zeros leave the choice to the program.

    ``glossaries`` are names or paths, later ones win; ``names`` carries names that no glossary
    lists; ``turkish_institutions`` is how their suffixes are written; ``threads`` counts processor
    cores; ``window`` is the number of sentences translated between two commits to the memory;
    ``choices`` concern how files are read.
    """

    source_lang: str = ""
    model: str = "builtin"
    engine: EngineChoice = "auto"
    quality: Literal["draft", "best"] = "draft"
    glossaries: tuple[str, ...] = ()
    encoding: str = ""
    threads: int = 0
    window: int = WINDOW
    choices: Choices = NONE
    names: bool = True
    turkish_institutions: Practice = "apostrophe"


def read(path: Path | None, settings: Settings, data: bytes | Stored | None = None) -> Article:
    """Read an article, find out its language and cut it into sentences.

    Args:
        path: the file, or None to take ``data`` (standard input).
        settings: ``source_lang``, ``encoding`` and ``choices`` are used.
        data: the bytes or the file that holds them, when at hand.

    Raises:
        TranslatorError: the file cannot be read, or its language cannot be told.
    """
    lang = language(settings.source_lang).code if settings.source_lang else ""
    article = registry.load(
        path, data=data, encoding=settings.encoding, lang=lang, choices=settings.choices
    )
    return prepare_article(article, settings)


def prepare_article(article: Article, settings: Settings) -> Article:
    """Give an article its language, detected unless known, and its sentences."""
    lang = article.lang
    if settings.source_lang:
        lang = language(settings.source_lang).code
    elif not lang and any(char.isalpha() for char in article.translated_text):
        lang = detect(article.translated_text)
    from translator.segmentation import segment_article

    return segment_article(replace(article, lang=lang), lang)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way into one language: its segments, one for each sentence in order.

    ``hops`` are the pairs of languages to go by; none when there is nothing to translate.
    """

    article: Article
    target_lang: str
    segments: tuple[Segment, ...]
    hops: tuple[tuple[str, str], ...]

    @property
    def work(self) -> list[Segment]:
        """The segments that go through the model."""
        return [segment for segment in self.segments if segment.translatable]


class Translator:
    """A model, loaded when first needed, and the glossaries it is held to.

    Args:
        settings: the user's choices; glossaries are read and verified at once.
        notify: told, in one line, of work that takes time (a model being prepared).
        memory: where translations are looked up and kept; without one all are made anew.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        notify: Callable[[str], None] | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.settings = settings
        self.glossary = written(
            store.combine([store.load(name) for name in settings.glossaries]),
            settings.turkish_institutions,
        )
        self.memory = memory
        self._notify = notify
        self._matchers: dict[str, Matcher] = {}

    def reread(self) -> Translator:
        """The same model and memory, with the glossaries as they are on the disk now."""
        fresh = Translator(self.settings, notify=self._notify, memory=self.memory)
        loaded = {"engine", "model", "keys"} & self.__dict__.keys()
        fresh.__dict__.update((name, self.__dict__[name]) for name in loaded)
        return fresh

    @cached_property
    def engine(self) -> Engine:
        """The loaded model."""
        chosen = self.settings
        return load_engine(
            chosen.model, engine=chosen.engine, threads=chosen.threads, notify=self._notify
        )

    @cached_property
    def model(self) -> Described:
        """What is known of the model without loading it."""
        if "engine" in self.__dict__:
            return describe_engine(self.engine)
        return describe(self.settings.model, self.settings.engine)

    @cached_property
    def keys(self) -> Keys:
        """The names that this model's translations have in the memory."""
        return Keys(self.model.identity, self.settings.quality)

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
            TranslatorError: the model is missing or damaged, or has no way between the languages;
                or the memory cannot be used.
        """
        draft = self.begin(article, target_lang)
        total, done = len(draft.work) * len(draft.hops), 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            if progress is not None:
                progress(done, total)

        return self.finish(draft, self.travel([draft], advance)[0])

    def begin(self, article: Article, target_lang: str) -> Draft:
        """Find the terms of an article's sentences and the way into the target language."""
        target_lang = language(target_lang).code
        matcher = self.matcher(article.lang)
        segments = tuple(
            segment_of(block, sentence, matcher)
            for block in article.blocks
            for sentence in block.sentences
        )
        if self.settings.names:
            from translator.names.mentions import with_mentions
            from translator.names.offering import with_names

            segments = with_names(segments, article.lang, target_lang)
            segments = with_mentions(segments, article.lang, target_lang)
        needed = any(segment.translatable for segment in segments)
        hops = self._route(article.lang, target_lang) if needed else ()
        return Draft(article, target_lang, segments, hops)

    def travel(
        self, drafts: Sequence[Draft], advance: Advance = lambda count: None
    ) -> list[list[Answer]]:
        """Translate the segments of any number of drafts together, hop by hop.

        Returns:
            For each draft the answers to its ``work``, in order. After two hops they are judged
            against the first hop's source.
        """
        trips = [(segment, draft.hops) for draft in drafts for segment in draft.work]
        asks = [Ask(segment, hops[0][0], hops[-1][1]) for segment, hops in trips]
        answers = [
            answer or by_rule(ask) for answer, ask in zip(self._by_people(asks), asks, strict=True)
        ]
        for number, answer in enumerate(answers):
            if answer is not None:
                advance(len(trips[number][1]))
        going = [number for number, answer in enumerate(answers) if answer is None]
        here = {number: trips[number][0] for number in going}
        leg = 0
        from translator.names.offering import carried_on

        while going:
            leg_asks = [Ask(here[n], *trips[n][1][leg]) for n in going]
            for number, last in zip(going, self._leg(leg_asks, advance), strict=True):
                answers[number] = through(answers[number], last)
            leg += 1
            going = [n for n in going if len(trips[n][1]) > leg]
            for n in going:
                text, lang = _answered(answers[n]).outcome.hypothesis.text, trips[n][1][leg][0]
                made = onward(here[n], text, self.matcher(lang))
                here[n] = carried_on(made, here[n].matches, lang)
        results = iter(
            _answered(answer) if len(hops) < 2 else judged(_answered(answer), ask)
            for answer, ask, (_, hops) in zip(answers, asks, trips, strict=True)
        )
        return [[next(results) for _ in draft.work] for draft in drafts]

    def finish(self, draft: Draft, answers: Sequence[Answer]) -> ParallelText:
        """Set source and translation side by side."""
        results, segments = iter(answers), iter(draft.segments)
        blocks = tuple(
            ParallelBlock(
                block,
                tuple(
                    _unit(block, sentence, segment, next(results), draft.target_lang)
                    if (segment := next(segments)).translatable
                    else _kept(sentence)
                    for sentence in block.sentences
                ),
            )
            for block in draft.article.blocks
        )
        parallel = ParallelText(
            draft.article,
            draft.article.lang,
            draft.target_lang,
            blocks,
            model=self.model.name if draft.hops else "",
            pivot=PIVOT if len(draft.hops) > 1 else "",
            reused=sum(answer.reused for answer in answers),
        )
        from translator.quality.consistency import inconsistencies
        from translator.quality.markup import doubtful_markup

        return doubtful_markup(inconsistencies(parallel))

    def matcher(self, lang: str) -> Matcher:
        """The glossary, ready to be looked for in texts of one language."""
        from translator.glossary.matching import Matcher

        if lang not in self._matchers:
            self._matchers[lang] = Matcher(self.glossary, lang)
        return self._matchers[lang]

    def _route(self, source: str, target: str) -> tuple[tuple[str, str], ...]:
        """The hops from ``source`` to ``target``: one, or two by way of English."""
        if source == target:
            raise TranslatorError(
                ErrorCode.PAIR_UNSUPPORTED,
                f"the article is in {language(source).name} already",
                "give another target with --to, or the true source with --from",
            )
        pairs = self.model.pairs
        if not pairs or (source, target) in pairs:
            return ((source, target),)
        if (source, PIVOT) in pairs and (PIVOT, target) in pairs:
            return ((source, PIVOT), (PIVOT, target))
        known = ", ".join(sorted(f"{a}-{b}" for a, b in pairs))
        raise TranslatorError(
            ErrorCode.PAIR_UNSUPPORTED,
            f"the model {self.model.name} cannot translate {source} to {target}",
            f"it knows {known}; `translator models list` shows others",
        )

    def _by_people(self, asks: Sequence[Ask]) -> list[Answer | None]:
        if self.memory is None:
            return [None] * len(asks)
        return recall.by_people(
            self.memory, asks, lambda ask, target: examined(ask, Hypothesis(target))
        )

    def _leg(self, asks: Sequence[Ask], advance: Advance) -> list[Answer]:
        """One hop of every segment: remembered, or made now and committed."""

        def solve(missing: Sequence[Ask]) -> list[Outcome]:
            return self._decode(missing, advance)

        if self.memory is None:
            return [Answer(outcome, False) for outcome in solve(asks)]
        return recall.by_machine(
            self.memory,
            self.keys,
            asks,
            solve,
            model=self.model.name,
            window=self.settings.window,
            advance=advance,
        )

    def _decode(self, asks: Sequence[Ask], advance: Advance) -> list[Outcome]:
        """Glossary, engine, glossary, checks."""
        requests, judge = self._questions(asks, range(len(asks)))
        return decode(
            self.engine,
            list(requests.values()),
            judge,
            quality=self.settings.quality,
            progress=advance,
            retry=lambda failing: self._questions(asks, failing, guard_figures=True),
        )

    def _questions(
        self, asks: Sequence[Ask], numbers: Sequence[int], *, guard_figures: bool = False
    ) -> tuple[dict[int, Request], Judge]:
        """What the engine is asked for the segments numbered so, and the judge of its answers."""
        from translator.glossary.terminology import prepare, restore

        prepared = {
            number: prepare(
                ask.segment.text,
                ask.segment.matches,
                self.engine.terminology,
                ask.source_lang,
                ask.target_lang,
                protected=ask.segment.protected,
                guard_figures=guard_figures,
            )
            for number in numbers
            for ask in [asks[number]]
        }

        def judge(number: int, raw: Hypothesis) -> tuple[Hypothesis, tuple[Finding, ...]]:
            hypothesis = restore(prepared[number], raw)
            return hypothesis, examined(asks[number], hypothesis)

        return {number: each.request for number, each in prepared.items()}, judge


def _unit(
    block: Block, sentence: Sentence, segment: Segment, answer: Answer, lang: str
) -> TranslationUnit:
    from translator.names.offering import is_local

    hypothesis = answer.outcome.hypothesis
    alignment = hypothesis.alignment
    if block.inlines:
        from translator.glossary.linking import linked

        marked = [(i.start - sentence.start, i.end - sentence.start) for i in block.inlines]
        alignment = linked(alignment, segment.matches, hypothesis.text, lang, marked)
    return TranslationUnit(
        sentence.text,
        hypothesis.text,
        answer.outcome.findings,
        tuple(match for match in segment.matches if not is_local(match.concept)),
        alignment,
        answer.outcome.attempts,
    )


def _kept(sentence: Sentence) -> TranslationUnit:
    return TranslationUnit(sentence.text, sentence.text, attempts=0)


def _answered(answer: Answer | None) -> Answer:
    assert answer is not None, "every segment has an answer in the end"
    return answer
