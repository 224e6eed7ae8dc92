"""The issuer's keys: an outage, a restart in it, a rotation, and more than one issuer."""

import collections
import concurrent.futures
import http.server
import json
import os
import subprocess
import threading
import time

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from gatehouse import BINARY
from test_refusals import forged, segment

ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"


class Issuer:
    """Publishes keys and signs tokens; can be taken down and brought back on its port."""

    def __init__(self, name="us-east-1_AbCdEfGhI"):
        self.name, self.fetches, self.port, self.server = name, 0, 0, None
        self.answer = (200, None)
        self.keys = {}
        self.new_key("first")
        self.start()

    def new_key(self, kid):
        self.keys[kid] = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @property
    def jwks(self):
        def number(value):
            return segment(value.to_bytes((value.bit_length() + 7) // 8, "big"))

        return json.dumps({"keys": [
            {"kty": "RSA", "alg": "RS256", "use": "sig", "kid": kid,
             "n": number(key.public_key().public_numbers().n), "e": "AQAB"}
            for kid, key in self.keys.items()]}).encode()

    def start(self):
        issuer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                issuer.fetches += 1
                status, headers = issuer.answer
                self.send_response(status)
                for header, value in (headers or {}).items():
                    self.send_header(header, value)
                self.send_header("Content-Length", str(len(issuer.jwks)))
                self.end_headers()
                self.wfile.write(issuer.jwks)

            def do_POST(self):
                self.send_response(500)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(*_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def token(self, kid="first", issuer=ISSUER, **claims):
        now = int(time.time())
        head = segment({"kid": kid, "alg": "RS256"})
        base = f"{head}.{segment({'sub': 'u', 'token_use': 'access'})}.AA"
        return forged(base, self.keys[kid], **{
            "iss": issuer, "client_id": "1example", "username": "ada@example.com",
            "iat": now, "exp": now + 600} | claims)

    def settings(self):
        return {"AWS_REGION": "us-east-1", "COGNITO_USER_POOL_ID": self.name,
                "COGNITO_CLIENT_ID": "1example", "COGNITO_ENDPOINT": self.url}


@pytest.fixture
def issuer():
    issuer = Issuer()
    yield issuer
    issuer.stop()


def readiness(server, status):
    """Waits until `/ready` says so; it always answers 200 meanwhile."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        answer = server.get("/ready")
        assert answer.status_code == 200
        if answer.json()["status"] == status:
            return answer.json()
        time.sleep(0.05)
    raise AssertionError(f"/ready never said {status}: {answer.json()}")


def restart(server):
    """On another port: somebody else may have taken the old one."""
    server.settings["PORT"] = "0"
    server.start()


def kept(server):
    """The file of keys, which is written behind the requests."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        files = list((server.directory / "data").glob("jwks-*.json"))
        if files:
            return files[0]
        time.sleep(0.02)
    raise AssertionError("no keys were kept")


def test_an_outage_of_the_issuer_and_a_restart_in_it(start, issuer):
    server = start(**issuer.settings())
    token = issuer.token()
    assert server.get("/protected", token).status_code == 200
    readiness(server, "ready")
    assert kept(server).stat().st_mode & 0o777 == 0o600

    issuer.stop()
    server.stop()
    restart(server)
    assert readiness(server, "degraded")["reason"] == "keys_stale"
    assert server.get("/protected", token).status_code == 200
    assert server.get("/protected", issuer.token(jti="new")).status_code == 200
    server.wait_for(lambda line: "keys can't be fetched" in line.get("message", ""))
    issuer.start()
    readiness(server, "ready")


def test_a_damaged_file_of_keys_is_nothing(start, issuer):
    server = start(**issuer.settings())
    assert server.get("/protected", issuer.token()).status_code == 200
    file = kept(server)
    server.stop()
    file.write_text('{"keys":[')
    restart(server)
    assert server.get("/protected", issuer.token()).status_code == 200


def test_without_any_key_nothing_is_known(start, issuer):
    issuer.stop()
    server = start(**issuer.settings())
    assert readiness(server, "degraded")["reason"] == "keys_unavailable"
    answer = server.get("/protected", issuer.token())
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream_unavailable")
    assert server.get("/health").status_code == 200
    issuer.start()
    readiness(server, "ready")
    assert server.get("/protected", issuer.token()).status_code == 200


@pytest.mark.parametrize("answer", [
    (301, {"Location": "/elsewhere"}), (302, {"Location": "http://127.0.0.1:9/keys"}),
    (500, None), (404, None)])
def test_an_answer_that_is_no_document(start, issuer, answer):
    """No redirect is followed, and no other status but 200 is a document."""
    server = start(**issuer.settings())
    assert server.get("/protected", issuer.token()).status_code == 200
    kept(server)
    server.stop()
    issuer.answer = answer
    restart(server)
    readiness(server, "degraded")
    assert server.get("/protected", issuer.token()).status_code == 200
    assert issuer.fetches < 20, "a redirect isn't followed"


def test_invented_key_ids_do_not_hammer_the_issuer(start, issuer):
    server = start(**issuer.settings())
    assert server.get("/protected", issuer.token()).status_code == 200
    rest = issuer.token().split(".", 1)[1]
    before = issuer.fetches

    def ask(number):
        token = segment({"kid": f"invented-{number}", "alg": "RS256"}) + "." + rest
        answer = server.get("/protected", token)
        return answer.status_code, answer.json()["code"]

    with concurrent.futures.ThreadPoolExecutor(300) as strangers:
        answers = [strangers.submit(ask, number) for number in range(300)]
        done, waiting = concurrent.futures.wait(
            answers, timeout=20, return_when=concurrent.futures.FIRST_COMPLETED)
        assert waiting and {answer.result()[0] for answer in done} == {503}, "there is no room"
        assert server.get("/protected", issuer.token(jti="known key")).status_code == 200
    counted = collections.Counter(answer.result() for answer in answers)
    assert counted == {(401, "invalid_token"): 256, (503, "upstream_unavailable"): 44}
    assert issuer.fetches - before == 1
    # The issuer has just been asked; a key that appears now loses no request all the same.
    issuer.new_key("second")
    assert server.get("/protected", issuer.token("second")).status_code == 200
    assert issuer.fetches - before == 2


def test_several_issuers_side_by_side(start, issuer):
    other = Issuer()
    server = start(
        **issuer.settings(), GATEHOUSE_ALLOWED_CLIENT_IDS="2example",
        GATEHOUSE_TRUSTED_ISSUERS=f"{other.url}/pool theirs also-theirs")
    # Both sign with a key that they call "first".
    theirs = {"issuer": f"{other.url}/pool", "client_id": "theirs"}
    for token in (issuer.token(), issuer.token(client_id="2example"), other.token(**theirs),
                  other.token(**theirs | {"client_id": "also-theirs"})):
        assert server.get("/protected", token).status_code == 200
        assert server.get("/forward-auth", token).status_code == 200
    for token, code in (
            (other.token(), "invalid_token"),
            (issuer.token(**theirs), "invalid_token"),
            (other.token(**theirs | {"client_id": "1example"}), "wrong_client"),
            (issuer.token(client_id="theirs"), "wrong_client"),
            (other.token(issuer="https://stranger.example"), "wrong_issuer")):
        answer = server.get("/protected", token)
        assert (answer.status_code, answer.json()["code"]) == (401, code)
    # Signing out is for the users of our own pool.
    assert server.post("/logout", token=other.token(**theirs)).status_code == 401
    other.stop()


def test_ones_own_pool_is_no_further_issuer(start):
    server = start()
    server.stop()
    answer = subprocess.run(
        [BINARY], cwd=server.directory, capture_output=True, text=True, timeout=60, env={
            "PATH": os.environ["PATH"], "PORT": "0",
            "GATEHOUSE_POOL_PORT": server.settings["GATEHOUSE_POOL_PORT"],
            "GATEHOUSE_DATA_DIR": str(server.directory / "data"),
            "GATEHOUSE_TRUSTED_ISSUERS": f"{server.ready['issuer']} client"})
    assert answer.returncode == 1 and "GATEHOUSE_TRUSTED_ISSUERS" in answer.stderr


def test_the_cache_can_be_switched_off(start, issuer):
    server = start(**issuer.settings(), GATEHOUSE_TOKEN_CACHE="0")
    for _ in range(3):
        assert server.get("/protected", issuer.token()).status_code == 200
