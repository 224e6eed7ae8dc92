"""The programs that are measured, each with core 0; this process and wrk have core 1."""

import json
import os
import re
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class Contender:
    """A server: `begin` starts it, `settings` is its environment beside PATH."""

    name: str
    arguments: list
    settings: dict
    input = output = subprocess.DEVNULL

    def begin(self):
        self.start()
        while not self.answers():
            assert self.process.poll() is None, f"{self.name} ended"

    def start(self):
        # A child inherits the core; a program between us and it would cost a start its time.
        os.sched_setaffinity(0, {0})
        self.process = subprocess.Popen(
            [str(argument) for argument in self.arguments], close_fds=False,
            env={"PATH": os.environ["PATH"], "SWIFT_BACKTRACE": "enable=no"} | self.settings,
            stdin=self.input, stdout=self.output, stderr=subprocess.DEVNULL)
        os.sched_setaffinity(0, {1})
        self.pid = self.process.pid

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def answers(self) -> bool:
        try:
            with self.connect() as client:
                return self.ask(client)
        except OSError:
            time.sleep(0.0002)
            return False

    def ask(self, client: socket.socket) -> bool:
        client.sendall(b"GET /health HTTP/1.1\r\nHost: bench.example\r\n\r\n")
        answer = b""
        while b"ok" not in answer.lower().rpartition(b"\r\n\r\n")[2]:
            part = client.recv(4096)
            assert part, answer
            answer += part
        return answer.startswith(b"HTTP/1.1 200")

    def stop(self):
        self.process.terminate()
        self.process.wait()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """User and system time of the whole process, threads that have ended included."""
        # The clock of another process, as clock_getcpuclockid(3) makes it.
        return time.clock_gettime((~self.pid << 3) | 2)

    def memory(self, field: str) -> int:
        """Bytes by a field of smaps_rollup: Rss, Anonymous, Private_Dirty."""
        text = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        return int(re.search(rf"^{field}:\s+(\d+) kB", text, re.M)[1]) * 1024


class Nginx(Contender):
    name = "nginx `return 200`, 1 worker"

    def __init__(self, directory: Path):
        self.port, self.settings = free_port(), {}
        self.arguments = self.written(directory, f"""
            server {{
                listen 127.0.0.1:{self.port} backlog=4096;
                location / {{ default_type application/json; return 200 '{{"status":"ok"}}'; }}
            }}""")

    def written(self, directory: Path, site: str) -> list:
        """nginx's arguments, once its configuration is written."""
        configuration = directory / f"nginx-{self.port}.conf"
        configuration.write_text(f"""
            worker_processes 1; daemon off; master_process off; pid {directory}/{self.port}.pid;
            error_log /dev/null; events {{ worker_connections 8192; }}
            http {{
                access_log off; keepalive_requests 100000000;
                client_body_temp_path {directory}; proxy_temp_path {directory};
                fastcgi_temp_path {directory}; uwsgi_temp_path {directory};
                scgi_temp_path {directory};
                {site}
            }}""")
        return ["/usr/sbin/nginx", "-c", configuration, "-p", directory]


class Peer(Contender):
    """Somebody else's server, which knows whose tokens count."""

    def __init__(self, identity):
        self.port = free_port()
        self.settings = identity.settings | {"PORT": str(self.port)}


class Express(Peer):
    name = "Express, `node:crypto`"
    arguments = ["node", HERE / "express.js"]

    def __init__(self, identity):
        super().__init__(identity)
        self.settings |= {"NODE_ENV": "production", "NODE_PATH": "/usr/share/nodejs"}


class Hummingbird(Peer):
    name = "Hummingbird, jwt-kit"
    arguments = [ROOT / ".build/benchmarks/release/HummingbirdPeer"]


class Gatehouse(Contender):
    name = "gatehouse"
    arguments = [Path(os.environ.get("GATEHOUSE_BINARY", ROOT / ".build/release/gatehouse"))]

    def __init__(self, directory: Path, log: Path | None = None, **settings: str):
        """Without a log file it logs warnings only, so requests aren't logged."""
        self.directory = directory
        self.port, self.pool_port = free_port(), free_port()
        self.settings = {
            "PORT": str(self.port), "GATEHOUSE_POOL_PORT": str(self.pool_port),
            "GATEHOUSE_DATA_DIR": str(directory / f"data-{self.port}"), "GATEHOUSE_WORKERS": "1",
            "LOG_LEVEL": "info" if log else "warning", "LOG_FORMAT": "json"} | settings
        self.log = log
        if log: self.output = open(log, "ab")

    def empty_log(self):
        if self.log: os.truncate(self.log, 0)

    def post(self, path, body):
        request = urllib.request.Request(
            self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        return json.load(urllib.request.urlopen(request))

    def code(self, email) -> str:
        """The newest that was sent to that address."""
        inbox = f"http://127.0.0.1:{self.pool_port}/inbox?email={email}&wait=5"
        return json.load(urllib.request.urlopen(inbox))["messages"][0]["code"]

    def sign_in(self, email="bench@example.com") -> str:
        """The access token of a new account."""
        password = "Correct-Horse-7"
        self.post("/register", {"email": email, "password": password, "name": "Bench"})
        self.post("/verify", {"email": email, "code": self.code(email)})
        return self.post("/login", {"email": email, "password": password})["accessToken"]
