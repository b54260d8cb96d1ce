"""Engines with known answers, for tests of everything around an engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.tiny_model import transliterate
from translator.engines.alignment import words
from translator.engines.base import Decoding, Hypothesis, Link, Request, Terminology

_TERM = re.compile(r"<term> (.*?) <as> (.*?) </term>")


@dataclass
class EchoEngine:
    """Answers with the source, letters changed to the target's script, terms as annotated.

    Deterministic and aligned word by word. ``calls`` records what it was asked; ``answers``
    overrides the answer to a request's text.
    """

    name: str = "echo"
    terminology: Terminology = "annotated"
    max_tokens: int = 200
    languages: frozenset[tuple[str, str]] = frozenset()
    answers: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[tuple[Request, ...], Decoding]] = field(default_factory=list)

    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs given at construction."""
        return self.languages

    def count(self, texts: Sequence[str]) -> list[int]:
        """One token a word, and one for the end."""
        return [len(text.split()) + 1 for text in texts]

    def translate(
        self,
        requests: Sequence[Request],
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Hypothesis]]:
        """The same answer ``n_best`` times, a little less likely each time."""
        self.calls.append((tuple(requests), decoding))
        return [[self._answer(r, -0.1 * rank) for rank in range(decoding.n_best)] for r in requests]

    def _answer(self, request: Request, score: float) -> Hypothesis:
        if request.text in self.answers:
            return Hypothesis(self.answers[request.text], score)
        out: list[str] = []
        links: list[Link] = []
        length = place = 0
        for match in [*_TERM.finditer(request.text), None]:
            end = match.start() if match else len(request.text)
            plain = request.text[place:end]
            for start, stop in words(plain):
                shift = place + start, length + start
                size = stop - start
                links.append(Link(shift[0], shift[0] + size, shift[1], shift[1] + size))
            kept = re.split(r"(<x\d>)", plain)
            out.append(
                "".join(
                    part if i % 2 else transliterate(part, request.target_lang)
                    for i, part in enumerate(kept)
                )
            )
            length += len(plain)
            if match:
                target = match[2] if self.terminology == "annotated" else match[1]
                links += [
                    Link(match.start(1) + a, match.start(1) + b, length + c, length + d)
                    for a, b in words(match[1])
                    for c, d in words(target)
                ]
                out.append(target)
                length += len(target)
                place = match.end()
        return Hypothesis("".join(out), score, False, tuple(links))


@dataclass
class ScriptedEngine(EchoEngine):
    """Answers with ``reply(request, decoding)``, which may return several hypotheses."""

    reply: Callable[[Request, Decoding], list[Hypothesis]] = lambda r, d: [Hypothesis(r.text)]

    def translate(
        self,
        requests: Sequence[Request],
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Hypothesis]]:
        """What ``reply`` says."""
        self.calls.append((tuple(requests), decoding))
        return [self.reply(request, decoding) for request in requests]
