"""Comes in: all cases. Goes out: Results, every text coded once, and the table of docs/behaviour.md."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from behaviour.cases import HERE, load_cases
from behaviour.fill import load_fills
from behaviour.judge import Fault, judge_trial
from behaviour.perturb import Trial, list_trials
from dragoman.flow import code_document
from dragoman.kit import Kit
from dragoman.read.document import make_document
from dragoman.record.document import Document
from dragoman.record.event import Event

FLOORS = HERE / "floors.toml"
PAGE = HERE.parent.parent / "docs" / "behaviour.md"
BEGIN, END = "<!-- table: written by tools/behaviour.py -->", "<!-- end of table -->"
KINDS = {"MFT": "minimum functionality", "INV": "invariance", "DIR": "direction"}


@dataclass(frozen=True, slots=True)
class Result:
    """A trial and how it went; `faults` is None where it is void."""

    trial: Trial
    faults: list[Fault] | None


@dataclass(frozen=True, slots=True)
class Rate:
    """How a capability stands: void trials are not counted."""

    kind: str
    capability: str
    cases: int
    passed: int
    void: int

    @property
    def percent(self) -> float:
        """Passed of counted, in percent to one decimal."""
        return round(100 * self.passed / self.cases, 1) if self.cases else 0.0


def run_suite(kit: Kit) -> list[Result]:
    """Code every text of every trial once and judge."""
    coded: dict[str, tuple[Event, ...]] = {}

    def code(text: str) -> tuple[Event, ...]:
        if text not in coded:
            # As a user's text is read: datelines are set aside, which the reader does and not the coder.
            document = make_document(text, id="case", published=load_fills()["published"], language="en")
            coded[text] = code_document(document, kit).events if isinstance(document, Document) else ()
        return coded[text]

    return [
        Result(t, judge_trial(t, code(t.text), None if t.changed is None else code(t.changed)))
        for t in list_trials(load_cases())
    ]


def rate_capabilities(results: Iterable[Result]) -> list[Rate]:
    """One rate a capability, by kind and name."""
    groups: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        groups[result.trial.kind, result.trial.capability].append(result)
    rates = []
    for kind in KINDS:
        for key in sorted(k for k in groups if k[0] == kind):
            counted = [r for r in groups[key] if r.faults is not None]
            passed = sum(not r.faults for r in counted)
            rates.append(Rate(*key, len(counted), passed, len(groups[key]) - len(counted)))
    return rates


def draw_table(rates: list[Rate]) -> str:
    """The table of docs/behaviour.md."""
    lines = ["| kind | capability | cases | passed | rate | void |", "|---|---|---:|---:|---:|---:|"]
    lines += [f"| {r.kind} | {r.capability} | {r.cases} | {r.passed} | {r.percent} % | {r.void or ''} |" for r in rates]
    for kind, words in KINDS.items():
        lines.append(_draw_sum(f"**{kind}**", f"**all of {words}**", [r for r in rates if r.kind == kind]))
    lines.append(_draw_sum("", "**all**", rates))
    return "\n".join(lines)


def _draw_sum(kind: str, words: str, rates: list[Rate]) -> str:
    total = Rate("", "", sum(r.cases for r in rates), sum(r.passed for r in rates), sum(r.void for r in rates))
    return f"| {kind} | {words} | {total.cases} | {total.passed} | {total.percent} % | {total.void or ''} |"


def read_table() -> str:
    """The table as it stands in docs/behaviour.md."""
    return PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].strip()


def write_table(table: str) -> None:
    """Put the table into docs/behaviour.md."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def read_floors() -> dict[str, float]:
    """Capability to the rate below which it may not fall."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def write_floors(rates: list[Rate], *, lower: bool = False) -> None:
    """Raise the floors to the rates of today; `lower` lets them sink too, which needs a reason in the changelog."""
    old = read_floors()
    floors = {r.capability: r.percent if lower else max(r.percent, old.get(r.capability, 0.0)) for r in rates}
    lines = ["# Percent; a capability may not fall below. Written by tools/behaviour.py --write."]
    lines += [f'"{name}" = {floor}' for name, floor in floors.items()]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")
