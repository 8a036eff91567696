"""Happenings, the events that tell them and remarks come in; the ledger of commitments, as it stood on a day, goes out."""

from dragoman.ledger.build import keep_ledger

__all__ = ["keep_ledger"]
