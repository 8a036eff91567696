"""A CycloneDX bill of materials comes in; a table of what ships with which licence goes out, or which parts may not ship.

usage: python tools/licences.py BILL.cdx.json

Exit code 1 where a licence is unknown or is not one under which everybody may use, change and pass on. What lies in dragoman's own folders
and comes from others is told in NOTICE.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

# Of each licence a word by which it is told, whether it is written as an SPDX id, a classifier or its first line.
FREE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python-2\.0|Python Software Foundation|MPL|Mozilla Public|Unlicense|Zlib|HPND|0BSD|CC0|NCSA|MIT-CMU|matplotlib)",
    re.I,
)
# Programs that run beside dragoman's and are no part of it; they are there before it is installed.
TOOLS = frozenset({"pip", "setuptools"})

# Whose bill has none because it is told in words of their own: as their packages' METADATA and LICENSE tell it.
IN_WORDS = {"protobuf": "BSD-3-Clause", "pyahocorasick": "BSD-3-Clause"}


def list_parts(bill: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Name, version and licence of each part, by name."""
    for part in sorted(bill["components"], key=lambda one: one["name"].lower()):
        if part["name"] not in TOOLS:
            yield part["name"], part.get("version", ""), read_licence(part) or IN_WORDS.get(part["name"], "")


def read_licence(part: Mapping[str, Any]) -> str:
    """The licence of a part as it is declared, "" where it is not; of a whole text the first line."""
    words = []
    for entry in part.get("licenses", ()):
        licence = entry.get("license", {})
        told = entry.get("expression") or licence.get("id") or licence.get("name") or ""
        if told.startswith("declared license of"):  # the text is given in full
            told = licence.get("text", {}).get("content", "").strip().split("\n")[0]
        words.append(told.replace("License :: OSI Approved :: ", ""))
    return "; ".join(dict.fromkeys(word for word in words if word))


def main() -> None:
    """Print the table; stop at what may not ship."""
    bill = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    parts = list(list_parts(bill))
    width = max(len(name) for name, _, _ in parts)
    for name, version, licence in parts:
        print(f"{name:<{width}}  {version:<12}  {licence}")
    strange = [
        f"{name} {version}: {licence or 'unknown'}" for name, version, licence in parts if not FREE.search(licence)
    ]
    if strange:
        sys.exit("licences: these are not known to be free: " + "; ".join(strange))


if __name__ == "__main__":
    main()
