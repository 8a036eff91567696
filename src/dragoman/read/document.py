"""Comes in: a text and what is known of it. Goes out: the Document, or the Fault that says why it is none.

The one place where Documents are made: every reader ends here, and so does a text given in Python.
"""

from datetime import date

from dragoman.read.language import ENGLISH, find_language, name_language, read_language
from dragoman.read.provenance import read_origin
from dragoman.read.source import MAX_CHARACTERS, make_fault
from dragoman.record.document import CiteInfo, Document
from dragoman.record.fault import Fault
from dragoman.record.ids import document_id


def make_document(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    id: str | None = None,
    url: str | None = None,
    publication: str | None = None,
    language: str | None = None,
    author: str | None = None,
    retrieved: str | None = None,
    source: str | None = None,
) -> Document | Fault:
    """Make a Document of a text that stays exactly as given; what the arguments leave open is read from the
    text.

    `language` is what the source declares ("en-GB", "English"); where it is None or unknown, the text tells.
    `source` says where the text was read (file and line), in the Document as in a Fault; `retrieved` when a
    page was fetched, in ISO 8601. A text that is empty or not English gives a Fault of kind
    skipped, one that is too long or broken a Fault of kind source. Without `id` the id is a hash of text
    and date.
    """
    if reason := _find_damage(text):
        return make_fault(source, reason, document=id)
    if not text.strip():
        return make_fault(source, "the text is empty", document=id, kind="skipped")
    declared = read_language(language)
    spoken = find_language(text, declared)
    if spoken is not None and spoken != ENGLISH:
        verb = "is declared to be" if spoken == declared else "is"
        reason = f"the text {verb} {name_language(spoken)}; only English is read"
        return make_fault(source, reason, document=id, kind="skipped")
    origin = read_origin(text)
    published = published or origin.published
    cite_info = CiteInfo(
        url=url,
        title=title,
        author=author or origin.author,
        publication=publication or origin.publication,
        language=spoken,
        published=published,
        retrieved=retrieved,
        translated_by=origin.translated_by,
        republished_from=origin.republished_from,
    )
    return Document(
        id=id or document_id(text, published),
        text=text,
        published=published,
        language=ENGLISH,
        cite_info=cite_info,
        furniture=_find_headline(text, title) + origin.furniture,
        source=source,
    )


def _find_headline(text: str, title: str | None) -> tuple[tuple[int, int], ...]:
    """The text's first line where it only repeats the title: the report below tells it again, and in full."""
    start = len(text) - len(text.lstrip())
    line = text[start:].split("\n", 1)[0].rstrip()
    repeats = (
        title is not None and line.casefold() == title.strip().casefold() and start + len(line) < len(text.rstrip())
    )
    return ((start, start + len(line)),) if repeats else ()


def _find_damage(text: str) -> str | None:
    """Say what makes a string no text that can be stored: too long, null characters, halves of characters."""
    if len(text) > MAX_CHARACTERS:
        return f"the text has {len(text):,} characters, too long for one report (at most {MAX_CHARACTERS:,})"
    if (place := text.find("\x00")) >= 0:
        return f"the text has a null character (at {place})"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"the text has half a character (a lone surrogate, at {error.start})"
    return None
