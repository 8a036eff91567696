"""Annotations of news whose text may not be passed on: kept as places in the text, joined with the reader's own copy.

usage: python -m tools.news join [FILE ...] --articles ARTICLES.jsonl [ARTICLES.jsonl ...] --out FOLDER
       python -m tools.news point FILE ... --articles ARTICLES.jsonl [ARTICLES.jsonl ...] --out FOLDER

`join` takes corpus/news/*.txt and writes each file in the corpus's full form (head of tools/corpus.py), which a person reads
and mends and `tools/corpus.py check` and `build` take. `point` goes the other way, so that nothing but places is stored.

In the kept form a line `@first-end` stands for a sentence: code points of the article's text, white space then made single
spaces. In the event lines under it `@first-end` stands for words of that sentence, and `^number@first-end` for words of
another one, counted from 0 in its report, or of the title (`^t`). A name that is those words too is written `=`. ARTICLES.jsonl has one object a
line with `id`, `date`, `publication`, `text` and perhaps `title`.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tools.corpus import SPANS, Checker, Report, locate, plain

HOME = Path(__file__).parent.parent / "corpus" / "news"
SENTENCE = re.compile(r"@(\d+)-(\d+)$")
PLACE = re.compile(r"(?:\^(\d+|t))?@(\d+)-(\d+)$")
EVENT = re.compile(r"(- \S+) \[([^\]]+)\]\s*(.*)")
Articles = Mapping[str, Mapping[str, Any]]


def load_articles(paths: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """Articles by id."""
    rows = (
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    )
    return {row["id"]: row for row in rows}


def squeeze(text: str) -> str:
    """Text with single spaces."""
    return " ".join(text.split())


# -- pointing: full form in, places out


def find_sentences(report: Report, text: str) -> list[tuple[int, int]]:
    """Where each sentence of a report stands in the article; ValueError names the first that does not."""
    found, at = [], 0
    for sentence in report.sentences:
        match = re.compile(r"\s+".join(map(re.escape, sentence.split()))).search(text, at)
        if match is None:
            raise ValueError(f"{report.place}: {report.id}: not in the article: {sentence[:60]!r}")
        found.append(match.span())
        at = match.end()
    return found


def point_words(report: Report, s: int, words: str) -> str:
    """Quoted words as a place in their sentence, or in another one or the title."""
    others = sorted(range(len(report.sentences)), key=lambda i: (i > s, abs(s - i)))
    texts = [(f"^{i}", report.sentences[i]) for i in others if i != s] + [("^t", report.head["title"])]
    for mark, text in texts if words.startswith("^") else [("", report.sentences[s])]:
        at = locate(words.lstrip("^"), text)
        if at is not None:
            return f"{mark}@{at}-{at + len(plain(words))}"
    raise ValueError(f"{report.place}: {report.id}: in no sentence: {words!r}")


def point_event(report: Report, event: Mapping[str, Any]) -> str:
    """One event line in the kept form."""

    def place(words: str) -> str:
        return point_words(report, event["s"], words)

    def called(name: str, words: str) -> str:
        return "=" if name == plain(words) else name

    parts = []
    for side, key in (("actors", "a"), ("recipients", "r")):
        for x in event[side]:
            code = f"{x['country']} {x['sector']}".strip()
            parts.append(f"{key}: {place(x['mention'])} ; {code} ; {called(x['name'], x['mention'])}")
    parts += [f"{key}: {place(event[name])}" for key, name in SPANS.items() if event[name]]
    if when := event["when"]:
        days = "..".join(dict.fromkeys((when["start"] or "-", when["end"] or "-")))
        parts.append(f"when: {place(when['text'])} ; {days}")
    if where := event["where"]:
        parts.append(f"where: {place(where['text'])} ; {called(where['name'], where['text'])} ; {where['country']}")
    parts += [f"status: {event['status']}"] if event["status"] != "actual" else []
    kind = f"{event['type']}/{event['mode']}" if event["mode"] else event["type"]
    return f"- {kind} [{place(event['trigger'])}] " + " | ".join(parts)


def point_report(report: Report, article: Mapping[str, Any]) -> str:
    """A report in the kept form."""
    lines = [f"### {report.id}", f"genre: {report.head['genre']}", ""]
    for i, (first, end) in enumerate(find_sentences(report, article["text"])):
        lines += [""] if i in report.paragraphs else []
        lines.append(f"@{first}-{end}")
        lines += [point_event(report, e) for e in report.events if e["s"] == i]
    return "\n".join(lines) + "\n"


# -- joining: places in, full form out


def quote(sentences: Sequence[str], s: int, title: str, place: str) -> str:
    """The words at a place, with their turn where they stand in the sentence more than once; ValueError without any."""
    match = PLACE.match(place)
    if match is None:
        raise ValueError(f"a place reads '@first-end' or '^sentence@first-end', not {place!r}")
    at, first, end = match[1] or str(s), int(match[2]), int(match[3])
    text = title if at == "t" else sentences[int(at)] if int(at) < len(sentences) else ""
    for turn in range(1, 10):
        words = f"{text[first:end]}#{turn}" if turn > 1 else text[first:end]
        if locate(words, text) == first < end <= len(text):
            return f"{'^' if match[1] else ''}{words}"
    raise ValueError(f"no whole words at {place}")


def join_event(line: str, sentences: Sequence[str], s: int, title: str) -> str:
    """An event line with words for its places; ValueError where that fails."""
    match = EVENT.match(line)
    if match is None:
        raise ValueError("an event reads '- TYPE/mode [place] a: … | r: …'")
    parts = []
    for part in filter(None, match[3].split(" | ")):
        key, _, value = part.partition(": ")
        if key != "status":
            bits = value.split(" ; ")
            words = quote(sentences, s, title, bits[0])
            value = " ; ".join([words] + [plain(words) if b == "=" else b for b in bits[1:]])
        parts.append(f"{key}: {value}")
    return f"{match[1]} [{quote(sentences, s, title, match[2])}] " + " | ".join(parts)


def list_reports(path: Path) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Each report of a kept file: its id and its numbered lines, the first with the id."""
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("### ") and lines:
            yield lines[0][1][4:].strip(), lines
            lines = []
        if line.startswith("### ") or lines:
            lines.append((number, line))
    if lines:
        yield lines[0][1][4:].strip(), lines


def join_report(lines: Sequence[tuple[int, str]], article: Mapping[str, Any]) -> str:
    """A report in full form; ValueError begins with the number of the line that is wrong."""
    places = [m for _, line in lines if (m := SENTENCE.match(line))]
    title = squeeze(article.get("title") or "") or "-"
    sentences = [squeeze(article["text"][int(m[1]) : int(m[2])]) for m in places]
    out, s = [], -1
    for number, line in lines:
        try:
            if SENTENCE.match(line):
                s += 1
                line = sentences[s]
            elif line.startswith("genre: "):
                line = f"published: {article['date']}\ntitle: {title}\n{line}\noutlet: {article['publication']}"
            elif line.startswith("- "):
                line = join_event(line, sentences, s, title)
        except ValueError as wrong:
            raise ValueError(f"{number}: {wrong}") from None
        out.append(line)
    return "\n".join(out).rstrip() + "\n"


# -- the command line


def point_file(path: Path, articles: Articles) -> str:
    """A file of the full form in the kept form; ValueError says what is wrong with it."""
    checker = Checker()
    reports = checker.read([path])
    if checker.faults:
        raise ValueError(checker.faults[0])
    return "\n".join(point_report(r, find_article(r.id, path.name, articles)) for r in reports)


def join_file(path: Path, articles: Articles) -> str:
    """A file of the kept form in full form; ValueError says what is wrong with it."""
    found = []
    for report, lines in list_reports(path):
        article = find_article(report, path.name, articles)
        try:
            found.append(join_report(lines, article))
        except ValueError as wrong:
            raise ValueError(f"{path.name}:{wrong}") from None
    return "\n".join(found)


def find_article(report: str, file: str, articles: Articles) -> Mapping[str, Any]:
    """The article of a report; ValueError where there is none."""
    if report not in articles:
        raise ValueError(f"{file}: no article has the id {report!r}")
    return articles[report]


def main() -> int:
    """Run the command; 1 if a file has a fault. The other files are written all the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["join", "point"])
    parser.add_argument("files", nargs="*", type=Path, help="corpus/news/*.txt if left out")
    parser.add_argument("--articles", nargs="+", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    o = parser.parse_args()
    articles = load_articles(o.articles)
    o.out.mkdir(parents=True, exist_ok=True)
    turn = join_file if o.command == "join" else point_file
    faults = 0
    for path in o.files or sorted(HOME.glob("*.txt")):
        try:
            (o.out / path.name).write_text(turn(path, articles), encoding="utf-8")
        except ValueError as wrong:
            print(wrong, file=sys.stderr)
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
