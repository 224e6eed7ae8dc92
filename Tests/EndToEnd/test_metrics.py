"""GET /metrics on its own port: what an operator watches."""

import re
import socket

import requests


def metrics(server):
    answer = requests.get(server.ready["metrics"], timeout=30)
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = answer.text.splitlines()
    families = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    samples = {}
    for line in lines:
        if line.startswith("#"): continue
        name, labels, value = re.fullmatch(r"(\w+)(\{.*\})? (\d+)", line).groups()
        assert name in families
        samples[name + (labels or "")] = int(value)
    return samples


def test_the_token_cache_is_measured(start, email):
    server = start(GATEHOUSE_TOKEN_CACHE="100")
    token = server.account(email)["accessToken"]
    before = metrics(server)
    for _ in range(3):
        assert server.get("/protected", token).status_code == 200
    assert server.get("/protected", "a.b.c").status_code == 401
    after = metrics(server)
    changes = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert changes.pop("gatehouse_token_cache_bytes") > 0
    changes.pop("gatehouse_connections", None)
    assert changes == {
        "gatehouse_token_cache_entries": 1, "gatehouse_token_cache_hits_total": 2,
        "gatehouse_token_cache_misses_total": 2,
        'gatehouse_http_answers_total{status="2xx"}': 3,
        'gatehouse_http_answers_total{status="4xx"}': 1}


def test_a_switched_off_cache_counts_nothing(start, email):
    server = start(GATEHOUSE_TOKEN_CACHE="0")
    token = server.account(email)["accessToken"]
    for _ in range(2):
        assert server.get("/protected", token).status_code == 200
    found = metrics(server)
    assert [found[f"gatehouse_token_cache_{name}"] for name in ("entries", "hits_total")] == [0, 0]


def test_there_is_nothing_else_at_that_port(server):
    base = server.ready["metrics"].removesuffix("/metrics")
    assert requests.get(base + "/protected", timeout=30).status_code == 404
    assert requests.get(server.api + "/metrics", timeout=30).status_code == 404


def test_it_can_be_switched_off(start):
    assert "metrics" not in start(GATEHOUSE_METRICS_PORT="off").ready


def test_a_port_that_was_asked_for_must_be_had(start):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        try:
            start(GATEHOUSE_METRICS_PORT=str(port))
        except AssertionError as error:
            assert "GATEHOUSE_METRICS_PORT" in str(error)
        else:
            raise AssertionError("it started")
