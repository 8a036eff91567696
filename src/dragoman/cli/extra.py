"""Comes in: an import that needs what is not always installed. Goes out: the same, or one line that says how to get it."""

from collections.abc import Iterator
from contextlib import contextmanager

from dragoman.errors import UsageError

_WEB = ("fastapi", "uvicorn", "argon2", "python_multipart", "starlette")


@contextmanager
def need_web() -> Iterator[None]:
    """Let no missing package of the extra `web` out as ImportError.

    Raises:
        UsageError: a package of it is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _WEB:
            raise
        raise UsageError(f"the reading room needs {error.name}: pip install dragoman[web]") from error
