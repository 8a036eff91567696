"""How often turns are found where there are none, and where there is one.

usage: python bench/turns.py [--tries N] [--json FILE]

Invented series: each period has so many happenings (Poisson, but at least one: periods without any are passed over in a real
series), each of which is cooperation or conflict with a scale drawn from the codebook's. Flat: cooperation has one chance
throughout, 0.45. Turned: 0.75 in the first half, 0.20 in the second. A turn is found if one lies at most two periods from the
middle.
"""

import numpy as np
from figures import make_parser, tell

from dragoman.relations.turns import CALM, find_breaks

GOOD = np.array([1.0, 1.5, 2.5, 4.0, 4.5, 5.0, 6.5, 8.0, 9.5, 10.0])
BAD = np.array([-1.0, -2.0, -3.0, -3.5, -5.0, -6.0, -6.5, -7.0, -9.0, -9.5])


def invent_series(chance: np.random.Generator, rate: float, good: np.ndarray) -> list[float]:
    """The tone of each period, whose happenings are cooperation with the chance `good`."""
    tones = []
    for share in good:
        number = max(1, chance.poisson(rate))
        kind = chance.random(number) < share
        scales = np.where(kind, chance.choice(GOOD, number), chance.choice(BAD, number))
        tones.append(float(scales.sum()) / (number + CALM))
    return tones


def main() -> None:
    """Print the table."""
    parser = make_parser(__doc__)
    parser.add_argument("--tries", type=int, default=400)
    options = parser.parse_args()
    chance, rows = np.random.default_rng(1), []
    for periods in (12, 24, 60, 120):
        for rate in (0.3, 1.0, 5.0, 30.0):
            flat, turned = np.full(periods, 0.45), np.where(np.arange(periods) < periods // 2, 0.75, 0.20)
            false = [bool(find_breaks(invent_series(chance, rate, flat))) for _ in range(options.tries)]
            found = [find_breaks(invent_series(chance, rate, turned)) for _ in range(options.tries)]
            figures = {
                "flat: any turn found": false,
                "turned: found": [any(abs(place - periods // 2) <= 2 for place in places) for places in found],
                "turned: more than one": [len(places) > 1 for places in found],
            }
            shares = {name: round(float(np.mean(hits)), 3) for name, hits in figures.items()}
            rows.append({"periods": periods, "happenings each": rate, **shares})
    tell({"tries": options.tries}, {}, options.json, rows=rows)


if __name__ == "__main__":
    main()
