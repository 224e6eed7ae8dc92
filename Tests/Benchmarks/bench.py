"""Gatehouse beside nginx, Express, Hummingbird and moto: one interleaved run, one Markdown report.

`BENCH_ROUNDS` and `BENCH_SECONDS` set how often and how long wrk runs; `ONLY` chooses parts:
health, protected, guard, pool, idle, start (comma-separated).
"""

import contextlib
import os
import platform
import re
import statistics
import subprocess
import tempfile
from pathlib import Path

import bounds
import footprint
import guarding
import load
import pool_report
import pooling
import report
from contenders import HERE, ROOT, Express, Gatehouse, Hummingbird, Nginx
from load import Mode, Subject
from tokens import Identity

PARTS = ["health", "protected", "guard", "pool", "idle", "start"]
KEEPING = [Mode(64, False), Mode(512, False)]
CLOSING = [Mode(64, True), Mode(512, True)]
BARE = [Mode(64, False, bare=True)]


class Bench:
    def __init__(self, directory: Path, stack: contextlib.ExitStack):
        self.directory, self.stack = directory, stack
        self.plain = self.begin(Gatehouse(directory))
        self.identity = Identity(self.plain)
        self.results, self.pool_results = report.Results(), None

    def begin(self, contender):
        contender.begin()
        self.stack.callback(contender.stop)
        return contender

    def contenders(self) -> list:
        """Of each kind one that has not been started."""
        return [
            Nginx(self.directory), Express(self.identity), Hummingbird(self.identity),
            Gatehouse(self.directory)]

    def begin_peers(self):
        self.nginx, self.express, self.hummingbird = map(self.begin, self.contenders()[:3])

    def health(self):
        logged = self.begin(Gatehouse(self.directory, log=self.directory / "access.log"))
        subjects = [
            Subject("nginx", self.nginx, "/health"),
            Subject("Express", self.express, "/health"),
            Subject("Hummingbird", self.hummingbird, "/health"),
            Subject("gatehouse", self.plain, "/health"),
            Subject("gatehouse, access log", logged, "/health"),
        ]
        sizes = [self.plain.memory("Rss"), self.plain.memory("Private_Dirty")]
        self.results.health = load.compare(subjects, KEEPING + CLOSING + BARE)
        self.results.loaded = sizes + [self.plain.memory("Rss"), self.plain.memory("Private_Dirty")]

    def protected(self):
        self.results.rsa = bounds.rsa()
        cold = self.begin(Gatehouse(self.directory))
        file, count = self.directory / "tokens", int(self.results.rsa.verifications * load.SECONDS)
        Identity(cold).write_others(count, file)
        bearer = ["-H", f"Authorization: Bearer {self.identity.token}"]
        subjects = [
            Subject("Express `/protected`", self.express, "/protected", bearer),
            Subject("Hummingbird `/protected`", self.hummingbird, "/protected", bearer),
            Subject("gatehouse `/protected`, one token", self.plain, "/protected", bearer),
            Subject("gatehouse `/protected`, new tokens", cold, "/protected",
                    ["-s", str(HERE / "tokens.lua")], file, count),
            Subject("gatehouse `/health`", self.plain, "/health"),
        ]
        self.results.protected = load.compare(subjects, KEEPING)

    def guard(self):
        results = self.results
        results.rsa = results.rsa or bounds.rsa()
        results.rsa_beside = bounds.rsa_beside()
        file = self.directory / "verifier-tokens"
        self.identity.write_others(20_000, file)
        results.verifier = statistics.median(
            guarding.verifier_rate(self.identity, file) for _ in range(5))
        application = self.begin(Nginx(self.directory))
        front = self.begin(guarding.ForwardAuth(self.directory, self.plain, application))
        bearer = ["-H", f"Authorization: Bearer {self.identity.token}"]
        subjects = [
            Subject("nginx alone", application, "/"), Subject(front.name, front, "/", bearer)]
        # The paced one without us says what the machine itself adds.
        subjects += [guarding.paced(subject) for subject in subjects]
        results.forward_auth = load.compare(subjects, [Mode(64, False)])
        results.sign_out = guarding.sign_outs(
            self.plain, self.identity, Subject("", self.plain, "/protected", bearer))

    def pool(self):
        self.pool_results = pooling.measure(self.directory, self.begin)

    def idle(self):
        self.results.idle = {c.name: footprint.measure(c) for c in self.contenders()}

    def start(self):
        contenders = self.contenders()
        for contender in contenders:  # the first start creates data
            contender.begin()
            contender.stop()
        self.results.starts = footprint.first_answers(contenders)


def conditions(directory: Path) -> str:
    system = subprocess.run(
        ["stat", "-f", "-c", "%T", directory], capture_output=True, text=True).stdout.strip()
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())[1]
    return (f"{model}, {os.cpu_count()} cores, Linux {platform.release()}; the access log goes to "
            f"a file on {system}; medians of {load.ROUNDS} × {load.SECONDS} s, server on core 0, "
            f"wrk on core 1")


def main():
    chosen = os.environ.get("ONLY") or ",".join(PARTS)
    parts = [part for part in PARTS if part in chosen.split(",")]
    before = os.getloadavg()
    # Not in /tmp, which may be memory: the access log is to be written to a disk.
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as name, contextlib.ExitStack() as stack:
        bench = Bench(Path(name), stack)
        for part in ("idle", "start"):  # before anything else shares core 0
            if part in parts: getattr(bench, part)()
        if "health" in parts or "protected" in parts: bench.begin_peers()
        for part in ("health", "protected", "guard", "pool"):
            if part in parts: getattr(bench, part)()
        print(conditions(Path(name)))
    print(f"\nload average before {before[0]:.2f}, after {os.getloadavg()[0]:.2f}\n")
    report.write(bench.results)
    if bench.pool_results: pool_report.write(bench.pool_results)


if __name__ == "__main__":
    main()
