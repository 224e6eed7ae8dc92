"""The verbs of the command line, and how the process starts and ends."""

import json
import os
import signal
import socket
import subprocess
import time

import pytest
import requests

from gatehouse import BINARY


def run(directory, *arguments, **settings):
    return subprocess.run(
        [BINARY, *arguments], cwd=directory, env={"PATH": os.environ["PATH"]} | settings,
        capture_output=True, text=True, timeout=60)


def test_check_shows_the_settings_and_no_secret(tmp_path):
    good = run(
        tmp_path, "check", AWS_REGION="eu-west-1", COGNITO_USER_POOL_ID="eu-west-1_A",
        COGNITO_CLIENT_ID="c", COGNITO_CLIENT_SECRET="planted-secret")
    assert good.returncode == 0 and "eu-west-1_A" in good.stdout
    assert "planted" not in good.stdout + good.stderr


def test_check_tells_every_fault_at_once(tmp_path):
    (tmp_path / ".env").write_text("nonsense\nPORT=x\n")
    bad = run(tmp_path, "check", GATEHOUSE_NONSENSE="1", TOKEN_USE="none")
    assert bad.returncode == 1
    for name in (".env:1", "PORT", "GATEHOUSE_NONSENSE", "TOKEN_USE"):
        assert name in bad.stderr


def test_check_looks_into_the_files_it_names(tmp_path):
    (tmp_path / "policy.json").write_text('{"UserPool":{"Nonsense":1}}')
    (tmp_path / "ca.pem").write_text("not a certificate")
    bad = run(
        tmp_path, "check", AWS_REGION="eu-west-1", COGNITO_USER_POOL_ID="eu-west-1_A",
        COGNITO_CLIENT_ID="c", GATEHOUSE_CA_BUNDLE="ca.pem")
    assert bad.returncode == 1 and "GATEHOUSE_CA_BUNDLE" in bad.stderr
    bad = run(tmp_path, "check", GATEHOUSE_POOL_POLICY="policy.json")
    assert bad.returncode == 1 and "Nonsense" in bad.stderr
    bad = run(tmp_path, "check", GATEHOUSE_POOL_POLICY="none.json")
    assert bad.returncode == 1 and "GATEHOUSE_POOL_POLICY" in bad.stderr
    assert "COGNITO_DOMAIN" in run(tmp_path, "check", COGNITO_DOMAIN="x").stdout


def test_check_shows_the_limits_that_hold(tmp_path):
    development = run(tmp_path, "check").stdout
    assert "sign-in=off" in development and "account-failures=20/900" in development
    production = run(tmp_path, "check", GATEHOUSE_INBOX="off", GATEHOUSE_RATE_LIMITS="mail=7/60")
    assert "sign-in=100/60" in production.stdout and "mail=7/60" in production.stdout


def test_serve_does_not_start_on_a_faulty_configuration(tmp_path):
    bad = run(tmp_path, "serve", PORT="x")
    assert bad.returncode == 1 and "PORT" in bad.stderr
    assert not (tmp_path / "data").exists()


def test_version(tmp_path):
    assert run(tmp_path, "version").stdout.startswith("gatehouse ")


def test_healthcheck(server, tmp_path):
    port = server.api.rsplit(":", 1)[1]
    assert run(tmp_path, "healthcheck", PORT=port).returncode == 0
    behind_a_proxy = run(tmp_path, "healthcheck", PORT=port, http_proxy="http://127.0.0.1:1")
    assert behind_a_proxy.returncode == 0
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        assert run(
            tmp_path, "healthcheck", PORT=str(closed.getsockname()[1])).returncode == 1


def test_an_address_in_use_is_told(server, tmp_path):
    port = server.api.rsplit(":", 1)[1]
    taken = run(tmp_path, "serve", PORT=port, GATEHOUSE_POOL_PORT="0")
    assert taken.returncode == 1 and f"127.0.0.1:{port}" in taken.stderr + taken.stdout


def test_a_data_directory_has_one_owner(start):
    first = start("one")
    second = run(first.directory, "serve", PORT="0", GATEHOUSE_POOL_PORT="0")
    assert second.returncode == 1 and "another gatehouse" in second.stderr.lower()


def test_the_data_is_for_its_owner_alone(server):
    for folder, _, names in os.walk(server.directory / "data"):
        assert os.stat(folder).st_mode & 0o077 == 0
        for name in names:
            assert os.stat(os.path.join(folder, name)).st_mode & 0o077 == 0, name


def test_it_ends_with_code_0_on_both_signals(start):
    for name, number in (("term", signal.SIGTERM), ("int", signal.SIGINT)):
        server = start(name)
        server.process.send_signal(number)
        assert server.process.wait(timeout=30) == 0


def test_before_it_ends_it_says_so(start):
    server = start(GATEHOUSE_DRAIN_DELAY="20")
    connection = requests.Session()
    assert connection.get(server.api + "/ready").status_code == 200
    server.process.send_signal(signal.SIGTERM)
    server.wait_for(lambda line: line.get("message") == "Gatehouse is stopping")
    answer = connection.get(server.api + "/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "draining"})
    assert answer.headers["Connection"] == "close", "a connection from before is told too"
    assert requests.get(server.api + "/health", timeout=30).headers["Connection"] == "close"
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=30) == 1, "a second signal ends it at once"


def test_it_ends_in_its_time_whoever_drips(start):
    server = start(GATEHOUSE_DRAIN_DELAY="2", GATEHOUSE_DRAIN_TIME="1")
    place = ("127.0.0.1", int(server.api.rsplit(":", 1)[1]))
    with socket.create_connection(place) as drips:
        drips.sendall(b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                      b"Content-Length: 100\r\n\r\n{")
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        server.wait_for(lambda line: line.get("message") == "Gatehouse is stopping")
        assert requests.get(server.api + "/health").status_code == 200, "the delay isn't over"
        assert server.process.wait(timeout=30) == 0
        assert time.monotonic() - began >= 3, "both times have passed"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(place)


def test_a_token_is_read_from_a_file_and_never_repeated(tmp_path):
    answer = run(tmp_path, "token", "inspect", "eyJ.secret.token")
    assert answer.returncode == 1 and "standard input" in answer.stderr
    assert "secret" not in answer.stderr


def test_text_for_people_shows_where_everything_is(tmp_path):
    process = subprocess.Popen(
        [BINARY], cwd=tmp_path, stdout=subprocess.PIPE, text=True,
        env={"PATH": os.environ["PATH"], "PORT": "0", "GATEHOUSE_POOL_PORT": "0",
             "LOG_FORMAT": "text"})
    text = ""
    while "curl" not in text:
        text += process.stdout.readline()
    process.terminate()
    assert process.wait(timeout=30) == 0
    for part in ("embedded pool", "us-east-1_", "/inbox", "http://127.0.0.1:"):
        assert part in text


def test_connections_leave_no_descriptor(start):
    server = start()
    port = int(server.api.rsplit(":", 1)[1])

    def settled():
        requests.get(server.api + "/health", timeout=30)
        return len(os.listdir(f"/proc/{server.process.pid}/fd"))

    before = settled()
    for round in range(400):
        with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
            if round % 4:
                client.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"\r\n" * (round % 2))
            if round % 4 == 3:
                client.recv(4096)
    for _ in range(200):  # closing takes its turn
        if settled() <= before:
            return
    assert settled() <= before


def test_a_missing_libcurl_is_told_where_it_is_needed(tmp_path):
    (tmp_path / "libcurl.so.4").write_text("not a library")
    bad = run(
        tmp_path, "serve", AWS_REGION="eu-west-1", COGNITO_USER_POOL_ID="eu-west-1_A",
        COGNITO_CLIENT_ID="c", PORT="0", LD_LIBRARY_PATH=str(tmp_path))
    assert bad.returncode == 1 and "libcurl4" in bad.stderr


def test_the_embedded_pool_loads_no_libcurl(server):
    maps = open(f"/proc/{server.process.pid}/maps").read()
    assert "libcrypto" in maps and "libcurl" not in maps


def test_a_stopped_process_leaves_no_database_log(start, email):
    """The next start would take it for a crash and check the whole file."""
    server = start()
    server.account(email)
    assert server.stop() == 0
    logs = [path for path in server.directory.rglob("*-wal") if path.stat().st_size]
    assert logs == []


def test_cheap_password_hashes_are_for_tests(tmp_path):
    cheap = {"MemoryKiB": 8, "Iterations": 1, "Parallelism": 1}
    (tmp_path / "policy.json").write_text(json.dumps({"PasswordHashing": cheap}))
    refused = run(tmp_path, "check", GATEHOUSE_POOL_POLICY="policy.json", GATEHOUSE_INBOX="off")
    assert refused.returncode == 1
    assert "PasswordHashing must be at least 19456 KiB and 2 iterations" in refused.stderr
    allowed = run(tmp_path, "check", GATEHOUSE_POOL_POLICY="policy.json", GATEHOUSE_INBOX="on")
    assert allowed.returncode == 0, allowed.stderr
