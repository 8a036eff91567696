"""The words of `dragoman read` come in; `read_documents` then `code_documents` run, and what they give is written."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.given import read_columns, read_date
from dragoman.errors import UsageError

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files, folders, addresses on the web or - for standard input; text, HTML, JSONL, JSON, CSV, Parquet, "
        "feeds, sitemaps, web archives, lists of addresses, .gz and .zip of these (docs/sources.md).",
        show_default=False,
    ),
]
What = Annotated[
    str, typer.Option(help="events, or mentions: every actor, place and time with what it was resolved to.")
]
Reader = Annotated[
    str,
    typer.Option(
        help="both: rules and the learned reader; rules: the rules alone, faster and less accurate; learned: the reader alone."
    ),
]

Explain = Annotated[
    bool,
    typer.Option(
        "--explain", help="Show for each event the codebook entry (file:line) and the grammar behind each field."
    ),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", help="Only actual, future, hypothetical or negated; may be given several times."),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also fetch from this machine and from private networks.")
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", "-j", min=1, help="Code in so many processes, each with the models in memory; the output is the same."
    ),
]
Engine = Annotated[
    str,
    typer.Option(
        help="Where --jobs code: local, processes of this machine; ray, actors of a Ray cluster (pip install dragoman[ray])."
    ),
]
Offline = Annotated[bool, typer.Option("--offline", help="Fetch nothing: no address, no page that a feed links to.")]


def read(
    paths: Paths = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="jsonl, json, csv, parquet, table, html or report (the readable page). Default: report in a terminal, jsonl when piped, else by the name of --out.",
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file, whole or not at all.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Publication date (2020-12-27) of all inputs, whatever they say themselves.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="Another column's name in tables, as text=body; may be given several times."),
    ] = None,
    what: What = "events",
    explain: Explain = False,
    reader: Reader = "both",
    min_confidence: Annotated[float, typer.Option(min=0.0, max=1.0, help="Leave out events of less confidence.")] = 0.0,
    types: Annotated[
        list[str] | None, typer.Option("--type", help="Only events of this type; may be given several times.")
    ] = None,
    statuses: Statuses = None,
    sample: Annotated[bool, typer.Option("--sample", help="Read the sample report that comes with dragoman.")] = False,
    allow_private: AllowPrivate = False,
    offline: Offline = False,
    jobs: Jobs = 1,
    engine: Engine = "local",
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Read reports and write the events in them."""
    from dragoman.cli.run import Choice, run_read

    if not paths and not sample:
        raise UsageError(
            "name at least one file or folder, - for standard input, or --sample (see: dragoman read --help)"
        )
    choice = Choice(
        paths=tuple(paths or ()),
        sample=sample,
        form=form,
        out=out,
        published=read_date(published),
        columns=read_columns(columns or []),
        what=what,
        explain=explain,
        reader=reader,
        min_confidence=min_confidence,
        types=frozenset(t.upper() for t in types or ()),
        statuses=frozenset(statuses or ()),
        allow_private=allow_private,
        offline=offline,
        jobs=jobs,
        engine=engine,
        debug=debug,
    )
    sys.exit(run_read(choice))
