"""A room is at home where only its own machine can reach it."""

import pytest

from dragoman.serve.settings import Settings

HOME = [(host, True) for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost")]
ABROAD = [(host, False) for host in ("0.0.0.0", "::", "192.168.1.5", "room.example", "localhost.example", "")]


@pytest.mark.parametrize(
    ("host", "home"),
    [*HOME, *ABROAD],
)
def test_home(host: str, home: bool) -> None:
    assert Settings(host=host).at_home is home
