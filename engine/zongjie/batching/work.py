"""What a worker does, here or on a cluster: print some reports, one after the other."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable
from multiprocessing import connection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zongjie import files, pipeline
from zongjie.batching import inputs
from zongjie.batching.inputs import Depends, Hashes
from zongjie.batching.records import (
    FAULTY,
    NO_REPORT,
    WRITTEN,
    Done,
    Job,
    Place,
    Task,
    Wish,
    Written,
    encoded,
    recorded,
)
from zongjie.diagnostics import Diagnostic, Severity, catalogue, has_errors, in_reading_order
from zongjie.sources import heads, profiles, templates
from zongjie.sources.heads import Head

if TYPE_CHECKING:
    from zongjie.sources.report import Loaded

# One report at a time in a process: a cluster gives a process several threads, which could
# not work side by side in Python anyway.  Whoever ends the process waits for it, too.
_AT_WORK: Final = threading.Lock()


def begin() -> None:
    """Make a process of our own pool ready: Ctrl-C is for the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """End this process when the one that started it is gone, but never in a report's middle."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        with _AT_WORK:
            os._exit(1)


def heads_of(here: str, some: tuple[Place, ...]) -> list[tuple[str, Head | None]]:
    """Return what some reports say of themselves, by their keys."""
    with _AT_WORK:
        return [(one.key, heads.head_of(_place(here, one.path))) for one in some]


@pipeline.undisturbed
def printed(job: Job, tasks: tuple[Task, ...]) -> list[Done]:
    """Print some reports and write their files; return what became of each."""
    done, hashes = [], Hashes()
    for task in tasks:
        with _AT_WORK:
            try:
                done.append(_printed(job, task, hashes))
            except Exception as error:  # noqa: BLE001 - a bug stops one report, not thousands
                done.append(failed(task, f"{type(error).__name__}: {error}"))
    return done


def failed(task: Task, why: str) -> Done:
    """Return what is said of a report that made the program stop."""
    return _done(task, FAULTY, [catalogue.batches.broken_off(task.place.path, why)])


def _place(here: str, path: str) -> Path:
    """Return a path as it is to be opened: as it was written, wherever that is right."""
    return Path(path) if os.getcwd() == here else Path(here, path)  # noqa: PTH109 - one call


def _printed(job: Job, task: Task, hashes: Hashes) -> Done:
    path, wish = _place(job.here, task.place.path), job.wish
    try:
        hashes.own(str(path))  # before they are read: what changes later is another report
    except (OSError, ValueError):
        hashes = Hashes()
    loaded = pipeline.load(path)
    depends = _depends(loaded, wish)
    digest = inputs.digest(str(path), depends, job.seal, hashes)
    if depends.members:
        loaded = pipeline.load(path)  # now that the hashes of all are known
    rendered = pipeline.render(
        loaded,
        *(wish.formats if task.files else ()),
        public=wish.public,
        final=wish.final,
        template=wish.template,
        profile=wish.profile,
    )
    found = rendered.diagnostics
    if rendered.ok and task.unnamed:
        found = [*found, catalogue.batches.no_name(task.place.path, task.unnamed)]
    written: list[Written] = []
    if not has_errors(found):
        contents = list(zip(task.files, rendered.outputs.values(), strict=True))
        found = [*found, *_write(job, task, contents)]
        written = [Written(f, hashlib.sha256(d).hexdigest(), len(d)) for f, d in contents]
    if has_errors(found):
        if profiles.is_profile(path):
            return _done(task, NO_REPORT, [], digest, depends)
        return _done(task, FAULTY, found, digest, depends)
    if wish.keep_base:
        pipeline.keep_base(path, rendered.made)
    head = heads.head_in(loaded.report) if loaded.report is not None else None
    return _done(task, WRITTEN, found, digest, depends, head, written)


def _write(job: Job, task: Task, contents: Iterable[tuple[str, bytes]]) -> list[Diagnostic]:
    """Write the files of a report; what a batch itself wrote and nobody touched is no loss."""
    targets = [(Path(job.output, file), data) for file, data in contents]
    known = dict(task.known)
    strange = [
        catalogue.outputs.edited_since(str(path), "不是批量印制写的")
        for file, (path, data) in zip(task.files, targets, strict=True)
        if not (job.wish.force or file in known or _may_replace(path, data))
    ]
    if strange:
        return strange
    ours = all(
        _is_ours(path, known.get(file, ""))
        for file, (path, _) in zip(task.files, targets, strict=True)
    )
    return files.write_all(targets, force=job.wish.force or ours)


def _may_replace(path: Path, data: bytes) -> bool:
    """Whether nothing is lost where no batch wrote a file; of a .docx its own marks tell that."""
    is_free = path.suffix == ".docx" or not path.is_file()
    return is_free or files.content_of(path, len(data)) == data


def _is_ours(path: Path, known: str) -> bool:
    try:
        return inputs.content_hash(str(path)) == known
    except FileNotFoundError:
        return True
    except OSError:  # told when it is written
        return False


def _depends(loaded: Loaded, wish: Wish) -> Depends:
    """Return what a report is made of beside its own YAML."""
    report = loaded.report
    if report is None or not loaded.paths:
        return Depends()
    beside = loaded.paths[0].parent
    folders: list[str] = []
    if report.template is not None and not wish.template:
        name = report.template.value.strip()
        folders.append(name)
        if inputs.is_template(beside / name):
            chosen, _ = templates.find(name, beside)
            if chosen is not None and chosen.folder == beside / name and chosen.catalogue:
                folders.append(str(Path(name, chosen.catalogue.value.strip())))
    chain: list[Path] = []
    if report.profile is not None and not wish.profile:
        chain = profiles.own_files(report.profile.value.strip(), beside)
    members = report.members_at.value.strip() if report.members_at is not None else ""
    return Depends(
        tuple(folders), tuple(files.path_between(beside, path) for path in chain), members
    )


def _done(
    task: Task,
    state: str,
    found: list[Diagnostic],
    digest: str = "",
    depends: Depends | None = None,
    head: Head | None = None,
    written: Iterable[Written] = (),
) -> Done:
    """Return what is handed back of a report, its line of the list ready to be written."""
    found = in_reading_order(found)
    outputs = [one._asdict() for one in written]
    record = {
        "report": task.place.key,
        "state": state,
        "input": digest,
        "head": head,
        "depends": depends,
        "outputs": outputs,
        "diagnostics": [recorded(one) for one in found],
    }
    line = encoded(json.dumps(record, ensure_ascii=False))
    told = next((_told(one) for one in found if one.severity is Severity.ERROR), "")
    return Done(task.place.key, state, line, task.files if written else (), told)


def _told(diagnostic: Diagnostic) -> str:
    told = recorded(diagnostic)
    at = f"{told['file']}:{told['line']}:{told['column']} " if "file" in told else ""
    # Of what stands in no file, ``zongjie check`` would not say what to do.
    hint = f"（{diagnostic.hint}）" if diagnostic.hint and diagnostic.span is None else ""
    return f"{at}错误[{told['code']}] {told['message']}{hint}"
