"""A million connections that come and go in fourteen ways: nothing may stay behind.

`CHURN` is their number; a tenth of them come first and set the measure. Two processes send them.
"""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from server import DRIVERS, Server, Verdict

CHURN = int(os.environ.get("CHURN", 1_000_000))
PROCESSES = 2
MOST_GROWTH = 4  # MiB, from a tenth of the connections to all of them
LONGEST = 15  # seconds until a silent client's descriptor is closed: the head's deadline and slack


def churn(server: Server, first: int, count: int) -> list[int]:
    """200s, 400s and wrong answers of `count` connections."""
    share = count // PROCESSES
    drivers = [
        subprocess.Popen(
            [DRIVERS / "churn", str(server.port), str(share), str(first + i * share)],
            stdout=subprocess.PIPE, text=True)
        for i in range(PROCESSES)]
    outputs = [driver.communicate()[0] for driver in drivers]
    assert all(driver.returncode == 0 for driver in drivers), "the clients could not connect"
    return [sum(column) for column in zip(*(map(int, text.split()) for text in outputs))]


def main():
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as directory, Server(Path(directory)) as server:
        before = server.descriptors()
        print(f"start: {server.resident():.1f} MiB resident, {before} descriptors", flush=True)
        results, memory, began = [0, 0, 0], [], time.monotonic()
        for part in range(10):
            counts = churn(server, part * CHURN // 10, CHURN // 10)
            results = [sum(pair) for pair in zip(results, counts)]
            memory.append(server.resident())
        seconds = time.monotonic() - began
        left = server.wait_for_descriptors(before, LONGEST)
        print(f"{CHURN:,} connections in {seconds:.0f} s: {results[0]:,} answers 200, "
              f"{results[1]:,} answers 400, {results[2]} wrong")
        print("MiB resident after each tenth: " + " ".join(f"{m:.1f}" for m in memory))
        growth = memory[-1] - memory[0]
        verdict.judge(results[2] == 0, "every answer that was due came")
        verdict.judge(left <= before, f"{left} descriptors after, {before} before")
        verdict.judge(growth < MOST_GROWTH, f"resident memory grew by {growth:.2f} MiB after the "
                                            f"first tenth (less than {MOST_GROWTH})")
        verdict.judge(server.answers(), "the server answers")
        verdict.judge(server.stop() == 0, "the server ends with exit code 0")
    verdict.exit()


if __name__ == "__main__":
    main()
