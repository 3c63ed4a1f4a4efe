"""Sections as they will be printed: what staff wrote, and what is made of indicators."""

from collections.abc import Iterable

from zongjie.diagnostics import Text
from zongjie.document import Inlines
from zongjie.model import Item, Section, SectionForm
from zongjie.records import NamedTuple


class PlannedItem(NamedTuple):
    """A paragraph to be: what staff wrote, and the sentences made of indicators."""

    item: Item
    lead: Text | None = None
    composed: Inlines = ()


class PlannedSection(NamedTuple):
    """A section to be; ``label`` names it in the opening (概括)."""

    title: Text | None
    opening: Text | None
    items: tuple[PlannedItem, ...]
    sections: "tuple[PlannedSection, ...]" = ()
    label: Text | None = None
    form: SectionForm = SectionForm()


def as_written(sections: Iterable[Section]) -> tuple[PlannedSection, ...]:
    """Return the sections of a report that needs no composing."""
    return tuple(
        PlannedSection(
            section.title,
            section.opening,
            tuple(PlannedItem(item, item.lead) for item in section.items),
            as_written(section.sections),
            form=section.form,
        )
        for section in sections
    )
