"""gatehouse backup and restore, by the real binary beside a running server."""

import os
import stat
import threading

from test_command_line import run


def everything(directory):
    return [path for path in directory.rglob("*") if path.is_file()]


def test_a_backup_of_a_running_server_is_restored(start, tmp_path, email):
    server = start()
    tokens = server.account(email)
    backup = tmp_path / "backup"
    made = run(server.directory, "backup", str(backup))
    assert made.returncode == 0, made.stderr
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in everything(backup))
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700
    again = tmp_path / "again"
    again.mkdir()
    restored = run(again, "restore", str(backup))
    assert restored.returncode == 0, restored.stderr
    server.stop()
    second = start("again", GATEHOUSE_POOL_PORT=server.settings["GATEHOUSE_POOL_PORT"])
    assert second.ready["userPoolId"] == server.ready["userPoolId"]
    assert second.login(email).status_code == 200
    assert second.get("/protected", tokens["accessToken"]).status_code == 200, "the same keys"


def test_a_backup_under_load_holds_what_was_acknowledged_before(start, tmp_path, email):
    server = start(GATEHOUSE_RATE_LIMITS="off")
    server.account(email)
    known, is_over = [], threading.Event()

    def register():
        while not is_over.is_set():
            address = f"load{len(known)}@example.com"
            assert server.register(address).status_code == 201
            known.append(address)

    writer = threading.Thread(target=register)
    writer.start()
    try:
        while len(known) < 5: pass
        acknowledged = list(known)
        assert run(server.directory, "backup", str(tmp_path / "backup")).returncode == 0
    finally:
        is_over.set()
        writer.join()
    (tmp_path / "again").mkdir()
    assert run(tmp_path / "again", "restore", str(tmp_path / "backup")).returncode == 0
    second = start("again", GATEHOUSE_RATE_LIMITS="off")
    for address in acknowledged:
        assert second.register(address).json()["code"] == "email_taken"


def test_nothing_is_overwritten(start, tmp_path, email):
    server = start()
    server.account(email)
    backup = tmp_path / "backup"
    assert run(server.directory, "backup", str(backup)).returncode == 0
    second = run(server.directory, "backup", str(backup))
    assert second.returncode == 1 and "is there already" in second.stderr
    running = run(server.directory, "restore", str(backup))
    assert running.returncode == 1 and "Another gatehouse uses" in running.stderr
    server.stop()
    ended = run(server.directory, "restore", str(backup))
    assert ended.returncode == 1 and "move it away first" in ended.stderr
    server.start()
    assert server.login(email).status_code == 200


def test_there_must_be_something_to_back_up(tmp_path):
    made = run(tmp_path, "backup", str(tmp_path / "backup"), GATEHOUSE_DATA_DIR=str(tmp_path))
    assert made.returncode == 1 and "holds no data of Gatehouse's" in made.stderr
    assert os.listdir(tmp_path) == []


def test_a_damaged_backup_is_not_restored(start, tmp_path, email):
    server = start()
    server.account(email)
    backup = tmp_path / "backup"
    assert run(server.directory, "backup", str(backup)).returncode == 0
    database = next(backup.rglob("pool.sqlite"))
    database.write_bytes(database.read_bytes()[:5000])
    (tmp_path / "again").mkdir()
    restored = run(tmp_path / "again", "restore", str(backup))
    assert restored.returncode == 1
    assert "pool.sqlite" in restored.stderr
    assert not (tmp_path / "again" / "data").exists()
