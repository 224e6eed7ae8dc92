"""Requests per second, CPU per request and latency, in rounds that take turns."""

import os
import re
import statistics
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROUNDS = int(os.environ.get("BENCH_ROUNDS", 7))
SECONDS = int(os.environ.get("BENCH_SECONDS", 2))


# What a page's fetch sends along, 1.2 KB with wrk's own fields: nobody but a benchmark sends less.
BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                  "Chrome/130.0.0.0 Safari/537.36",
    "Accept": "application/json, text/plain, */*",
    "Accept-Language": "en-GB,en;q=0.9,de;q=0.8",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Referer": "https://app.example.com/dashboard",
    "Cookie": "theme=dark; consent=necessary; _ga=GA1.1.123456789.1700000000",
    "X-Client-State": "s" * 600,
    "Sec-Fetch-Dest": "empty",
    "Sec-Fetch-Mode": "cors",
    "Sec-Fetch-Site": "same-site",
    "Cache-Control": "no-cache",
}


@dataclass
class Run:
    rate: float
    cpu: float  # µs per request
    p50: float  # ms
    p99: float  # ms
    requests: int = 0


@dataclass
class Subject:
    """What is asked of a contender: a path with options of wrk."""

    name: str
    contender: object
    path: str
    options: list = field(default_factory=list)
    tokens: Path | None = None  # each is sent once after a restart, so no cache can know it
    count: int = 0
    environment: dict = field(default_factory=dict)  # what its Lua file reads
    seconds: int = SECONDS

    def measure(self, mode) -> Run:
        if self.tokens:
            self.contender.stop()
            self.contender.begin()
        run = wrk(self, mode)
        assert not self.tokens or run.requests <= self.count, "tokens were sent twice"
        return run


@dataclass(frozen=True)
class Mode:
    connections: int
    closing: bool
    bare: bool = False  # wrk's own two lines instead of a browser's request

    def __str__(self):
        return (f"{self.connections} {'closing' if self.closing else 'keep-alive'}"
                f"{', bare' if self.bare else ''}")

    @property
    def options(self) -> list[str]:
        fields = {} if self.bare else BROWSER
        if self.closing: fields = fields | {"Connection": "close"}
        return [part for name, value in fields.items() for part in ("-H", f"{name}: {value}")]


def wrk(subject: Subject, mode: Mode) -> Run:
    contender = subject.contender
    before = contender.cpu_seconds()
    output = subprocess.run(
        ["wrk", "-t1", f"-c{mode.connections}", f"-d{subject.seconds}s", "--latency", *mode.options,
         *subject.options, contender.url + subject.path],
        env=os.environ | {"TOKENS": str(subject.tokens)} | subject.environment,
        capture_output=True, text=True, check=True).stdout
    used = contender.cpu_seconds() - before
    assert "Non-2xx" not in output and not has_errors(output, mode), f"{subject.name}: {output}"
    requests = int(re.search(r"(\d+) requests in", output)[1])
    p50, p99 = (re.search(rf"^\s+{p}%\s+(\S+)", output, re.M)[1] for p in (50, 99))
    return Run(
        float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]), used / requests * 1e6,
        milliseconds(p50), milliseconds(p99), requests)


def has_errors(output: str, mode: Mode) -> bool:
    line = re.search(r"Socket errors: (.+)", output)
    if not line: return False
    connect, read, write, timeout = map(int, re.findall(r"\d+", line[1]))
    # Hummingbird closes without having said so in its answer; wrk then counts the end as an error.
    return bool(connect + write + timeout) or (read > 0 and not mode.closing)


def milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def compare(subjects: list[Subject], modes: list[Mode]) -> dict:
    """The medians by mode and subject's name. Each round begins with another subject."""
    runs = {(mode, subject.name): [] for mode in modes for subject in subjects}
    for number in range(ROUNDS):
        start = number % len(subjects)
        for mode in modes:
            for subject in subjects[start:] + subjects[:start]:
                runs[mode, subject.name].append(subject.measure(mode))
                if getattr(subject.contender, "log", None): subject.contender.empty_log()
    return {key: median(results) for key, results in runs.items()}


def median(runs: list[Run]) -> Run:
    columns = [[getattr(run, name) for run in runs] for name in ("rate", "cpu", "p50", "p99")]
    return Run(*map(statistics.median, columns))
