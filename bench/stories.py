"""How well storylines are found.

usage: python bench/stories.py [--db FILE] [--limit STORYLINES] [--json FILE]

The invented storylines of tests/data/storylines are read into one archive (FILE, made if it is not there) as if one desk had
got them all. Each is moved as a whole to a first day within two years that hangs on its name alone, so that two hundred matters run
side by side. B-cubed over happenings: of those put into one storyline with it, how many belong there (precision), and of those
that belong with it, how many are there (recall). The half that settings were chosen on and the half that was left out are told apart.
"""

import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path

from figures import make_parser, tell

from dragoman.archive import Archive
from dragoman.record.document import CiteInfo, Document
from dragoman.relations.stories import link_stories

DATA = Path(__file__).parent.parent / "tests" / "data" / "storylines"
START, SPAN = date(2019, 1, 1), 730


def read_storylines(limit: int | None) -> dict[str, Document]:
    """The reports of the first `limit` storylines, by id; their source is their storyline."""
    found = {}
    files = map(tomllib.loads, (path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.toml"))))
    for storyline in islice((one for file in files for one in file["storyline"]), limit):
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
    number = max(len(rows), 1)
    return len(rows), sum(p for p, _ in rows) / number, sum(r for _, r in rows) / number


def main() -> None:
    """Print the figures."""
    parser = make_parser(__doc__)
    parser.add_argument("--db", type=Path, default=Path("storylines.duckdb"))
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    path = options.db
    reports = read_storylines(options.limit)
    with Archive(path) as archive:
        if not path.exists():
            archive.add_documents(reports.values())
        happenings = list(archive.happenings(status="actual"))
        told = archive.tellings(e for h in happenings for e in h.events)
    of = {h.id: reports[h.reports[0]].source for h in happenings}
    rows = []
    for days, moved in (("as dated", happenings), ("within two years", list(move_all(happenings, of)))):
        stories = link_stories(moved, told, least=1)
        for half, word in ((0, "chosen on"), (1, "left out")):
            number, precision, recall = measure(stories, of, half)
            figures = {
                "precision": precision,
                "recall": recall,
                "F1": 2 * precision * recall / max(precision + recall, 1e-9),
            }
            told_of = {name: round(value, 3) for name, value in figures.items()}
            rows.append({"days": days, "half": word, "happenings": number, **told_of})
    tell({"reports": len(reports)}, {}, options.json, rows=rows)


if __name__ == "__main__":
    main()
