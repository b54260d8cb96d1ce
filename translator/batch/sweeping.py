"""What a killed run has left half-written: temporary files, told by the mark of its process.

The ledger keeps the mark while a run writes. Whoever opens the ledger next, under its lock, knows
by it that the run came to no end, and which files are its own: other programs' and other parts'
are never touched.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from translator.batch.ledger import Ledger
from translator.parallel.files import MARK, is_temporary

_NOTE = "writing"


@contextmanager
def marked(ledger: Ledger, targets: Sequence[str]) -> Iterator[None]:
    """Keep this process's mark in the ledger, and the languages that it writes.

    The mark stays when something is raised: a disk that failed may not have let go of everything.

    Raises:
        TranslatorError: the ledger cannot be written.
    """
    ledger.put_note(_NOTE, json.dumps([MARK, *targets]))
    yield
    ledger.put_note(_NOTE, "")


def sweep(out: Path, ledger: Ledger) -> int:
    """Remove what the ledger's last run left if it was killed; returns how many files.

    Raises:
        TranslatorError: the ledger fails.
    """
    note = ledger.note(_NOTE)
    if not note:
        return 0
    mark, *targets = json.loads(note)
    swept = 0
    for target in targets:
        for folder, _, names in os.walk(out / target):
            for name in names:
                if is_temporary(name, mark):
                    with suppress(OSError):
                        Path(folder, name).unlink()
                        swept += 1
    ledger.put_note(_NOTE, "")
    return swept
