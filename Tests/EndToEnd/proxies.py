"""Real proxies in front of the servers under test: nginx and HAProxy, as Debian has them."""

import socket
import subprocess
import time
from pathlib import Path

import requests

NGINX = """
daemon off; worker_processes 1; pid {directory}/nginx.pid; error_log {directory}/nginx.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {directory}/body; proxy_temp_path {directory}/proxy;
  fastcgi_temp_path {directory}/f; uwsgi_temp_path {directory}/u; scgi_temp_path {directory}/s;
  upstream gatehouse {{ {servers} keepalive 16; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://gatehouse; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header Host $host;
    }}
  }}
}}
"""

HAPROXY = """
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
  retries 3
  option redispatch
frontend web
  bind 127.0.0.1:{port}
  default_backend gatehouse
backend gatehouse
  option httpchk GET /ready
  default-server inter 100ms fall 1 rise 1
{servers}
"""


def free_port() -> int:
    """Below the range from which the system takes ports for outgoing connections."""
    for port in range(20000 + time.monotonic_ns() % 9000, 32000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                continue
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise RuntimeError("no free port")


class Proxy:
    """A running proxy; `url` is where it listens, `upstreams` the ports behind it."""

    def __init__(self, kind: str, directory: Path, upstreams: list[int]):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        configuration = directory / f"{kind}.conf"
        configuration.write_text(getattr(self, kind)(directory, upstreams))
        command = {
            "nginx": ["nginx", "-p", directory, "-e", directory / "nginx.log", "-c", configuration],
            "haproxy": ["haproxy", "-db", "-q", "-f", configuration],
        }[kind]
        self.process = subprocess.Popen(command)
        self._wait()

    def nginx(self, directory, upstreams):
        servers = " ".join(f"server 127.0.0.1:{port} max_fails=0;" for port in upstreams)
        return NGINX.format(directory=directory, port=self.port, servers=servers)

    def haproxy(self, _, upstreams):
        # A check may only take a server out where there is another one.
        check = "check" if len(upstreams) > 1 else ""
        servers = "\n".join(
            f"  server s{port} 127.0.0.1:{port} {check}" for port in upstreams)
        return HAPROXY.format(port=self.port, servers=servers)

    def _wait(self):
        for _ in range(500):
            try:
                if requests.get(f"{self.url}/health", timeout=5).status_code == 200:
                    return
            except requests.ConnectionError:
                time.sleep(0.02)
        raise RuntimeError("the proxy does not answer")

    def stop(self):
        self.process.terminate()
        self.process.wait()
