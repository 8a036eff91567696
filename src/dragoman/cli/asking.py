"""A question's name comes in; a command with an option for each field of its filter goes out: the only place where options are made from filters."""

import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.ask.filters import ORDERS, list_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a command was asked: the question, its filters as they were typed, the archive, and how to write the answer."""

    question: str
    words: Mapping[str, Any]
    db: Path
    out: Path | None
    wait: float
    form: str | None = None
    raw: bool = False


Db = Annotated[Path, typer.Option("--db", metavar="FILE", help="The archive.")]
Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORM",
        help="table, jsonl, csv or parquet. Default: table in a terminal, jsonl when piped, else by the name of --out.",
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file, whole or not at all.")
]
Wait = Annotated[
    float, typer.Option(min=0.0, metavar="SECONDS", help="How long to wait for a process that writes to the archive.")
]
Raw = Annotated[
    bool, typer.Option("--raw", help="Answer from the record as it was coded, without what people corrected.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show tracebacks.")]
# Of what was not coded, and of what waits for a correction, there is no other record.
_ONE_RECORD = frozenset({"faults", "queue"})
_COMMON: Mapping[str, tuple[Any, Any]] = {
    "form": (Form, None),
    "out": (Out, None),
    "db": (Db, Path("dragoman.duckdb")),
    "wait": (Wait, 10.0),
    "raw": (Raw, False),
    "debug": (Debug, False),
}


def take_filters(question: str, *, forms: bool = True) -> Callable[[Callable[..., int]], Callable[..., None]]:
    """Make a command of `body(asked, **its own options) -> exit code`: it takes the filters of the question and how to write besides.

    Without `forms` there is no --format: a command that has forms of its own names them itself.
    """
    left_out = ({"form"} if not forms else set[str]()) | ({"raw"} if question in _ONE_RECORD else set[str]())
    usual = {name: common for name, common in _COMMON.items() if name not in left_out}

    def decorate(body: Callable[..., int]) -> Callable[..., None]:
        names = [field.name for field in list_fields(question)]
        own = list(inspect.signature(body).parameters.values())[1:]
        common = [_keyword(name, kind, default) for name, (kind, default) in usual.items()]
        parameters = [*own, *(_make_option(question, name) for name in names), *common]

        def command(**given: Any) -> None:
            given.pop("debug")  # main looks for it
            asked = Asked(
                question=question,
                words={name: given.pop(name) for name in names},
                **{name: given.pop(name) for name in usual if name != "debug"},
            )
            sys.exit(body(asked, **given))

        command.__name__, command.__doc__ = body.__name__, body.__doc__
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {p.name: p.annotation for p in parameters}
        return command

    return decorate


def _make_option(question: str, name: str) -> inspect.Parameter:
    meta = next(f.metadata for f in list_fields(question) if f.name == name)
    help = f"{meta['help']} May be given several times." if meta["many"] else meta["help"]
    if name == "order":
        help += f" One of {', '.join(ORDERS[question])}; the first is usual."
    option = typer.Option(f"--{name.replace('_', '-')}", metavar=meta["sign"], help=help, show_default=False)
    kind: Any = list[str] | None if meta["many"] else str | None
    return _keyword(name, Annotated[kind, option], None)


def _keyword(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
