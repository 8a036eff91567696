"""Sentences and resolved mentions come in; events go out: propose, cast, rank, weigh, settle (coder.py tells the order)."""
