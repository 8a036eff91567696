"""The words of `dragoman check` come in; reports are coded and held against their gold, and the figures are written."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.read import Reader


def check(
    gold: Annotated[
        Path,
        typer.Argument(
            help="A gold.jsonl in the annotators' form (docs/check.md), or a folder with docs.json and gold.jsonl."
        ),
    ],
    docs: Annotated[
        Path | None, typer.Argument(help="Its documents. Default: docs.json beside the gold.", show_default=False)
    ] = None,
    records: Annotated[
        Path | None,
        typer.Option(help="Check these event records (JSONL) and code nothing; no stage is told then."),
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="Earlier event records (JSONL): show what was fixed and what was broken since.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write the event records made to this file.")] = None,
    html: Annotated[
        Path | None,
        typer.Option(help="Write a page with every miss and every false event, by the stage that failed."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the figures as JSON.")] = False,
    draws: Annotated[
        int, typer.Option("--ci", min=0, help="Give the 95 % interval of the headline from so many bootstrap draws.")
    ] = 0,
    only: Annotated[str | None, typer.Option(help="Only these reports: ids, separated by commas.")] = None,
    reader: Reader = "both",
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Say how well dragoman codes annotated reports, and which stage failed where it does not."""
    from dragoman.cli.checking import Question, run_check

    sys.exit(
        run_check(
            Question(
                gold=gold,
                docs=docs,
                records=records,
                against=against,
                out=out,
                html=html,
                as_json=as_json,
                draws=draws,
                only=frozenset(filter(None, (only or "").split(","))),
                reader=reader,
                debug=debug,
            )
        )
    )
