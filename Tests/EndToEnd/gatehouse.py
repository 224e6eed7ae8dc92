"""Starts the built binary and talks to it as a client would."""

import json
import os
import queue
import signal
import subprocess
import threading
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("GATEHOUSE_BINARY", ROOT / ".build/debug/gatehouse"))
START_SECONDS = 30  # a debug build on a busy machine
PASSWORD = "Correct-Horse-7"


class Gatehouse:
    """One running process. `log` holds every line it wrote, parsed."""

    verb = "serve"

    def __init__(self, directory: Path, verb=verb, **settings: str):
        self.directory = directory
        self.verb = verb
        self.settings = settings
        self.log: list[dict] = []
        self.start()

    def start(self):
        self.launch()
        self.is_ready()

    def launch(self):
        environment = {
            "PATH": os.environ["PATH"],
            "PORT": "0",
            "GATEHOUSE_POOL_PORT": "0",
            "GATEHOUSE_METRICS_PORT": "0",
            "GATEHOUSE_DATA_DIR": str(self.directory / "data"),
            "LOG_FORMAT": "json",
            "SWIFT_BACKTRACE": "enable=no",
        } | self.settings
        self.process = subprocess.Popen(
            [BINARY, self.verb], env=environment, cwd=self.directory,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines: queue.Queue = queue.Queue()
        threading.Thread(
            target=self._read, args=(self.process.stdout, self.lines), daemon=True).start()

    def is_ready(self):
        ready = self.wait_for(lambda line: line.get("message") == "Gatehouse is listening")
        self.api = ready.get("api")
        self.ready = ready
        # A restart comes back where it was, as its port is part of the issuer.
        if self.api:
            self.settings = self.settings | {"PORT": self.port(self.api)}
        if "wireDoor" in ready:
            self.settings["GATEHOUSE_POOL_PORT"] = self.port(ready["wireDoor"])

    @staticmethod
    def port(url) -> str:
        return url.rsplit(":", 1)[1]

    def _read(self, stream, lines):
        """Into the queue of its own process: a restart makes another."""
        for text in stream:
            try:
                line = json.loads(text)
            except ValueError:
                line = {"raw": text}
            self.log.append(line)
            lines.put(line)
        lines.put(None)

    def wait_for(self, matches):
        """The next log line that matches; fails when the process ends first."""
        while True:
            line = self.lines.get(timeout=START_SECONDS)
            assert line is not None, f"gatehouse ended: {self.log}"
            if matches(line):
                return line

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=START_SECONDS)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def post(self, path, body=None, token=None, **options):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        headers |= options.pop("headers", {})
        return requests.post(self.api + path, json=body, headers=headers, timeout=30, **options)

    def get(self, path, token=None, **options):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        headers |= options.pop("headers", {})
        return requests.get(self.api + path, headers=headers, timeout=30, **options)

    def code(self, email, wait=5) -> str:
        """The newest code that was sent to the address."""
        answer = requests.get(
            f"{self.ready['wireDoor']}/inbox", params={"email": email, "wait": wait}, timeout=30)
        return answer.json()["messages"][0]["code"]

    def register(self, email, password=PASSWORD, name="Ada"):
        return self.post("/register", {"email": email, "password": password, "name": name})

    def account(self, email, password=PASSWORD):
        """A confirmed account's tokens."""
        assert self.register(email, password).status_code == 201
        assert self.post("/verify", {"email": email, "code": self.code(email)}).status_code == 200
        return self.login(email, password).json()

    def login(self, email, password=PASSWORD):
        return self.post("/login", {"email": email, "password": password})
