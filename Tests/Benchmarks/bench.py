"""Requests per second, CPU per request and latency of gatehouse, nginx and Express, side by side."""

import os
import re
import statistics
import subprocess
import tempfile
from pathlib import Path

from contenders import Express, Gatehouse, Nginx

ROUNDS = int(os.environ.get("ROUNDS", 5))
SECONDS = int(os.environ.get("SECONDS_EACH", 4))
CONNECTIONS = [int(n) for n in os.environ.get("CONNECTIONS", "64").split(",")]
HERE = Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def rss_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def measure(contender, subject, connections):
    """One run of wrk; (requests/s, CPU µs per request, p50 ms, p99 ms)."""
    before = cpu_seconds(contender.pid)
    output = subprocess.run(
        ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency",
         *subject.options, contender.url + subject.path],
        capture_output=True, text=True, check=True).stdout
    used = cpu_seconds(contender.pid) - before
    assert "Non-2xx" not in output and "Socket errors" not in output, output
    requests = int(re.search(r"(\d+) requests in", output)[1])
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])
    p50, p99 = (re.search(rf"^\s+{p}%\s+(\S+)", output, re.M)[1] for p in (50, 99))
    return rate, used / requests * 1e6, milliseconds(p50), milliseconds(p99)


class Subject:
    def __init__(self, name, path, *options):
        self.name, self.path, self.options = name, path, options


def main():
    with tempfile.TemporaryDirectory() as directory:
        gatehouse = Gatehouse(Path(directory))
        idle = rss_mib(gatehouse.pid)
        warm, fresh = gatehouse.write_tokens()
        contenders = [
            (Nginx(Path(directory)), Subject("nginx `return 200`", "/health")),
            (Express(Path(directory)), Subject("Express `res.json`", "/health")),
            (gatehouse, Subject("gatehouse `/health`", "/health")),
            (gatehouse, Subject(
                "gatehouse `/protected`, one token", "/protected",
                "-H", f"Authorization: Bearer {warm}")),
            (gatehouse, Subject(
                "gatehouse `/protected`, always another token", "/protected",
                "-s", str(HERE / "tokens.lua"))),
        ]
        os.environ["TOKENS"] = str(fresh)
        try:
            report(contenders)
            footprint(gatehouse, idle)
        finally:
            for contender in {c for c, _ in contenders}:
                contender.stop()


def report(contenders):
    for connections in CONNECTIONS:
        runs = {subject.name: [] for _, subject in contenders}
        for _ in range(ROUNDS):
            for contender, subject in contenders:
                runs[subject.name].append(measure(contender, subject, connections))
        print(f"\n{connections} connections, keep-alive, median of {ROUNDS} × {SECONDS} s\n")
        print("| | requests/s | CPU µs/request | p50 ms | p99 ms |\n|---|---|---|---|---|")
        for name, results in runs.items():
            rate, cpu, p50, p99 = (statistics.median(column) for column in zip(*results))
            print(f"| {name} | {rate:,.0f} | {cpu:.1f} | {p50:.2f} | {p99:.2f} |")


def footprint(gatehouse, idle):
    starts = sorted(gatehouse.milliseconds_to_first_answer() for _ in range(9))
    print(f"\n- start to first answer: {starts[4]:.0f} ms (median of 9, existing pool)")
    print(f"- resident memory: {idle:.1f} MiB idle, {rss_mib(gatehouse.pid):.1f} MiB after the load")
    size = os.path.getsize(gatehouse.binary) / 2**20
    print(f"- binary, Swift linked in statically, stripped: {size:.1f} MiB")


if __name__ == "__main__":
    main()
