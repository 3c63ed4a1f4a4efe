"""Who does the work: processes here, or the workers of a Dask cluster; and how it is shared.

Both take the same function through the same interface, that of ``concurrent.futures``.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from itertools import islice
from typing import Any, Final, Generic, Protocol, TypeVar

from zongjie.batching import calls
from zongjie.batching.inputs import engine
from zongjie.batching.records import Unusable
from zongjie.diagnostics.reasons import reason

T = TypeVar("T")
R = TypeVar("R")
_METHOD: Final = (
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)
_READY: Final = "zongjie.batching.ready"  # what a process has loaded before its first task
_NO_LEAKS_TOLD: Final = "ignore:resource_tracker"
_SHARES: Final = 4  # handfuls a worker gets of what is left: near the end they are small
_AHEAD: Final = 2  # handfuls a worker has at hand, so that it never waits
_TICK: Final = 0.2  # seconds in which a wish to stop is heard
_ATTEMPTS: Final = 5  # to start a process, before it is given up
_PATIENCE: Final = 10  # seconds for a cluster to answer
_ABSENCE: Final = 30  # seconds for a cluster to replace its last worker
_TALKERS: Final = ("distributed", "distributed.client", "tornado.application", "asyncio")


class Pool(Protocol):
    """Where work is done: ``width`` workers side by side."""

    @property
    def width(self) -> int:
        """Return how many workers there are."""

    def submit(self, function: Callable[..., R], *given: object) -> Future[R]:
        """Hand a call to a worker; BrokenExecutor where the workers are gone."""

    def renew(self) -> None:
        """Replace workers that are gone; Unusable where that is impossible."""

    def check(self) -> None:
        """See to it that what is at work will come to an end; Unusable where it never will."""

    def close(self) -> None:
        """Let the workers go, when they have done what they have begun."""


def cores() -> int:
    """Return how many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def get_ready() -> None:
    """Start the process that workers are forked from; it loads the engine meanwhile.

    It is clean: no threads, nothing open.  Windows has none, each worker loads for itself.
    """
    if _METHOD == "forkserver":
        from multiprocessing import forkserver, resource_tracker

        multiprocessing.get_context(_METHOD).set_forkserver_preload([_READY])
        with contextlib.suppress(OSError):  # told when work is handed out
            # Started later, it would let Ctrl-C through; and what is killed leaves nothing that
            # it does not put in order, so it need not speak of it.
            sys.warnoptions.append(_NO_LEAKS_TOLD)
            resource_tracker.ensure_running()
            sys.warnoptions.remove(_NO_LEAKS_TOLD)
            with _undisturbed():
                forkserver.ensure_running()


class Local:
    """Processes on this machine.  Raises Unusable where none can be started."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._failures = 0
        get_ready()
        self._executor = self._started()

    def _started(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context(_METHOD)
        try:
            return ProcessPoolExecutor(self.width, mp_context=context, initializer=calls.begin)
        except OSError as error:  # there is no shared memory left, or none at all
            raise Unusable(reason(error)) from None

    def submit(self, function: Callable[..., R], *given: object) -> Future[R]:
        """Hand a call to a process, which is started now if there are too few.

        The process they are forked from may have been killed: it is started anew.
        """
        try:
            future = self._executor.submit(function, *given)
        except (OSError, EOFError) as error:
            self._failures += 1
            if self._failures > _ATTEMPTS:
                why = reason(error) if isinstance(error, OSError) else "一开就停"
                raise Unusable(why) from None
            time.sleep(_TICK)
            raise BrokenExecutor from error
        self._failures = 0
        return future

    def renew(self) -> None:
        """Begin anew with processes that live."""
        self._executor.shutdown(cancel_futures=True)
        self._executor = self._started()

    def check(self) -> None:
        """Do nothing: what a process had is said to be lost as soon as the process is."""

    def close(self) -> None:
        """Let the processes end."""
        self._executor.shutdown(cancel_futures=True)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Start processes that a Ctrl-C at the keyboard does not reach."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Cluster:
    """The workers of a Dask cluster.  Raises Unusable where it cannot do the work."""

    def __init__(self, address: str, visible: str) -> None:
        try:
            import distributed
        except ImportError:
            raise Unusable("没有装 Dask，先装：pip install 'zongjie[dask]'") from None
        for name in _TALKERS:  # what ends the work is told by us, and in Chinese
            logging.getLogger(name).setLevel(logging.CRITICAL)
        connect: Any = distributed.Client  # it has no types
        # One that never connected closes when it is collected: amid the start of this one it
        # would wait without end for the lock that this one holds.
        gc.collect()
        try:
            self._client: Any = connect(address, timeout=_PATIENCE)
        except Exception as error:  # noqa: BLE001 - whatever it is, there is no cluster
            why = "地址写得不对" if isinstance(error, ValueError) else "没有应答"
            raise Unusable(why) from None
        try:
            self._ask(visible)
        except BaseException:
            self._client.close()
            raise
        self._executor: Any = self._client.get_executor(pure=False)
        self._manned = time.monotonic()  # when there was a worker

    def _ask(self, visible: str) -> None:
        """See to it that every worker has our engine, and sees the output folder."""
        try:
            told = _in_time(lambda: self._client.run(_seen, visible))
        except TimeoutError:
            raise Unusable("集群上有干活的进程不应答，请看看各台电脑") from None
        except Exception as error:  # noqa: BLE001 - most likely: there is no zongjie
            raise Unusable(f"集群上没有装这个版本的 zongjie（{type(error).__name__}）") from None
        if not told:
            raise Unusable("集群上没有干活的进程，先启动 dask worker")
        if any(name != engine() for name, _ in told.values()):
            raise Unusable("集群上的 zongjie 和这里的不是一个版本")
        if not all(sees for _, sees in told.values()):
            raise Unusable("集群上的电脑看不见输出文件夹，要放在共享的盘上")

    @property
    def width(self) -> int:
        """Return how many workers there are now; BrokenExecutor where nobody can be asked."""
        with _lost_connection():
            return len(self._client.nthreads()) or 1

    def submit(self, function: Callable[..., R], *given: object) -> Future[R]:
        """Hand a call to the cluster, which gives it to another worker if one is lost."""
        with _lost_connection():
            future: Future[R] = self._executor.submit(function, *given)
        return future

    def renew(self) -> None:
        """Say whether the cluster is still there: it replaces lost workers itself."""
        self.check()

    def check(self) -> None:
        """Say whether the cluster is there and has had a worker of late: Unusable if not."""
        if self._client.status != "running":
            raise Unusable("干到一半，集群断了")
        with contextlib.suppress(OSError):  # then it is not running any more, soon
            count, now = len(self._client.nthreads()), time.monotonic()
            if count:
                self._manned = now
            elif now - self._manned > _ABSENCE:
                raise Unusable("干到一半，集群上干活的进程都停了")

    def close(self) -> None:
        """Take leave of the cluster; what was not begun is not done."""
        self._executor.shutdown(wait=False)
        self._client.close()


@contextlib.contextmanager
def _lost_connection() -> Iterator[None]:
    """Say that workers are gone; to Dask it is an OSError, as if a file could not be written."""
    try:
        yield
    except OSError as error:
        raise BrokenExecutor from error


def _in_time(ask: Callable[[], R]) -> R:
    """Return an answer that may never come; TimeoutError where it takes too long."""
    answer = Future[R]()

    def wait_for_it() -> None:
        try:
            answer.set_result(ask())
        except Exception as error:  # noqa: BLE001 - it is for whoever asked
            answer.set_exception(error)

    threading.Thread(target=wait_for_it, daemon=True).start()
    return answer.result(_PATIENCE)


def _seen(visible: str) -> tuple[str, bool]:
    """Return a worker's engine, and whether it sees a file of ours."""
    return engine(), os.path.exists(visible)  # noqa: PTH110 - one call


class Sharing(Generic[T, R]):
    """Hands tasks to a pool, a handful at a time, until all are done or ``stop`` says so.

    ``call`` submits a handful; ``failed`` says what came of a task that ends workers.  A
    task whose worker was lost is done again, alone; lost again it has failed.
    """

    def __init__(
        self,
        pool: Pool,
        call: Callable[[tuple[T, ...]], Future[list[R]]],
        failed: Callable[[T, str], R],
        stop: Callable[[], bool],
        most: int,
    ) -> None:
        self.lost_workers = False
        self._pool = pool
        self._call = call
        self._failed = failed
        self._stop = stop
        self._most = most
        self._todo: deque[T] = deque()
        self._suspects: deque[T] = deque()
        self._at_work: dict[Future[list[R]], tuple[tuple[T, ...], bool]] = {}
        self._is_broken = False

    def results(self, tasks: Iterable[T]) -> Iterator[list[R]]:
        """Yield what came of each handful, in the order they are finished.

        Raises Unusable where the workers are gone for good.
        """
        self._todo.extend(tasks)
        while self._todo or self._suspects or self._at_work:
            if self._stop():
                self._give_up()
            else:
                self._hand_out()
            ended, _ = wait(self._at_work, _TICK, FIRST_COMPLETED)
            if not ended:
                self._pool.check()
            for future in ended:
                some, alone = self._at_work.pop(future)
                why = _lost(future)
                if not why:
                    yield future.result()
                    continue
                self._is_broken = self.lost_workers = True
                if alone:
                    yield [self._failed(some[0], why)]
                else:
                    self._suspects.extend(some)

    def _hand_out(self) -> None:
        """Give every worker enough to do; one that may end its worker is alone in the pool."""
        if (self._is_broken or self._suspects) and self._at_work:
            return
        try:
            if self._is_broken:
                self._pool.renew()
                self._is_broken = False
            if self._suspects:
                self._submit((self._suspects[0],), alone=True)
                self._suspects.popleft()
                return
            width = self._pool.width
            while self._todo and len(self._at_work) < width * _AHEAD:
                count = max(1, min(self._most, len(self._todo) // (width * _SHARES)))
                self._submit(tuple(islice(self._todo, count)), alone=False)
                for _ in range(count):
                    self._todo.popleft()
        except BrokenExecutor:
            self._is_broken = True

    def _submit(self, some: tuple[T, ...], *, alone: bool) -> None:
        self._at_work[self._call(some)] = some, alone

    def _give_up(self) -> None:
        """Leave what nobody has begun; what is begun comes to its end."""
        self._todo.clear()
        self._suspects.clear()
        for future in [one for one in self._at_work if one.cancel()]:
            del self._at_work[future]


def _lost(future: Future[Any]) -> str:
    """Return why a call has no result, "" where it has one: its worker is gone."""
    if future.cancelled():
        return "集群断了"
    error = future.exception()
    if error is None:
        return ""
    is_ended = isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"
    return "两次把印它的进程弄停了" if is_ended else f"{type(error).__name__}: {error}"
