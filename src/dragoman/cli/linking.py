"""What `dragoman network` and `dragoman stories` were asked comes in; the archive answers, and rows, a graph or a page are written."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.table import Table

from dragoman.archive import Archive
from dragoman.cli.answers import print_rich, write_rows
from dragoman.cli.asking import Asked
from dragoman.cli.output import PAGES, ROW_FORMS, open_out, pick_form
from dragoman.cli.relating import draw_picture
from dragoman.export.network import (
    draw_network,
    list_rows,
    make_edge_table,
    tell_balance,
    write_network_graphml,
    write_network_page,
)
from dragoman.export.storylines import make_story_table, write_stories_page
from dragoman.export.words import shorten
from dragoman.relations.network import Network
from dragoman.relations.parties import spell_code
from dragoman.relations.stories import Story

# A table is for the eye: so many rows.
ROWS = 50


def run_network(asked: Asked, *, by: str, least: int, plot: Path | None, form: str | None) -> int:
    """Answer `dragoman network`; 0 always, for nothing found is an answer too.

    Raises:
        UsageError: a filter, kind of node or form that there is not.
        StoreError: the archive cannot be read.
        SourceError: the output cannot be written.
    """
    wanted = pick_form(form, asked.out, {**ROW_FORMS, **PAGES, ".graphml": "graphml"})
    with Archive(asked.db, wait=asked.wait, raw=asked.raw) as archive:
        network = archive.network(by=by, least=least, **asked.words)
    if plot is not None:
        draw_picture(plot, network.edges, lambda: draw_network(network))
    with open_out(asked.out) as out:
        if wanted == "html":
            write_network_page(network, _title(asked.words), out)
        elif wanted == "graphml":
            write_network_graphml(network, out)
        elif wanted == "table":
            print_rich([tell_balance(network.balance), "", _tell_groups(network), _show_edges(network)], out, asked)
        else:
            write_rows(make_edge_table(network), out, wanted, asked)
    _tell_rest(len(network.edges), wanted, "ties")
    return 0


def run_stories(asked: Asked, *, actor: list[str], least: int, gap: int, form: str | None) -> int:
    """Answer `dragoman stories`; raises as `run_network`."""
    wanted = pick_form(form, asked.out, {**ROW_FORMS, **PAGES})
    with Archive(asked.db, wait=asked.wait, raw=asked.raw) as archive:
        stories = archive.stories(actor=actor, least=least, gap=gap, **asked.words)
        told = archive.tellings(event for story in stories for h in story.happenings for event in h.events)
    with open_out(asked.out) as out:
        if wanted == "html":
            write_stories_page(stories, told, out)
        elif wanted == "table":
            print_rich([_show_stories(stories)], out, asked)
        else:
            write_rows(make_story_table(stories), out, wanted, asked)
    _tell_rest(len(stories), wanted, "storylines")
    return 0


def _title(words: Mapping[str, Any]) -> str:
    since, until = words.get("since"), words.get("until")
    span = " ".join([f"since {since}" if since else "", f"until {until}" if until else ""]).strip()
    return f"Who is how with whom{', ' if span else ''}{span}"


def _tell_groups(network: Network) -> str:
    groups: dict[int, list[str]] = {}
    for node in network.nodes:
        groups.setdefault(node.community, []).append(spell_code(node.name))
    lines = [f"group {number}: {shorten(', '.join(groups[number]), 160)}" for number in sorted(groups) if number]
    return "\n".join([*lines, ""])


def _show_edges(network: Network) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("between", "and", "tie", "weight", "happenings"):
        table.add_column(name, justify="right" if name in ("weight", "happenings") else "left")
    for row in list_rows(network)[:ROWS]:
        names = (spell_code(row["first"]), spell_code(row["second"]))
        table.add_row(*names, row["kind"], f"{row['weight']:+.1f}", str(row["happenings"]))
    return table


def _show_stories(stories: list[Story]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("from", "to", "storyline", "who", "happenings", "reports", "id"):
        table.add_column(name, overflow="fold", no_wrap=name in ("from", "to", "id"))
    for story in stories[:ROWS]:
        days = (story.since.isoformat(), story.until.isoformat())
        who = ", ".join(map(spell_code, story.parties[:4]))
        table.add_row(*days, story.title, who, str(len(story.happenings)), str(len(story.reports)), story.id)
    return table


def _tell_rest(number: int, form: str, what: str) -> None:
    if number == 0:
        sys.stderr.write(f"no {what}\n")
    elif form == "table" and number > ROWS:
        sys.stderr.write(f"{ROWS} of {number} {what}; the other forms have all\n")
