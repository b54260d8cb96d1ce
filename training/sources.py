"""Every data source of the recipe: what it is, its licence and how much it counts.

``weight`` is the expected number of times that one pair is drawn in one
virtual epoch. A weight of zero keeps the source out of the mix but in the
table, so that the reason can be read here.
"""

from __future__ import annotations

from dataclasses import dataclass

PERMISSIVE_PREFIXES = ("CC-BY", "CC0", "Apache", "MIT", "BSD", "MPL")


@dataclass(frozen=True)
class Source:
    """One file name of the data folder, the same for every language pair."""

    name: str
    kind: str
    licence: str
    weight: float
    note: str = ""

    def licence_in(self, folder: str) -> str:
        """The licence of its text in one folder of the data: one source has two."""
        return "Apache-2.0" if (self.name, folder) == ("moodle", "en-az") else self.licence

    def used_in(self, folder: str, *, permissive: bool) -> bool:
        """Whether its lines in a folder are taken; copyleft never is."""
        licence = self.licence_in(folder)
        if self.weight == 0 or licence.startswith("GPL"):
            return False
        return not permissive or licence.startswith(PERMISSIVE_PREFIXES)


SOURCES: tuple[Source, ...] = (
    Source("wmt-newstest2012-18", "news", "WMT (research)", 3.0),
    Source("wmt-newstest2016-17", "news", "WMT (research)", 3.0),
    Source("wmt22-24-general-refs", "news", "WMT (research)", 2.5),
    Source("tatoeba-tests", "everyday", "CC-BY-2.0", 1.6),
    Source("mlqe-pe", "prose", "CC0", 2.5),
    Source("tico19", "prose", "CC0", 3.0),
    Source("xquad", "prose", "CC-BY-SA-4.0", 3.0),
    Source("opensource-guide", "prose", "CC-BY-4.0", 3.0),
    Source("mozilla-www", "marketing", "MPL-2.0", 1.5),
    Source("python-docs", "prose", "CC0", 1.0),
    Source("gnome-help", "help", "CC-BY-3.0", 0.5),
    Source("tor-tails", "prose", "not stated", 0.0, "no licence stated"),
    Source("ms-dynamics365-ht", "documentation", "CC-BY-4.0", 0.35),
    Source("ms-m365-ht", "documentation", "CC-BY-4.0", 1.0),
    Source("ms-support-alchemy-ht", "documentation", "CC-BY-4.0", 0.7),
    Source("ms-office-dev-ht", "documentation", "CC-BY-4.0", 0.2),
    Source("ms-teams-skype-ht", "documentation", "CC-BY-4.0", 0.25),
    Source("ms-dotnet-docs-ht", "documentation", "CC-BY-4.0", 0.06, "very technical: a little"),
    Source("ms-dotnet-docs-mt", "documentation", "CC-BY-4.0", 0.0, "machine output"),
    Source("ms-teams-skype-mt", "documentation", "CC-BY-4.0", 0.0, "machine output"),
    Source("ms-support-alchemy-mt", "documentation", "CC-BY-4.0", 0.0, "machine output"),
    Source("ms-office-dev-mt", "documentation", "CC-BY-4.0", 0.0, "machine output"),
    Source("ms-m365-mt", "documentation", "CC-BY-4.0", 0.0, "machine output"),
    Source("ms-win32-mt", "documentation", "CC-BY-4.0", 0.0, "machine output"),
    Source("firefox", "interface", "MPL-2.0", 0.5),
    Source("aosp-android", "interface", "Apache-2.0", 0.25),
    Source("chromium", "interface", "BSD-3-Clause", 0.25),
    Source("wiktionary-dict", "dictionary", "CC-BY-SA-4.0", 0.8),
    Source("odoo", "interface", "LGPL-3", 0.0, "copyleft"),
    Source("moodle", "interface", "GPL-3 (az Apache-2.0)", 0.3, "copyleft but for Azerbaijani"),
    Source("kde", "interface", "GPL, LGPL", 0.0, "copyleft"),
    Source("kde4", "interface", "GPL, LGPL", 0.0, "copyleft"),
    Source("scratch", "interface", "AGPL-3", 0.0, "copyleft"),
    Source("ui-pivot", "interface", "mixed, GPL among them", 0.0, "copyleft; see triangulate.py"),
    Source("ui-short-terms", "interface", "mixed, GPL among them", 0.0, "copyleft"),
)

BY_NAME = {source.name: source for source in SOURCES}

#: A factor on the weight of lines of which a model wrote one side (`synthesise.py`).
MACHINE_WEIGHT = 0.5

SYNTHETIC_FOLDERS = frozenset({"en-az-synthetic"})

#: Marian target tags, in the style of OPUS-MT.
TAGS = {
    "ru": ">>rus<<",
    "tr": ">>tur<<",
    "az": ">>aze<<",
    "en": ">>eng<<",
    "uk": ">>ukr<<",
    "kk": ">>kaz<<",
    "fa": ">>pes<<",
}
