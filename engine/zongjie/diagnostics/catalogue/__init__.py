"""Every code the engine can report, by family; importing it fills ``RULES``.

ZJ0xx files and YAML, ZJ1xx keys and values, ZJ2xx figures and references,
ZJ3xx prose, ZJ4xx templates, ZJ5xx outputs.
"""

from zongjie.diagnostics.catalogue import figures, files, keys, outputs, prose, templates

__all__ = ["figures", "files", "keys", "outputs", "prose", "templates"]
