"""A pool of a million users beside one of a thousand: signing in, searching, starting, memory.

`USERS` is the size of the big one. The rows are written straight into the file, as many as that many
sign-ups would leave; both servers are then asked in turns.
"""

import http.client
import json
import os
import sqlite3
import statistics
import tempfile
import time
import uuid
from pathlib import Path

from server import Server, Verdict

USERS = int(os.environ.get("USERS", 1_000_000))
FEW = 1_000
ROUNDS = 150
STARTS = 5
PASSWORD = "Correct-Horse-7"
POLICY = {"PasswordHashing": {"MemoryKiB": 8, "Iterations": 1, "Parallelism": 1}}


class Pool:
    """A server on a data directory of its own, filled to a number of users."""

    def __init__(self, directory: Path, users: int):
        directory.mkdir()
        self.directory, self.users = directory, users
        (directory / "pool.json").write_text(json.dumps(POLICY))
        self.settings = {
            "GATEHOUSE_POOL_POLICY": str(directory / "pool.json"), "GATEHOUSE_INBOX": "on",
            "GATEHOUSE_RATE_LIMITS": "off", "GATEHOUSE_METRICS_PORT": "off"}
        self.begin()
        self.post("/register", email=self.email(0), password=PASSWORD, name="Ada")
        assert self.server.stop() == 0
        self.fill()

    def begin(self):
        self.server = Server(self.directory, **self.settings)
        self.api = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        self.wire = http.client.HTTPConnection("127.0.0.1", self.server.pool_port, timeout=60)

    @staticmethod
    def email(number: int) -> str:
        return f"user{number:07}@example.com"

    def post(self, path, **fields):
        self.api.request("POST", path, json.dumps(fields), {"Content-Type": "application/json"})
        answer = self.api.getresponse()
        return answer.status, json.loads(answer.read())

    def fill(self):
        """The first user's rows again and again, with other names and ids."""
        db = sqlite3.connect(self.directory / "data/pool/pool.sqlite")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("UPDATE user SET status = 'CONFIRMED'")
        self.pool_id, = db.execute("SELECT id FROM pool").fetchone()
        first, = db.execute("SELECT id FROM user").fetchone()
        columns = [row[1] for row in db.execute("PRAGMA table_info(user)")]
        user = dict(zip(columns, db.execute("SELECT * FROM user").fetchone()))
        attributes = db.execute(
            "SELECT name, value FROM attribute WHERE user_id = ?", [first]).fetchall()
        marks = ", ".join("?" * len(columns))
        with db:
            for number in range(1, self.users):
                user_id, sub = first + number, str(uuid.uuid4())
                email = self.email(number)
                row = user | {"id": user_id, "sub": sub, "username": sub}
                own = {"email": email, "sub": sub}
                db.execute(f"INSERT INTO user VALUES ({marks})", list(row.values()))
                db.execute("INSERT INTO alias VALUES (?, ?, 'email', ?)",
                           [self.pool_id, email, user_id])
                db.executemany("INSERT INTO attribute VALUES (?, ?, ?, ?)", [
                    (user_id, name, own.get(name, value), self.pool_id)
                    for name, value in attributes])
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()

    def sign_in(self, number: int):
        email = self.email(number * 7919 % self.users)
        status, body = self.post("/login", email=email, password=PASSWORD)
        assert status == 200, body

    def call(self, operation, **members):
        """An operation on this pool at the wire door."""
        self.wire.request("POST", "/", json.dumps({"UserPoolId": self.pool_id} | members), {
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": f"AWSCognitoIdentityProviderService.{operation}"})
        answer = self.wire.getresponse()
        body = json.loads(answer.read())
        assert answer.status == 200, body
        return body

    def list_users(self, test: str, found: int):
        """One page; later rounds take the page after it where there is one."""
        def ask(number: int):
            nonlocal token
            wanted = test.format(self.email(number * 7919 % self.users))
            body = self.call("ListUsers", **({"Filter": wanted} if wanted else {}) | token)
            assert len(body["Users"]) == found, len(body["Users"])
            next_page = body.get("PaginationToken")
            token = {"PaginationToken": next_page} if next_page and number % 10 else {}
        token = {}
        return ask

    def describe(self, number: int):
        assert self.call("DescribeUserPool")["UserPool"]["EstimatedNumberOfUsers"] == self.users


def compare(verdict: Verdict, what: str, few: Pool, many: Pool, task):
    """Medians of both, asked in turns."""
    times = {few: [], many: []}
    tasks = {pool: task(pool) for pool in (few, many)}
    for number in range(ROUNDS):
        for pool in (few, many):
            begin = time.perf_counter()
            tasks[pool](number)
            times[pool].append((time.perf_counter() - begin) * 1000)
    small, big = (statistics.median(times[pool]) for pool in (few, many))
    verdict.judge(
        big <= 1.5 * small, f"{what}: {big:.2f} ms with {many.users:,} users, {small:.2f} with "
        f"{few.users:,}: {big / small:.2f}× (1.5)")


def start_time(pool: Pool) -> float:
    """Milliseconds from the spawn to the first answer; the median of some starts."""
    times = []
    for _ in range(STARTS):
        begin = time.perf_counter()
        pool.begin()
        times.append((time.perf_counter() - begin) * 1000)
        assert pool.server.stop() == 0
    return statistics.median(times)


def main():
    verdict = Verdict()
    with tempfile.TemporaryDirectory(dir=Path(__file__).parents[2] / ".build") as name:
        few, many = (Pool(Path(name) / str(users), users) for users in (FEW, USERS))
        size = (many.directory / "data/pool/pool.sqlite").stat().st_size / 2**20
        print(f"       {size:,.0f} MiB for {USERS:,} users")
        small, big = start_time(few), start_time(many)
        verdict.judge(big - small <= 50, f"start: {big:.0f} ms, {small:.0f} with few (50 more)")
        few.begin()
        many.begin()
        compare(verdict, "sign-in", few, many, lambda pool: pool.sign_in)
        compare(verdict, "DescribeUserPool", few, many, lambda pool: pool.describe)
        for title, test, found in (
                ("ListUsers, e-mail", 'email = "{}"', 1),
                ("ListUsers, prefix of one", 'email ^= "{:.11}"', 1),
                ("ListUsers, prefix of all", 'email ^= "user"', 60),
                ("ListUsers, a name that all have", 'name = "Ada"', 60),
                ("ListUsers, user status", 'cognito:user_status = "CONFIRMED"', 60),
                ("ListUsers, status", 'status = "Enabled"', 60),
                ("ListUsers, all", "", 60)):
            compare(verdict, title, few, many, lambda pool: pool.list_users(test, found))
        residents = [pool.server.resident() for pool in (many, few)]
        verdict.judge(
            residents[0] - residents[1] <= 30, "resident: {:.1f} MiB, {:.1f} with few (30 more)"
            .format(*residents))
        for pool in (few, many): assert pool.server.stop() == 0
    verdict.exit()


if __name__ == "__main__":
    main()
