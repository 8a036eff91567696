"""Run the behavioural suite and print the pass table and every failing case.

usage: python tools/behaviour.py [--only WORDS] [--causes] [--table] [--write] [--lower]

--only WORDS   failing cases only of capabilities whose name has these words
--causes       failing cases grouped by cause, the commonest first
--table        the table alone
--write        write the table into docs/behaviour.md and raise the floors (tests/behaviour/floors.toml) to it
--lower        with --write: let floors sink too; say why in CHANGELOG.md
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from behaviour.suite import Result, draw_table, rate_capabilities, run_suite, write_floors, write_table
from dragoman.kit import load_kit


def show_failure(result: Result) -> None:
    """Print one failing case with its faults."""
    trial = result.trial
    print(f"{trial.place}: {trial.kind} {trial.capability}\n    {trial.text}")
    if trial.changed is not None:
        print(f" -> {trial.changed}")
    for cause, words in result.faults or []:
        print(f"    {cause}: {words}")


def show_causes(failures: list[Result]) -> None:
    """Print the failing cases by the first cause of each, the commonest first."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in failures:
        groups[f"{result.trial.kind} {(result.faults or [('', '')])[0][0]}"].append(result)
    for cause, group in sorted(groups.items(), key=lambda item: -len(item[1])):
        print(f"\n=== {cause}: {len(group)}")
        for result in group:
            show_failure(result)


def main() -> int:
    """Run, print, and if asked write."""
    parser = argparse.ArgumentParser(description="Run the behavioural suite.")
    parser.add_argument("--only", default="")
    for flag in ("--causes", "--table", "--write", "--lower"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    results = run_suite(load_kit(strict=True))
    rates = rate_capabilities(results)
    failures = [r for r in results if r.faults and options.only in r.trial.capability]
    if options.causes:
        show_causes(failures)
    elif not options.table:
        for result in failures:
            show_failure(result)
    print(draw_table(rates))
    if options.write:
        write_table(draw_table(rates))
        write_floors(rates, lower=options.lower)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
