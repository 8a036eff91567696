"""Measure what dragoman costs before it has read anything: the processor's seconds of a process from its start to its end.

usage: python bench/start.py [--repeat N] [--json FILE]

Each row is a process of its own, run N times; the least and the median are told, in seconds of all processors, and its peak memory. The
codebook's cache is warm: a first run that is not counted sees to that.
"""

import os
import statistics
import subprocess
import sys

from figures import make_parser, tell

PROGRAMS = {
    "import dragoman": ["-c", "import dragoman"],
    "dragoman --help": ["-m", "dragoman", "--help"],
    "dragoman read --sample": ["-m", "dragoman", "read", "--sample"],
    "dragoman read --sample --reader rules": ["-m", "dragoman", "read", "--sample", "--reader", "rules"],
}


def measure(words: list[str]) -> tuple[float, float]:
    """The processor's seconds of a process, and its peak memory in MB."""
    with subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)}: exit code {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = make_parser(__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--only", choices=list(PROGRAMS), help="one of them")
    options = parser.parse_args()
    rows = []
    for name, words in PROGRAMS.items():
        if options.only not in (None, name):
            continue
        measure(words)
        runs = [measure(words) for _ in range(options.repeat)]
        seconds = [run[0] for run in runs]
        rows.append(
            {
                "program": name,
                "least s": round(min(seconds), 2),
                "median s": round(statistics.median(seconds), 2),
                "MB": round(max(run[1] for run in runs)),
            }
        )
    tell({"repeat": options.repeat}, {}, options.json, rows=rows)


if __name__ == "__main__":
    main()
