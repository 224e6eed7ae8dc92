"""Memory of idle connections, CPU of an idle server, time to the first answer."""

import os
import statistics
import time
from dataclasses import dataclass

CONNECTIONS = int(os.environ.get("BENCH_CONNECTIONS", 5000))
STARTS = 11
WATCHED = 4  # seconds


@dataclass
class Footprint:
    per_connection: float  # bytes of anonymous memory
    idle_cpu: float  # µs of CPU a second, without connections
    held_cpu: float  # the same with all the connections
    resident: int  # bytes after the first answer
    private: int  # of these, private and dirty


def measure(contender) -> Footprint:
    """Of a new process: at rest, then with connections that have asked once and are silent."""
    contender.begin()
    time.sleep(1)  # at rest: what only the start needed is given back
    resident, private = contender.memory("Rss"), contender.memory("Private_Dirty")
    with contender.connect() as client:
        for _ in range(1000): contender.ask(client)
    before = contender.memory("Anonymous")
    idle = cpu_while_idle(contender)
    clients = [contender.connect() for _ in range(CONNECTIONS)]
    for client in clients: contender.ask(client)
    held = cpu_while_idle(contender)
    grown = contender.memory("Anonymous") - before
    for client in clients: client.close()
    contender.stop()
    return Footprint(grown / CONNECTIONS, idle, held, resident, private)


def cpu_while_idle(contender) -> float:
    time.sleep(1)  # what the last request left behind is done
    before = contender.cpu_seconds()
    time.sleep(WATCHED)
    return (contender.cpu_seconds() - before) * 1e6 / WATCHED


def first_answers(contenders: list) -> dict:
    """Milliseconds from start to first answer by name, medians of starts that take turns."""
    times = {contender.name: [] for contender in contenders}
    for _ in range(STARTS):
        for contender in contenders:
            began = time.monotonic()
            contender.begin()
            times[contender.name].append((time.monotonic() - began) * 1000)
            contender.stop()
    return {name: statistics.median(values) for name, values in times.items()}
