"""How well storylines are found: `python bench/stories.py [--db FILE]`.

The invented storylines of tests/data/storylines are read into one archive (FILE, made if it is not there) as if one desk had
got them all. Each is moved as a whole to a first day within two years that hangs on its name alone, so that two hundred matters run
side by side. B-cubed over happenings: of those put into one storyline with it, how many belong there (precision), and of those
that belong with it, how many are there (recall). The half that settings were chosen on and the half that was left out are told apart.
"""

import argparse
import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from dragoman.archive import Archive
from dragoman.record.document import CiteInfo, Document
from dragoman.relations.stories import link_stories

DATA = Path(__file__).parent.parent / "tests" / "data" / "storylines"
START, SPAN = date(2019, 1, 1), 730


def read_storylines() -> dict[str, Document]:
    """The reports, by id; their source is their storyline."""
    found = {}
    for path in sorted(DATA.glob("*.toml")):
        for storyline in tomllib.loads(path.read_text(encoding="utf-8"))["storyline"]:
            for r in storyline["report"]:
                cite = CiteInfo(published=r["published"], publication=r["publication"], language="en")
                found[r["id"]] = Document(
                    id=r["id"], text=r["text"].strip(), published=r["published"], cite_info=cite, source=storyline["id"]
                )
    return found


def draw_number(text: str) -> int:
    """A large number that hangs on a text alone."""
    return int(sha256(text.encode()).hexdigest(), 16)


def move_all(happenings, of):
    """The happenings, each storyline moved to begin on a day of its own within SPAN days."""
    first: dict[str, date] = {}
    for h in happenings:
        first[of[h.id]] = min(first.get(of[h.id], h.first_reported), h.first_reported)
    for h in happenings:
        by = START + timedelta(days=draw_number("x" + of[h.id]) % SPAN) - first[of[h.id]]
        days = {n: getattr(h, n) and getattr(h, n) + by for n in ("date", "enddate", "first_reported", "last_reported")}
        yield replace(h, **days)


def measure(stories, of, half: int) -> tuple[int, float, float]:
    """How many happenings of a half, and B-cubed precision and recall over them."""
    size = Counter(of[h.id] for s in stories for h in s.happenings)
    rows = [
        (same / len(s.happenings), same / size[of[h.id]])
        for s in stories
        for h in s.happenings
        if draw_number(of[h.id]) % 2 == half
        for same in [sum(of[o.id] == of[h.id] for o in s.happenings)]
    ]
    return len(rows), sum(p for p, _ in rows) / len(rows), sum(r for _, r in rows) / len(rows)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--db", type=Path, default=Path("storylines.duckdb"))
    path = parser.parse_args().db
    reports = read_storylines()
    with Archive(path) as archive:
        if not path.exists():
            archive.add_documents(reports.values())
        happenings = list(archive.happenings(status="actual"))
        told = archive.tellings(e for h in happenings for e in h.events)
    of = {h.id: reports[h.reports[0]].source for h in happenings}
    for name, moved in (("as dated", happenings), ("within two years", list(move_all(happenings, of)))):
        stories = link_stories(moved, told, least=1)
        for half, word in ((0, "chosen on"), (1, "left out")):
            number, precision, recall = measure(stories, of, half)
            f1 = 2 * precision * recall / (precision + recall)
            print(f"{name:17} {word:10} {number} happenings  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()
