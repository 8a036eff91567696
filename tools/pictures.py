"""The tutorial's archive comes in, made anew; the pictures of docs/tutorial.md go out (docs/pictures), taken by a headless browser.

usage: python -m tools.pictures [--chromium /usr/bin/chromium]
"""

import argparse
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from dragoman.archive import Archive

ROOT = Path(__file__).parent.parent
OUT = ROOT / "docs" / "pictures"
SIZE = "1200,820"


def main() -> None:
    """Add the sample reports, open the room, take one picture a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chromium", default="chromium")
    chromium = parser.parse_args().chromium
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "dragoman.duckdb"
        with Archive(db) as archive:
            archive.add(ROOT / "docs" / "samples" / "reports.jsonl")
            threat = next(iter(archive.events(type="THREATEN")))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        room = subprocess.Popen([sys.executable, "-m", "dragoman", "serve", "--db", str(db), "--port", str(port)])
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address + "/healthz")
            pages = {
                "happenings": "/happenings?dyad=ECU-PER&order=oldest",
                "report": f"/report?id={threat.document}",
                "review": f"/review/event?id={threat.id}",
            }
            for name, path in pages.items():
                subprocess.run(
                    [chromium, "--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={SIZE}", f"--screenshot={OUT / name}.png", address + path],
                    check=True, capture_output=True,
                )  # fmt: skip
        finally:
            room.terminate()
            room.wait()


def _wait(address: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


if __name__ == "__main__":
    main()
