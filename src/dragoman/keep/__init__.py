"""Documents come in; an archive that holds them, what was coded in them and what follows from it goes out.

`add.py` adds, `recode.py` codes again, `forget.py` takes out; `link.py` is what all three end with: in the transaction in which reports
come or go, it draws anew the links that touch them, `settle.py` among them who the parties are; `identify.py` takes in what people say of that.
`review.py` takes in what people say of events, happenings and commitments: `desk.py` holds it against the archive, `corrected.py` lays
it over what was coded, `rulings.py` over what was joined, and `as_coded.py` takes it all back in memory for who asks what was coded.
What the archive holds is a function of the set of its reports, and of what people said:
the order in which they came, the size of the batches and where a run was cut off leave no trace.
"""

from dragoman.keep.add import Added, add_documents
from dragoman.keep.as_coded import take_back_reviews
from dragoman.keep.coder import Coder
from dragoman.keep.forget import Forgotten, forget_reports
from dragoman.keep.identify import Identified, identify_actors
from dragoman.keep.recode import Recoded, recode_reports
from dragoman.keep.review import Reviewed, review_records

__all__ = [
    "Added",
    "Coder",
    "Forgotten",
    "Identified",
    "Recoded",
    "Reviewed",
    "add_documents",
    "forget_reports",
    "identify_actors",
    "recode_reports",
    "review_records",
    "take_back_reviews",
]
