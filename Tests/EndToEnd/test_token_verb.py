"""`gatehouse token inspect|verify`."""

import json
import os
import socket
import subprocess

import pytest
import requests

from gatehouse import BINARY
from test_refusals import forged, segment


def run(text, *arguments):
    return subprocess.run(
        [BINARY, "token", *arguments], env={"PATH": os.environ["PATH"]}, input=text,
        capture_output=True, text=True, timeout=60)


@pytest.fixture
def issued(server, email, tmp_path):
    """A token, and the arguments that it is verified with."""
    tokens = server.account(email)
    keys = requests.get(server.ready["issuer"] + "/.well-known/jwks.json", timeout=30)
    file = tmp_path / "jwks.json"
    file.write_bytes(keys.content)
    return tokens, ["verify", "--jwks", str(file), "--issuer", server.ready["issuer"],
                    "--client-id", server.ready["clientId"]]


def test_a_good_token_shows_its_claims(issued, server, tmp_path):
    tokens, verify = issued
    for token, use in ((tokens["accessToken"], "access"), (tokens["idToken"], "id"),
                       (tokens["idToken"] + "\n", "any")):
        answer = run(token, *verify, "--token-use", use)
        assert answer.returncode == 0, answer.stderr
        assert json.loads(answer.stdout)["iss"] == server.ready["issuer"]
    file = tmp_path / "token"
    file.write_text(tokens["accessToken"])
    url = server.ready["issuer"] + "/.well-known/jwks.json"
    answer = run("", "verify", "--jwks", url, *verify[3:], "--token-use", "access", str(file))
    assert answer.returncode == 0


def test_a_refusal_is_named_and_the_token_is_not_shown(issued):
    tokens, verify = issued
    access = tokens["accessToken"]
    use = ["--token-use", "access"]
    for token, arguments, reason in (
            (forged(access), use, "invalidSignature (invalid_token)"),
            (tokens["idToken"], use, "wrongTokenUse (wrong_token_use)"),
            (access + "=", use, "paddedBase64 (invalid_token)"),
            ("planted", use, "wrongSegmentCount (invalid_token)"),
            (access, use + ["--group", "admin"], "missingGroup (group_required)"),
            (access, use + ["--scope", "read"], "missingScope (insufficient_scope)")):
        answer = run(token, *verify, *arguments)
        assert answer.returncode == 1 and reason in answer.stderr
        assert not [part for part in token.split(".") if part in answer.stdout + answer.stderr]


def test_no_check_is_left_out_by_forgetting(issued):
    tokens, verify = issued
    assert run(tokens["accessToken"], *verify).returncode == 64
    assert run(tokens["accessToken"], *verify[:5], "--token-use", "any").returncode == 64
    assert run(tokens["accessToken"], *verify, "--token-use", "none").returncode == 64


def test_keys_that_cannot_be_had_are_told_with_a_cure(issued, server, tmp_path):
    tokens, verify = issued
    with socket.create_server(("127.0.0.1", 0)) as unused:
        closed = f"http://127.0.0.1:{unused.getsockname()[1]}/jwks.json"
    page = tmp_path / "page.html"
    page.write_text("<html>")
    for place, cure in (
            (closed, "nobody answers there; check host and port"),
            (server.ready["wireDoor"] + "/nothing", "it answers with status 404"),
            (server.ready["wireDoor"] + "/health", "is no JWKS document"),
            (server.ready["wireDoor"].replace("http:", "https:"), "http or https"),
            (str(page), "is no JWKS document"),
            (str(tmp_path / "absent.json"), "exist")):
        answer = run(
            tokens["accessToken"], "verify", "--jwks", place, *verify[3:], "--token-use", "any")
        assert answer.returncode == 1 and answer.stdout == ""
        assert cure in answer.stderr and place in answer.stderr, answer.stderr
        assert "Error" not in answer.stderr and "error" not in answer.stderr


def test_inspect_says_that_nothing_is_verified():
    token = f"{segment({'alg': 'none'})}.{segment({'sub': 'mallory'})}.AAAA"
    answer = run(token, "inspect")
    assert answer.returncode == 0 and answer.stdout.startswith("Not verified")
    assert '"sub":"mallory"' in answer.stdout and '"alg":"none"' in answer.stdout
    assert run("a.b", "inspect").returncode == 1
