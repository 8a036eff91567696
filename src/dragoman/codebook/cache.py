"""A folder of codebook files comes in; a fingerprint of them goes out, and what was once made of files with that fingerprint.

Reading a thousand rules takes a quarter of a second, reading them back a hundredth. What is kept lies in the user's cache
folder under a name that changes with any byte of the files, of the code that reads them, and of dragoman's version: it is
never out of date, and may be deleted at any time.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import msgspec
from platformdirs import user_cache_path

from dragoman.version import VERSION

# What the codebook is made of, and what makes it.
PARTS = ("ontology", "en/words", "en/events")
MAKERS = ("load.py", "schema.py")
Made = TypeVar("Made")


def take_fingerprint(folder: Traversable) -> str:
    """A digest over name and content of all files of which a codebook is made."""
    digest = hashlib.sha256(VERSION.encode())
    for file in _list_files(folder):
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)} ".encode() + content)
    return digest.hexdigest()[:32]


def recall(fingerprint: str, shape: type[Made], make: Callable[[], Made]) -> Made:
    """What `make` gives, from the cache where it was kept before under this fingerprint.

    Nothing depends on the cache: where it cannot be read, or not be written, the thing is made anew.
    """
    kept = user_cache_path("dragoman") / f"codebook-{fingerprint}.msgpack"
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.msgpack.decode(kept.read_bytes(), type=shape)
    made = make()
    with suppress(OSError):
        _keep(kept, msgspec.msgpack.encode(made))
    return made


def _keep(file: Path, content: bytes) -> None:
    """Write a file whole or not at all: others may look at the same time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _list_files(folder: Traversable) -> Iterator[Traversable]:
    for part in PARTS:
        yield from sorted((f for f in folder.joinpath(part).iterdir() if f.is_file()), key=lambda f: f.name)
    yield from (folder / name for name in MAKERS)
