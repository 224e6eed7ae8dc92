import uuid

import pytest

from gatehouse import Gatehouse


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """One server on the embedded pool for every test that only adds accounts."""
    gatehouse = Gatehouse(tmp_path_factory.mktemp("gatehouse"))
    yield gatehouse
    assert gatehouse.stop() == 0


@pytest.fixture
def start(tmp_path):
    """Starts servers of a test's own; all of them are stopped."""
    started = []

    def make(name="gatehouse", **settings):
        directory = tmp_path / name
        directory.mkdir(exist_ok=True)
        started.append(Gatehouse(directory, **settings))
        return started[-1]

    yield make
    for gatehouse in started:
        gatehouse.stop()


@pytest.fixture
def email():
    return f"{uuid.uuid4().hex}@example.com"
