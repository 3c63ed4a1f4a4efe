"""Many reports at once: found, shared among processes, written, and put on a list."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from zongjie.batching import finding, ledger, names
from zongjie.batching.lock import InUse, Lock
from zongjie.batching.names import Pattern
from zongjie.batching.records import Outcome, Wish
from zongjie.batching.running import Batch, Crew
from zongjie.diagnostics import Diagnostic, catalogue, has_errors
from zongjie.diagnostics.reasons import reason

__all__ = ["FORMATS", "MANIFEST", "Outcome", "Wish", "run"]

FORMATS: Final = ("docx", "pdf", "txt", "html", "md")
MANIFEST: Final = ledger.NAME


def run(
    folders: Sequence[Path],
    output: Path,
    wish: Wish,
    *,
    jobs: int = 0,
    dask: str = "",
    resume: bool = False,
    stop: Callable[[], bool] = lambda: False,
    tell: Callable[[int, int, int], None] = lambda done, total, faulty: None,  # noqa: ARG005
) -> Outcome:
    """Print every report below some folders; return what became of them.

    ``jobs`` processes share the work (0: as many as there are cores), or the Dask cluster
    at ``dask``.  With ``resume`` a report is left alone that was printed from the very
    same inputs and whose files are as they were written.  ``stop`` is asked again and again;
    ``tell`` is told how many are done, of how many, and how many have errors.
    """
    pattern = _pattern(wish)
    if isinstance(pattern, Diagnostic):
        return Outcome([pattern], wrong=True)
    crew = Crew(jobs, dask, output, stop)
    if not resume:  # else there may be nothing to do
        crew.get_ready()
    found: list[Diagnostic] = []
    places = finding.find(folders, output, found)
    if has_errors(found):
        return Outcome(found)
    try:
        output.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(Lock(output)):
            book = ledger.Ledger(output, force=wish.force)
            batch = Batch(places, output, _absolute(wish), book, crew, tell)
            return batch.run(pattern, found, resume=resume)
    except InUse as busy:
        return Outcome([catalogue.batches.in_use(str(output), busy.who)])
    except ledger.Foreign:
        return Outcome([catalogue.batches.not_our_list(str(output / MANIFEST))])
    except OSError as error:
        return Outcome([*found, _not_written(error, output)])


def _not_written(error: OSError, output: Path) -> Diagnostic:
    return catalogue.outputs.cannot_write(str(error.filename or output), reason(error))


def _pattern(wish: Wish) -> Pattern | Diagnostic:
    """Return the pattern of the names, or what is wrong with it or with the formats."""
    unknown = [form for form in wish.formats if form not in FORMATS]
    if unknown or not wish.formats:
        known = " ".join(f".{form}" for form in FORMATS)
        return catalogue.outputs.unknown_format("、".join(unknown), known)
    return names.parse(wish.name, FORMATS)


def _absolute(wish: Wish) -> Wish:
    """Return a wish whose own template and 版式 are found from wherever a worker is."""
    template, profile = Path(wish.template), Path(wish.profile)
    if wish.template and template.is_dir():
        wish = wish._replace(template=str(template.absolute()))
    if wish.profile and profile.is_file():
        wish = wish._replace(profile=str(profile.absolute()))
    return wish
