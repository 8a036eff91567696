"""A text comes in, pasted or dropped; its events go out, and nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from dragoman.errors import DragomanError, UsageError
from dragoman.record.document import Document
from dragoman.record.event import Coded
from dragoman.serve.desk import MOST
from dragoman.serve.marked import Marked, mark_text
from dragoman.serve.render import render
from dragoman.serve.room import Room
from dragoman.serve.safety import Allowance
from dragoman.serve.visit import InRoom, Reader, SentForm, address_of, read_field

router = APIRouter()
SAMPLE = (
    "Sudan's foreign minister, Amal Osman, warned Chad on Monday that Khartoum would expel its ambassador unless the raids stopped"
    " by 1 March, two officials said."
)
SAMPLE_DAY = "2021-02-10"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One report as it was coded: its document and marked text, or why it could not be (`reason`)."""

    document: Document | None
    marked: Marked | None
    reason: str | None


@router.get("/try")
def show_attempt(request: Request, room: InRoom, _: Reader) -> Response:
    """The empty form; the models are loaded while a text is pasted."""
    room.desk.get_ready()
    return _answer(request, room, {"text": "", "published": "", "title": ""})


@router.post("/try")
def try_text(request: Request, room: InRoom, person: Reader, form: SentForm) -> Response:
    """Code a text or a file, and show what was coded beside the form."""
    typed = {name: read_field(form, name) for name in ("text", "published", "title")}
    allowance: Allowance = request.app.state.codings
    if wait := allowance.take(person.name + address_of(request)):
        raise HTTPException(
            429, "You have had many texts coded; wait a minute.", headers={"Retry-After": str(int(wait) + 1)}
        )
    try:
        tried = _code(room, form, typed)
    except DragomanError as error:
        status = 400 if isinstance(error, UsageError) else 503
        return _answer(request, room, typed, status=status, trouble=str(error))
    return _answer(request, room, typed, tried=tried[:MOST], left=len(tried) > MOST)


def _answer(
    request: Request,
    room: Room,
    typed: Mapping[str, str],
    *,
    status: int = 200,
    tried: Sequence[Tried] = (),
    left: bool = False,
    trouble: str | None = None,
) -> Response:
    return render(
        request,
        "try.html",
        status,
        {"Cache-Control": "no-store"},
        tried=tried,
        left=MOST if left else 0,
        trouble=trouble,
        longest=room.settings.longest_text,
        largest=room.settings.largest_body,
        sample=SAMPLE,
        sample_day=SAMPLE_DAY,
        **typed,
    )


def _code(room: Room, form: FormData, typed: dict[str, str]) -> list[Tried]:
    """What the form asks to have coded.

    Raises:
        UsageError: there is neither text nor file, or a wrong day.
        DragomanError: the desk could not do it.
    """
    try:
        published = date.fromisoformat(typed["published"]) if typed["published"].strip() else None
    except ValueError as error:
        raise UsageError(f"published: {typed['published']!r} is no date such as 2020-12-27") from error
    sent = form.get("file")
    if isinstance(sent, UploadFile) and sent.size:
        return [_show(one) for one in room.desk.code_file(sent.file.read(), sent.filename or "", published=published)]
    # Browsers send line ends as two characters each.
    text = typed["text"].replace("\r\n", "\n")
    if not text.strip():
        raise UsageError("there is nothing to code yet: paste a text, or choose a file")
    return [_show(room.desk.code_text(text, published=published, title=typed["title"].strip() or None))]


def _show(coded: Coded) -> Tried:
    if coded.fault is not None or coded.document is None:
        reason = coded.fault.reason if coded.fault else "it could not be read"
        return Tried(document=coded.document, marked=None, reason=reason)
    return Tried(
        document=coded.document,
        marked=mark_text(coded.document.text, coded.events, why=coded.explanations),
        reason=None,
    )
