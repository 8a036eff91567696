"""A "module:name" string comes in; the object that it names goes out: the only dynamic import, so that parts load when used."""

from importlib import import_module
from typing import Any


def load(name: str) -> Any:
    """Load what a table of parts names.

    Raises:
        ImportError, AttributeError: there is no such module or name (a test loads every table's strings).
    """
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)
