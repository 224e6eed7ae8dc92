"""Who the client is, behind real proxies."""

import subprocess

import pytest

import fronts
from gatehouse import BINARY

CLIENT = "127.0.0.77"


@pytest.mark.parametrize("version", ["send-proxy", "send-proxy-v2", "send-proxy-v2-ssl-cn"])
def test_haproxy_names_the_client(start, tmp_path, version):
    server = start(GATEHOUSE_PROXY_PROTOCOL="127.0.0.1")
    options = f"{version} check inter 50ms check-send-proxy"
    with fronts.haproxy(tmp_path, server, options) as port:
        assert fronts.get(port, "/errors", source=CLIENT) == 200
    assert fronts.access(server, "/errors")["remoteAddress"] == CLIENT
    events = [line for line in server.log if line.get("message") == "server"]
    assert not events, "its own health checks are no news"


def test_without_the_header_a_listed_address_is_nobody(start, tmp_path):
    server = start(GATEHOUSE_PROXY_PROTOCOL="127.0.0.1")
    with pytest.raises(ConnectionError):
        fronts.get(server.port(server.api))
    line = server.wait_for(lambda line: line.get("message") == "server")
    assert line["level"] == "warning" and "proxyHeaderRefused" in line["event"]
    assert fronts.get(server.port(server.api), source=CLIENT) == 200, "all others speak HTTP"


def test_with_the_header_anybody_else_is_refused(start, tmp_path):
    server = start(GATEHOUSE_PROXY_PROTOCOL="192.0.2.0/24")
    with fronts.haproxy(tmp_path, server, "send-proxy") as port:
        assert fronts.get(port) == 400


def test_the_health_check_names_itself(start):
    server = start(GATEHOUSE_PROXY_PROTOCOL="loopback")
    environment = server.settings | {"PATH": fronts.PATH}
    assert subprocess.run(
        [BINARY, "healthcheck"], cwd=server.directory, env=environment, timeout=30).returncode == 0


APPENDS = "X-Forwarded-For $proxy_add_x_forwarded_for"
SPOOFED = {"X-Forwarded-For": "192.0.2.66", "Forwarded": 'for=192.0.2.66;proto="'}


@pytest.mark.parametrize("trust", ["1", "127.0.0.1"])
def test_behind_nginx_what_the_client_wrote_is_not_believed(start, tmp_path, trust):
    server = start(TRUST_PROXY=trust)
    with fronts.nginx(tmp_path, server, APPENDS) as port:
        assert fronts.get(port, "/errors", CLIENT, SPOOFED) == 200
    assert fronts.access(server, "/errors")["remoteAddress"] == CLIENT


@pytest.mark.parametrize("trust", ["2", "127.0.0.1"])
def test_behind_two_proxies_as_well(start, tmp_path, trust):
    server = start(TRUST_PROXY=trust)
    with fronts.nginx(tmp_path, server, APPENDS, APPENDS) as port:
        assert fronts.get(port, "/errors", CLIENT, SPOOFED) == 200
    assert fronts.access(server, "/errors")["remoteAddress"] == CLIENT


def test_forwarded_is_read_instead_where_it_is_chosen(start, tmp_path):
    server = start(TRUST_PROXY="1", GATEHOUSE_FORWARDED_HEADER="forwarded")
    with fronts.nginx(tmp_path, server, 'Forwarded "$http_forwarded, for=$remote_addr"') as port:
        assert fronts.get(port, "/errors", CLIENT, SPOOFED) == 200
    assert fronts.access(server, "/errors")["remoteAddress"] == CLIENT


def test_without_trust_the_proxy_is_the_client(start, tmp_path):
    server = start()
    with fronts.nginx(tmp_path, server, APPENDS) as port:
        assert fronts.get(port, "/errors", CLIENT, SPOOFED) == 200
    assert fronts.access(server, "/errors")["remoteAddress"] == "127.0.0.1"
