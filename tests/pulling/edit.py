"""One scripted edit: what a person does, and what pull is to make of it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pulling.steps import Lines, Step

Wanted = Literal["taken", "refused", "either"]


class Edit(NamedTuple):
    """What a person does to a report, in ``steps``.

    ``refused`` are further steps, each of which pull must leave and list; ``follows`` is
    what else the print shows afterwards, because it is computed.  ``either`` steps may be
    taken or listed: there are good reasons for both.  ``yaml`` is what the files must
    say, ``gone`` what they must not say any more.
    """

    name: str
    steps: tuple[Step, ...] = ()
    refused: tuple[Step, ...] = ()
    either: tuple[Step, ...] = ()
    follows: tuple[Step, ...] = ()
    yaml: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def wanted(self) -> Wanted:
        """Whether it is to be taken, refused, or may be both."""
        return "refused" if self.refused else "either" if self.either else "taken"

    def all_steps(self) -> tuple[Step, ...]:
        return (*self.steps, *self.refused, *self.either)

    def shown(self, before: Lines) -> Lines:
        """Return the lines that Word shows after the edit."""
        return done(before, *self.all_steps())

    def printed(self, before: Lines) -> list[Lines]:
        """Return the lines that may be printed after what is taken has been written."""
        steps = (*self.steps, *self.follows)
        texts = [done(before, *steps)]
        if self.either:
            texts.append(done(before, *self.steps, *self.either, *self.follows))
        return texts


def done(before: Lines, *steps: Step) -> Lines:
    lines = list(before)
    for step in steps:
        step.lines(lines)
    return lines


def edit(
    name: str, *steps: Step, yaml: str = "", gone: str = "", follows: tuple[Step, ...] = ()
) -> Edit:
    """Return an edit that must be taken."""
    return Edit(
        name, steps, follows=follows, yaml=(yaml,) if yaml else (), gone=(gone,) if gone else ()
    )


def refused(name: str, *steps: Step, taken: tuple[Step, ...] = ()) -> Edit:
    """Return an edit that must be listed and left, but for the steps that are ``taken``."""
    return Edit(name, taken, refused=steps)


def either(name: str, *steps: Step) -> Edit:
    """Return an edit that may be taken or listed."""
    return Edit(name, either=steps)
