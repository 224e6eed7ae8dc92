"""Slow clients of four kinds beside a normal one.

2,500 each drip a head (a byte a second), drip a body (just above the slowest rate that is waited
for), ask and ask and hardly read, ask once and idle; whoever is sent away comes back at once. A
normal client asks 1,000 times a second over 8 connections, alone and beside them in turns. Then
nginx has the same clients for a round: on a shared machine its ratio is the one to compare with.
`EACH`, `HOLD_SECONDS` and `ROUNDS` change the figures.
"""

import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from nginx import Nginx
from server import DRIVERS, Server, Verdict

EACH = int(os.environ.get("EACH", 2500))
HOLD = int(os.environ.get("HOLD_SECONDS", 120))  # more than the longest deadline, idling's 75 s
ROUNDS = int(os.environ.get("ROUNDS", 2))
SAMPLE = 10  # seconds
MOST_GROWTH = 50  # MiB
MOST_SLOWER = 2


class Slow:
    """The slow clients. They share a core with the normal one, and must not take it from it."""

    def __init__(self, port: int, directory: Path):
        self.file = directory / "slow"
        with open(self.file, "wb") as lines:
            self.process = subprocess.Popen(
                ["nice", "-n", "19", "taskset", "-c", "1", DRIVERS / "slow_clients", str(port),
                 str(EACH)], stdout=lines)

    def __enter__(self):
        while sum(self.held()) < EACH * 4:
            assert self.process.poll() is None, "the slow clients ended"
            time.sleep(0.1)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def words(self) -> list[str]:
        lines = self.file.read_text().splitlines()
        return lines[-1].split() if lines else []

    def held(self) -> list[int]:
        return [int(word) for word in self.words()[1:5]]


def serve(directory: Path) -> Server:
    """Room for all of them and the normal client: else idle ones would have to go for it."""
    return Server(directory, GATEHOUSE_MAX_CONNECTIONS=str(EACH * 4 + 1000))


def sample(server: Server) -> list[int]:
    """Requests, p50, p99 and maximum in µs, and how many were sent again, in `SAMPLE` seconds."""
    output = subprocess.run(
        ["taskset", "-c", "1", DRIVERS / "sampler", str(server.port), str(SAMPLE)],
        capture_output=True, text=True)
    assert output.returncode == 0, f"the normal client failed: {output.stderr}"
    return [int(word) for word in output.stdout.split()]


def rounds(server: Server, directory: Path, count: int) -> tuple[list, list, float]:
    """Samples alone and beside the slow clients, and by how many MiB memory grew."""
    sample(server)
    before, descriptors = server.resident(), server.descriptors()
    alone, beside, peaks = [sample(server)], [], []
    for _ in range(count):
        beside += hold(server, directory, peaks)
        server.wait_for_descriptors(descriptors, 60)
        alone.append(sample(server))
    return alone, beside, max(peaks) - before


def show(name: str, samples: list[list[int]]) -> float:
    p50, p99, most = (statistics.median(s[i] for s in samples) for i in (1, 2, 3))
    print(f"normal client {name}: p50 {p50:.0f} µs, p99 {p99:.0f} µs, max {most:.0f} µs "
          f"(medians of {len(samples)} × {SAMPLE} s), {sum(s[4] for s in samples)} of "
          f"{sum(s[0] for s in samples):,} requests sent again", flush=True)
    return p99


def hold(server: Server, directory: Path, peaks: list[float]) -> list[list[int]]:
    """Samples beside the slow clients, for as long as they are held."""
    samples, connected = [], []
    with Slow(server.port, directory) as slow:
        began, used = time.monotonic(), server.cpu_seconds()
        while time.monotonic() < began + HOLD:
            samples.append(sample(server))
            peaks.append(server.resident())
            connected.append(server.descriptors())
        share = (server.cpu_seconds() - used) / (time.monotonic() - began)
        print(f"held {EACH * 4:,} for {HOLD} s: {' '.join(slow.words()[5:])}; the server had at "
              f"least {min(connected):,} descriptors open and used {share:.1%} of a core; resident "
              f"{max(peaks):.1f} MiB at most", flush=True)
    return samples


def main():
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as directory, serve(Path(directory)) as server:
        sample(server)
        descriptors = server.descriptors()
        alone, beside, growth = rounds(server, Path(directory), ROUNDS)
        calm, pressed = show("alone", alone), show("beside", beside)
        verdict.judge(growth < MOST_GROWTH,
                      f"resident memory grew by {growth:.1f} MiB (less than {MOST_GROWTH})")
        verdict.judge(pressed <= MOST_SLOWER * calm,
                      f"p99 beside them is {pressed / calm:.2f} of that alone ({MOST_SLOWER})")
        left = server.wait_for_descriptors(descriptors, 60)
        verdict.judge(left <= descriptors, f"{left} descriptors after, {descriptors} before")
        verdict.judge(server.stop() == 0, "the server ends with exit code 0")
    with tempfile.TemporaryDirectory() as directory, Nginx(Path(directory)) as peer:
        alone, beside, growth = rounds(peer, Path(directory), 1)
        calm, pressed = show("alone, nginx", alone), show("beside, nginx", beside)
        print(f"nginx: {pressed / calm:.2f} times, {growth:.1f} MiB")
    verdict.exit()


if __name__ == "__main__":
    main()
