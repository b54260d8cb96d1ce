"""A glossary in somebody's own editor: on a copy, checked at each save, nothing ever lost."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from translator.errors import ErrorCode, TranslatorError
from translator.glossary import store
from translator.glossary.files import locked
from translator.glossary.merging import merge
from translator.parallel.files import unwritable, write_atomically

Ask = Callable[[Sequence[str]], bool]
"""Shown what is wrong, a line each; says whether to open the editor again."""

_SHOWN = 5
_PLUS = ("vi", "vim", "nvim", "gvim", "view", "nano", "pico", "emacs", "emacsclient", "micro")
_MORE_PLUS = ("kak", "joe", "jed", "mg", "ne", "gedit", "kate", "mcedit", "ed")
_GOTO = ("code", "codium", "code-insiders", "cursor", "windsurf")
_COLON = ("subl", "hx", "helix", "zed")
_WAIT = (*_GOTO, "subl", "zed", "gvim", "gedit")
_WAIT_FLAGS = {"gvim": "-f"}


def editor_command() -> list[str]:
    """The user's editor: $VISUAL, $EDITOR, else one that is there.

    Raises:
        TranslatorError: ``usage`` if there is none.
    """
    for variable in ("VISUAL", "EDITOR"):
        stated = os.environ.get(variable, "").strip()
        if stated:
            try:
                words = shlex.split(stated, posix=sys.platform != "win32")
            except ValueError as error:
                raise TranslatorError(
                    ErrorCode.USAGE, f"${variable} cannot be read: {error}", "such as EDITOR=nano"
                ) from None
            return words
    for name in ("editor", "nano", "vi", "notepad"):
        if shutil.which(name):
            return [name]
    raise TranslatorError(ErrorCode.USAGE, "no editor is known", "set EDITOR, such as EDITOR=nano")


def opened_at(command: Sequence[str], path: Path, line: int) -> list[str]:
    """``command`` with what makes this editor open ``path`` at a line, as far as it is known."""
    name = Path(command[0]).name.lower().removesuffix(".exe").removesuffix(".cmd")
    words = list(command)
    if name in _WAIT:
        flag = _WAIT_FLAGS.get(name, "--wait")
        if flag not in words and "-w" not in words:
            words.append(flag)
    if name in _GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    if name in _PLUS or name in _MORE_PLUS:
        return [*words, f"+{line}", str(path)]
    return [*words, str(path)]


def session(path: Path, *, line: int = 1, ask: Ask) -> str:
    """Let the user edit the glossary in ``path``.

    The editor works on a copy beside it. When it ends, the copy is checked; while it is faulty
    the editor is opened again at the first mistake. The glossary is not locked meanwhile: what
    others changed in it is merged with what the user did.

    Args:
        line: where to open it, from 1.
        ask: asked before the editor is opened again.

    Returns:
        What was done, for the user.

    Raises:
        TranslatorError: when the user gives up, or changes clash with those of others; the
            message names the file in which the text was kept. ``usage`` if there is no editor.
    """
    command = editor_command()
    original = store.read_text(path)
    copy = _copy(path, original)
    last = original
    try:
        line = line if line > 1 else _first_fault(original)
        while True:
            status = _run(command, copy, line)
            if not copy.exists():
                raise TranslatorError(
                    ErrorCode.FAILED, f"{copy} has gone", f"{path} is as it was before"
                )
            if status != 0:
                raise _given_up(copy, original, f"the editor ended with status {status}")
            line, problems, text = _checked(copy)
            if text == original:
                copy.unlink()
                return f"{path}: nothing changed"
            if not problems:
                return _commit(path, copy, original, text)
            if text == last or not ask(problems):
                where = f"{path.name}:{problems[0]}"
                raise _given_up(copy, original, where)
            last = text
    except KeyboardInterrupt:
        _tidy(copy, original)
        raise


def _first_fault(text: str) -> int:
    """The line of the first mistake in a text, or the first line."""
    _, problems = store.parse(text, "-")
    return next((p.line for p in problems if p.severity == "error"), 1)


def _copy(path: Path, text: str) -> Path:
    """A file beside ``path`` with its text, under a name that nothing has."""
    for number in range(1, 1000):
        copy = path.with_name(f"{path.stem}.edit{number if number > 1 else ''}{path.suffix}")
        try:
            handle = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            continue
        except OSError as error:
            raise unwritable(copy, error) from error
        os.close(handle)
        write_atomically(copy, text.encode("utf-8"))
        return copy
    raise TranslatorError(
        ErrorCode.FAILED, f"too many unfinished copies beside {path}", "remove what you do not need"
    )


def _run(command: Sequence[str], copy: Path, line: int) -> int:
    try:
        with _patient():
            return subprocess.run(opened_at(command, copy, line), check=False).returncode
    except (OSError, ValueError) as error:
        with suppress(OSError):
            copy.unlink()
        reason = getattr(error, "strerror", None) or str(error)
        raise TranslatorError(
            ErrorCode.USAGE,
            f"cannot start the editor {shlex.join(command)!r}: {reason}",
            "set EDITOR, such as EDITOR=nano",
        ) from None


@contextmanager
def _patient() -> Iterator[None]:
    """Leave Ctrl-C to the editor."""
    try:
        # a handler of ours, for one that ignores the signal would be inherited
        old = signal.signal(signal.SIGINT, lambda *_: None)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, old)


def _checked(copy: Path) -> tuple[int, list[str], str]:
    """The first faulty line, what is wrong as LINE:COLUMN: message, and the text."""
    try:
        text = store.read_text(copy)
    except TranslatorError as error:
        return 1, [error.message.removeprefix(f"{copy}:")], "\0" + repr(copy.read_bytes())
    _, problems = store.parse(text, "-")
    errors = [problem for problem in problems if problem.severity == "error"]
    lines = [f"{p.line}:{p.column}: {p.message}" for p in errors[:_SHOWN]]
    if len(errors) > _SHOWN:
        lines.append(f"and {len(errors) - _SHOWN:,} more")
    return (errors[0].line if errors else 1), lines, text


def _commit(path: Path, copy: Path, original: str, text: str) -> str:
    with locked(path):
        try:
            current = store.read_text(path)
        except TranslatorError:
            raise _given_up(copy, original, f"{path} has gone or cannot be read") from None
        merged = current == original
        if not merged:
            text = _merged(path, copy, original, text, current)
        try:
            write_atomically(path, text.encode("utf-8"))
        except TranslatorError as error:
            error.hint = f"what you wrote is in {copy}; {error.hint}"
            raise
    with suppress(OSError):
        copy.unlink()
    return f"{path}: saved" + ("" if merged else ", with what others changed meanwhile")


def _merged(path: Path, copy: Path, original: str, text: str, current: str) -> str:
    try:
        both = merge(original, current, text)
    except TranslatorError as error:
        raise _given_up(copy, original, f"{path} was changed meanwhile; {error.message}") from None
    _, problems = store.parse(both.text, "-")
    if not both.conflicts and all(problem.severity != "error" for problem in problems):
        return both.text
    clashes = ", ".join(dict.fromkeys(c.id for c in both.conflicts[:_SHOWN])) or "the rows"
    raise TranslatorError(
        ErrorCode.FAILED,
        f"{path} was changed meanwhile, and both changed {clashes}; yours is in {copy}",
        f"look at both, and set the cells that you want in {path}",
    )


def _given_up(copy: Path, original: str, why: str) -> TranslatorError:
    if _tidy(copy, original):
        return TranslatorError(ErrorCode.FAILED, why, "nothing was changed")
    return TranslatorError(
        ErrorCode.GLOSSARY_INVALID,
        f"{why}\nnothing was changed; what you wrote is in {copy}",
        f"mend {copy} and move it over the glossary, or remove it",
    )


def _tidy(copy: Path, original: str) -> bool:
    """Remove the copy if nothing was written into it; whether that is so."""
    with suppress(OSError):
        if copy.read_bytes() == original.encode("utf-8"):
            copy.unlink()
            return True
    return False
