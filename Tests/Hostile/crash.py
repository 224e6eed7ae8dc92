"""kill -9 at random moments under a mixed load: what was acknowledged is there, what was not is there
whole or not at all, and what was revoked stays so.

`CRASHES` is how often (200). Each client owns its people and knows what was acknowledged of them and
which request was under way when the process died.
"""

import collections
import http.client
import json
import os
import random
import signal
import tempfile
import threading
import time
from pathlib import Path

from server import Server, Verdict

CRASHES = int(os.environ.get("CRASHES", 200))
CLIENTS = 6
LONGEST = 0.6  # seconds of load before the kill
# Cheap hashes: the database is under test, and should be busy. Each refresh changes the token.
POLICY = {
    "PasswordHashing": {"MemoryKiB": 8, "Iterations": 1, "Parallelism": 1},
    "UserPoolClient": {
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
        "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 0}}}


class Dead(Exception):
    """The process was killed before it answered."""


class Door:
    """The API and the inbox over kept connections."""

    def __init__(self, server: Server):
        self.server = server
        self.connect()

    def connect(self):
        self.api = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        self.pool = http.client.HTTPConnection("127.0.0.1", self.server.pool_port, timeout=30)

    def ask(self, method, path, fields=None, token=None, connection=None, target=None):
        connection = connection or self.api
        headers = {"Content-Type": "application/json"} if fields is not None else {}
        if target: headers["X-Amz-Target"] = f"AWSCognitoIdentityProviderService.{target}"
        if token: headers["Authorization"] = f"Bearer {token}"
        try:
            connection.request(method, path, json.dumps(fields) if fields is not None else None, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        except (OSError, http.client.HTTPException, ValueError):
            raise Dead from None

    def post(self, path, token=None, **fields):
        return self.ask("POST", path, fields, token)

    def call(self, operation, **members):
        return self.ask("POST", "/", members, connection=self.pool, target=operation)

    def code(self, email) -> str:
        path = f"/inbox?email={email}&wait=5"
        return self.ask("GET", path, connection=self.pool)[1]["messages"][0]["code"]


class Person:
    """What was acknowledged of an account, and what was asked but not answered."""

    def __init__(self, email: str):
        self.email = email
        self.is_registered = self.is_confirmed = False
        self.password = "Correct-Horse-0"
        self.changes = 0
        self.alive: dict | None = None  # tokens of the session that is signed in
        self.ended: list[dict] = []
        self.spent: list[str] = []  # refresh tokens that were changed for others
        self.pending: str | None = None
        self.wanted: str | None = None  # the password of a change that is under way

    def step(self, door: Door, counts: collections.Counter):
        """One more request that changes something; counted when it is acknowledged."""
        if not self.is_registered: name = "register"
        elif not self.is_confirmed: name = "verify"
        elif not self.alive: name = random.choice(["login", "login", "reset"])
        else: name = random.choice(
            ["refresh", "refresh", "logout", "end_session", "reset", "change"])
        self.pending = name
        getattr(self, name)(door)
        self.pending = None
        counts[name] += 1

    def register(self, door):
        status, body = door.post("/register", email=self.email, password=self.password, name="Ada")
        assert status == 201, body
        self.is_registered = True

    def verify(self, door):
        status, body = door.post("/verify", email=self.email, code=door.code(self.email))
        assert status == 200, body
        self.is_confirmed = True

    def login(self, door):
        status, body = door.post("/login", email=self.email, password=self.password)
        assert status == 200, body
        self.alive = body

    def refresh(self, door):
        status, body = door.post("/refresh", refreshToken=self.alive["refreshToken"])
        assert status == 200, body
        assert body["refreshToken"] != self.alive["refreshToken"], "nothing was rotated"
        self.spent.append(self.alive["refreshToken"])
        self.alive = self.alive | {key: value for key, value in body.items() if value}

    def logout(self, door):
        status, body = door.post("/logout", self.alive["accessToken"])
        assert status == 200, body
        self.end()

    def end_session(self, door):
        status, body = door.post(
            "/logout", self.alive["accessToken"], scope="session",
            refreshToken=self.alive["refreshToken"])
        assert status == 200, body
        self.end()

    def end(self):
        self.ended.append(self.alive)
        self.alive = None

    def reset(self, door):
        """By a code; it ends the session."""
        self.pending = "forgot"
        assert door.post("/forgot-password", email=self.email)[0] == 200
        code = door.code(self.email)
        self.changes += 1
        self.pending, self.wanted = "reset", f"Correct-Horse-{self.changes}"
        status, body = door.post(
            "/reset-password", email=self.email, code=code, newPassword=self.wanted)
        assert status == 200, body
        self.password, self.wanted = self.wanted, None
        if self.alive: self.end()

    def change(self, door):
        """By the present password; the session lives on."""
        self.changes += 1
        self.wanted = f"Correct-Horse-{self.changes}"
        status, body = door.call(
            "ChangePassword", AccessToken=self.alive["accessToken"],
            PreviousPassword=self.password, ProposedPassword=self.wanted)
        assert status == 200, body
        self.password, self.wanted = self.wanted, None

    # After the crash.

    def faults(self, door: Door):
        """What is not as it was acknowledged."""
        if not self.is_registered:
            yield from self.registration_faults(door)
            return
        if self.is_confirmed: yield from self.password_faults(door)
        else: yield from self.confirmation_faults(door)
        for tokens in self.ended: yield from self.end_faults(door, tokens)
        for token in self.spent:
            if door.post("/refresh", refreshToken=token)[0] != 401:
                yield "a refresh token that was changed for another is accepted"
        if self.alive and self.pending not in ("logout", "end_session", "reset"):
            if door.ask("GET", "/protected", token=self.alive["accessToken"])[0] != 200:
                yield "a session that was begun is refused"
            # A change that was under way may have been made: its answer is lost.
            status = door.post("/refresh", refreshToken=self.alive["refreshToken"])[0]
            if status != 200 and self.pending != "refresh":
                yield "a refresh token that was given out is refused"
        if self.alive and self.pending in ("logout", "end_session"):
            yield from self.sign_out_faults(door)

    def sign_out_faults(self, door):
        """Under way: made whole or not at all, though two files hold it."""
        access = door.ask("GET", "/protected", token=self.alive["accessToken"])[0]
        refresh = door.post("/refresh", refreshToken=self.alive["refreshToken"])[0]
        if (access, refresh) not in ((200, 200), (401, 401)):
            yield f"a sign-out is half made: access {access}, refresh {refresh}"

    @staticmethod
    def end_faults(door, tokens):
        if door.ask("GET", "/protected", token=tokens["accessToken"])[0] != 401:
            yield "a token whose session was ended is accepted"
        if door.post("/refresh", refreshToken=tokens["refreshToken"])[0] != 401:
            yield "a refresh token whose session was ended is accepted"

    def registration_faults(self, door):
        """Under way: there whole, so that it can be confirmed, or not at all."""
        if self.pending != "register": return
        status, body = door.post("/register", email=self.email, password=self.password, name="Ada")
        if status == 201: return
        if body["code"] != "email_taken":
            yield f"a registration that was under way is {body['code']}"
            return
        door.post("/resend-code", email=self.email)
        yield from self.confirmation(door)

    def confirmation_faults(self, door):
        status, body = door.post("/login", email=self.email, password=self.password)
        if status == 200 and self.pending == "verify": return
        if body.get("code") != "user_not_confirmed":
            yield f"an account that was registered is {body.get('code', status)}"
            return
        door.post("/resend-code", email=self.email)
        yield from self.confirmation(door)

    def confirmation(self, door):
        status, body = door.post("/verify", email=self.email, code=door.code(self.email))
        if status != 200: yield f"an account can't be confirmed: {body['code']}"
        elif door.post("/login", email=self.email, password=self.password)[0] != 200:
            yield "an account that was confirmed can't sign in"

    def password_faults(self, door):
        known = [word for word in (self.password, self.wanted) if word]
        right = [word for word in known
                 if door.post("/login", email=self.email, password=word)[0] == 200]
        if len(right) != 1: yield f"{len(right)} of {len(known)} passwords are right"
        # A reset that was under way is made whole or not at all: with the new password goes the session.
        if self.pending == "reset" and self.alive and self.wanted in right:
            yield from self.end_faults(door, self.alive)


class Client(threading.Thread):
    def __init__(self, name: str, server: Server):
        super().__init__(daemon=True)
        self.prefix, self.door = name, Door(server)
        self.people: list[Person] = []
        self.counts = collections.Counter()
        self.surprise: str | None = None

    def run(self):
        try:
            while True:
                if not self.people or random.random() < 0.1:
                    self.people.append(Person(f"{self.prefix}-{len(self.people)}@example.com"))
                random.choice(self.people).step(self.door, self.counts)
        except Dead:
            pass
        except Exception as error:
            self.surprise = repr(error)


def main():
    verdict, counts, faults, judged = Verdict(), collections.Counter(), [], 0
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / "pool.json").write_text(json.dumps(POLICY))
        settings = {
            "GATEHOUSE_POOL_POLICY": str(directory / "pool.json"), "GATEHOUSE_INBOX": "on",
            "GATEHOUSE_RATE_LIMITS": "off", "GATEHOUSE_METRICS_PORT": "off"}
        server = Server(directory, **settings)
        # The issuer, and with it each token, is bound to the pool's port.
        settings |= {"GATEHOUSE_POOL_PORT": str(server.pool_port)}
        for crash in range(CRASHES):
            clients = [Client(f"c{crash}-{number}", server) for number in range(CLIENTS)]
            for client in clients: client.start()
            time.sleep(random.uniform(0.05, LONGEST))
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            for client in clients: client.join()
            pool_port = server.pool_port
            server = Server(directory, **settings)
            server.pool_port = pool_port
            door = Door(server)
            for client in clients:
                counts += client.counts
                if client.surprise: faults.append(client.surprise)
                for person in client.people:
                    judged += 1
                    faults += [f"{person.email}, {person.pending}: {fault}"
                               for fault in person.faults(door)]
        assert server.stop() == 0
    for name, count in sorted(counts.items()): print(f"       {count:6} × {name} acknowledged")
    for fault in faults[:20]: print("      ", fault)
    verdict.judge(
        not faults, f"{CRASHES} kills, {counts.total()} acknowledged changes of {judged} accounts: "
        f"{len(faults)} lost, half-applied or undone")
    verdict.exit()


if __name__ == "__main__":
    main()
