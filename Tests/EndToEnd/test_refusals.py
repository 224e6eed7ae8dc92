"""A wrong call gets a clear JSON error and nothing is lost."""

import base64
import json
import socket
import time

import pytest
import requests
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from sealed_keys import access_key

BODIES = {
    "/register": ("email, password, and name are required", ["email", "password", "name"]),
    "/verify": ("email and code are required", ["email", "code"]),
    "/login": ("email and password are required", ["email", "password"]),
    "/forgot-password": ("email is required", ["email"]),
    "/reset-password": (
        "email, code, and newPassword are required", ["email", "code", "newPassword"]),
    "/refresh": ("refreshToken is required", ["refreshToken"]),
    "/resend-code": ("email is required", ["email"]),
}


def check_error(answer, status, code):
    body = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), body
    assert body["message"] and body["requestId"] == answer.headers["X-Request-Id"]
    return body


@pytest.mark.parametrize("path", BODIES)
def test_missing_fields_are_all_named(server, path):
    message, fields = BODIES[path]
    for answer in (server.post(path), server.post(path, {}), server.post(path, {"x": 1})):
        body = check_error(answer, 400, "missing_fields")
        assert body["message"] == message
        assert [fault["field"] for fault in body["errors"]] == fields


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("value", [1, True, None, [], {}, "", "  "])
def test_fields_of_a_wrong_type_are_refused(server, path, value):
    fields = BODIES[path][1]
    answer = server.post(path, {field: value for field in fields})
    assert answer.status_code == 400
    assert answer.json()["code"] in ("missing_fields", "invalid_fields")
    assert [fault["field"] for fault in answer.json()["errors"]] == fields


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("body", [b'{"email":', b"[]", b"1", b'"x"', b"null", b"\xff\xfe{}", b"{}{}"])
def test_broken_json_is_refused(server, path, body):
    answer = requests.post(
        server.api + path, data=body, headers={"Content-Type": "application/json"}, timeout=30)
    check_error(answer, 400, "invalid_json")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "x"])
def test_another_content_type_is_refused(server, kind):
    answer = requests.post(
        server.api + "/login", data=b"{}", headers={"Content-Type": kind}, timeout=30)
    check_error(answer, 415, "unsupported_media_type")


def test_a_megabyte_is_refused(server):
    answer = server.post("/login", {"email": "x" * 1_000_000, "password": "x"},
                         headers={"Origin": "http://localhost:5173"})
    check_error(answer, 413, "body_too_large")


@pytest.mark.parametrize("path", ["/login", "/register", "/logout", "/refresh"])
def test_a_wrong_method_names_the_right_one(server, path):
    answer = server.get(path)
    check_error(answer, 405, "method_not_allowed")
    assert "POST" in answer.headers["Allow"]
    assert "GET" in server.post("/protected").headers["Allow"]


@pytest.mark.parametrize("path", [
    "/nothing", "/PROTECTED", "//protected", "/./protected", "/x/../protected", "/protected%2f",
    "/protected;x", "/protected/x"])
def test_there_are_no_aliases(server, path):
    host, port = server.api.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    status = int(answer.split(" ")[1])
    assert status in (400, 404) and '"code"' in answer


def test_wrong_credentials_are_told_alike(server, email):
    server.account(email)
    wrong = check_error(server.login(email, "Wrong-Horse-9"), 401, "invalid_credentials")
    unknown = check_error(server.login("nobody-" + email), 401, "invalid_credentials")
    assert wrong["message"] == unknown["message"]


def test_an_unconfirmed_account_cannot_log_in(server, email):
    server.register(email)
    check_error(server.login(email), 401, "user_not_confirmed")


def test_registration_refuses_what_cognito_refuses(server, email):
    check_error(server.register(email, "short"), 400, "weak_password")
    check_error(server.register("not-an-address"), 400, "invalid_email")
    assert server.register(email).status_code == 201
    check_error(server.register(email), 400, "email_taken")
    check_error(server.register(email.upper()), 400, "email_taken")


def test_a_wrong_code_is_refused(server, email):
    server.register(email)
    code = server.code(email)
    nobody = check_error(
        server.post("/verify", {"email": "nobody-" + email, "code": code}), 400, "code_mismatch")
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    told = check_error(
        server.post("/verify", {"email": email, "code": wrong}), 400, "code_mismatch")
    assert told["message"] == nobody["message"]
    assert server.post("/verify", {"email": email, "code": code}).status_code == 200


def test_an_unknown_address_gets_the_same_answer(server, email):
    answer = server.post("/forgot-password", {"email": email})
    assert (answer.status_code, answer.json()["message"]) == (
        200, "Password reset code sent to your email.")


def segment(value) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def forged(token, key=None, header=None, **claims):
    """The token with other claims, signed by a key of ours."""
    head, payload, _ = (base64.urlsafe_b64decode(part + "==") for part in token.split("."))
    key = key or rsa.generate_private_key(public_exponent=65537, key_size=2048)
    text = f"{segment(json.loads(head) | (header or {}))}.{segment(json.loads(payload) | claims)}"
    return f"{text}.{segment(key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def check_unauthorized(answer, code):
    body = check_error(answer, 401, code)
    assert body["message"] == "Unauthorized"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_tokens_that_are_not_ours_are_refused(server, email):
    tokens = server.account(email)
    access = tokens["accessToken"]
    check_unauthorized(server.get("/protected", tokens["idToken"]), "wrong_token_use")
    for token in (forged(access), access[:-4] + "AAAA", access + "=", "garbage", "a.b.c",
                  forged(access, header={"alg": "none"}), forged(access, header={"kid": "x"}),
                  "x" * 9000):
        check_unauthorized(server.get("/protected", token), "invalid_token")


def test_no_token(server):
    body = check_error(server.post("/logout"), 401, "missing_token")
    assert body["message"] == "No token provided"
    answer = server.get("/protected")
    check_unauthorized(answer, "missing_token")
    assert "error=" not in answer.headers["WWW-Authenticate"], "RFC 6750 section 3.1"
    for value in ("Basic dTpw", "Bearer", "Bearer a b"):
        assert server.get("/protected", headers={"Authorization": value}).status_code == 401


def test_tokens_of_another_pool_or_client(start, email):
    ours, other = start("ours"), start("other")
    foreign = other.account(email)["accessToken"]
    check_unauthorized(ours.get("/protected", foreign), "invalid_token")


def test_a_token_that_has_expired(server, email):
    tokens = server.account(email)
    key = access_key(server.directory / "data/pool")
    expired = forged(tokens["accessToken"], key, exp=int(time.time()) - 1)
    check_unauthorized(server.get("/protected", expired), "token_expired")
    check_unauthorized(server.get("/protected", forged(
        tokens["accessToken"], key, client_id="another")), "wrong_client")
    check_unauthorized(server.get("/protected", forged(
        tokens["accessToken"], key, iss="http://localhost/other")), "wrong_issuer")
    assert server.get("/protected", forged(tokens["accessToken"], key)).status_code == 200


def test_errors_carry_the_headers_of_cors(start):
    server = start(CORS_ORIGINS="https://app.example.com")
    origin = {"Origin": "https://app.example.com"}
    foreign = forged(server.account("ada@example.com")["accessToken"], header={"kid": "x"})
    for answer in (server.get("/protected", headers=origin), server.get("/nothing", headers=origin),
                   server.get("/protected", "a.b.c", headers=origin),
                   server.get("/protected", foreign, headers=origin),
                   server.get("/forward-auth", foreign, headers=origin),
                   server.post("/login", {"email": "x" * 1_000_000}, headers=origin)):
        assert answer.status_code >= 400
        assert answer.headers["Access-Control-Allow-Origin"] == "https://app.example.com"
    preflight = requests.options(server.api + "/login", timeout=30, headers=origin | {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type"})
    assert preflight.status_code == 204
    assert "authorization" in preflight.headers["Access-Control-Allow-Headers"].lower()
    assert "Access-Control-Allow-Origin" not in server.get(
        "/health", headers={"Origin": "https://evil.example"}).headers


def test_refused_heads_carry_what_came_before(start):
    """The fields before the place that was refused are known: CORS and the request id hold."""
    server = start(CORS_ORIGINS="https://app.example.com")
    host, port = server.api.removeprefix("http://").split(":")
    for line, status, code in (("A b", 400, "invalid_request"),
                               ("Cookie: " + "x" * 17_000, 431, "headers_too_large")):
        for method in ("OPTIONS", "POST"):
            head = (f"{method} /login HTTP/1.1\r\nOrigin: https://app.example.com\r\n"
                    "Access-Control-Request-Method: POST\r\nX-Request-Id: mine\r\n"
                    f"Host: x\r\n{line}\r\n\r\n")
            with socket.create_connection((host, int(port)), timeout=30) as connection:
                connection.sendall(head.encode())
                answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
            lines, body = answer.split("\r\n\r\n")
            assert lines.startswith(f"HTTP/1.1 {status} ")
            assert "Access-Control-Allow-Origin: https://app.example.com" in lines
            assert "X-Request-Id: mine" in lines and "Connection: close" in lines
            assert (json.loads(body)["code"], json.loads(body)["requestId"]) == (code, "mine")


def test_problem_json_on_request(server):
    answer = server.get("/nothing", headers={"Accept": "application/problem+json"})
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    body = check_error(answer, 404, "not_found")
    assert {"type", "title", "status", "detail", "instance"} <= set(body)


def test_the_catalogue_explains_every_code(server):
    codes = server.get("/errors").json()["errors"]
    assert {"invalid_credentials", "token_revoked", "misconfigured"} <= {c["code"] for c in codes}
    entry = server.get("/errors/token_revoked").json()
    assert entry["status"] == 401 and entry["cure"]
    check_error(server.get("/errors/none"), 404, "not_found")


def test_no_secret_reaches_the_log(start, email):
    server = start()
    password = "Planted-Secret-1"
    tokens = server.account(email, password)
    server.login(email, "Planted-Secret-2")
    server.get("/protected", tokens["accessToken"])
    server.get("/protected", tokens["idToken"])
    server.post("/refresh", {"refreshToken": tokens["refreshToken"]})
    server.post("/logout", token=tokens["accessToken"])
    server.stop()
    text = json.dumps(server.log)
    secrets = [password, "Planted-Secret-2"] + [
        part for name in ("accessToken", "idToken", "refreshToken")
        for part in tokens[name].split(".")[1:]]
    assert text and not [secret for secret in secrets if secret and secret in text]
