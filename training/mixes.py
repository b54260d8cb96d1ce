"""Which languages a model is for: the folders it learns from and each direction's share."""

from __future__ import annotations

from dataclasses import dataclass

Direction = tuple[str, str]


@dataclass(frozen=True)
class Mix:
    """What a model is trained on.

    ``folders``: of the data directory, with the language pair of each (the first column's language
    first) and a factor on every source's weight. ``triangles``: pairs made of two English ones
    (`triangulate.py`), beside what folders they have. ``directions``: the share of the target
    pieces that each gets.
    """

    folders: tuple[tuple[str, str, str, float], ...]
    directions: dict[Direction, float]
    triangles: tuple[Direction, ...] = ()

    @property
    def pairs(self) -> list[Direction]:
        """The language pairs that have text of their own, sorted."""
        return sorted({(first, second) for _, first, second, _ in self.folders})

    @property
    def languages(self) -> list[str]:
        """Every language, sorted."""
        return sorted({language for direction in self.directions for language in direction})

    def factors(self) -> dict[str, float]:
        """Folder to the factor on its sources' weights."""
        return {folder: factor for folder, _, _, factor in self.folders}


_ENGLISH = (
    ("en-ru", "en", "ru", 1.0),
    ("en-tr", "en", "tr", 1.5),
    ("en-az", "en", "az", 2.0),
    ("en-az-synthetic", "en", "az", 1.2),
)

#: What fits a model of nine million parameters and the hours of a laptop.
CORE = Mix(
    _ENGLISH,
    {
        ("en", "ru"): 0.22,
        ("en", "tr"): 0.22,
        ("en", "az"): 0.22,
        ("ru", "en"): 0.12,
        ("tr", "en"): 0.11,
        ("az", "en"): 0.11,
    },
)

#: Every pair that the data can carry; for a wider model and a GPU.
WIDE = Mix(
    (
        *_ENGLISH,
        ("en-uk", "en", "uk", 2.0),
        ("ru-tr", "ru", "tr", 1.0),
        ("tr-az", "tr", "az", 1.0),
    ),
    {
        ("en", "ru"): 0.13,
        ("en", "tr"): 0.13,
        ("en", "az"): 0.13,
        ("en", "uk"): 0.06,
        ("ru", "en"): 0.08,
        ("tr", "en"): 0.08,
        ("az", "en"): 0.08,
        ("uk", "en"): 0.04,
        ("ru", "az"): 0.06,
        ("az", "ru"): 0.05,
        ("ru", "tr"): 0.04,
        ("tr", "ru"): 0.04,
        ("tr", "az"): 0.05,
        ("az", "tr"): 0.03,
    },
    (("ru", "az"), ("ru", "tr"), ("tr", "az")),
)

MIXES = {"core": CORE, "wide": WIDE}
