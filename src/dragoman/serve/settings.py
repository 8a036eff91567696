"""Comes in: what the person who opens the reading room decided. Goes out: Settings, every limit of the room in one place."""

import ipaddress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the room is, who may come in, and what one visitor may ask of it. Times are in seconds, sizes in bytes.

    `names` are the host names under which it may be asked for, beside `localhost` and any plain address; `login` whether one must
    say who one is even where there is no account yet (always so at other addresses than this machine's own).
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    # ── the archive ──
    questions: int = 8  # asked of the archive at one time; others wait
    turn: float = 30.0  # how long one waits for that
    patience: float = 10.0  # how long one may take, or wait for a process that writes
    linger: float = 1.0  # how long the file stays open when nobody asks
    longest: float = 6.0  # and at most, so that `dragoman add` gets its turn (it waits 10)
    # ── a request ──
    largest_query: int = 8_000
    largest_body: int = 2_000_000
    slowest_body: float = 20.0  # within this time it must be here
    slowest_answer: float = 120.0  # until it begins
    threads: int = 100  # requests that are worked on, most of them waiting for their turn
    requests: int = 600  # a minute and visitor, where there are accounts
    # ── who is here ──
    idle: float = 8 * 3600.0  # a login ends when nothing was asked for so long
    session: float = 7 * 24 * 3600.0  # and in any case after this
    failures: int = 5  # wrong passwords, a name and an address each
    lockout: float = 15 * 60.0  # within this time
    # ── coding what is pasted ──
    longest_text: int = 50_000  # characters
    codings: int = 30  # a minute and visitor
    coding_queue: int = 4  # that wait while one is coded
    slowest_coding: float = 60.0
    worker: str = "dragoman.serve.desk:make_worker"  # what makes the function that codes

    @property
    def at_home(self) -> bool:
        """Whether only this machine can reach the room."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False
