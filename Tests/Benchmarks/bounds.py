"""What the servers' core could do at most: RSA and Argon2id alone on it."""

import ctypes
import ctypes.util
import os
import re
import subprocess
import time
from dataclasses import dataclass

SECONDS = 3
MEMORY_KIB, ITERATIONS, LANES = 19456, 2, 1  # the pool's default


@dataclass
class RSA:
    """RSA-2048 operations a second."""

    signatures: float
    verifications: float


def rsa() -> RSA:
    """As OpenSSL makes and verifies them on the servers' core."""
    return figures(openssl(core=0))


def rsa_beside() -> RSA:
    """The same while the other core is as busy: it may be a sibling of the same physical core."""
    first, second = openssl(core=0), openssl(core=1)
    beside = figures(first)
    figures(second)
    return beside


def openssl(core: int) -> subprocess.Popen:
    return subprocess.Popen(
        ["taskset", "-c", str(core), "openssl", "speed", "-seconds", str(SECONDS), "rsa2048"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def figures(running: subprocess.Popen) -> RSA:
    output = running.communicate()[0]
    assert running.returncode == 0, output
    columns = re.search(r"^rsa 2048 bits.*?([\d.]+)\s+([\d.]+)\s*$", output, re.M)
    return RSA(*map(float, columns.groups()))


def argon2id_rate() -> float:
    """Hashes a second by the server's library at the pool's default cost, on the servers' core."""
    library = ctypes.CDLL(ctypes.util.find_library("argon2"))
    password, salt, digest = b"Correct-Horse-7", bytes(range(16)), ctypes.create_string_buffer(32)
    numbers = map(ctypes.c_uint32, (ITERATIONS, MEMORY_KIB, LANES))
    sized = (password, len(password), salt, len(salt), digest, len(digest))
    arguments = [*numbers, *(ctypes.c_size_t(x) if isinstance(x, int) else x for x in sized)]
    os.sched_setaffinity(0, {0})
    began, count = time.monotonic(), 0
    while (elapsed := time.monotonic() - began) < SECONDS:
        assert library.argon2id_hash_raw(*arguments) == 0
        count += 1
    os.sched_setaffinity(0, {1})
    return count / elapsed
