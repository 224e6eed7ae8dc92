"""Debian's slowhttptest in its four modes: its own probe must find the service available all along.

`CONNECTIONS` are opened at 1,000 a second. A run ends when the server has sent all of them away, or
after `MOST_SECONDS`.
"""

import csv
import os
import re
import subprocess
import tempfile
import time
from pathlib import Path

from server import Server, Verdict

CONNECTIONS = int(os.environ.get("CONNECTIONS", 4000))
MOST_SECONDS = 60  # longer than any deadline that the four modes run into
PROBE_SECONDS = 3
MODES = {  # name: path, options
    "slowloris": ("/health", "-H -i 1"),
    "slow body": ("/login", "-B -i 1 -s 8192 -f application/json"),
    "range": ("/errors", "-R -t HEAD -a 5 -b 3000"),
    "slow read": ("/errors", "-X -k 10 -w 10 -y 20 -n 1 -z 5"),
}


def attack(server: Server, mode: str, directory: Path) -> tuple[list[dict], str]:
    """The rows of slowhttptest's own table, one a second, and how it says that it ended."""
    path, options = MODES[mode]
    output = subprocess.run(
        ["taskset", "-c", "1", "slowhttptest", *options.split(), "-c", str(CONNECTIONS),
         "-r", "1000", "-l", str(MOST_SECONDS), "-p", str(PROBE_SECONDS), "-g", "-o", "attack",
         "-v", "1", "-u", f"http://127.0.0.1:{server.port}{path}"],
        cwd=directory, capture_output=True, text=True)
    with open(directory / "attack.csv") as table:
        rows = list(csv.DictReader(table))
    text = re.sub(r"\x1b\[[\d;]*m", "", output.stdout)
    ending = re.search(r"Exit status: *(.+)", text)
    assert rows and ending, text + output.stderr
    return rows, ending[1]


def main():
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as directory, Server(Path(directory)) as server:
        time.sleep(1)  # Dispatch makes its timers' descriptor at the first of them
        descriptors = server.descriptors()
        for mode in MODES:
            before = server.resident()
            rows, ending = attack(server, mode, Path(directory))
            held = max(int(row["Connected"]) for row in rows)
            lost = [row["Seconds"] for row in rows if int(row["Service Available"]) == 0]
            print(f"{mode}: {ending}; {held:,} connected at most, {rows[-1]['Seconds']} s; "
                  f"resident {before:.1f} → {server.resident():.1f} MiB", flush=True)
            verdict.judge(not lost, f"service available in all of {len(rows)} rows {lost or ''}")
            left = server.wait_for_descriptors(descriptors, 15)
            verdict.judge(
                left <= descriptors, f"{left} descriptors after it, {descriptors} before")
        verdict.judge(server.answers(), "the server answers")
        verdict.judge(server.stop() == 0, "the server ends with exit code 0")
    verdict.exit()


if __name__ == "__main__":
    main()
