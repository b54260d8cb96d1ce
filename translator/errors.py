"""The one exception users may see, its stable codes and the exit statuses they lead to."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """Exit statuses of the command line; scripts rely on them."""

    OK = 0
    FAILED = 1
    USAGE = 2
    FLAGGED = 3
    MODEL = 4
    UNREADABLE = 5
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class ErrorCode(StrEnum):
    """What went wrong, in a word that stays the same from version to version."""

    USAGE = "usage"
    LANGUAGE_UNKNOWN = "language-unknown"
    LANGUAGE_UNDETECTED = "language-undetected"
    PAIR_UNSUPPORTED = "pair-unsupported"
    FORMAT_UNKNOWN = "format-unknown"
    INPUT_MISSING = "input-missing"
    INPUT_UNREADABLE = "input-unreadable"
    PARALLEL_TEXT = "parallel-text"
    OUTPUT_UNWRITABLE = "output-unwritable"
    GLOSSARY_MISSING = "glossary-missing"
    GLOSSARY_INVALID = "glossary-invalid"
    MODEL_MISSING = "model-missing"
    MODEL_DAMAGED = "model-damaged"
    CONFIG_INVALID = "config-invalid"
    MEMORY_UNUSABLE = "memory-unusable"
    BUSY = "busy"
    FAILED = "failed"


_EXITS = {
    ErrorCode.USAGE: ExitCode.USAGE,
    ErrorCode.LANGUAGE_UNKNOWN: ExitCode.USAGE,
    ErrorCode.LANGUAGE_UNDETECTED: ExitCode.USAGE,
    ErrorCode.PAIR_UNSUPPORTED: ExitCode.USAGE,
    ErrorCode.FORMAT_UNKNOWN: ExitCode.USAGE,
    ErrorCode.CONFIG_INVALID: ExitCode.USAGE,
    ErrorCode.GLOSSARY_MISSING: ExitCode.USAGE,
    ErrorCode.GLOSSARY_INVALID: ExitCode.FAILED,
    ErrorCode.INPUT_MISSING: ExitCode.UNREADABLE,
    ErrorCode.INPUT_UNREADABLE: ExitCode.UNREADABLE,
    ErrorCode.PARALLEL_TEXT: ExitCode.UNREADABLE,
    ErrorCode.MODEL_MISSING: ExitCode.MODEL,
    ErrorCode.MODEL_DAMAGED: ExitCode.MODEL,
}


class TranslatorError(Exception):
    """A failure with a stable code, one line for the user and a hint how to mend it."""

    def __init__(self, code: ErrorCode, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    @property
    def exit_code(self) -> ExitCode:
        return _EXITS.get(self.code, ExitCode.FAILED)
