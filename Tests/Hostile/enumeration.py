"""Whether the time of an answer, its status or its text tells that an address has an account.

Each route is asked for a known and an unknown address in turns, in random order, every address once
(so that no limit of attempts is met). Welch's t over the times; |t| of 4.5 is the usual threshold of
side-channel tests. `SAMPLES` is how many of each kind.
"""

import http.client
import json
import math
import os
import random
import re
import statistics
import tempfile
import time
from pathlib import Path

from server import Server, Verdict

SAMPLES = int(os.environ.get("SAMPLES", 300))
STRICT_SAMPLES = 20  # half a second each
THRESHOLD = 4.5
REQUEST_ID = re.compile(rb'"requestId":"[^"]*"')
PASSWORD, WRONG, CODE = "Correct-Horse-7", "Wrong-Horse-7", "000000"


def main():
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        os.sched_setaffinity(0, {1})
        with serving(directory) as server:
            client = Client(server)
            for title, path, fields, is_confirmed in ROUTES:
                accounts = [client.account(is_confirmed) for _ in range(SAMPLES)]
                judge(verdict, title, *client.compare(path, fields, accounts))
            assert server.stop() == 0
        with serving(directory, GATEHOUSE_ENUMERATION_DEFENCE="strict") as server:
            client.connect(server)
            known = accounts[:STRICT_SAMPLES]
            fields = {"password": PASSWORD, "name": "Ada"}
            judge(verdict, "/register, strict", *client.compare("/register", fields, known))
            assert server.stop() == 0
    verdict.exit()


def serving(directory: Path, **settings: str) -> Server:
    return Server(
        directory, GATEHOUSE_INBOX="on", GATEHOUSE_RATE_LIMITS="off", **settings)


# What is asked of a known and of an unknown address, and whether the known one is confirmed.
ROUTES = [
    ("/login, wrong password", "/login", {"password": WRONG}, True),
    ("/login, wrong password, unconfirmed", "/login", {"password": WRONG}, False),
    ("/forgot-password", "/forgot-password", {}, True),
    ("/forgot-password, unconfirmed", "/forgot-password", {}, False),
    ("/resend-code, confirmed", "/resend-code", {}, True),
    ("/resend-code, unconfirmed", "/resend-code", {}, False),
    ("/verify, wrong code, confirmed", "/verify", {"code": CODE}, True),
    ("/verify, wrong code, unconfirmed", "/verify", {"code": CODE}, False),
    ("/reset-password, wrong code", "/reset-password",
     {"code": CODE, "newPassword": "Battery-staple-8"}, True),
]


class Client:
    def __init__(self, server: Server):
        self.number = 0
        self.connect(server)

    def connect(self, server: Server):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.inbox = http.client.HTTPConnection("127.0.0.1", server.pool_port, timeout=60)

    def address(self) -> str:
        self.number += 1
        return f"person{self.number:06}@example.com"

    def account(self, is_confirmed: bool) -> str:
        """An address that somebody has."""
        email = self.address()
        self.post("/register", {"email": email, "password": PASSWORD, "name": "Ada"})
        if is_confirmed: self.post("/verify", {"email": email, "code": self.code(email)})
        return email

    def code(self, email: str) -> str:
        self.inbox.request("GET", f"/inbox?email={email}&wait=5")
        return json.load(self.inbox.getresponse())["messages"][0]["code"]

    def post(self, path: str, fields: dict) -> tuple[float, tuple]:
        """Seconds until the whole answer is there, and what it says."""
        body = json.dumps(fields)
        begin = time.perf_counter()
        self.connection.request("POST", path, body, {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        text = answer.read()
        seconds = time.perf_counter() - begin
        assert answer.status < 500 and answer.status != 429, (path, answer.status)
        return seconds, (answer.status, sorted(name for name, _ in answer.getheaders()),
                         REQUEST_ID.sub(b"", text))

    def compare(self, path: str, fields: dict, accounts: list[str]) -> tuple[list, list]:
        """The times for each of the accounts, and for as many addresses that nobody has."""
        known, unknown = [], []
        for email in accounts:
            turns = [(known, email), (unknown, self.address())]
            random.shuffle(turns)
            said = []
            for times, asked in turns:
                seconds, words = self.post(path, {"email": asked} | fields)
                times.append(seconds)
                said.append(words)
            assert said[0] == said[1], f"{path} tells them apart: {said}"
        return known, unknown


def judge(verdict: Verdict, title: str, known: list, unknown: list):
    """Without the slowest tenth of both: what a busy machine adds says nothing."""
    known, unknown = (sorted(times)[:len(times) * 9 // 10] for times in (known, unknown))
    t = welch(known, unknown)
    difference = (statistics.mean(known) - statistics.mean(unknown)) * 1e6
    verdict.judge(
        abs(t) < THRESHOLD,
        f"{title}: {statistics.mean(known) * 1e3:.2f} ms for a known address, {difference:+.0f} µs "
        f"more than for an unknown one; t {t:+.2f}, {len(known)} of each")


def welch(a: list, b: list) -> float:
    error = math.sqrt(statistics.variance(a) / len(a) + statistics.variance(b) / len(b))
    return (statistics.mean(a) - statistics.mean(b)) / error


if __name__ == "__main__":
    main()
