"""The console script: runs one command and turns whatever happens into an exit status.

Everything else is imported inside ``run``, so that even an interrupt during start-up ends in a
clean line, and a program that only wants the version pays for nothing more.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from translator.cli.terminal import Terminal

_COMPLETION_VARIABLE = "_TRANSLATOR_COMPLETE"
_INTERRUPTED, _BROKEN_PIPE = 130, 141
# Modules, dictionaries and caches are many objects of which none is garbage: looking for some
# after every 700, as Python does, takes a fifteenth of a short command's time. A glossary's rows
# are more of them, and its commands are short.
_COLLECT_AFTER = {"glossary": 2_000_000}
_COLLECT_USUALLY_AFTER = 50_000


def main() -> None:
    """Run the command line of this process and exit with its status."""
    try:
        code = _process()
    except KeyboardInterrupt:  # while starting or while reporting
        code = _INTERRUPTED
    except BrokenPipeError:
        code = _BROKEN_PIPE
    if code in (_INTERRUPTED, _BROKEN_PIPE):
        _discard_output()
    sys.exit(code)


def _process() -> int:
    arguments = sys.argv[1:]
    often = _COLLECT_AFTER.get("".join(arguments[:1]), _COLLECT_USUALLY_AFTER)
    gc.set_threshold(often, *gc.get_threshold()[1:])
    from translator.cli.terminal import Terminal

    if os.environ.get(_COMPLETION_VARIABLE):
        from translator.cli.commands import complete

        return complete()
    return run(arguments, terminal=Terminal.of_process())


def _discard_output() -> None:
    # Python flushes standard output once more at exit; nobody reads it any longer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(null, stream.fileno())
        except (AttributeError, OSError, ValueError):
            continue


def run(
    argv: Sequence[str],
    *,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
    terminal: Terminal | None = None,
) -> int:
    """Run one command in this process.

    Args:
        argv: the arguments, without the program's name.
        stdin, stdout, stderr: text streams with a ``buffer``; the process's own by default.
        terminal: all three at once, instead of the streams.

    Returns:
        The exit status; see ``translator.errors.ExitCode``.

    Raises:
        BrokenPipeError: when the reader of standard output or error has gone.
    """
    from translator.cli.terminal import Terminal

    if terminal is None:
        terminal = Terminal(stdin or sys.stdin, stdout or sys.stdout, stderr or sys.stderr)
    terminal.json = wants_json(argv)
    # The parser prints help and version on its own, to whatever is standard output now.
    with redirect_stdout(terminal.stdout), redirect_stderr(terminal.stderr):
        try:
            code = _guarded(list(argv), terminal)
            terminal.flush()
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - reporting itself went wrong
            code = _report(error, terminal)
    return code


def _guarded(argv: list[str], terminal: Terminal) -> int:
    try:
        from translator.cli.commands import dispatch

        return dispatch(argv, terminal)
    except KeyboardInterrupt:
        if terminal.json:
            entry = {"code": "interrupted", "message": "interrupted", "hint": ""}
            terminal.envelope([], status="interrupted", errors=[entry])
        goes_on = "; the same command goes on from here" if terminal.command == "batch" else ""
        terminal.say(f"translator: interrupted; nothing was left half-written{goes_on}")
        return _INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the one place where everything ends up
        return _report(error, terminal)


def _report(error: Exception, terminal: Terminal) -> int:
    from translator.cli.errors import known_error
    from translator.cli.terminal import error_entry

    terminal.debug(error)
    known = known_error(error)
    if terminal.json:
        terminal.envelope([], status="failed", errors=[error_entry(known)])
        terminal.flush()
    terminal.fail(known)
    return int(known.exit_code)


def wants_json(argv: Sequence[str]) -> bool:
    """Whether ``--json`` is among the options; known before anything else is parsed."""
    options = argv[: list(argv).index("--")] if "--" in argv else argv
    return "--json" in options


if __name__ == "__main__":
    main()
