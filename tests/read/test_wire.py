"""What comes over the wire is unpacked piece by piece: right however it is cut, and never more of it than was asked for."""

import gzip
import tracemalloc
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.wire import Broken, Refused, unpack

PACK = {"": bytes, "gzip": gzip.compress, "deflate": zlib.compress}


@given(packed=st.sampled_from(sorted(PACK)), data=st.binary(max_size=5000), size=st.integers(1, 700))
def test_however_it_is_cut(packed: str, data: bytes, size: int) -> None:
    sent = PACK[packed](data)
    pieces = (sent[place : place + size] for place in range(0, len(sent), size))
    assert b"".join(unpack(pieces, packed, len(data))) == data


@given(packed=st.sampled_from(["gzip", "deflate"]), data=st.binary(min_size=1, max_size=500), cut=st.integers(1, 8))
def test_what_is_cut_off_is_not_taken_for_whole(packed: str, data: bytes, cut: int) -> None:
    with pytest.raises(Broken):
        list(unpack([PACK[packed](data)[:-cut]], packed, 1000))


@given(packed=st.sampled_from(["gzip", "deflate"]), pieces=st.lists(st.binary(max_size=50)))
def test_any_bytes(packed: str, pieces: list[bytes]) -> None:
    with suppress(Broken, Refused):
        assert isinstance(b"".join(unpack(pieces, packed, 1000)), bytes)


def test_a_bomb_is_put_down_before_it_goes_off() -> None:
    """A gigabyte comes as a megabyte; no more than the limit of it is ever held."""
    part = gzip.compress(b"\0" * 10_000_000)

    def send() -> Iterator[bytes]:
        for _ in range(100):
            yield part

    tracemalloc.start()
    with pytest.raises(Refused, match="over 5 MB"):
        deque(unpack(send(), "gzip", 5_000_000), maxlen=0)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
