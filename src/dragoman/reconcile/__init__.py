"""What many reports tell comes in; which reports go back to one text, and which events tell one happening, goes out.

Pure functions from rows to links: no store, no clock. Reports: `sign_report` gives the index by which those that may be one
text are found, `compare_reports` says whether two are, `head_chains` links them. Happenings: a `Gist` is a telling in a form that
can be compared, `part_by_reach` says what those that come or go may have to do with, `join_tellings` what it changes there,
`regroup_tellings` what people make of it.
"""

from dragoman.reconcile.gist import Gist
from dragoman.reconcile.join import Joined, Seated, join_tellings
from dragoman.reconcile.prints import sign_report
from dragoman.reconcile.reach import Reach, part_by_reach
from dragoman.reconcile.regroup import regroup_tellings
from dragoman.reconcile.reports import compare_reports, head_chains

__all__ = [
    "Gist",
    "Joined",
    "Reach",
    "Seated",
    "compare_reports",
    "head_chains",
    "join_tellings",
    "part_by_reach",
    "regroup_tellings",
    "sign_report",
]
