"""The one place that knows where the data folders are.

In an installed wheel they stand under `sendadvice_docs/data/`; in a checkout at the top level of the project.
"""

from __future__ import annotations

import os.path

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_INSTALLED = os.path.join(_PACKAGE, "data")
_ROOT = _INSTALLED if os.path.isdir(_INSTALLED) else os.path.dirname(_PACKAGE)


def folder(name: str) -> str:
    """Return the absolute path of a data folder: `schema`, `templates`, `checks` or `samples`.

    Raises FileNotFoundError if the installation lacks it.
    """
    path = os.path.join(_ROOT, name)
    if not os.path.isdir(path):
        raise FileNotFoundError(f"This installation lacks its folder “{name}”; please install sendadvice-docs again.")
    return path


def resource(*parts: str) -> str:
    """Return the absolute path of a data file, such as `resource("schema", "advice.schema.json")`."""
    return os.path.join(folder(parts[0]), *parts[1:])
