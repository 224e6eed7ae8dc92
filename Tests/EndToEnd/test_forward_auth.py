"""An application behind a real proxy that asks Gatehouse, with the very files of Config/."""

import http.server
import os
import re
import signal
import socket
import subprocess
import threading
import time

import pytest
import requests

from gatehouse import ROOT
from sealed_keys import access_key
from test_refusals import forged

SNIPPETS = ROOT / "Config/forward-auth"
IDENTITY = ["Remote-User", "Remote-Email", "Remote-Groups", "Remote-Name",
            "X-Auth-Request-User", "X-Auth-Request-Email", "X-Auth-Request-Groups"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class Application:
    """Remembers the headers of the requests that reach it."""

    def __init__(self):
        seen = self.seen = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                seen.append(self.headers)
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(200)
                self.send_header("Content-Length", "5")
                self.end_headers()
                self.wfile.write(b"hello")

            do_POST = do_DELETE = do_GET

            def log_message(*_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Proxy:
    """One of the proxies on a free port, its snippet pointing to our ports."""

    def __init__(self, kind, directory, gatehouse, application, query=""):
        self.port = free_port()
        self.kind, self.directory = kind, directory
        self.addresses = {"127.0.0.1:3000": gatehouse.removeprefix("http://"),
                          "127.0.0.1:8080": f"127.0.0.1:{application.port}"}
        self.query = query
        self.process = subprocess.Popen(
            getattr(self, kind)(), cwd=directory, stdout=subprocess.DEVNULL,
            stderr=(directory / f"{kind}.log").open("w"),
            env={"PATH": os.environ["PATH"] + ":/usr/sbin", "HOME": str(directory)})
        self.wait()

    def snippet(self, name, **more):
        text = (SNIPPETS / name).read_text()
        for old, new in (self.addresses | more).items():
            assert old in text, (name, old)
            text = text.replace(old, new)
        if self.query:
            text = re.sub(r"/forward-auth\??(?=;?\n)", "/forward-auth" + self.query, text)
        file = self.directory / name
        file.write_text(text)
        return file

    def nginx(self):
        file = self.snippet("nginx.conf", **{"listen 80": f"listen 127.0.0.1:{self.port}"})
        main = self.directory / "main.conf"
        main.write_text(f"""daemon off; user root; pid {self.directory}/nginx.pid; error_log stderr;
            events {{}}
            http {{
                access_log off;
                client_body_temp_path {self.directory}/body; proxy_temp_path {self.directory}/proxy;
                fastcgi_temp_path {self.directory}/a; uwsgi_temp_path {self.directory}/b;
                scgi_temp_path {self.directory}/c;
                include {file};
            }}""")
        return ["nginx", "-e", "stderr", "-c", main]

    def haproxy(self):
        (self.directory / "gatehouse.lua").write_text((SNIPPETS / "haproxy.lua").read_text())
        return ["haproxy", "-db", "-f", self.snippet(
            "haproxy.cfg", **{"bind :80": f"bind 127.0.0.1:{self.port}",
                              "/etc/haproxy/gatehouse.lua": str(self.directory / "gatehouse.lua")})]

    def caddy(self):
        file = self.snippet("Caddyfile", **{":80 {": f"http://127.0.0.1:{self.port} {{"})
        file.write_text("{\n\tadmin off\n}\n" + file.read_text())
        return ["caddy", "run", "--adapter", "caddyfile", "--config", file]

    def wait(self):
        until = time.monotonic() + 20
        while time.monotonic() < until:
            assert self.process.poll() is None, (self.directory / f"{self.kind}.log").read_text()
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
        raise AssertionError(f"{self.kind} does not listen")

    def ask(self, token=None, method="GET", headers=(), **options):
        headers = dict(headers) | ({"Authorization": f"Bearer {token}"} if token else {})
        return requests.request(
            method, f"http://127.0.0.1:{self.port}/some/path?x=1", headers=headers, timeout=30,
            **options)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)


@pytest.fixture(params=["nginx", "haproxy", "caddy"])
def proxied(request, tmp_path, server):
    """Starts the proxy with a query of demands; gives it and the application behind it."""
    proxies = []

    def make(query="", gatehouse=None):
        application = Application()
        directory = tmp_path / f"proxy{len(proxies)}"
        directory.mkdir()
        proxies.append(
            Proxy(request.param, directory, gatehouse or server.api, application, query))
        return proxies[-1], application

    yield make
    for proxy in proxies:
        proxy.stop()


def test_the_application_is_told_who_asks(server, proxied, email):
    proxy, application = proxied()
    tokens = server.account(email)
    answer = proxy.ask(tokens["accessToken"])
    assert (answer.status_code, answer.text) == (200, "hello")
    claims = server.get("/protected", tokens["accessToken"]).json()["user"]
    seen = application.seen[0]
    assert seen["Remote-User"] == seen["X-Auth-Request-User"] == claims["username"]
    assert seen["Remote-Email"] == seen["X-Auth-Request-Email"] == email
    assert seen["Remote-Name"] == "Ada"
    assert not seen["Remote-Groups"]
    assert proxy.ask(tokens["accessToken"], "POST", data=b"x" * 100_000).status_code == 200
    assert proxy.ask(tokens["accessToken"], "DELETE").status_code == 200


def test_a_client_that_names_itself_is_not_believed(server, proxied, email):
    proxy, application = proxied()
    token = server.account(email)["accessToken"]
    spoofed = {name: "root" for name in IDENTITY} | {
        name.replace("-", "_"): "root" for name in IDENTITY} | {"rEMOTE-uSER": "root"}
    assert proxy.ask(headers=spoofed).status_code == 401
    assert application.seen == []
    assert proxy.ask(token, headers=spoofed).status_code == 200
    values = [value for name, value in application.seen[0].items()
              if name.lower().replace("_", "-") in map(str.lower, IDENTITY)]
    assert values and "root" not in values


def test_refusals_pass_through(server, proxied, email):
    proxy, application = proxied()
    token = server.account(email)["accessToken"]
    answer = proxy.ask()
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="gatehouse"'
    answer = proxy.ask(forged(token))
    assert answer.status_code == 401
    assert 'error_description="invalid_token"' in answer.headers["WWW-Authenticate"]
    assert server.post("/logout", token=token).status_code == 200
    answer = proxy.ask(token)
    assert answer.status_code == 401
    assert 'error_description="token_revoked"' in answer.headers["WWW-Authenticate"]
    assert application.seen == []


def test_groups_are_demanded(server, proxied, email):
    proxy, application = proxied("?groups=admin,ops")
    token = server.account(email)["accessToken"]
    answer = proxy.ask(token)
    assert answer.status_code == 403 and application.seen == []
    groups = ["ops", "a,b", "zoë"]
    member = forged(token, access_key(server.directory / "data/pool"), **{"cognito:groups": groups})
    assert proxy.ask(member).status_code == 200
    assert application.seen[0]["Remote-Groups"] == "ops,a%2Cb,zo%C3%AB"


def test_many_groups(server, proxied, email):
    proxy, application = proxied()
    token = server.account(email)["accessToken"]
    groups = [f"group-with-a-long-name-{number:04}" for number in range(100)]
    member = forged(token, access_key(server.directory / "data/pool"), **{"cognito:groups": groups})
    assert proxy.ask(member).status_code == 200
    assert application.seen[0]["Remote-Groups"] == ",".join(groups)


def test_without_gatehouse_nobody_passes(proxied):
    proxy, application = proxied(gatehouse=f"http://127.0.0.1:{free_port()}")
    assert proxy.ask("token").status_code in (500, 502, 503)
    assert application.seen == []


def test_a_preflight_is_no_leave_to_pass(start):
    server = start(CORS_ORIGINS="https://app.example.com")
    preflight = {"Origin": "https://app.example.com", "Access-Control-Request-Method": "GET"}
    assert requests.options(server.api + "/protected", headers=preflight).status_code == 204
    for path in ("/forward-auth", "/forward-auth/"):
        assert requests.options(server.api + path, headers=preflight).status_code == 401
