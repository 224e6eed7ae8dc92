"""What the guard does beside answering: the verifier alone, in front of others, and after a logout."""

import http.client
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass, replace

from contenders import HERE, ROOT, Nginx, free_port
from load import Mode, Subject

VERIFIER = ROOT / ".build/benchmarks/release/VerifierRate"
SIGN_OUTS = 50


def verifier_rate(identity, tokens) -> float:
    """Tokens that the verifier verifies a second, on the servers' core, without a server."""
    settings = identity.settings
    output = subprocess.run(
        ["taskset", "-c", "0", VERIFIER, settings["JWKS"], tokens, settings["ISSUER"],
         settings["CLIENT_ID"]], capture_output=True, text=True, check=True)
    return float(output.stdout)


class ForwardAuth(Nginx):
    """nginx that asks a gatehouse before it passes a request on: Config/forward-auth/nginx.conf."""

    name = "nginx, `auth_request` to gatehouse"

    def __init__(self, directory, gatehouse, application):
        self.port, self.settings = free_port(), {}
        site = (ROOT / "Config/forward-auth/nginx.conf").read_text()
        for written, real in (("127.0.0.1:3000", gatehouse), ("127.0.0.1:8080", application)):
            site = site.replace(written, f"127.0.0.1:{real.port}")
        site = site.replace("listen 80;", f"listen 127.0.0.1:{self.port} backlog=4096;")
        # The application keeps its connections too, as it would in a set-up that counts milliseconds.
        site = site.replace("upstream application {", "upstream application {\n    keepalive 64;")
        site = site.replace("keepalive 16;", "keepalive 64;")
        site = site.replace(
            "proxy_pass http://application;",
            'proxy_pass http://application; proxy_http_version 1.1; '
            'proxy_set_header Connection "";')
        self.arguments = self.written(directory, site)

    def ask(self, client) -> bool:
        client.sendall(b"GET / HTTP/1.1\r\nHost: bench.example\r\n\r\n")
        return client.recv(4096).startswith(b"HTTP/1.1 401")


def paced(subject: Subject) -> Subject:
    """With pauses of 32 ms: 64 connections together ask 2,000 times a second."""
    return replace(
        subject, name=f"{subject.name}, paced",
        options=[*subject.options, "-s", str(HERE / "paced.lua")],
        environment={"PAUSE_MS": "32"})


@dataclass
class SignOut:
    """Milliseconds from a logout's answer to the first 401, and answers 200 in between."""

    median: float
    longest: float
    let_through: int


class Connection:
    def __init__(self, gatehouse):
        self.client = http.client.HTTPConnection("127.0.0.1", gatehouse.port, timeout=30)

    def ask(self, method, path, token) -> int:
        self.client.request(method, path, headers={"Authorization": f"Bearer {token}"})
        answer = self.client.getresponse()
        answer.read()
        return answer.status


def sign_outs(gatehouse, identity, load: Subject) -> SignOut:
    """Signs out again and again while wrk asks for `/protected` with another user's token. What was
    signed out is asked for over another connection, here and at forward-auth."""
    credentials = {"email": "leaver@example.com", "password": "Correct-Horse-7"}
    gatehouse.sign_in(credentials["email"])
    background = threading.Thread(target=load.measure, args=(Mode(64, False),))
    background.start()
    times, let_through = [], 0
    while background.is_alive() and len(times) < SIGN_OUTS:
        token = gatehouse.post("/login", credentials)["accessToken"]
        leaving, other = Connection(gatehouse), Connection(gatehouse)
        path = ("/protected", "/forward-auth")[len(times) % 2]
        assert other.ask("GET", path, token) == 200
        assert leaving.ask("POST", "/logout", token) == 200
        begin = time.perf_counter()
        while other.ask("GET", path, token) == 200: let_through += 1
        times.append((time.perf_counter() - begin) * 1000)
    background.join()
    return SignOut(statistics.median(times), max(times), let_through)
