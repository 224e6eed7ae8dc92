"""The programs that are measured, each pinned to core 0."""

import base64
import json
import os
import socket
import subprocess
import time
import urllib.request
import uuid
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

ROOT = Path(__file__).resolve().parents[2]
TOKENS = 20_000


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class Contender:
    def start(self, arguments, **environment):
        self.process = subprocess.Popen(
            ["taskset", "-c", "0", *arguments], env=os.environ | environment,
            stdout=subprocess.DEVNULL)
        self.pid = self.process.pid
        self.wait()

    def wait(self):
        while True:
            try:
                return urllib.request.urlopen(self.url + "/health").read()
            except OSError:
                assert self.process.poll() is None, "the server ended"
                time.sleep(0.0005)

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Nginx(Contender):
    def __init__(self, directory: Path):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        configuration = directory / "nginx.conf"
        configuration.write_text(f"""
            worker_processes 1; daemon off; master_process off; pid {directory}/nginx.pid;
            error_log /dev/null; events {{ worker_connections 4096; }}
            http {{
                access_log off; keepalive_requests 100000000;
                client_body_temp_path {directory}; proxy_temp_path {directory};
                fastcgi_temp_path {directory}; uwsgi_temp_path {directory};
                scgi_temp_path {directory};
                server {{
                    listen 127.0.0.1:{port};
                    location / {{ default_type application/json; return 200 '{{"status":"ok"}}'; }}
                }}
            }}""")
        self.start(["/usr/sbin/nginx", "-c", str(configuration), "-p", str(directory)])


class Express(Contender):
    def __init__(self, directory: Path):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        script = directory / "app.js"
        script.write_text(f"""
            const app = require('express')();
            app.get('/health', (req, res) => res.json({{ status: 'ok' }}));
            app.listen({port}, '127.0.0.1');""")
        self.start(["node", str(script)], NODE_ENV="production", NODE_PATH="/usr/share/nodejs")


class Gatehouse(Contender):
    binary = ROOT / ".build/release/gatehouse"

    def __init__(self, directory: Path):
        self.directory = directory
        self.settings = {
            "PORT": str(free_port()), "GATEHOUSE_POOL_PORT": str(free_port()),
            "GATEHOUSE_DATA_DIR": str(directory / "data"), "GATEHOUSE_WORKERS": "1",
            "LOG_LEVEL": os.environ.get("LOG_LEVEL", "warning"), "LOG_FORMAT": "json"}
        self.url = f"http://127.0.0.1:{self.settings['PORT']}"
        self.begin()

    def begin(self):
        self.start([str(self.binary)], **self.settings)

    def milliseconds_to_first_answer(self) -> float:
        self.stop()
        began = time.monotonic()
        self.begin()
        return (time.monotonic() - began) * 1000

    def post(self, path, body):
        request = urllib.request.Request(
            self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        return json.load(urllib.request.urlopen(request))

    def write_tokens(self):
        """A token of a real sign-in, and a file of others that differ in their ids."""
        email, password = "bench@example.com", "Correct-Horse-7"
        self.post("/register", {"email": email, "password": password, "name": "Bench"})
        inbox = f"http://127.0.0.1:{self.settings['GATEHOUSE_POOL_PORT']}/inbox?email={email}&wait=5"
        code = json.load(urllib.request.urlopen(inbox))["messages"][0]["code"]
        self.post("/verify", {"email": email, "code": code})
        token = self.post("/login", {"email": email, "password": password})["accessToken"]
        file = self.directory / "tokens"
        file.write_text("\n".join(self.variants(token)))
        return token, file

    def variants(self, token):
        header, payload, _ = token.split(".")
        claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
        key = serialization.load_pem_private_key(
            next((self.directory / "data").rglob("*access*.pem")).read_bytes(), None)
        for _ in range(TOKENS):
            body = json.dumps(claims | {"jti": str(uuid.uuid4())}, separators=(",", ":"))
            text = f"{header}.{encode(body.encode())}"
            yield f"{text}.{encode(key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
