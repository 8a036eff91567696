"""A path and Settings come in; Room goes out: all that a page of the reading room may need, in one place."""

from dataclasses import dataclass
from pathlib import Path

from dragoman.serve.audit import Audit
from dragoman.serve.desk import Desk
from dragoman.serve.ledgers import Ledgers
from dragoman.serve.people import People
from dragoman.serve.settings import Settings
from dragoman.serve.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Room:
    """What every page shares: the limits, the archive, the accounts, the audit log, the desk where texts are coded, the ledgers."""

    settings: Settings
    shelf: Shelf
    people: People
    audit: Audit
    desk: Desk
    ledgers: Ledgers

    @property
    def is_open(self) -> bool:
        """Whether nobody need say who they are: this machine alone can reach the room, and there is no account."""
        return self.settings.at_home and not self.people.all()


def make_room(path: Path, settings: Settings) -> Room:
    """Furnish a room around the archive at `path`."""
    shelf = Shelf(path, settings)
    return Room(settings, shelf, People(path), Audit(path), Desk(settings), Ledgers(shelf))
