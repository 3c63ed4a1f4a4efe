"""What every reader of a part asks of its elements.

They are known by their local names: ISO 29500 strict and transitional use other
namespaces for the same ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def local(element: _Element) -> str:
    """Return the name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""  # comments have none


def attribute(element: _Element | None, name: str) -> str:
    """Return an attribute by its local name; nothing where there is none."""
    if element is not None:
        for key, value in element.items():
            if str(key).rpartition("}")[2] == name:
                return str(value)
    return ""


def value(parent: _Element | None, name: str) -> str:
    """Return the ``val`` of a child; nothing where there is none."""
    return "" if parent is None else attribute(parent.find(f"{{*}}{name}"), "val")


def is_on(properties: _Element | None, name: str) -> bool:
    """Return the state of a toggle (17.17.4): there, and not switched off."""
    toggle = None if properties is None else properties.find(f"{{*}}{name}")
    return toggle is not None and attribute(toggle, "val") not in ("0", "false", "off")
