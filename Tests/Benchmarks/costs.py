"""Instructions and allocations that a request costs, by valgrind.

Two runs that differ only in their number of requests: the start and the end cancel out. Unlike
times, these figures are the same on a busy machine. `costs.py [binary] [path]`
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FEW, MANY = 500, 2500
TOOLS = {
    "instructions": (["--tool=callgrind", "--callgrind-out-file=/dev/null"],
                     r"Collected : (\d+)"),
    "allocations": (["--tool=dhat", "--dhat-out-file=/dev/null"],
                    r"Total:\s+[\d,]+ bytes in ([\d,]+) blocks"),
}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def connect(port: int) -> socket.socket:
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except OSError:
            time.sleep(0.05)


def ask(port: int, path: str, requests: int):
    """Asks over one connection, one request after the other."""
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    with connect(port) as connection:
        for _ in range(requests):
            connection.sendall(head)
            answer = connection.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200 "), answer


def total(binary: str, path: str, tool: str, requests: int, directory: Path) -> int:
    arguments, pattern = TOOLS[tool]
    port = free_port()
    settings = {
        "PORT": str(port), "GATEHOUSE_POOL_PORT": str(free_port()), "GATEHOUSE_WORKERS": "1",
        "GATEHOUSE_DATA_DIR": str(directory / "data"), "LOG_FORMAT": "json",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "warning")}
    process = subprocess.Popen(
        ["valgrind", *arguments, binary], env=os.environ | settings,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    ask(port, path, requests)
    process.send_signal(signal.SIGTERM)
    return int(re.search(pattern, process.communicate()[1])[1].replace(",", ""))


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/gatehouse")
    path = sys.argv[2] if len(sys.argv) > 2 else "/health"
    with tempfile.TemporaryDirectory() as directory:
        total(binary, path, "allocations", 1, Path(directory))  # makes the pool's keys
        for tool in TOOLS:
            few, many = (total(binary, path, tool, n, Path(directory)) for n in (FEW, MANY))
            print(f"{path}: {(many - few) / (MANY - FEW):,.1f} {tool} per request")


if __name__ == "__main__":
    main()
