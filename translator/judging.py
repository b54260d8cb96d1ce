"""What the checks say of an answer, and the answers that a rule gives without the model."""

from __future__ import annotations

from dataclasses import replace

from translator.documents.article import BlockKind
from translator.engines.base import Hypothesis
from translator.engines.decode import Outcome
from translator.later import later
from translator.memory.recall import Answer
from translator.quality import examine
from translator.quality.base import Checked, Finding
from translator.segments import Ask

# what is translated by rule where the rule understands it whole
_RULES = {
    BlockKind.DATELINE: later("translator.notation.datelines", "translated"),
    BlockKind.BYLINE: later("translator.names.bylines", "translated"),
}


def examined(ask: Ask, hypothesis: Hypothesis) -> tuple[Finding, ...]:
    """The findings of all checks about one answer."""
    return examine(
        Checked(
            ask.segment.text,
            hypothesis.text,
            ask.source_lang,
            ask.target_lang,
            ask.segment.matches,
            hypothesis.capped,
            hypothesis.unsure,
        )
    )


def judged(answer: Answer, ask: Ask) -> Answer:
    """``answer`` with the findings about the whole way, not its last hop."""
    findings = examined(ask, answer.outcome.hypothesis)
    return replace(answer, outcome=replace(answer.outcome, findings=findings))


def by_rule(ask: Ask) -> Answer | None:
    """A dateline or byline by rule; None for everything else, and if it is not understood."""
    segment = ask.segment
    rule = _RULES.get(segment.kind)
    if rule is None:
        return None
    made: Hypothesis | None = rule(segment.text, segment.matches, ask.source_lang, ask.target_lang)
    return Answer(Outcome(made, examined(ask, made), 1), False) if made else None
