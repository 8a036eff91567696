"""What many reports tell comes in; which reports go back to one text, and which events tell one happening, goes out.

Pure functions from rows to links: no store, no clock. Reports: `sign_report` gives the index by which those that may be one
text are found, `compare_reports` says whether two are, `head_chains` links them. Happenings: `list_blocks` says which blocks
a telling can change, `reach_of` which tellings a block needs, `join_block` (or `join_blocks`, sharing work) what it holds.
"""

from dragoman.reconcile.block import Reach, join_block, join_blocks, list_blocks, reach_of
from dragoman.reconcile.prints import sign_report
from dragoman.reconcile.reports import compare_reports, head_chains

__all__ = [
    "Reach",
    "compare_reports",
    "head_chains",
    "join_block",
    "join_blocks",
    "list_blocks",
    "reach_of",
    "sign_report",
]
