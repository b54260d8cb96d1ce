"""Text to bytes, and text to one line: what several writers share."""

from __future__ import annotations

import re

_SURROGATES = re.compile("[\ud800-\udfff]")
# Everything that some reader takes for a line end or a column's end.
_BREAKS = re.compile("\r\n|[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")


def utf8(text: str) -> bytes:
    """``text`` in UTF-8; half characters (lone surrogates) become U+FFFD."""
    return _SURROGATES.sub("\ufffd", text).encode("utf-8")


def one_line(text: str) -> str:
    """``text`` with line ends and tabs as spaces."""
    return _BREAKS.sub(" ", text)
