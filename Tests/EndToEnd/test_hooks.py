"""What tests of an application may do while the inbox is on: move the clock, empty the pool."""

import socket
import time

import pytest
import requests

from test_signatures import PROXY_HEADERS

DAY = 86_400


def hook(server, path, body=None, **headers):
    return requests.post(
        server.ready["wireDoor"] + path, json=body, headers=headers, timeout=30)


def advance(server, seconds):
    answer = hook(server, "/clock", {"advanceSeconds": seconds})
    assert answer.status_code == 200, answer.text
    return answer.json()["now"]


def test_a_token_ends_when_the_clock_passes_its_end(start, email):
    server = start()
    tokens = server.account(email)
    assert server.get("/protected", tokens["accessToken"]).status_code == 200
    now = advance(server, 3_600)
    assert abs(now - time.time() - 3_600) < 60
    answer = server.get("/protected", tokens["accessToken"])
    assert (answer.status_code, answer.json()["code"]) == (401, "token_expired")
    # The pool's clock went along: what it signs now is good now.
    again = server.post("/refresh", {"refreshToken": tokens["refreshToken"]}).json()
    assert server.get("/protected", again["accessToken"]).status_code == 200
    advance(server, 31 * DAY)
    assert server.post("/refresh", {"refreshToken": tokens["refreshToken"]}).status_code == 401


def test_a_code_ends_when_the_clock_passes_its_end(start, email):
    server = start()
    server.register(email)
    code = server.code(email)
    advance(server, DAY)
    answer = server.post("/verify", {"email": email, "code": code})
    assert answer.status_code == 400
    server.post("/resend-code", {"email": email})
    answer = server.post("/verify", {"email": email, "code": server.code(email)})
    assert answer.status_code == 200


def test_the_clock_can_be_set(start, email):
    server = start()
    assert hook(server, "/clock", {"now": 1_900_000_000}).json() == {"now": 1_900_000_000}
    tokens = server.account(email)
    assert server.get("/protected", tokens["accessToken"]).status_code == 200
    real = int(time.time())
    assert hook(server, "/clock", {"now": real}).json() == {"now": real}
    assert server.get("/protected", tokens["accessToken"]).status_code == 401


@pytest.mark.parametrize("body", [
    {}, {"advanceSeconds": "1"}, {"advanceSeconds": 1.5}, {"advanceSeconds": 10**12},
    {"advanceSeconds": 2**63 - 1}, {"now": 0}, {"now": -(2**63)}, {"now": None},
    {"advanceSeconds": 1, "now": 1_900_000_000}, {"advance": 1}])
def test_other_moves_are_refused(server, body):
    answer = hook(server, "/clock", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_fields")


def test_a_reset_leaves_the_pool_but_nobody_in_it(start, email):
    server = start()
    tokens = server.account(email)
    server.register("new-" + email)
    keys = requests.get(server.ready["issuer"] + "/.well-known/jwks.json", timeout=30).json()
    answer = hook(server, "/reset")
    assert (answer.status_code, answer.json()) == (200, {"message": "The pool is empty."})

    assert server.login(email).status_code == 401
    answer = server.get("/protected", tokens["accessToken"])
    assert (answer.status_code, answer.json()["code"]) == (401, "token_revoked")
    assert server.post("/refresh", {"refreshToken": tokens["refreshToken"]}).status_code == 401
    inbox = server.ready["wireDoor"] + "/inbox"
    answer = requests.get(inbox, params={"email": "new-" + email}, timeout=30)
    assert answer.json() == {"messages": []}

    again = server.account(email)
    assert server.get("/protected", again["accessToken"]).status_code == 200
    assert requests.get(
        server.ready["issuer"] + "/.well-known/jwks.json", timeout=30).json() == keys
    ids = server.ready["userPoolId"], server.ready["clientId"]
    assert server.stop() == 0
    server.start()
    assert (server.ready["userPoolId"], server.ready["clientId"]) == ids
    assert server.login(email).status_code == 200


def test_a_reset_ends_tokens_of_clients_without_revocation(start, email, tmp_path):
    policy = tmp_path / "policy.json"
    policy.write_text('{"UserPoolClient": {"EnableTokenRevocation": false}}')
    server = start(GATEHOUSE_POOL_POLICY=str(policy))
    tokens = server.account(email)
    assert server.get("/protected", tokens["accessToken"]).status_code == 200
    assert hook(server, "/reset").status_code == 200
    answer = server.get("/protected", tokens["accessToken"])
    assert (answer.status_code, answer.json()["code"]) == (401, "token_revoked")
    again = server.account(email)
    assert server.get("/protected", again["accessToken"]).status_code == 200
    server.kill()
    server.start()
    assert server.get("/protected", tokens["accessToken"]).status_code == 401
    assert server.get("/protected", again["accessToken"]).status_code == 200


def test_a_reset_forgets_failed_attempts(start, email):
    server = start(GATEHOUSE_RATE_LIMITS="off")
    server.account(email)
    for _ in range(7):
        server.login(email, "Wrong-Horse-1")
    assert server.login(email).status_code != 200, "locked out"
    hook(server, "/reset")
    server.account(email)
    assert server.login(email).status_code == 200


@pytest.mark.parametrize("path, body", [("/clock", {"advanceSeconds": 0}), ("/reset", None)])
def test_no_web_page_uses_them(server, path, body):
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"},
                    {"Host": "rebound.example:9229"}):
        answer = hook(server, path, body, **headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
        assert "Access-Control-Allow-Origin" not in answer.headers
    answer = requests.options(
        server.ready["wireDoor"] + path, timeout=30, headers={
            "Origin": "https://evil.example", "Access-Control-Request-Method": "POST"})
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("path, body", [("/clock", {"advanceSeconds": 0}), ("/reset", None)])
def test_they_are_this_machines_alone(start, path, body):
    server = start(HOST="0.0.0.0", GATEHOUSE_INBOX="on")
    for name in PROXY_HEADERS:
        answer = hook(server, path, body, **{name: "x"})
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), name
    port = server.ready["wireDoor"].rsplit(":", 1)[1]
    answer = requests.post(f"http://{own_address()}:{port}{path}", json=body, timeout=30)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert requests.post(
        f"http://127.0.0.1:{port}{path}", json=body, timeout=30).status_code == 200


def own_address():
    """An address of this machine that is not loopback: to the server, its caller is elsewhere."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: connecting asks for a route alone.
            probe.connect(("192.0.2.1", 9))
        except OSError as reason:
            pytest.skip(f"needs a network interface beside loopback: {reason}")
        return probe.getsockname()[0]


def test_without_the_inbox_there_are_none_and_no_inbox(start, email):
    server = start(GATEHOUSE_INBOX="off")
    assert server.ready["testHooks"] == server.ready["inbox"] == "off"
    for path in ["/clock", "/reset"]:
        assert hook(server, path, {"advanceSeconds": 1}).status_code == 404
    server.register(email)
    inbox = server.ready["wireDoor"] + "/inbox"
    for query in ({}, {"email": email}, {"email": email, "wait": 1}):
        answer = requests.get(inbox, params=query, timeout=30)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), query


def test_they_are_told_of_at_the_start(server):
    assert server.ready["testHooks"] == "/clock, /reset"
