"""A parsed `people` command comes in; the file of accounts is changed or shown; an exit code goes out."""

import getpass
import sys
from pathlib import Path

from dragoman.cli.extra import need_web
from dragoman.errors import UsageError

with need_web():
    from dragoman.serve.people import People


def run_add(db: Path, name: str, role: str, token: bool) -> int:
    """Add or change an account; always 0.

    Raises:
        UsageError: a name, role or password that cannot be.
        StoreError: the file of accounts cannot be written.
    """
    people = People(db)
    people.add(name, role, _ask_password(new=name not in people.all()))
    sys.stdout.write(f"{name} is {'an' if role == 'admin' else 'a'} {role} of {db}\n")
    if token:
        sys.stdout.write(f"token: {people.make_token(name)}\n")
    return 0


def run_list(db: Path) -> int:
    """Write a line for each account; always 0."""
    for person in People(db).all().values():
        ways = [word for word, there in (("password", person.password), ("token", person.token)) if there]
        sys.stdout.write(f"{person.name}\t{person.role}\t{', '.join(ways)}\t{person.added or ''}\n")
    return 0


def run_remove(db: Path, name: str) -> int:
    """Remove an account; always 0.

    Raises:
        UsageError: there is none of that name.
    """
    People(db).remove(name)
    sys.stdout.write(f"{name} is removed\n")
    return 0


def _ask_password(new: bool) -> str | None:
    """The password as typed, twice and unseen, or the first line of what is piped in; None to keep the one there is."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n") or None
    first = getpass.getpass("Password: " if new else "Password (nothing to keep the old one): ")
    if not first and not new:
        return None
    if getpass.getpass("Once more: ") != first:
        raise UsageError("the two passwords differ; nothing was changed")
    return first
