"""The same routes on another Cognito: moto's server, and a wire door in another process."""

import http.server
import json
import socket
import subprocess
import sys
import threading
import time

import pytest

from gatehouse import PASSWORD, ROOT


def pointing_at(ready, **more):
    return {
        "AWS_REGION": "us-east-1", "COGNITO_USER_POOL_ID": ready["userPoolId"],
        "COGNITO_CLIENT_ID": ready["clientId"], "COGNITO_ENDPOINT": ready["endpoint"]} | more


@pytest.fixture(scope="module")
def moto():
    process = subprocess.Popen(
        [sys.executable, ROOT / "Tests/ContractTests/moto_server.py"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    yield json.loads(process.stdout.readline())
    process.stdin.close()
    process.wait()


def test_the_journey_on_a_wire_door_in_another_process(start, email):
    pool = start("pool")
    server = start("front", **pointing_at(
        pool.ready | {"endpoint": pool.ready["wireDoor"]}, COGNITO_ISSUER=pool.ready["issuer"]))
    assert server.register(email).status_code == 201
    assert server.post("/verify", {"email": email, "code": pool.code(email)}).status_code == 200
    tokens = server.login(email).json()
    greeting = server.get("/protected", tokens["accessToken"]).json()["message"]
    assert greeting == f"Hello, {email}! You have access to this protected resource."
    refreshed = server.post("/refresh", {"refreshToken": tokens["refreshToken"]}).json()
    server.post("/forgot-password", {"email": email})
    assert server.post("/reset-password", {
        "email": email, "code": pool.code(email), "newPassword": "Another-Horse-8",
    }).status_code == 200
    assert server.login(email).status_code == 401
    latest = server.login(email, "Another-Horse-8").json()
    assert server.post("/logout", token=latest["accessToken"]).status_code == 200
    for token in (tokens, refreshed, latest):
        assert server.get("/protected", token["accessToken"]).json()["code"] == "token_revoked"
    assert server.post("/refresh", {"refreshToken": tokens["refreshToken"]}).status_code == 401
    again = server.login(email, "Another-Horse-8").json()
    assert server.get("/protected", again["accessToken"]).status_code == 200
    server.kill()
    server.start()
    assert server.get("/protected", tokens["accessToken"]).json()["code"] == "token_revoked"
    assert server.get("/protected", again["accessToken"]).status_code == 200


def test_a_budget_in_front_of_cognito_and_the_clients_address_behind_it(start, email, tmp_path):
    secret = "0123456789abcdefghijklmnop"
    policy = tmp_path / "policy.json"
    policy.write_text(json.dumps({"UserPoolClient": {"ClientSecret": secret}}))
    pool = start("pool", GATEHOUSE_POOL_POLICY=str(policy))
    pool.account(email)
    server = start("front", **pointing_at(
        pool.ready | {"endpoint": pool.ready["wireDoor"]}, COGNITO_ISSUER=pool.ready["issuer"],
        COGNITO_CLIENT_SECRET=secret, GATEHOUSE_SEND_CLIENT_ADDRESS="on",
        GATEHOUSE_RATE_LIMITS="cognito-mails=2/86400"))
    assert server.login(email).status_code == 200
    answers = [server.post("/forgot-password", {"email": email}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].json()["code"] == "too_many_requests"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 3600
    assert server.login(email).status_code == 200, "signing in sends no mail"


def test_the_journey_on_moto(start, moto, email):
    server = start(**pointing_at(moto))
    assert server.register(email).status_code == 201
    assert server.post("/verify", {"email": email, "code": "123456"}).status_code == 200
    assert server.login(email, "Wrong-Horse-9").status_code == 401
    tokens = server.login(email).json()
    answer = server.get("/protected", tokens["accessToken"])
    assert answer.status_code == 200 and email in answer.json()["message"]
    refreshed = server.post("/refresh", {"refreshToken": tokens["refreshToken"]})
    assert refreshed.status_code == 200
    assert server.post("/forgot-password", {"email": email}).status_code == 200
    assert server.post("/logout", token=tokens["accessToken"]).status_code == 200
    assert server.get("/protected", tokens["accessToken"]).json()["code"] == "token_revoked"


class Upstream:
    """An endpoint that answers every call in one way."""

    def __init__(self, status=200, body=b"", kind="text/html", headers=()):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(handler):
                self.calls.append(handler.headers["X-Amz-Target"].split(".")[1])
                self.bodies.append(handler.rfile.read(int(handler.headers["Content-Length"])))
                handler.send_response(status)
                for name, value in (("Content-Type", kind), *headers):
                    handler.send_header(name, value)
                handler.send_header("Content-Length", str(len(body)))
                handler.end_headers()
                handler.wfile.write(body)

            do_GET = do_POST

            def log_message(*_):
                pass

        self.calls, self.bodies = [], []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.ready = {"userPoolId": "us-east-1_AbCdEfGhI", "clientId": "1example",
                      "endpoint": "http://127.0.0.1:%d" % self.server.server_address[1]}
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def error(name, message="text of Cognito's own"):
    return json.dumps({"__type": name, "message": message}).encode()


@pytest.mark.parametrize("upstream,status,code", [
    ((200, b"<html>Welcome</html>"), 503, "upstream_unavailable"),
    ((502, b"<html>Bad gateway</html>"), 503, "upstream_unavailable"),
    ((200, b'{"AuthenticationResult":'), 503, "upstream_unavailable"),
    ((500, error("InternalErrorException")), 503, "upstream_unavailable"),
    ((400, error("TooManyRequestsException")), 429, "upstream_throttled"),
    ((400, error("LimitExceededException")), 429, "too_many_requests"),
    ((400, error("NotAuthorizedException", "Unable to verify secret hash for client x")),
     500, "misconfigured"),
    ((400, error("ResourceNotFoundException")), 500, "misconfigured"),
    ((400, error("NotAuthorizedException", "Incorrect username or password.")),
     401, "invalid_credentials"),
    ((400, error("NeverHeardOfException")), 503, "upstream_unavailable"),
])
def test_what_an_upstream_says_is_translated(start, email, upstream, status, code):
    server = start(**pointing_at(Upstream(*upstream).ready))
    answer = server.login(email)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "text of Cognito" not in answer.text
    if status in (429, 503):
        assert int(answer.headers["Retry-After"]) == answer.json()["retryAfter"] > 0


def test_cognito_is_told_the_clients_address(start, email):
    upstream = Upstream(400, error("NotAuthorizedException", "Incorrect username or password."))
    server = start(**pointing_at(
        upstream.ready, TRUST_PROXY="1", GATEHOUSE_SEND_CLIENT_ADDRESS="on",
        COGNITO_CLIENT_SECRET="0123456789abcdefghijklmnop"))
    spoofed = {"X-Forwarded-For": "192.0.2.66, 198.51.100.7"}
    for path, body in (("/login", {"password": PASSWORD}), ("/forgot-password", {})):
        server.post(path, {"email": email} | body, headers=spoofed)
    told = [json.loads(body).get("UserContextData") for body in upstream.bodies]
    assert told == [{"IpAddress": "198.51.100.7"}] * 2


def test_sign_up_is_never_sent_twice(start, email):
    upstream = Upstream(500, error("InternalErrorException"))
    server = start(**pointing_at(upstream.ready))
    assert server.register(email).status_code == 503
    assert upstream.calls == ["SignUp"]


def test_an_upstream_that_is_down(start, email):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        endpoint = "http://127.0.0.1:%d" % closed.getsockname()[1]
    server = start(**pointing_at(
        {"userPoolId": "us-east-1_A", "clientId": "c", "endpoint": endpoint}))
    answer = server.login(email)
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream_unavailable")
    assert server.get("/health").status_code == 200


def test_an_upstream_that_never_answers(start, email):
    silent = socket.create_server(("127.0.0.1", 0))
    endpoint = "http://127.0.0.1:%d" % silent.getsockname()[1]
    server = start(**pointing_at(
        {"userPoolId": "us-east-1_A", "clientId": "c", "endpoint": endpoint},
        GATEHOUSE_REQUEST_TIMEOUT="1"))
    began = time.monotonic()
    answer = server.login(email)
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream_timeout")
    assert time.monotonic() - began < 4
    silent.close()


def test_an_upstream_that_takes_no_connection(start, email):
    """A full accept queue leaves further SYNs unanswered: only the connect timeout ends the wait."""
    full = socket.create_server(("127.0.0.1", 0), backlog=0)
    waiting = [socket.socket() for _ in range(4)]
    for client in waiting:
        client.setblocking(False)
        client.connect_ex(full.getsockname())
    endpoint = "http://127.0.0.1:%d" % full.getsockname()[1]
    server = start(**pointing_at(
        {"userPoolId": "us-east-1_A", "clientId": "c", "endpoint": endpoint},
        GATEHOUSE_CONNECT_TIMEOUT="0.2", GATEHOUSE_REQUEST_TIMEOUT="20"))
    began = time.monotonic()
    answer = server.login(email)
    assert answer.status_code == 503
    assert answer.json()["code"] in ("upstream_timeout", "upstream_unavailable")
    assert time.monotonic() - began < 10, "three connects of 0.2 s, not the 20 s of the call"
    for client in (full, *waiting):
        client.close()


def test_a_password_for_cognito_is_no_argument_for_the_log(start):
    upstream = Upstream(400, error("NotAuthorizedException", "Incorrect username or password."))
    server = start(**pointing_at(upstream.ready, COGNITO_CLIENT_SECRET="planted-secret"))
    server.login("a@example.com", PASSWORD + "-planted")
    server.stop()
    assert "planted" not in json.dumps(server.log)
