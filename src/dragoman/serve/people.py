"""The file of accounts beside an archive comes in; who may enter the reading room, and as what, goes out.

Passwords are kept as argon2id hashes, tokens as SHA-256 (they are long and random, so no slow hash is needed). The file is
`ARCHIVE.people`, readable by its owner alone; it is read again when it changes, so that an account that is removed is out at once.
"""

import hashlib
import hmac
import json
import os
import re
import secrets
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from dragoman.errors import StoreError, UsageError

ROLES = ("reader", "reviewer", "admin")
"""What people may do, each all that those before may: read; correct the record; see the audit log."""
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 1000
_NAME = re.compile(r"[\w.@+-]{1,64}")
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An account: `password` and `token` are hashes, None where there is none."""

    name: str
    role: str
    password: str | None = None
    token: str | None = None
    added: str | None = None

    def may(self, role: str) -> bool:
        """Whether this person may do what `role` may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class People:
    """The accounts of one archive; thread-safe."""

    def __init__(self, archive: Path) -> None:
        self.path = archive.with_name(archive.name + ".people")
        self._hasher = PasswordHasher()
        # Compared with when there is no such account, so that the time tells nobody who has one.
        self._decoy = self._hasher.hash(secrets.token_hex())
        # One at a time: each takes 64 MB, and nobody logs in by the dozen.
        self._hashing = threading.Lock()
        self._reading = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._people: Mapping[str, Person] = {}

    def all(self) -> Mapping[str, Person]:
        """Every account, by name.

        Raises:
            StoreError: the file cannot be read.
        """
        with self._reading:
            try:
                found = self.path.stat()
            except FileNotFoundError:
                self._seen, self._people = None, {}
            else:
                if self._seen != (found.st_mtime_ns, found.st_ino):
                    self._people = self._read()
                    self._seen = found.st_mtime_ns, found.st_ino
            return self._people

    def check_password(self, name: str, password: str) -> Person | None:
        """The person with this name and password, None where there is none."""
        person = self.all().get(name)
        kept = person.password if person and person.password else None
        with self._hashing:
            try:
                self._hasher.verify(kept or self._decoy, password[:LONGEST_PASSWORD])
            except (Argon2Error, InvalidHashError):
                return None
        return person if kept else None

    def check_token(self, token: str) -> Person | None:
        """The person with this token, None where there is none."""
        digest = _digest(token)
        for person in self.all().values():
            if person.token is not None and hmac.compare_digest(person.token, digest):
                return person
        return None

    def add(self, name: str, role: str, password: str | None) -> None:
        """Add an account, or give one another role and, where one is given, another password.

        Raises:
            UsageError: a name or role that cannot be, a password that is too short.
            StoreError: the file cannot be written.
        """
        if not _NAME.fullmatch(name):
            raise UsageError(f"name: {name!r} must be 1 to 64 letters, digits or . @ + - _")
        if role not in ROLES:
            raise UsageError(f"--role: {role!r} is none of {', '.join(ROLES)}")
        known = self.all().get(name)
        hashed = known.password if known else None
        if password is not None:
            if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
                raise UsageError(
                    f"the password has {len(password)} characters; from {SHORTEST_PASSWORD} to {LONGEST_PASSWORD:,} are wanted"
                )
            hashed = self._hasher.hash(password)
        added = known.added if known else datetime.now(UTC).isoformat(timespec="seconds")
        token = known.token if known else None
        self._write({**self.all(), name: Person(name=name, role=role, password=hashed, token=token, added=added)})

    def make_token(self, name: str) -> str:
        """Give a person a new token for programs; an older one is no longer good. It is told once and nowhere kept.

        Raises:
            UsageError: there is no such account.
            StoreError: the file cannot be written.
        """
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._write({**self.all(), name: replace(self._find(name), token=_digest(token))})
        return token

    def remove(self, name: str) -> None:
        """Remove an account; its logins end with it.

        Raises:
            UsageError: there is no such account.
            StoreError: the file cannot be written.
        """
        self._find(name)
        self._write({known: person for known, person in self.all().items() if known != name})

    def _find(self, name: str) -> Person:
        if name not in self.all():
            raise UsageError(f"there is no account {name!r} in {self.path}")
        return self.all()[name]

    def _read(self) -> Mapping[str, Person]:
        try:
            rows = json.loads(self.path.read_text(encoding="utf-8"))["people"]
            people = {row["name"]: Person(**row) for row in rows}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(str(self.path), f"is no file of accounts ({type(error).__name__})") from error
        if strange := sorted({person.role for person in people.values()} - set(ROLES)):
            raise StoreError(str(self.path), f"has the role {strange[0]!r}, which is none of {', '.join(ROLES)}")
        return people

    def _write(self, people: Mapping[str, Person]) -> None:
        """Write all accounts, whole or not at all; the file is its owner's alone from its first byte."""
        rows = [asdict(person) for _, person in sorted(people.items())]
        try:
            handle, made = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump({"people": rows}, out, indent=1)
                out.flush()
                os.fsync(out.fileno())
            Path(made).replace(self.path)
        except OSError as error:
            raise StoreError(str(self.path), f"cannot be written: {(error.strerror or str(error)).lower()}") from error


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
