"""Any exception as the one that users may see."""

from __future__ import annotations

from translator.errors import ErrorCode, TranslatorError

DEBUG_VARIABLE = "TRANSLATOR_DEBUG"


def known_error(error: Exception) -> TranslatorError:
    """``error`` itself, or a ``TranslatorError`` that says what to do about it."""
    if isinstance(error, TranslatorError):
        return error
    if isinstance(error, MemoryError):
        return TranslatorError(
            ErrorCode.FAILED, "out of memory", "try a smaller model, or the article in parts"
        )
    from translator.cli.usage import usage_error

    usage = usage_error(error)
    if usage is not None:
        return usage
    text = " ".join(str(error).split())
    return TranslatorError(
        ErrorCode.FAILED,
        f"unexpected {type(error).__name__}{': ' if text else ''}{text}",
        "this is a mistake in translator; please report it with the command and what it prints "
        f"when {DEBUG_VARIABLE}=1 is set",
    )
