"""Restarts under load lose no request: behind nginx, behind HAProxy, and without a proxy."""

import http.client
import itertools
import json
import signal
import threading

import pytest

from gatehouse import Gatehouse
from proxies import Proxy, free_port

CLIENTS = 6
RESTARTS = 3
REQUESTS_BETWEEN = 150


class Load:
    """Clients that never pause: reads and writes, on kept and on new connections."""

    def __init__(self, port, tokens):
        self.port = port
        self.tokens = tokens
        self.failures: list[str] = []
        self.answered = 0
        self.progress = threading.Condition()
        self.is_over = False
        self.threads = [
            threading.Thread(target=self._client, args=(number,)) for number in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def _client(self, number):
        connection = self._connect()
        for turn in itertools.count():
            if self.is_over:
                return
            try:
                connection.request(*self._request(turn))
                answer = connection.getresponse()
                answer.read()
                self._count(None if answer.status == 200 else f"{turn}: {answer.status}")
            except (OSError, http.client.HTTPException) as error:
                self._count(f"{turn}: {error!r}")
                connection = self._connect()
            if number % 2:
                connection.close()

    def _connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def _request(self, turn):
        bearer = {"Authorization": f"Bearer {self.tokens['accessToken']}"}
        refresh = json.dumps({"refreshToken": self.tokens["refreshToken"]})
        return [
            ("GET", "/health"), ("GET", "/protected", None, bearer),
            ("POST", "/refresh", refresh, {"Content-Type": "application/json"}),
        ][turn % 3]

    def _count(self, failure):
        with self.progress:
            self.answered += 1
            if failure:
                self.failures.append(failure)
            self.progress.notify_all()

    def go_on(self, requests=REQUESTS_BETWEEN):
        """Returns when so many more have been answered."""
        with self.progress:
            goal = self.answered + requests
            assert self.progress.wait_for(lambda: self.answered >= goal, timeout=60)

    def end(self):
        self.is_over = True
        for thread in self.threads:
            thread.join()
        assert not self.failures, f"{len(self.failures)} of {self.answered}: {self.failures[:5]}"


def standby(directory, settings):
    process = Gatehouse.__new__(Gatehouse)
    process.directory, process.settings, process.log = directory, settings, []
    process.launch()
    return process


@pytest.mark.parametrize("kind", ["nginx", "haproxy", None])
def test_the_next_process_takes_over(kind, tmp_path, email):
    settings = {
        "GATEHOUSE_HANDOVER": "on", "PORT": str(free_port()),
        "GATEHOUSE_POOL_PORT": str(free_port()), "LOG_LEVEL": "notice"}
    server = Gatehouse(tmp_path, **settings)
    server.account(email)
    port = int(server.port(server.api))
    proxy = Proxy(kind, tmp_path, [port]) if kind else None
    load = Load(proxy.port if proxy else port, server.login(email).json())
    try:
        for _ in range(RESTARTS):
            load.go_on()
            following = standby(tmp_path, server.settings)
            following.wait_for(lambda line: "waits to take over" in line.get("message", ""))
            load.go_on()
            assert server.stop() == 0
            following.is_ready()
            server = following
        load.go_on()
    finally:
        load.end()
        server.stop()
        if proxy:
            proxy.stop()


def test_a_standby_takes_over_when_the_first_is_killed(tmp_path, email):
    settings = {
        "GATEHOUSE_HANDOVER": "on", "PORT": str(free_port()),
        "GATEHOUSE_POOL_PORT": str(free_port())}
    server = Gatehouse(tmp_path, **settings)
    server.account(email)
    following = standby(tmp_path, server.settings)
    following.wait_for(lambda line: "waits to take over" in line.get("message", ""))
    server.kill()
    following.is_ready()
    assert following.login(email).status_code == 200
    waiting = standby(tmp_path, server.settings)
    waiting.wait_for(lambda line: "waits to take over" in line.get("message", ""))
    assert waiting.stop() == 0
    assert following.stop() == 0


@pytest.mark.parametrize("kind", ["nginx", "haproxy"])
def test_replicas_restart_one_after_the_other(kind, tmp_path, start, email):
    """Two processes of their own, as on two machines, in front of one user pool."""
    pool = start("pool")
    front = {
        "AWS_REGION": pool.ready["userPoolId"].split("_")[0],
        "COGNITO_USER_POOL_ID": pool.ready["userPoolId"],
        "COGNITO_CLIENT_ID": pool.ready["clientId"], "COGNITO_ENDPOINT": pool.ready["wireDoor"],
        "COGNITO_ISSUER": pool.ready["issuer"], "GATEHOUSE_DRAIN_DELAY": "0.5",
        "GATEHOUSE_RATE_LIMITS": "off",
        "LOG_LEVEL": "notice"}
    pool.account(email)
    replicas = [start(f"replica{n}", **front, PORT=str(free_port())) for n in range(2)]
    ports = [int(replica.port(replica.api)) for replica in replicas]
    proxy = Proxy(kind, tmp_path, ports)
    load = Load(proxy.port, pool.login(email).json())
    try:
        for replica in replicas * 2:
            load.go_on()
            replica.process.send_signal(signal.SIGTERM)
            assert replica.process.wait(30) == 0
            replica.start()
        load.go_on()
    finally:
        load.end()
        proxy.stop()
