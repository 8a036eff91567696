"""Comes in: the bytes of a text. Goes out: the text, each character as it was meant, line ends untouched.

The order of trust: byte order mark, declared charset, UTF-8, Windows Western (cp1252), a guess by
charset-normalizer. cp1252 stands before the guess because a guess misreads short Western text.
"""

import codecs
import re
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper

from dragoman.errors import SourceError

# Longest first: the mark of UTF-32 begins with that of UTF-16.
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Pages that declare these mean cp1252, as browsers have it (WHATWG Encoding Standard).
_MEANT_AS_CP1252 = frozenset(
    ["ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1", "l1", "windows-1252"]
)
_WESTERN_SIGNS = frozenset("“”‘’‚„–—…•·€£¥¢©®™°«»¡¿´ªº½¼¾×\xa0\xad§±²³")
_LONG_HIGH_RUN = re.compile(r"[À-ÿŠšŽžŒœŸ]{4}")
_GUESSED_BYTES = 50_000


def decode_text(data: bytes, declared: str | None = None) -> str:
    """Turn bytes into text without a byte order mark; raise ValueError, with why, if no reading is sure."""
    encoding = find_bom(data)
    if encoding:
        return _decode_strictly(data, encoding).removeprefix("\ufeff")
    if declared and (text := _try_decode(data, declared)) is not None:
        return text
    if b"\0" in data and (text := _read_bare_utf16(data)) is not None:
        return text
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        bad = error
    _refuse_damaged_utf8(data, bad)
    text = _try_decode(data, "cp1252")
    if text is not None and _looks_western(text):
        return text
    return _guess_text(data)


def find_bom(data: bytes) -> str | None:
    """Name the encoding that a byte order mark announces, if there is one."""
    return next((encoding for mark, encoding in BOMS if data.startswith(mark)), None)


def read_lines(stream: BufferedReader, encoding: str, label: str) -> Iterator[str]:
    """Give the lines of a stream in the encoding that its mark announces, their ends untouched.

    Raises SourceError at the first line that is not in it.
    """
    lines = TextIOWrapper(stream, encoding=encoding, newline="")
    number = 1
    try:
        for line in lines:
            number += 1
            yield line.removeprefix("\ufeff")
    except UnicodeDecodeError:
        reason = f"the file says that it is {encoding.upper()}, but is not from here on"
        raise SourceError(f"{label}:{number}", reason) from None
    finally:
        if not stream.closed:
            lines.detach()  # else the stream would be closed along with the wrapper


def looks_utf16(data: bytes) -> bool:
    """Tell whether bytes without a mark look like UTF-16: every other byte null, as in Latin text."""
    half = len(data[:4096]) // 2
    if half < 4:
        return False
    even, odd = data[: half * 2 : 2].count(0), data[1 : half * 2 : 2].count(0)
    return max(even, odd) > 0.7 * half and min(even, odd) < 0.05 * half


def _read_bare_utf16(data: bytes) -> str | None:
    if not looks_utf16(data):
        return None
    return _try_decode(data, "utf-16-le" if data[1:4096:2].count(0) > data[:4096:2].count(0) else "utf-16-be")


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"the file says that it is {encoding.upper()}, but byte {error.start} is not") from None


def _try_decode(data: bytes, encoding: str) -> str | None:
    name = encoding.strip().strip("\"'").lower()
    try:
        return data.decode("cp1252" if name in _MEANT_AS_CP1252 else name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Raise ValueError where bytes are UTF-8 but for a few: any other reading would garble the rest."""
    replaced = data.decode(errors="replace")
    bad = replaced.count("\ufffd")
    good = len(re.findall(r"[^\x00-\x7f\ufffd]", replaced))
    if good > bad:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(f"byte 0x{data[error.start]:02x} on line {line} is not UTF-8, but the rest is")


def _looks_western(text: str) -> bool:
    """Tell whether text read as cp1252 is likely right: single accented letters and typographic signs."""
    high = [character for character in text if character > "\x7f"]
    if any(not character.isalpha() and character not in _WESTERN_SIGNS for character in high):
        return False
    return 3 * len(high) <= len(text) and not _LONG_HIGH_RUN.search(text)


def _guess_text(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESSED_BYTES]).best()
    text = _try_decode(data, best.encoding) if best else None
    if text is None:
        raise ValueError("its encoding cannot be told: save it as UTF-8")
    return text
