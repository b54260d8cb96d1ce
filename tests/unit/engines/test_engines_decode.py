"""The ladder of attempts, what is kept, what is cut and joined."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.engines import EchoEngine, ScriptedEngine
from tests.tiny_model import transliterate
from translator.engines.base import Decoding, Hypothesis, Link, Request
from translator.engines.decode import SEVERITY, WINDOW, decode, weight
from translator.engines.loading import load_engine
from translator.quality.base import Finding, FindingCode

LONG = "The forum was opened in Baku, and the guests spoke of the sea; then they left. "


def ask(*texts: str) -> list[Request]:
    return [Request(text, "en", "ru") for text in texts]


def content(index: int, hypothesis: Hypothesis) -> tuple[Hypothesis, tuple[Finding, ...]]:
    del index
    return hypothesis, ()


def faults(**marks: FindingCode) -> object:
    """A judge that finds a fault wherever its mark stands in the answer."""

    def judge(index: int, hypothesis: Hypothesis) -> tuple[Hypothesis, tuple[Finding, ...]]:
        del index
        found = [Finding(code, m) for m, code in marks.items() if m in hypothesis.text.split()]
        return hypothesis, tuple(found)

    return judge


def test_every_kind_of_finding_has_a_weight() -> None:
    assert set(SEVERITY) == set(FindingCode)
    assert weight([]) == 0
    empty, number = (Finding(code, "") for code in (FindingCode.EMPTY, FindingCode.NUMBER))
    assert weight([empty]) > weight([number, number, number]) > 0


def test_what_is_right_at_once_is_decoded_once() -> None:
    engine = EchoEngine()
    (outcome,) = decode(engine, ask("sea"), content)
    assert (outcome.hypothesis.text, outcome.attempts, outcome.findings) == ("сеа", 1, ())
    assert [decoding for _, decoding in engine.calls] == [Decoding()]


def test_nothing_to_do() -> None:
    engine = EchoEngine()
    assert decode(engine, [], content) == []


def test_the_ladder() -> None:
    """Greedy, then beam 4 without repeats, then in two parts; only for what fails."""
    seen: list[tuple[list[str], Decoding]] = []
    engine = ScriptedEngine(reply=lambda r, d: [Hypothesis("bad " + r.text)])
    text = "first half of it, second half of it"
    outcomes = decode(engine, ask("fine", text), _bad_unless_fine)
    seen = [([r.text for r in asked], decoding) for asked, decoding in engine.calls]
    assert seen == [
        ([text, "fine"], Decoding()),
        ([text], Decoding(beam=4, no_repeat_ngram=3)),
        (["first half of it,", "second half of it"], Decoding(beam=4, no_repeat_ngram=3)),
    ]
    assert [outcome.attempts for outcome in outcomes] == [1, 3]
    assert outcomes[1].findings
    assert outcomes[1].hypothesis.text == "bad " + text  # the first of equals


def _bad_unless_fine(index: int, hypothesis: Hypothesis) -> tuple[Hypothesis, tuple[Finding, ...]]:
    del index
    good = hypothesis.text.endswith("fine")
    return hypothesis, () if good else (Finding(FindingCode.NUMBER, "lost"),)


def test_what_cannot_be_halved_gets_two_attempts() -> None:
    engine = ScriptedEngine(reply=lambda r, d: [Hypothesis("bad")])
    (outcome,) = decode(engine, ask("no mark in this one at all"), _bad_unless_fine)
    assert (outcome.attempts, len(engine.calls)) == (2, 2)


def test_the_lightest_attempt_is_kept() -> None:
    def reply(request: Request, decoding: Decoding) -> list[Hypothesis]:
        if decoding.beam == 1:
            return [Hypothesis("number number ok")]
        whole = "," in request.text
        return [Hypothesis("length ok" if whole else "empty")]

    judge = faults(number=FindingCode.NUMBER, length=FindingCode.LENGTH, empty=FindingCode.EMPTY)
    engine = ScriptedEngine(reply=reply)
    (outcome,) = decode(engine, ask("one part of this, the other part"), judge)  # type: ignore[arg-type]
    assert outcome.hypothesis.text == "number number ok"
    assert outcome.attempts == 3
    assert [finding.code for finding in outcome.findings] == [FindingCode.NUMBER]


def test_best_quality_takes_the_first_of_four_without_findings() -> None:
    def reply(request: Request, decoding: Decoding) -> list[Hypothesis]:
        del request
        texts = ["number a", "clean b", "clean c", "empty d"][: decoding.n_best]
        return [Hypothesis(text, -float(rank)) for rank, text in enumerate(texts)]

    judge = faults(number=FindingCode.NUMBER, empty=FindingCode.EMPTY)
    engine = ScriptedEngine(reply=reply)
    (outcome,) = decode(engine, ask("x"), judge, quality="best")  # type: ignore[arg-type]
    assert (outcome.hypothesis.text, outcome.attempts) == ("clean b", 1)
    assert engine.calls[0][1] == Decoding(beam=4, n_best=4)


def test_identical_requests_are_decoded_once_and_judged_each() -> None:
    engine = EchoEngine()
    judged: list[int] = []

    def judge(index: int, hypothesis: Hypothesis) -> tuple[Hypothesis, tuple[Finding, ...]]:
        judged.append(index)
        return Hypothesis(f"{hypothesis.text} {index}"), ()

    outcomes = decode(engine, ask("sea", "forum", "sea"), judge)
    assert [o.hypothesis.text for o in outcomes] == ["сеа 0", "форум 1", "сеа 2"]
    assert Counter(r.text for asked, _ in engine.calls for r in asked) == {"sea": 1, "forum": 1}
    assert sorted(judged) == [0, 1, 2]


def test_too_long_is_cut_at_clauses_and_joined_with_exact_links() -> None:
    engine = EchoEngine(max_tokens=12)
    text = (LONG * 6).strip()
    (outcome,) = decode(engine, ask(text), content)
    assert outcome.hypothesis.text == transliterate(text, "ru")
    assert max(engine.count([r.text])[0] for asked, _ in engine.calls for r in asked) <= 12
    links = outcome.hypothesis.alignment
    assert len(links) > 80
    for link in links:
        source = text[link.source_start : link.source_end]
        target = outcome.hypothesis.text[link.target_start : link.target_end]
        assert target == transliterate(source, "ru")
    assert outcome.attempts == 1


def test_a_term_annotation_is_never_cut() -> None:
    engine = EchoEngine(max_tokens=14)
    term = "<term> the Caspian Sea, deep and wide; <as> Каспийское море </term>"
    text = f"They spoke of {term} and of other things, too, for a very long time in the end"
    (outcome,) = decode(engine, ask(text), content)
    assert "Каспийское море" in outcome.hypothesis.text
    assert "<" not in outcome.hypothesis.text
    asked = [request.text for asked, _ in engine.calls for request in asked]
    assert sum(term in part for part in asked) == 1


def test_what_nothing_can_cut_is_cut_all_the_same() -> None:
    """A number of a thousand figures, a word without end: no crash, nothing lost."""

    class Letters(EchoEngine):
        def count(self, texts: object) -> list[int]:
            return [len(text) + 1 for text in texts]  # type: ignore[attr-defined]

    engine = Letters(max_tokens=50)
    for text in ("7" * 1000, "q" * 1000, "<term> " + "a" * 200 + " <as> b </term>"):
        (outcome,) = decode(engine, ask(text), content)
        letters = outcome.hypothesis.text.replace(" ", "")
        assert letters.count(transliterate(text[7], "ru")) >= 199
        assert all(len(r.text) < 50 for asked, _ in engine.calls for r in asked)
        engine.calls.clear()


def test_a_capped_part_makes_the_whole_capped() -> None:
    def reply(request: Request, decoding: Decoding) -> list[Hypothesis]:
        del decoding
        return [Hypothesis(request.text, -1.0, "sea" in request.text)]

    engine = ScriptedEngine(reply=reply, max_tokens=12)
    (outcome,) = decode(engine, ask((LONG * 2).strip()), content)
    assert outcome.hypothesis.capped


def test_an_unsure_part_makes_the_whole_unsure() -> None:
    def reply(request: Request, decoding: Decoding) -> list[Hypothesis]:
        del decoding
        return [Hypothesis(request.text, -1.0, unsure="sea" in request.text)]

    engine = ScriptedEngine(reply=reply, max_tokens=12)
    (outcome,) = decode(engine, ask((LONG * 2).strip()), content)
    assert outcome.hypothesis.unsure


def test_doubts_are_told_and_not_tried_again() -> None:
    engine = ScriptedEngine(reply=lambda r, d: [Hypothesis("unsure")])
    told: list[int] = []
    judge = faults(unsure=FindingCode.UNSURE)
    (outcome,) = decode(engine, ask("x"), judge, progress=told.append)  # type: ignore[arg-type]
    assert [finding.code for finding in outcome.findings] == [FindingCode.UNSURE]
    assert (outcome.attempts, told) == (1, [1])


def test_a_sure_attempt_is_kept_before_an_unsure_one() -> None:
    def reply(request: Request, decoding: Decoding) -> list[Hypothesis]:
        del request
        return [Hypothesis("number unsure" if decoding.beam == 1 else "number")]

    judge = faults(number=FindingCode.NUMBER, unsure=FindingCode.UNSURE)
    (outcome,) = decode(ScriptedEngine(reply=reply), ask("x"), judge)  # type: ignore[arg-type]
    assert outcome.hypothesis.text == "number"


def test_progress_adds_up() -> None:
    for fails in ((), ("w3", "w5", "w700")):
        told: list[int] = []
        texts = [f"w{i} is here, and there it goes" for i in range(2000)]

        def judge(
            index: int, hypothesis: Hypothesis, fails: tuple[str, ...] = fails
        ) -> tuple[Hypothesis, tuple[Finding, ...]]:
            bad = transliterate("w", "ru") + str(index) in hypothesis.text and f"w{index}" in fails
            return hypothesis, (Finding(FindingCode.NUMBER, ""),) if bad else ()

        outcomes = decode(EchoEngine(), ask(*texts, texts[0]), judge, progress=told.append)
        assert sum(told) == len(outcomes) == 2001
        assert len(told) > 2
        assert sum(bool(o.findings) for o in outcomes) == len(fails)


def test_windows_are_bounded() -> None:
    engine = EchoEngine()
    decode(engine, ask(*(f"{i} " * 40 for i in range(500))), content)
    assert len(engine.calls) >= 500 * 40 // WINDOW
    assert all(sum(engine.count([r.text for r in asked])) <= WINDOW for asked, _ in engine.calls)


def test_joined_answers_have_shifted_links() -> None:
    from translator.engines.splitting import join

    joined = join(
        [(0, 3), (4, 7)],
        [
            Hypothesis("xx", -1.0, False, (Link(0, 3, 0, 2),)),
            Hypothesis("yyy", -3.0, False, (Link(1, 3, 0, 3),)),
        ],
    )
    assert joined == Hypothesis("xx yyy", -2.0, False, (Link(0, 3, 0, 2), Link(5, 7, 3, 6)))
    assert join([(0, 1), (1, 2)], [Hypothesis(""), Hypothesis("a")]).text == "a"


def test_with_the_real_engine(tiny_model: Path) -> None:
    engine = load_engine(str(tiny_model))
    text = (LONG * 15).strip()
    assert engine.count([text])[0] > engine.max_tokens
    outcomes = decode(engine, ask(text, "sea", text), content)
    for outcome, source in zip(outcomes, (text, "sea", text), strict=True):
        assert outcome.hypothesis.text == transliterate(source, "ru")
        for link in outcome.hypothesis.alignment:
            word = source[link.source_start : link.source_end]
            target = outcome.hypothesis.text[link.target_start : link.target_end]
            assert target == transliterate(word, "ru")
