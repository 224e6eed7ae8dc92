"""How long a normal client waits while others sign in without pause."""

import contextlib
import os
import re
import statistics
import subprocess
import time

import load
from contenders import HERE
from load import Mode, Run, Subject
from posting import Posting, settle

CLIENTS = 200
BEFORE = 1  # seconds that the storm has to fill the queue


class Storm:
    """`login` from 200 connections. What is refused for want of room is asked again at once."""

    def __init__(self, login: Posting):
        self.login, self.answered, self.refused = login, [], []

    @contextlib.contextmanager
    def raging(self):
        login, seconds = self.login, load.SECONDS + BEFORE + 1
        # It yields core 1 to the normal client: whose latency is measured is not to wait for it.
        process = subprocess.Popen(
            ["nice", "-n", "19", "wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", *login.options,
             login.contender.url + login.path], stdout=subprocess.PIPE, text=True,
            env=os.environ | login.environment | {"SERIAL": ""})
        time.sleep(BEFORE)
        yield
        assert process.poll() is None, "the storm was over first"
        self.count(process.communicate()[0], seconds)
        settle(login.contender)

    def count(self, output: str, seconds: int):
        total = int(re.search(r"(\d+) requests in", output)[1])
        refused = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
        refusals = int(refused[1]) if refused else 0
        self.answered.append((total - refusals) / seconds)
        self.refused.append(refusals / seconds)

    @property
    def rates(self) -> tuple[float, float]:
        """Sign-ins a second, and refusals."""
        return statistics.median(self.answered), statistics.median(self.refused)


class Normal(Subject):
    """A client that pauses: 16 connections together ask some 800 times a second."""

    storm: Storm | None = None

    def measure(self, mode: Mode) -> Run:
        if not self.storm: return super().measure(mode)
        with self.storm.raging(): return super().measure(mode)


def normal_clients(storm: Storm, token: str) -> list[Normal]:
    """Of `/health` and of `/protected` with a remembered token, quiet and in the storm."""
    subjects = []
    bearer = ["-H", f"Authorization: Bearer {token}"]
    for path, options in (("/health", []), ("/protected", bearer)):
        for when, weather in (("quiet", None), ("in the storm", storm)):
            subject = Normal(
                (f"`GET {path}`, {when}", "gatehouse"), storm.login.contender, path,
                [*options, "-s", str(HERE / "paced.lua")], environment={"PAUSE_MS": "20"})
            subject.storm = weather
            subjects.append(subject)
    return subjects
