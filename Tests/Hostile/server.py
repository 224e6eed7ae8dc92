"""The release server as hostile clients meet it, and what can be seen of it from outside."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("GATEHOUSE_BINARY", ROOT / ".build/release/gatehouse"))
DRIVERS = ROOT / ".build/hostile"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class Server:
    """One process with one worker on core 0; its log goes to a file in `directory`."""

    def __init__(self, directory: Path, **settings: str):
        self.port, self.pool_port = free_port(), free_port()
        self.log = directory / "log"
        environment = {
            "PATH": os.environ["PATH"], "PORT": str(self.port),
            "GATEHOUSE_POOL_PORT": str(self.pool_port), "GATEHOUSE_WORKERS": "1",
            "GATEHOUSE_DATA_DIR": str(directory / "data"), "LOG_FORMAT": "json",
            "LOG_LEVEL": "warning", "SWIFT_BACKTRACE": "enable=no"} | settings
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                ["taskset", "-c", "0", BINARY], env=environment, stdout=log, stderr=log)
        self.pid = self.process.pid
        while not self.answers():
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.01)

    def __enter__(self):
        return self

    def __exit__(self, fault, *_):
        if fault:
            print(*self.log.read_text().splitlines()[-5:], sep="\n")
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def answers(self, seconds=5) -> bool:
        """Whether a normal request is answered with 200 within `seconds`."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as client:
                client.sendall(
                    b"GET /health HTTP/1.1\r\nHost: normal.example\r\nConnection: close\r\n\r\n")
                return client.recv(4096).startswith(b"HTTP/1.1 200 ")
        except OSError:
            return False

    def resident(self) -> float:
        """Resident memory in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def cpu_seconds(self) -> float:
        """User and system time, by the clock that clock_getcpuclockid(3) makes of a process."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def wait_for_descriptors(self, most: int, seconds: float) -> int:
        """The descriptors once there are `most` or fewer, or what there are after `seconds`."""
        end = time.monotonic() + seconds
        while self.descriptors() > most and time.monotonic() < end:
            time.sleep(0.1)
        return self.descriptors()

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(60)


class Verdict:
    """Promises, printed as they are judged; the process's exit code says whether all held."""

    def __init__(self):
        self.broken = 0

    def judge(self, holds: bool, promise: str):
        print(f"{'kept  ' if holds else 'BROKEN'} {promise}", flush=True)
        self.broken += not holds

    def exit(self):
        print(f"load average {' '.join(f'{n:.1f}' for n in os.getloadavg())}")
        sys.exit(1 if self.broken else 0)
