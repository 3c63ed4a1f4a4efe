"""What is called in another process: to name it costs nothing, the engine is loaded there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zongjie.batching.records import Done, Job, Place, Task

if TYPE_CHECKING:
    from zongjie.sources.heads import Head


def begin() -> None:
    """Make a process of our own pool ready."""
    from zongjie.batching import work

    work.begin()


def heads_of(here: str, some: tuple[Place, ...]) -> list[tuple[str, Head | None]]:
    """Return what some reports say of themselves, by their keys."""
    from zongjie.batching import work

    return work.heads_of(here, some)


def printed(job: Job, tasks: tuple[Task, ...]) -> list[Done]:
    """Print some reports and write their files; return what became of each."""
    from zongjie.batching import work

    return work.printed(job, tasks)


def failed(task: Task, why: str) -> Done:
    """Return what is said of a report that made the program stop."""
    from zongjie.batching import work

    return work.failed(task, why)
