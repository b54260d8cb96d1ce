"""What a command prints to and reads from: streams, quietness, colour, JSON envelope."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TextIO, cast

from translator.errors import ErrorCode, ExitCode, TranslatorError

ENVELOPE_VERSION = 1

Error = Mapping[str, str]


def visible(text: object) -> str:
    """``text`` on one line: control characters and undecodable bytes written as escapes.

    File names and article text may hold anything; an error must stay one line, and a terminal
    must not be driven by what it shows.
    """
    line = str(text)
    if line.isprintable():
        return line
    out = []
    for char in line:
        if char.isprintable():
            out.append(char)
        elif unicodedata.category(char) in ("Zs", "Zl", "Zp"):
            out.append(" ")
        elif unicodedata.category(char) == "Cf":
            out.append(char if char in "\u200c\u200d" else "")
        else:
            out.append(char.encode("unicode_escape").decode("ascii"))
    return "".join(out)


def error_entry(error: TranslatorError) -> Error:
    """``error`` as the JSON envelope shows it."""
    return {"code": str(error.code), "message": error.message, "hint": error.hint}


@dataclass
class Terminal:
    """The outside world of one command.

    ``stdout`` is for data alone, everything said to a person goes to ``stderr``.
    """

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    quiet: bool = False
    json: bool = False
    command: str = ""
    emitted: bool = field(default=False, init=False)
    _above: Callable[[str], None] | None = field(default=None, init=False)

    @classmethod
    def of_process(cls) -> Terminal:
        """The process's own streams: UTF-8 out, a closed stream replaced by nothing at all."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A reader of the pipe expects UTF-8 whatever the locale; what cannot be encoded
                # (undecodable bytes of a file name) is written as an escape, never an exception.
                encoding = None if stream.isatty() else "utf-8"
                stream.reconfigure(encoding=encoding, errors="backslashreplace")
        return cls(_or_null(sys.stdin, "r"), _or_null(sys.stdout, "w"), _or_null(sys.stderr, "w"))

    def interactive(self) -> bool:
        """Whether a person looks at standard error on a terminal that can redraw lines."""
        return _isatty(self.stderr) and os.environ.get("TERM") != "dumb"

    def shown(self) -> bool:
        """Whether standard output is a terminal."""
        return _isatty(self.stdout)

    def colour(self, stream: TextIO) -> bool:
        """Whether ``stream`` may carry colours (see no-color.org)."""
        return (
            _isatty(stream)
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") not in ("dumb", None)
        )

    def say(self, line: str) -> None:
        """A line of information on standard error, unless quiet."""
        if not self.quiet:
            self._tell(visible(line))

    def warn(self, message: str) -> None:
        """A warning on standard error; said even when quiet."""
        self._complain("warning", "33", message)

    def fail(self, error: TranslatorError) -> None:
        """One line for ``error`` and one for its hint, on standard error."""
        # Only a glossary's mistakes come as several lines, one for each.
        several = error.code is ErrorCode.GLOSSARY_INVALID
        first, *rest = error.message.splitlines() if several else [error.message]
        self._complain("error", "31", first)
        for line in rest:
            self._tell(f"  {visible(line)}")
        if error.hint:
            self._tell(f"  hint: {visible(error.hint)}")

    def debug(self, error: BaseException) -> None:
        """The whole traceback, only for those who asked for it with TRANSLATOR_DEBUG."""
        if os.environ.get("TRANSLATOR_DEBUG"):
            import traceback

            traceback.print_exception(error, file=self.stderr)

    def _complain(self, kind: str, colour: str, message: str) -> None:
        label = f"{kind}:"
        if self.colour(self.stderr):
            label = f"\x1b[1;{colour}m{label}\x1b[0m"
        self._tell(f"translator: {label} {visible(message)}")

    @contextmanager
    def drawn(self, above: Callable[[str], None]) -> Iterator[None]:
        """Lines go to ``above`` while something is drawn and redrawn on standard error."""
        self._above = above
        try:
            yield
        finally:
            self._above = None

    def _tell(self, line: str) -> None:
        if self._above is not None:
            self._above(line)
            return
        self.stderr.write(f"{line}\n")
        self.stderr.flush()

    def input(self) -> BinaryIO:
        """Standard input, to be read at once."""
        if self.interactive() and _isatty(self.stdin):
            self.say("reading standard input; end with Ctrl-D")
        return self._binary(self.stdin)

    def read_input(self) -> bytes:
        """All of standard input."""
        return self.input().read()

    def print(self, line: str = "") -> None:
        """A line of data on standard output."""
        self.write(f"{line}\n")

    def write(self, text: str) -> None:
        """Data on standard output."""
        try:
            self.stdout.write(text)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _unwritable(error) from error

    def write_bytes(self, data: bytes) -> None:
        """Data on standard output, byte for byte."""
        try:
            self.stdout.flush()
            stream = self._binary(self.stdout)
            stream.write(data)
            stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _unwritable(error) from error

    def end_line(self, text: str) -> None:
        """Keep the shell's prompt off the last line of ``text`` when a terminal shows it."""
        if _isatty(self.stdout) and not text.endswith("\n"):
            self.write("\n")

    def flush(self) -> None:
        """Push out what is still buffered, so that a full disk or a closed pipe shows now."""
        try:
            self.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _unwritable(error) from error

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Aligned columns on standard output; drawn by rich on a terminal."""
        cells = [[visible(cell) for cell in row] for row in rows]
        if _isatty(self.stdout):
            self._rich_table(headers, cells)
            return
        widths = [max(map(_width, column)) for column in zip(headers, *cells, strict=True)]
        for row in (headers, *cells):
            padded = (
                cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
            )
            self.print("  ".join(padded).rstrip())

    def _rich_table(self, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, header_style="bold")
        for header in headers:
            table.add_column(header)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        Console(file=self.stdout, no_color=not self.colour(self.stdout)).print(table)

    def envelope(
        self, results: Sequence[Any], *, status: str = "ok", errors: Sequence[Error] = ()
    ) -> None:
        """The one JSON object on standard output; a second call is ignored.

        Args:
            results: what the command found, one entry an input or a row.
            status: ``ok``, ``flagged``, ``failed`` or ``interrupted``.
            errors: code, message and hint of everything that went wrong.
        """
        if self.emitted:
            return
        self.emitted = True
        document = {
            "version": ENVELOPE_VERSION,
            "command": self.command,
            "status": status,
            "results": list(results),
            "errors": [dict(error) for error in errors],
        }
        # Lone surrogates (undecodable bytes of a file name) become JSON's own \udcXX escapes.
        text = json.dumps(document, ensure_ascii=False, indent=2)
        safe = text.encode("utf-8", "backslashreplace").decode("utf-8")
        self.write(f"{safe}\n")

    def finish(
        self,
        results: Sequence[Any],
        *,
        status: str = "ok",
        errors: Sequence[Error] = (),
        code: ExitCode = ExitCode.OK,
    ) -> int:
        """Print the envelope if JSON was asked for; the exit code goes through unchanged."""
        if self.json:
            self.envelope(results, status=status, errors=errors)
        return int(code)

    @staticmethod
    def _binary(stream: TextIO) -> BinaryIO:
        return stream.buffer


def _or_null(stream: TextIO | None, mode: str) -> TextIO:
    if stream is not None:
        return stream
    return cast(TextIO, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123


def _isatty(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:
        return False


# Letters that take one column each: Latin, Greek, Cyrillic and Armenian.
_NARROW = re.compile(r"[\x00-\u02ff\u0370-\u0482\u048a-\u058f]*")


def _width(text: str) -> int:
    """Columns that ``text`` takes on a terminal."""
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _unwritable(error: OSError) -> TranslatorError:
    return TranslatorError(
        ErrorCode.OUTPUT_UNWRITABLE,
        f"cannot write to standard output: {error.strerror or error}",
        "is the disk full? `-o FILE` writes elsewhere",
    )
