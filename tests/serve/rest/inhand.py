"""Ledgers that are made in hand, while one waits: the true ones come from a process of their own (tests/serve/test_ledgers.py)."""

from datetime import date
from pathlib import Path

from fastapi import FastAPI

from dragoman.archive import Archive
from dragoman.ask.commitments import Ledger, make_ledger
from dragoman.ask.ledger import read_sources
from dragoman.serve.app import make_app
from dragoman.serve.ledgers import Standing
from dragoman.serve.settings import Settings


class LedgersInHand:
    """As dragoman.serve.ledgers.Ledgers; `fresh` and `made` can be set."""

    def __init__(self, path: Path) -> None:
        self.path, self.fresh, self.made = path, True, True
        self._kept: dict[date, Ledger] = {}

    def find(self, as_of: date, patience: float = 0.0) -> Standing | None:
        """The ledger as of a day."""
        del patience
        if not self.made:
            return None
        if as_of not in self._kept:
            with Archive(self.path) as archive:
                self._kept[as_of] = make_ledger(read_sources(archive, as_of), as_of)
        return Standing(self._kept[as_of], fresh=self.fresh)

    def close(self) -> None:
        """Nothing to end."""


def make_app_in_hand(path: Path, settings: Settings) -> FastAPI:
    """A room with such ledgers."""
    app = make_app(path, settings)
    object.__setattr__(app.state.room, "ledgers", LedgersInHand(path))
    return app
