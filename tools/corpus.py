"""Read the Dragoman corpus (corpus/reports/*.txt): check it, count it, write it in the annotators' form.

usage: python tools/corpus.py check [FILE ...]      every fault as file:line, exit 1 if there is any
       python tools/corpus.py count [FILE ...]                     events by type, mode and status
       python tools/corpus.py build OUT_FOLDER [FILE ...]          docs.json and gold.jsonl, as tools/reader reads them
                    [--part train|validation|test]                 only the reports of one part

A file holds reports. A report is a line `### id`, header lines `key: value`, then a line a sentence and under it its events:

    ### tcd-ambassador
    published: 2021-02-10
    title: Sudan warns Chad over raids
    genre: wire

    Sudan's minister, Amal Osman, warned Chad on Monday that it would expel its envoy unless the raids stopped.
    - THREATEN/expel [warned] a: Sudan's minister, Amal Osman ; SDN GOV ; Amal Osman | r: Chad ; TCD GOV ; Chad | …
    (… content: it would expel its envoy | if: unless the raids stopped | when: on Monday ; 2021-02-08)

A title `-` is none. An empty line between sentences is a paragraph break. Words are verbatim from the sentence above; `words#2` means their second
occurrence there. Fields: a (actor) and r (recipient), repeated as needed; content, if, by (deadline), src (attribution),
when (`words ; day`, `words ; first..last`, `words ; -..last` or `words ; -`), where (`words ; name ; country`), status (`actual` if left out).
An actor that the sentence only implies is written with words of another sentence of the report and a `^` before them.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from dragoman.codebook import load_codebook
from dragoman.world.load import load_world

HOME = Path(__file__).parent.parent / "corpus" / "reports"
STATUSES = ("actual", "future", "hypothetical", "negated")
SECTORS = frozenset(
    "GOV JUD LEG MIL COP SPY PRM REB UAF PTY OPP ELI BUS LAB AGR CVL REF JRN EDU MED REL SOC CRM PRE UNK".split()
)
BODIES = frozenset("UNO EUR IGO NGO ISM IMG MNC KOS ---".split())
SPANS = {"content": "content", "if": "condition", "by": "deadline", "src": "according_to"}
EVENT = re.compile(r"- (?P<type>[A-Z]+)(?:/(?P<mode>[\w-]+))? \[(?P<trigger>[^\]]+)\]\s*(?P<rest>.*)")


@dataclass
class Report:
    """One report with its events, and the faults found in it."""

    id: str
    place: str
    head: dict[str, str] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The sentences as running text; a paragraph ends in an empty line."""
        return "".join(self._ending(i) + s for i, s in enumerate(self.sentences))

    def _ending(self, i: int) -> str:
        return "" if i == 0 else "\n\n" if i in self.paragraphs else " "

    @property
    def offsets(self) -> list[list[int]]:
        """First and last+1 code point of each sentence in `text`."""
        at, found = 0, []
        for i, sentence in enumerate(self.sentences):
            at += len(self._ending(i))
            found.append([at, at + len(sentence)])
            at += len(sentence)
        return found


class Checker:
    """Reads reports and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._types = load_codebook().types
        self._codes = set(load_world().countries) | BODIES

    def fault(self, place: str, words: str) -> None:
        """Note a fault."""
        self.faults.append(f"{place}: {words}")

    def read(self, paths: Iterable[Path]) -> list[Report]:
        """All reports of some files, in order; faults are kept, not raised."""
        reports: list[Report] = []
        for path in paths:
            reports += self._read_file(path)
        first: dict[str, Report] = {}
        for report in reports:
            if first.setdefault(report.id, report) is not report:
                self.fault(report.place, f"the report id {report.id!r} stands at {first[report.id].place} already")
            self._check_report(report)
        return reports

    def _read_file(self, path: Path) -> Iterator[Report]:
        report: Report | None = None
        gap = False
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            line, place = raw.strip(), f"{path.name}:{number}"
            if line.startswith("### "):
                if report:
                    yield report
                report, gap = Report(line[4:].strip(), place), False
            elif not line or (report is None and line.startswith("#")):
                gap = True
            elif report is None:
                self.fault(place, "no report begun: a line '### id' comes first")
            elif not report.sentences and (head := re.match(r"(published|title|genre|outlet|dateline): +(.+)", line)):
                report.head[head[1]] = head[2]
            elif not report.sentences and not gap and (head := re.match(r"([a-z_]+):( |$)", line)):
                known = "published, title, genre, outlet or dateline, with a value"
                self.fault(place, f"header key {head[1]!r} is not {known}")
            elif line.startswith("- ") and (match := EVENT.match(line)):
                self._read_event(report, match, place)
            elif line.startswith("- "):
                self.fault(place, "an event reads '- TYPE/mode [trigger] a: … | r: …'")
            else:
                if gap and report.sentences:
                    report.paragraphs.append(len(report.sentences))
                report.sentences.append(line)
                gap = False
        if report:
            yield report

    def _read_event(self, report: Report, match: re.Match[str], place: str) -> None:
        if not report.sentences:
            self.fault(place, "an event stands before the first sentence")
            return
        event: dict[str, Any] = {
            "s": len(report.sentences) - 1, "type": match["type"], "mode": match["mode"] or "", "trigger": match["trigger"],
            "actors": [], "recipients": [], "status": "actual", "content": "", "condition": "", "deadline": "",
            "according_to": "", "when": None, "where": None, "place": place,
        }  # fmt: skip
        for part in filter(None, (p.strip() for p in match["rest"].split(" | "))):
            key, _, value = part.partition(":")
            self._read_field(event, key.strip(), value.strip(), place)
        report.events.append(event)

    def _read_field(self, event: dict[str, Any], key: str, value: str, place: str) -> None:
        bits = [b.strip() for b in value.split(" ; ")]
        if key in ("a", "r"):
            code, _, sector = (bits[1] if len(bits) > 1 else "---").partition(" ")
            name = bits[2] if len(bits) > 2 else bits[0].lstrip("^")
            if code not in self._codes:
                self.fault(place, f"no such country or body: {code!r}")
            if sector and sector not in SECTORS:
                self.fault(place, f"no such sector: {sector!r}")
            event["actors" if key == "a" else "recipients"].append(
                {"mention": bits[0], "country": code, "sector": sector, "name": name}
            )
        elif key in SPANS:
            event[SPANS[key]] = value
        elif key == "when":
            first, _, last = (bits[1] if len(bits) > 1 else "-").partition("..")
            first = "" if first == "-" else first
            event["when"] = {"text": bits[0], "start": first, "end": last or first}
            for day in filter(None, (event["when"]["start"], event["when"]["end"])):
                try:
                    date.fromisoformat(day)
                except ValueError:
                    self.fault(place, f"no such day: {day!r}")
        elif key == "where":
            if len(bits) != 3 or (bits[2] and bits[2] not in self._codes):
                self.fault(place, "where reads 'words ; name ; country code'")
            event["where"] = dict(zip(("text", "name", "country"), [*bits, "", ""], strict=False))
        elif key == "status" and value in STATUSES:
            event["status"] = value
        else:
            self.fault(place, f"no such field or value: {key!r} {value[:40]!r}")

    def _check_report(self, report: Report) -> None:
        for key in ("published", "title", "genre"):
            if key not in report.head:
                self.fault(report.place, f"{report.id}: no '{key}:'")
        try:
            date.fromisoformat(report.head.get("published", ""))
        except ValueError:
            self.fault(report.place, f"{report.id}: published is no ISO date")
        for event in report.events:
            self._check_event(report, event)

    def _check_event(self, report: Report, event: dict[str, Any]) -> None:
        place, sentence = event["place"], report.sentences[event["s"]]
        kind = self._types.get(event["type"])
        if kind is None:
            self.fault(place, f"no such type: {event['type']}")
        elif event["mode"] and event["mode"] not in kind.modes:
            self.fault(place, f"{event['type']} has no mode {event['mode']!r}")
        words = [event["trigger"], *(event[f] for f in SPANS.values() if event[f])]
        words += [event[f]["text"] for f in ("when", "where") if event[f]]
        people = [x["mention"] for x in event["actors"] + event["recipients"]]
        for quoted in words + people:
            if quoted.startswith("^"):
                if quoted[1:] not in report.text and quoted[1:] not in report.head.get("title", ""):
                    self.fault(place, f"not in the report: {quoted[1:]!r}")
            elif locate(quoted, sentence) is None:
                self.fault(place, f"not in the sentence: {quoted!r}")


def part_of(report_id: str) -> str:
    """Whether a report is for training (8 of 10), validation or test (1 of 10 each): by its id alone, for good."""
    tenth = int(sha256(report_id.encode()).hexdigest(), 16) % 10
    return {0: "test", 1: "validation"}.get(tenth, "train")


def locate(quoted: str, sentence: str) -> int | None:
    """Where words stand in their sentence (`words#2`: the second time), at word borders; None if they do not."""
    words, _, turn = quoted.partition("#") if re.search(r"#\d$", quoted) else (quoted, "", "1")
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", sentence)]
    return found[int(turn) - 1] if len(found) >= int(turn) else None


def plain(words: str) -> str:
    """Quoted words without the marks of this file format."""
    return re.sub(r"#\d$", "", words.lstrip("^"))


def strip_marks(value: Any) -> Any:
    """A field of an event without those marks, however deep its words lie."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {k: strip_marks(v) for k, v in value.items()}
    return [strip_marks(v) for v in value] if isinstance(value, list) else value


def build(reports: Iterable[Report], out: Path) -> None:
    """Write docs.json and gold.jsonl; every event has beside its words the offset of its trigger."""
    out.mkdir(parents=True, exist_ok=True)
    docs, gold = [], []
    for report in reports:
        head = report.head
        title = "" if head["title"] == "-" else head["title"]
        docs.append({"id": report.id, "published": head["published"], "title": title, "genre": head["genre"],
                     "text": report.text, "sentences": report.offsets})  # fmt: skip
        events = []
        for event in report.events:
            at = locate(event["trigger"], report.sentences[event["s"]])
            assert at is not None
            e = {k: strip_marks(v) for k, v in event.items() if k != "place"}
            e["trigger_start"] = report.offsets[event["s"]][0] + at
            events.append(e)
        gold.append({"id": report.id, "events": events})
    (out / "docs.json").write_text(json.dumps(docs, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / "gold.jsonl").write_text("".join(json.dumps(g, ensure_ascii=False) + "\n" for g in gold), encoding="utf-8")


def count(reports: list[Report]) -> str:
    """How much of everything there is, a line each."""
    events = [e for r in reports for e in r.events]
    sentences = sum(len(r.sentences) for r in reports)
    busy = len({(r.id, e["s"]) for r in reports for e in r.events})
    lines = [f"{len(reports)} reports, {sentences} sentences ({busy} with events), {len(events)} events"]
    lines.append("few events (0 or 1): " + str(sum(len(r.events) < 2 for r in reports)))
    for name, key in (("type", "type"), ("status", "status")):
        lines.append(f"{name}: " + ", ".join(f"{k} {n}" for k, n in Counter(e[key] for e in events).most_common()))
    for kind, thing in sorted(load_codebook().types.items()):
        modes = Counter(e["mode"] for e in events if e["type"] == kind)
        lines.append(f"  {kind}: " + ", ".join(f"{m} {modes[m]}" for m in thing.modes))
    for f in ("content", "condition", "deadline", "according_to", "when", "where"):
        lines.append(f"{f}: {sum(bool(e[f]) for e in events)}")
    codes = {x["country"] for e in events for x in e["actors"] + e["recipients"]}
    lines.append(f"countries and bodies: {len(codes)}")
    return "\n".join(lines)


def main() -> int:
    """Run the command; 1 if the corpus has a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["check", "count", "build"])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--part", choices=["train", "validation", "test"], help="only the reports of one part")
    args = parser.parse_args()
    out = args.files.pop(0) if args.command == "build" else None
    checker = Checker()
    reports = checker.read(args.files or sorted(HOME.glob("*.txt")))
    if checker.faults:
        print("\n".join(checker.faults), file=sys.stderr)
        print(f"{len(checker.faults)} faults", file=sys.stderr)
        return 1
    if args.part:
        reports = [r for r in reports if part_of(r.id) == args.part]
    if out is not None:
        build(reports, out)
    print(count(reports) if args.command == "count" else f"{len(reports)} reports, no fault")
    return 0


if __name__ == "__main__":
    sys.exit(main())
