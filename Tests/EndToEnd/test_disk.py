"""A disk that takes no writes: refused clearly, nothing half-written, well again without a restart."""

import os
import resource
import subprocess
import time
from pathlib import Path

import pytest
import requests

from gatehouse import PASSWORD, START_SECONDS, Gatehouse
from test_upstream import pointing_at

TMPFS_MEBIBYTES = 4


class FileSizeLimit:
    """No file of the process may grow or be written beyond its first bytes (EFBIG, SIGXFSZ)."""

    reason = "disk_failing"

    def __init__(self, directory):
        pass

    def refuse_writes(self, server):
        self.limit(server, 0)

    def accept_writes(self, server):
        self.limit(server, resource.RLIM_INFINITY)

    @staticmethod
    def limit(server, size):
        hard = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(
            server.process.pid, resource.RLIMIT_FSIZE,
            (hard if size == resource.RLIM_INFINITY else size, hard))

    def leave(self):
        pass


class FullFileSystem:
    """A small file system of its own that somebody else has filled up (ENOSPC)."""

    reason = "disk_full"

    def __init__(self, directory):
        self.data = directory / "gatehouse"
        self.data.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={TMPFS_MEBIBYTES}m", "tmpfs", self.data],
            capture_output=True, text=True, check=False)
        if mounted.returncode != 0:
            pytest.skip(f"needs the right to mount a file system: {mounted.stderr.strip()}")
        self.filler = self.data / "filler"

    def refuse_writes(self, _):
        with open(self.filler, "wb", buffering=0) as filler:
            try:
                while filler.write(bytes(4096)) == 4096:
                    pass
            except OSError:
                pass

    def accept_writes(self, _):
        self.filler.unlink()

    def leave(self):
        subprocess.run(["umount", "--lazy", self.data], check=True)


@pytest.fixture(params=[FileSizeLimit, FullFileSystem])
def disk(request, tmp_path):
    disk = request.param(tmp_path)
    yield disk
    disk.leave()


def poll_ready(server, status):
    """`/ready` once it has that status."""
    end = time.monotonic() + START_SECONDS
    while (answer := server.get("/ready")).status_code != status:
        assert time.monotonic() < end, answer.text
        time.sleep(0.05)
    return answer.json()


def use_up_the_log(server, email):
    """Writes until the disk refuses: what SQLite's log has room for is still taken."""
    end = time.monotonic() + START_SECONDS
    while (answer := server.login(email)).status_code == 200:
        assert time.monotonic() < end, "the disk takes every write"
    return answer


def initiate_auth(server, email):
    return requests.post(
        server.ready["wireDoor"], timeout=30,
        headers={"X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
                 "Content-Type": "application/x-amz-json-1.1"},
        json={"ClientId": server.ready["clientId"], "AuthFlow": "USER_PASSWORD_AUTH",
              "AuthParameters": {"USERNAME": email, "PASSWORD": PASSWORD}})


def test_a_disk_that_takes_no_writes(disk, start, email):
    server = start(GATEHOUSE_RATE_LIMITS="off")
    tokens = server.account(email)
    assert server.get("/ready").json() == {"status": "ready"}
    disk.refuse_writes(server)

    refused = use_up_the_log(server, email)
    assert (refused.status_code, refused.json()["code"]) == (503, "upstream_unavailable")
    assert int(refused.headers["Retry-After"]) > 0
    newcomer = "new-" + email
    refused = server.register(newcomer)
    assert (refused.status_code, refused.json()["code"]) == (503, "upstream_unavailable")
    refused = server.post("/logout", token=tokens["accessToken"])
    assert refused.status_code == 503
    refused = initiate_auth(server, email)
    assert refused.status_code == 500
    assert refused.json()["__type"] == "InternalErrorException"
    assert refused.headers["x-amzn-errortype"] == "InternalErrorException:"
    assert poll_ready(server, 503) == {"status": "unavailable", "reason": disk.reason}

    # What reads goes on, also after the disk was tried again.
    assert server.get("/protected", tokens["accessToken"]).status_code == 200
    jwks = requests.get(server.ready["issuer"] + "/.well-known/jwks.json", timeout=30)
    assert len(jwks.json()["keys"]) == 2
    assert server.get("/health").status_code == 200
    assert server.get("/ready").status_code == 503

    disk.accept_writes(server)
    assert poll_ready(server, 200) == {"status": "ready"}
    assert server.process.poll() is None
    again = server.account(newcomer)
    assert server.get("/protected", again["accessToken"]).status_code == 200
    assert server.login(email).status_code == 200
    assert server.post("/logout", token=tokens["accessToken"]).status_code == 200
    # Whole after a restart, too.
    assert server.stop() == 0
    server.start()
    assert server.login(email).status_code == server.login(newcomer).status_code == 200
    assert server.get("/protected", tokens["accessToken"]).status_code == 401
    assert server.stop() == 0


def test_a_sign_out_that_the_disk_refused_outlives_a_restart(start, email):
    pool = start("pool")
    tokens = pool.account(email)
    front = start("front", COGNITO_ISSUER=pool.ready["issuer"], **pointing_at(
        pool.ready | {"endpoint": pool.ready["wireDoor"]}))
    assert front.get("/protected", tokens["accessToken"]).status_code == 200
    FileSizeLimit.limit(front, 0)
    assert front.post("/logout", token=tokens["accessToken"]).status_code == 503
    assert front.get("/protected", tokens["accessToken"]).status_code == 401
    assert poll_ready(front, 503)["status"] == "unavailable"
    FileSizeLimit.limit(front, resource.RLIM_INFINITY)
    assert poll_ready(front, 200) == {"status": "ready"}
    front.kill()
    front.start()
    assert front.get("/protected", tokens["accessToken"]).status_code == 401


def test_a_start_on_a_read_only_directory_says_so(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", data], capture_output=True, text=True,
        check=False)
    if mounted.returncode != 0:
        if os.geteuid() == 0:
            pytest.skip(f"needs the right to mount a file system: {mounted.stderr.strip()}")
        data.chmod(0o500)
    try:
        with pytest.raises(AssertionError, match="needs read and write access"):
            Gatehouse(Path(tmp_path), GATEHOUSE_DATA_DIR=str(data))
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", data], check=True)
