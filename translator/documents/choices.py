"""What a user may say about how a file is to be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """Wishes about reading; each concerns some formats, the others pass it by.

    ``columns`` names the columns of a table, or the fields of records, that hold the article's
    texts; without any they are told by their names. ``whole_page`` asks for all that can be seen on
    a web page, not for the article alone.
    """

    columns: tuple[str, ...] = ()
    whole_page: bool = False


NONE = Choices()
