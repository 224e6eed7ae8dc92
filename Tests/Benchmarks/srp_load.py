"""Sign-ins by SRP from several processes on core 1."""

import multiprocessing
import statistics
import time

from doors import GatehouseDoor
from load import SECONDS, Mode, Run
from srp import Client


def sign_ins(arguments: tuple, end: float) -> tuple[list, float]:
    """Milliseconds that each took, and CPU seconds of this process meanwhile."""
    client, times, used = Client(*arguments), [], time.process_time()
    while (began := time.monotonic()) < end:
        client.sign_in()
        times.append((time.monotonic() - began) * 1000)
    return times, time.process_time() - used


class SRPSignIns:
    """Takes turns with nobody: moto's SRP proves nothing."""

    name = "`USER_SRP_AUTH`, `PASSWORD_VERIFIER`", "gatehouse"

    def __init__(self, door: GatehouseDoor, emails: list):
        self.contender, self.shares = door, []
        port = door.contender.pool_port
        self.clients = [(port, door.client_id, door.pool_id, email) for email in emails]

    def measure(self, mode: Mode) -> Run:
        clients = self.clients[:mode.connections]
        with multiprocessing.Pool(len(clients)) as pool:
            began, before = time.monotonic(), self.contender.cpu_seconds()
            results = pool.starmap(sign_ins, [(client, began + SECONDS) for client in clients])
            elapsed, used = time.monotonic() - began, self.contender.cpu_seconds() - before
        self.shares.append(sum(cpu for _, cpu in results) / elapsed)
        times = sorted(each for part, _ in results for each in part)
        p50, p99 = (times[int(len(times) * share)] for share in (0.5, 0.99))
        return Run(len(times) / elapsed, used / len(times) * 1e6, p50, p99, len(times))

    @property
    def share(self) -> float:
        """Of core 1, what the clients used."""
        return statistics.median(self.shares)
