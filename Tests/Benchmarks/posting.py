"""What wrk posts: the lines of a file, to the API or to a wire door."""

import json
import time
import uuid
from dataclasses import replace
from pathlib import Path

from contenders import HERE
from doors import TARGET, WIRE, Door
from load import SECONDS, Run, Subject


class Posting(Subject):
    """Ends when nothing of what it left is under way."""

    connections: int | None = None  # instead of the mode's

    def measure(self, mode) -> Run:
        self.environment["SERIAL"] = uuid.uuid4().hex
        if self.connections: mode = replace(mode, connections=self.connections)
        run = super().measure(mode)
        settle(self.contender)
        return run


def settle(contender):
    """Waits until the process uses less than a twentieth of its core."""
    while True:
        before = contender.cpu_seconds()
        time.sleep(0.1)
        if contender.cpu_seconds() - before < 0.005: return


def hashing(subjects: list[Posting]) -> list[Posting]:
    """A hash takes some 50 ms: as few as a usual run has would say little."""
    for subject in subjects: subject.seconds = 3 * SECONDS
    return subjects


def to_api(contender, path: str, bodies: list) -> Posting:
    name = f"`POST {path}`", contender.name
    return posting(name, contender, contender.directory, path, bodies, {
        "Content-Type": "application/json"})


def to_wire(name: str, door: Door, directory: Path, operation: str, bodies: list) -> Posting:
    return posting((name, door.name), door, directory, "/", bodies, {
        "Content-Type": WIRE, "X-Amz-Target": TARGET + operation})


def posting(name: tuple, to, directory: Path, path: str, bodies: list, fields: dict) -> Posting:
    file = directory / f"bodies-{uuid.uuid4()}"
    file.write_text("".join(json.dumps(body) + "\n" for body in bodies))
    # What waits for its hash is slow, not lost.
    options = ["--timeout", "60s", "-s", str(HERE / "post.lua")]
    for field, value in fields.items(): options += ["-H", f"{field}: {value}"]
    return Posting(name, to, path, options, environment={"BODIES": str(file)})
