"""A batch in its output folder, which nobody else is writing to meanwhile."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from zongjie.batching import calls, inputs, ledger, planning
from zongjie.batching.lock import NAME as LOCK
from zongjie.batching.names import Pattern
from zongjie.batching.planning import Past, Plan
from zongjie.batching.records import (
    FAULTY,
    NO_REPORT,
    WRITTEN,
    Done,
    Job,
    Outcome,
    Place,
    Task,
    Unusable,
    Wish,
    recorded,
)
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.diagnostics.reasons import reason
from zongjie.text import pattern

if TYPE_CHECKING:
    from concurrent.futures import Future

    from zongjie.batching.pools import Pool

T = TypeVar("T")
R = TypeVar("R")
_HEADS: Final = 200  # reports of which a worker reads the heads at once
_MOST: Final = 16  # reports handed to a worker at once: handing over costs 1%
_SLOW: Final = "pdf"  # a format that takes seconds, so that tasks go out one by one
_TEMPORARY: Final = pattern(r"\.~\d+-\d+\.\w+(?:\.old)?")


class Crew:
    """Those who do the work, called only when there is some; and who may stop it."""

    def __init__(self, jobs: int, dask: str, output: Path, stop: Callable[[], bool]) -> None:
        self.dask = dask
        self.stop = stop
        self.lost_workers = False
        self._jobs = jobs
        self._output = output
        self._pool: Pool | None = None

    def get_ready(self) -> None:
        """Let them load the engine while somebody looks for work."""
        if not self.dask:
            from zongjie.batching import pools

            pools.get_ready()

    def results(
        self,
        call: Callable[[Pool, tuple[T, ...]], Future[list[R]]],
        failed: Callable[[T, str], R],
        tasks: Sequence[T],
        most: int,
    ) -> Iterator[list[R]]:
        """Yield what came of each handful of tasks; Unusable where nobody can do them."""
        if not tasks:
            return
        from zongjie.batching import pools

        if self._pool is None:
            self._pool = self._called(len(tasks))
        pool = self._pool
        sharing = pools.Sharing(pool, lambda some: call(pool, some), failed, self.stop, most)
        try:
            yield from sharing.results(tasks)
        finally:
            self.lost_workers |= sharing.lost_workers

    def _called(self, count: int) -> Pool:
        from zongjie.batching import pools

        if self.dask:
            return pools.Cluster(self.dask, str((self._output / LOCK).absolute()))
        return pools.Local(min(self._jobs or pools.cores(), count))

    def close(self) -> None:
        """Let them go."""
        if self._pool is not None:
            self._pool.close()


class Batch:
    """The reports of one run, their list, and those who print them."""

    def __init__(
        self,
        places: list[Place],
        output: Path,
        wish: Wish,
        book: ledger.Ledger,
        crew: Crew,
        tell: Callable[[int, int, int], None],
    ) -> None:
        self.places = places
        self.output = output
        self.book = book
        self.crew = crew
        self.tell = tell
        self.job = Job(wish, str(Path.cwd()), str(output.absolute()), inputs.seal_of(wish))
        self.shown = {place.key: place.path for place in places}
        self.faulty: list[tuple[str, str]] = []
        self.files: set[str] = set()

    def run(self, pattern: Pattern, found: list[Diagnostic], *, resume: bool) -> Outcome:
        """Plan, print, and write the list, whatever happens on the way."""
        keep_journal = False
        try:
            past = planning.past(self.book, self.places, self.job, resume=resume)
            plan = planning.plan(self.places, past, self.job, pattern, self._heads)
            if plan.faults:
                return Outcome([*found, *plan.faults], wrong=True)
            keep_journal = True
            outcome = self._print(plan, past, found)
            keep_journal = not outcome.is_listed
            return outcome
        except Unusable as error:
            return Outcome([*found, catalogue.batches.no_workers(self.crew.dask, str(error))])
        finally:
            self.crew.close()
            self.book.close(keep_journal=keep_journal)

    def _heads(self, places: Sequence[Place]) -> dict[str, Sequence[str] | None]:
        """Return what reports say of themselves, by their keys."""
        told: dict[str, Sequence[str] | None] = {}

        def call(pool: Pool, some: tuple[Place, ...]) -> Future[Any]:
            return pool.submit(calls.heads_of, self.job.here, some)

        def failed(place: Place, why: str) -> tuple[str, None]:  # noqa: ARG001 - told when printed
            return place.key, None

        for some in self.crew.results(call, failed, places, _HEADS):
            told.update(some)
        return told

    def _print(self, plan: Plan, past: Past, found: list[Diagnostic]) -> Outcome:
        for key, names in plan.done.items():
            self.book.keep(key)
            self.files.update(names)
        is_listed = True
        try:
            if plan.tasks:
                self.book.fold(self._head(found, past.left), finished=False)
            found += self._work(plan.tasks, self._head(found, past.left))
            self._sweep()
            left, finished = past.left, len(self.book) == len(self.places)
            if finished:
                old = past.files() - self.files
                left = {one for one in old if (self.output / one).exists()}
                told = sorted(left)
                found += [catalogue.batches.left_over(str(self.output), told)] if told else []
            self.book.fold(self._head(found, left), finished=finished)
        except OSError as error:
            fault = catalogue.outputs.cannot_write(str(self.book.path), reason(error))
            found += [fault] if fault not in found else []
            is_listed = False
        return self._outcome(plan, found)._replace(is_listed=is_listed)

    def _work(self, tasks: list[Task], head: dict[str, Any]) -> list[Diagnostic]:
        """Print what is to be printed; return what ended it before its time."""

        def call(pool: Pool, some: tuple[Task, ...]) -> Future[list[Done]]:
            return pool.submit(calls.printed, self.job, some)

        most = 1 if _SLOW in self.job.wish.formats else _MOST
        try:
            for some in self.crew.results(call, calls.failed, tasks, most):
                self._note(some)
                self.tell(len(self.book), len(self.places), len(self.faulty))
                self.book.fold_when_due(head)
        except Unusable as error:
            return [catalogue.batches.no_workers(self.crew.dask, str(error))]
        except OSError as error:
            return [catalogue.outputs.cannot_write(str(self.book.path), reason(error))]
        return []

    def _note(self, some: Sequence[Done]) -> None:
        """Put finished reports on the list."""
        self.book.add(some)
        for done in some:
            self.files.update(done.files)
            if done.state == FAULTY:
                self.faulty.append((self.shown[done.key], done.told))

    def _head(self, found: Sequence[Diagnostic], left: Iterable[str]) -> dict[str, Any]:
        """Return what stands in the list before the reports."""
        wish = self.job.wish._asdict()
        options = {
            name: value for name, value in wish.items() if name not in ("force", "keep_base")
        }
        told = [recorded(one) for one in found]
        return {"engine": inputs.engine(), "options": options, "notes": told, "left": sorted(left)}

    def _sweep(self) -> None:
        """Remove what a worker was writing when it was killed; a cluster does not tell of that."""
        if not (self.crew.lost_workers or self.book.was_cut_short or self.crew.dask):
            return
        for folder in {self.output, *(self.output.joinpath(one).parent for one in self.files)}:
            for path in folder.iterdir():
                if _TEMPORARY.fullmatch(path.name):
                    with contextlib.suppress(OSError):
                        path.unlink()

    def _outcome(self, plan: Plan, found: list[Diagnostic]) -> Outcome:
        reports = len(self.places) - self.book.count(NO_REPORT)
        skipped = sum(bool(names) for names in plan.done.values())
        return Outcome(
            found,
            self.book.path,
            reports,
            self.book.count(WRITTEN) - skipped,
            skipped,
            tuple(sorted(self.faulty)),
            stopped=self.crew.stop() and len(self.book) < len(self.places),
        )
