"""A JSON file comes in; its objects go out, each with the place (`file:line`) where it stands."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import SourceError

Row = dict[str, Any]


def read_rows(path: Path) -> Iterator[tuple[str, Row]]:
    """Give each object of a file of JSON lines, or of one JSON array, with the place where it begins.

    Raises:
        SourceError: the file cannot be read, or something in it is no JSON object; file and line are named.
    """
    text = _read_text(path)
    rows = _read_array(text, path) if text.lstrip().startswith("[") else _read_lines(text, path)
    for place, value in rows:
        if not isinstance(value, dict):
            raise SourceError(place, f"expected a JSON object, found {json.dumps(value)[:60]}")
        yield place, value


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{path}:{line}", "is not UTF-8 text") from error


def _read_lines(text: str, path: Path) -> Iterator[tuple[str, Any]]:
    # Not splitlines(): a JSON string may hold U+2028 as it is.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"{path}:{number}", json.loads(line)
            except (ValueError, RecursionError) as error:
                raise SourceError(f"{path}:{number}", f"no valid JSON: {_tell(error)}") from error


def _read_array(text: str, path: Path) -> Iterator[tuple[str, Any]]:
    parse = json.JSONDecoder().raw_decode
    at, line = _skip(text, text.index("[") + 1, " \t\r\n"), 1
    counted = 0
    while not text.startswith("]", at):
        line, counted = line + text.count("\n", counted, at), at
        place = f"{path}:{line}"
        try:
            value, at = parse(text, at)
        except json.JSONDecodeError as error:
            raise SourceError(f"{path}:{error.lineno}", f"no valid JSON: {_tell(error)}") from error
        except (ValueError, RecursionError) as error:
            raise SourceError(place, f"no valid JSON: {_tell(error)}") from error
        yield place, value
        at = _skip(text, at, " \t\r\n")
        if text.startswith(",", at):
            at = _skip(text, at + 1, " \t\r\n")
        elif not text.startswith("]", at):
            line += text.count("\n", counted, at)
            raise SourceError(f"{path}:{line}", "no valid JSON: a comma or ] is missing")


def _skip(text: str, at: int, characters: str) -> int:
    while at < len(text) and text[at] in characters:
        at += 1
    return at


def _tell(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)


def take(row: Row, name: str, kind: type | tuple[type, ...], place: str, *, default: Any = None) -> Any:
    """One field of an object, checked; `default` where it is missing or null.

    Raises:
        SourceError: it is of another kind, or it is missing and there is no default.
    """
    value = row.get(name)
    if value is None:
        if default is None:
            raise SourceError(place, f"there is no {name!r}")
        return default
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        kinds = kind if isinstance(kind, tuple) else (kind,)
        wanted = " or ".join(_KINDS[k] for k in kinds)
        raise SourceError(place, f"{name!r} is no {wanted} but {json.dumps(value)[:60]}")
    return value


_KINDS = {str: "string", int: "whole number", float: "number", list: "list", dict: "object"}
