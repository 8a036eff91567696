"""Measure how memory goes as reports stream through: a run of millions must not grow.

usage: python bench/memory.py ARTICLES.jsonl [--limit N] [--every N] [--sentences N] [--reader both|rules] [--json FILE]

Each report is put together anew from sentences of the articles, with names and numbers of its own in it, so that no report and
not every word comes twice. Prints the memory in use (resident set, MB) after every so many reports, and its growth over the
second half, in MB a thousand reports.
"""

import itertools
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from figures import make_parser, tell
from throughput import pin_to_one_core, read_articles


def make_reports(articles: list[dict[str, str]], limit: int, length: int) -> Iterator[str]:
    """Texts of `length` sentences drawn from all articles, each text with one of its own invention before them."""
    chance = random.Random(7)
    sentences = [s.strip() for a in articles for s in a["text"].replace("\n", " ").split(". ") if len(s) > 30]
    sounds = ["ba", "do", "ki", "lu", "mer", "nos", "rat", "sil", "tov", "zan"]
    for number in range(limit):
        name = "".join(chance.choices(sounds, k=5)).capitalize()
        head = f"{name} said on Monday that {number + 100} people had fled the town of {name[::-1].capitalize()}"
        yield ". ".join([head, *chance.choices(sentences, k=length)]) + "."


def memory_now() -> float:
    """This process's resident set in MB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = make_parser(__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=3000)
    parser.add_argument("--every", type=int, default=250)
    parser.add_argument("--sentences", type=int, default=12, help="drawn sentences a report (default 12)")
    parser.add_argument("--reader", choices=["both", "rules"], default="both")
    options = parser.parse_args()
    pin_to_one_core()
    from dragoman.flow import code_documents
    from dragoman.kit import load_kit, rest_collector
    from dragoman.read import make_document

    first = date(2021, 1, 1)
    texts = make_reports(read_articles(options.articles, 400), options.limit, options.sentences)
    documents = (
        make_document(text, published=first + timedelta(days=n % 700), id=str(n), language="en")
        for n, text in enumerate(texts)
    )
    kit = load_kit(reader=options.reader)
    rest_collector()
    coded = code_documents(documents, kit)
    seen = [(0, memory_now())]
    for number, _ in enumerate(coded, 1):
        if number % options.every == 0:
            seen.append((number, memory_now()))
            print(f"{number:8} reports {seen[-1][1]:8.1f} MB", flush=True)  # a long run is watched
    half = [one for one in seen if one[0] >= options.limit / 2]
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) * 1000 for a, b in itertools.pairwise(half)]
    growth = sum(slopes) / max(len(slopes), 1)
    rows = [{"reports": number, "MB": round(megabytes, 1)} for number, megabytes in seen]
    found = {"MB a thousand, second half": round(growth, 2)}
    tell({"reports": options.limit, "reader": options.reader}, found, options.json, rows=rows)


if __name__ == "__main__":
    main()
