"""Nothing comes in; a name for the rules by which tellings are joined goes out: under other rules, other happenings."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

# What decides who is joined; how a happening is summed up (best.py, differ.py) is not among it.
_DECIDING = (
    "cell.py",
    "cluster.py",
    "compare.py",
    "gist.py",
    "grouping.py",
    "join.py",
    "when.py",
    "words.py",
    "weights.toml",
    "words.toml",
)


@cache
def name_rules() -> str:
    """A digest of the files that decide which tellings are one happening."""
    folder = files("dragoman.reconcile")
    return sha256(b"\0".join((folder / name).read_bytes() for name in _DECIDING)).hexdigest()[:16]
