"""One concept, one name, over all articles of a batch: what no single article can show."""

from __future__ import annotations

from collections import Counter
from typing import Any

_SHOWN = 20  # articles named for each rarer name


class Naming:
    """Gathers by which names the articles' translations call each concept."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], Counter[str]] = {}
        self._articles: dict[tuple[str, str], dict[str, list[str]]] = {}

    def add(self, article: dict[str, Any]) -> None:
        """Count one article's entry of the report."""
        for concept, names in article.get("names", {}).items():
            place = article["target_lang"], concept
            self._counts.setdefault(place, Counter()).update(names)
            articles = self._articles.setdefault(place, {})
            for name in names:
                articles.setdefault(name, []).append(article["input"])

    def inconsistent(self) -> list[dict[str, Any]]:
        """The concepts that go by several names in one language, the most mixed first.

        The name used most is the rule; of the others, each has its count and the first articles
        that use it.
        """
        rows: list[dict[str, Any]] = []
        for (lang, concept), counts in self._counts.items():
            (rule, often), *others = counts.most_common()
            if others:
                rows.append(
                    {
                        "target_lang": lang,
                        "concept": concept,
                        "name": rule,
                        "count": often,
                        "others": [self._other(lang, concept, *other) for other in others],
                    }
                )
        return sorted(
            rows,
            key=lambda row: (
                -sum(other["count"] for other in row["others"]),
                row["target_lang"],
                row["concept"],
            ),
        )

    def _other(self, lang: str, concept: str, name: str, count: int) -> dict[str, Any]:
        articles = self._articles[lang, concept][name]
        return {"name": name, "count": count, "articles": articles[:_SHOWN]}
