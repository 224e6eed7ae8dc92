"""Modes of a data directory that came back from somewhere: closed with a word, or refused."""

import os
import stat

import pytest


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_what_others_could_read_is_closed_and_told(start, email):
    server = start()
    server.account(email)
    server.stop()
    data = server.directory / "data"
    opened = [data / "pool/code.key", data / "pool/pool.sqlite", data / "pool/access.sealed",
              data / "revocations.sqlite", data / "pool", data]
    for path in opened:
        path.chmod(0o755 if path.is_dir() else 0o644)
    server.start()
    told = {line["path"]: line["mode"] for line in server.log
            if line.get("level") == "warning" and "path" in line}
    assert told == {str(path): "0755" if path.is_dir() else "0644" for path in opened}
    for path in opened:
        assert mode(path) == (0o700 if path.is_dir() else 0o600)
    assert server.login(email).status_code == 200


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_another_users_open_key_is_refused_with_the_cure(start):
    server = start()
    server.stop()
    key = server.directory / "data/pool/code.key"
    os.chown(key, 12345, -1)
    key.chmod(0o644)
    server.launch()
    assert server.process.wait(timeout=30) == 1
    assert mode(key) == 0o644
    os.chown(key, 0, -1)
    server.start()
