"""The words that a user gives to options come in; what they mean goes out, or one line that says what is wrong with them."""

import re
from collections.abc import Mapping
from datetime import date

from dragoman.errors import UsageError

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def read_date(words: str | None, option: str = "--published") -> date | None:
    """The day that an option names, None where it was not given.

    Raises:
        UsageError: it is no ISO date.
    """
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise UsageError(f"{option}: {words!r} is no date such as 2020-12-27") from error


def read_columns(pairs: list[str]) -> Mapping[str, str]:
    """The fields and columns that --map pairs.

    Raises:
        UsageError: one of them is no pair.
    """
    columns = {}
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not (field and sign and column):
            raise UsageError(f"--map: {pair!r} is not of the form field=column, such as text=body")
        columns[field] = column
    return columns


def read_interval(words: str, option: str = "--watch") -> int:
    """How many seconds "30s", "15m", "2h" or "1d" are.

    Raises:
        UsageError: it is none of these.
    """
    found = re.fullmatch(r"([1-9]\d{0,5})([smhd])", words.strip())
    if found is None:
        raise UsageError(f"{option}: {words!r} is no interval such as 30s, 15m, 2h or 1d")
    return int(found[1]) * _SECONDS[found[2]]
