"""What ``translator batch`` says of what it finds and of what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from translator.cli.batch_display import duration
from translator.cli.terminal import Terminal, error_entry
from translator.errors import ErrorCode, ExitCode, TranslatorError
from translator.parallel.summary import count

if TYPE_CHECKING:
    from translator.batch.estimate import Estimate
    from translator.batch.ledger import Record
    from translator.batch.run import Ran
    from translator.batch.survey import Job, Survey

_SHOWN = 20


def announce(terminal: Terminal, found: Survey, job: Job) -> None:
    """What there is to do, and what is passed by."""
    if not terminal.quiet:
        for line in _plan_lines(found, job):
            terminal.say(line)
    for name, reason in found.barred:
        terminal.warn(f"{job.folder / name}: {reason}; passed by")


def _plan_lines(found: Survey, job: Job) -> list[str]:
    from translator.batch.survey import Why

    reasons = [
        (Why.NEW, "new"),
        (Why.CHANGED, "changed"),
        (Why.GLOSSARY, "with an edited glossary concept"),
        (Why.SETTINGS, "made with other settings or another version"),
        (Why.LOST, "with a translation missing"),
        (Why.FAILED, "failed before"),
    ]
    parts = [f"{found.count(why):,} {text}" for why, text in reasons if found.count(why)]
    todo = ", ".join(parts) if parts else "nothing to do"
    part = f", part {job.shard.number}/{job.shard.count}" if job.shard else ""
    lines = [f"{job.folder}{part}: {count(found.articles, 'article')}: {todo}"]
    if found.unknown:
        shown = ", ".join(found.unknown[:5])
        more = f" and {len(found.unknown) - 5:,} more" if len(found.unknown) > 5 else ""
        many = "file is no article" if len(found.unknown) == 1 else "files are no articles"
        lines.append(f"  {len(found.unknown):,} {many}: {shown}{more}")
    if found.removed:
        shown = ", ".join(found.removed[:5])
        more = f" and {len(found.removed) - 5:,} more" if len(found.removed) > 5 else ""
        lines.append(
            f"  {len(found.removed):,} no longer in the folder; their translations stay: "
            f"{shown}{more}"
        )
    return lines


def tell(terminal: Terminal, ran: Ran) -> None:
    """The summary, and what failed."""
    done = ran.progress
    told = _once(done.errors)
    for error, _ in told[:_SHOWN]:
        terminal.fail(error)
    if len(told) > _SHOWN:
        terminal.say(f"  and {len(told) - _SHOWN:,} more, in the report")
    parts = [count(done.done - done.failed - done.skipped, "translation")]
    if ran.survey.unchanged:
        parts.append(f"{ran.survey.unchanged:,} unchanged")
    if done.skipped > done.passed:
        parts.append(f"{done.skipped - done.passed:,} in the language already")
    if done.passed:
        parts.append(f"{done.passed:,} passed by")
    if done.failed:
        parts.append(f"{done.failed:,} failed")
    if done.sentences:
        parts.append(f"{count(done.sentences, 'sentence')} ({done.reused:,} reused)")
        parts.append(f"{done.flagged:,} flagged")
    if done.terms_found:
        parts.append(f"{done.terms_applied:,} of {done.terms_found:,} terms applied")
    exact = ran.seconds < 60
    parts.append(f"{ran.seconds:.1f} s" if exact else duration(ran.seconds))
    terminal.say(", ".join(parts))
    if ran.reports:
        terminal.say(f"  report: {ran.reports[-1]}")


def _once(failed: list[Record]) -> list[tuple[TranslatorError, list[Record]]]:
    """What failed: an article once for each kind of error, with all its languages."""
    kinds: dict[tuple[str, str], list[Record]] = {}
    for record in failed:
        kinds.setdefault((record.name, record.error["code"]), []).append(record)
    return [(_error(records), records) for records in kinds.values()]


def _error(records: list[Record]) -> TranslatorError:
    first, *others = records
    message = first.error["message"]
    if first.name not in message:
        message = f"{first.name}: {message}"
    # What keeps an article from being read says nothing of languages.
    differing = [r.lang for r in others if r.error["message"] != first.error["message"]]
    if differing:
        message += f"; the same for {', '.join(dict.fromkeys(differing))}"
    return TranslatorError(ErrorCode(first.error["code"]), message, first.error["hint"])


def finish(
    terminal: Terminal, runs: list[Ran], *, strict: bool, failed: list[Record] | None = None
) -> int:
    """The exit status, and for scripts the figures of all runs; ``failed`` is all if not given."""
    from translator.batch.report import totals

    if failed is None:
        failed = [record for ran in runs for record in ran.progress.errors]
    flagged = any(ran.progress.flagged for ran in runs)
    code, status = ExitCode.OK, "flagged" if flagged else "ok"
    if failed:
        code, status = ExitCode.FAILED, "failed"
    elif flagged and strict:
        code = ExitCode.FLAGGED
    results = [
        totals(ran)
        | {"failures": _failures(ran.progress.errors), "reports": [str(p) for p in ran.reports]}
        for ran in runs
    ]
    errors = [error_entry(error) for error, _ in _once(failed)]
    return terminal.finish(results, status=status, errors=errors, code=code)


def _failures(failed: list[Record]) -> list[dict[str, Any]]:
    return [
        {"input": records[0].name, "targets": [r.lang for r in records], **error_entry(error)}
        for error, records in _once(failed)
    ]


def foretell(terminal: Terminal, found: Survey, guess: Estimate) -> int:
    """What a run would do and how long it should take."""
    if found.tasks:
        known = guess.words - guess.fresh
        terminal.say(
            f"  about {guess.words:,} words, {known:,} of them remembered or repeated: "
            f"about {duration(guess.seconds) if guess.fresh else 'no time'} at "
            f"{guess.speed:,.0f} words a second, "
            + ("as measured in the last run" if guess.measured else "as measured just now")
            if guess.fresh
            else f"  about {guess.words:,} words, all of them remembered"
        )
    result: dict[str, Any] = {
        "articles": found.articles,
        "translations": sum(len(task.targets) for task in found.tasks),
        "unchanged": found.unchanged,
        "tasks": [
            {"input": task.name, "targets": list(task.targets), "why": str(task.why)}
            for task in found.tasks
        ],
        "unknown": found.unknown,
        "removed": found.removed,
        "words": guess.words,
        "words_remembered": guess.words - guess.fresh,
        "words_a_second": guess.speed,
        "seconds": round(guess.seconds, 1),
    }
    if terminal.json:
        return terminal.finish([result])
    for task in found.tasks:
        terminal.print(f"{task.name}\t{','.join(task.targets)}\t{task.why}")
    return 0
