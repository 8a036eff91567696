"""What `dragoman relations` and `dragoman actor` were asked comes in; the archive answers, and words, JSON or a page are written."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.archive import Archive
from dragoman.cli.asking import Asked
from dragoman.cli.output import PAGES, open_out, pick_form
from dragoman.errors import UsageError
from dragoman.export.course import draw_course, tell_relation, write_relation_page
from dragoman.export.plates import make_plate
from dragoman.export.profile import tell_profile, tell_tie, write_profile_page
from dragoman.export.text import make_plain

FORMS = {".txt": "text", ".json": "json", **PAGES}


def run_relations(asked: Asked, first: str, second: str | None, *, by: str, plot: Path | None, form: str | None) -> int:
    """Answer `dragoman relations`; 0 always, for nothing found is an answer too.

    Raises:
        UsageError: a party, filter, period or form that there is not.
        StoreError: the archive cannot be read.
        SourceError: the output cannot be written.
    """
    wanted = pick_form(form, asked.out, FORMS, eye="text", plain="text")
    if second is None:
        return _run_ties(asked, first, wanted, plot)
    with Archive(asked.db, wait=asked.wait, raw=asked.raw) as archive:
        relation = archive.relation(first, second, by=by, **asked.words)
    if plot is not None:
        draw_picture(plot, relation.sides.both, lambda: draw_course(relation))
    with open_out(asked.out) as out:
        if wanted == "html":
            write_relation_page(relation, out)
        elif wanted == "json":
            out.write(msgspec.json.format(msgspec.json.encode(relation, order="deterministic"), indent=1) + b"\n")
        elif relation.summary.paragraphs:
            out.write(make_plain(tell_relation(relation)).encode("utf-8", "replace") + b"\n")
    if not relation.sides.both:
        sys.stderr.write(f"nothing between {relation.first.name} and {relation.second.name} is on record\n")
    return 0


def _run_ties(asked: Asked, name: str, form: str, plot: Path | None) -> int:
    """With whom a party stands how; raises UsageError for a page or a picture, which only two parties have."""
    if plot is not None or form == "html":
        raise UsageError("a picture or a page needs a second party; `dragoman network` draws them all")
    with Archive(asked.db, wait=asked.wait, raw=asked.raw) as archive:
        ties = archive.ties(name, **asked.words)
    with open_out(asked.out) as out:
        if form == "json":
            out.write(msgspec.json.format(msgspec.json.encode(ties), indent=1) + b"\n")
        else:
            out.writelines(make_plain(tell_tie(tie)).encode("utf-8", "replace") + b"\n" for tie in ties)
    if not ties:
        sys.stderr.write(f"nothing between {name} and others is on record\n")
    return 0


def run_actor(asked: Asked, name: str, *, as_of: str | None, form: str | None) -> int:
    """Answer `dragoman actor`; raises as `run_relations`."""
    wanted = pick_form(form, asked.out, FORMS, eye="text", plain="text")
    with Archive(asked.db, wait=asked.wait, raw=asked.raw) as archive:
        profile = archive.profile(name, as_of=as_of, **asked.words)
        if profile is None:
            sys.stderr.write(f"{name} takes part in nothing on record\n")
            return 0
        pledges = (*profile.made, *profile.received)
        told = archive.tellings(
            [*(e for h in profile.deeds for e in h.events), *(e for p in pledges for e in p.events)]
        )
    with open_out(asked.out) as out:
        if wanted == "html":
            write_profile_page(profile, told, out)
        elif wanted == "json":
            out.write(msgspec.json.format(msgspec.json.encode(profile), indent=1) + b"\n")
        else:
            out.write(make_plain(tell_profile(profile, told)).encode("utf-8", "replace") + b"\n")
    return 0


def draw_picture(path: Path, drawn: Sequence[Any], draw: Any) -> None:
    """Write a picture to a file, .svg or .png; raises UsageError where there is nothing to draw."""
    if not drawn:
        raise UsageError("plot: nothing is on record in that time: there is nothing to draw")
    plate = make_plate(draw, path.suffix.lower().removeprefix("."))
    with open_out(path) as out:
        out.write(plate)
