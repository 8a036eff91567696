"""Comes in: what a document or event is. Goes out: its id, the same on any machine and at any time.

An id is the first 16 hexadecimal digits of a SHA-256: it depends on content alone, never on clock, path or
order.
"""

from datetime import date
from hashlib import sha256

# The ASCII unit separator: it does not occur in the parts, so ("ab", "c") and ("a", "bc") differ.
SEPARATOR = "\x1f"


def document_id(text: str, published: date | None) -> str:
    """Name a document that its input does not name, after its text and publication date."""
    return _hash_parts(text, published.isoformat() if published else "")


def event_id(document_id: str, sentence: int, start: int, event: str, ordinal: int, coder: str) -> str:
    """Name an event after its document, sentence number, trigger offset, type and coder.

    `ordinal` tells apart events of one type on one trigger, counted from 0.
    """
    return _hash_parts(document_id, str(sentence), str(start), event, str(ordinal), coder)


def commitment_id(happening_id: str) -> str:
    """Name a commitment after the happening by which it was made."""
    return _hash_parts("commitment", happening_id)


def happening_id(event: str, status: str, document: str, event_id: str) -> str:
    """Name a happening after its type and status and the earliest event that tells it (by publication, document, event id)."""
    return _hash_parts("happening", event, status, document, event_id)


def actor_id(kind: str, *parts: str) -> str:
    """Name an identity after the kind of form that defines it and that form's parts (docs/actors.md)."""
    return _hash_parts("actor", kind, *parts)


def review_id(number: int, by: str, at: str, action: str, said: str) -> str:
    """Name a review after its place among the reviews of its archive, who made it and when, and what it says."""
    return _hash_parts("review", str(number), by, at, action, said)


def _hash_parts(*parts: str) -> str:
    # A lone surrogate (half of a broken emoji) is no Unicode text, but must not stop a hash.
    return sha256(SEPARATOR.join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
