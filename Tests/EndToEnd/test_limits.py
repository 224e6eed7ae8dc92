"""What the process does when clients want more than there is."""

import concurrent.futures
import contextlib
import http.client
import json
import os
import resource
import select
import socket
import time
import uuid

import admin
import fronts
import requests

REQUEST = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"


def connect(server):
    client = socket.create_connection(("127.0.0.1", int(server.port(server.api))), timeout=30)
    client.sendall(REQUEST)
    return client


def cpu_seconds(process):
    fields = open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_without_descriptors_idle_clients_make_room(start):
    server = start(LOG_LEVEL="warning")
    connect(server).recv(4096)
    descriptors = os.listdir(f"/proc/{server.process.pid}/fd")
    limit = max(int(name) for name in descriptors) + 4
    resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (limit, limit))
    clients = []
    for _ in range(12):
        clients.append(connect(server))
        assert clients[-1].recv(4096).startswith(b"HTTP/1.1 200 "), "in spite of EMFILE"
    line = server.wait_for(lambda line: "connectionsShed" in line.get("event", ""))
    assert line["level"] == "warning"
    for client in clients:
        client.close()


def test_waiting_for_descriptors_costs_nothing(start):
    server = start(LOG_LEVEL="warning")
    connect(server).recv(4096)
    descriptors = os.listdir(f"/proc/{server.process.pid}/fd")
    limit = max(int(name) for name in descriptors) + 2
    resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (limit, limit))
    # Half a request each: nobody is idle, so the further ones wait.
    busy = [socket.create_connection(("127.0.0.1", int(server.port(server.api))), timeout=30)
            for _ in range(6)]
    for client in busy:
        client.sendall(REQUEST[:9])
    server.wait_for(lambda line: "acceptPaused" in line.get("event", ""))
    before, began = cpu_seconds(server.process), time.monotonic()
    while time.monotonic() - began < 1:
        select.select(busy, [], [], 0.5)  # nobody is answered meanwhile
    assert cpu_seconds(server.process) - before < 0.2, "it spins"
    for client in busy[:-1]:
        client.close()
    busy[-1].sendall(REQUEST[9:])
    assert busy[-1].recv(4096).startswith(b"HTTP/1.1 200 ")


def test_the_connections_are_what_was_set(start):
    server = start(GATEHOUSE_MAX_CONNECTIONS="2", GATEHOUSE_HEAD_TIMEOUT="1")
    idle = [connect(server), connect(server)]
    for client in idle:
        assert client.recv(4096).startswith(b"HTTP/1.1 200 ")
    assert connect(server).recv(4096).startswith(b"HTTP/1.1 200 ")
    assert idle[0].recv(1) == b"", "the one that has been idle for longest"
    slow = socket.create_connection(("127.0.0.1", int(server.port(server.api))), timeout=30)
    slow.sendall(REQUEST[:9])
    assert slow.recv(4096).startswith(b"HTTP/1.1 408 ")


def sign_in(port, source, **headers):
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(source, 0))
    with contextlib.closing(client):
        body = json.dumps({"email": f"{uuid.uuid4()}@example.com", "password": "x"})
        client.request("POST", "/login", body, {"Content-Type": "application/json"} | headers)
        answer = client.getresponse()
        return answer.status, answer.headers, json.loads(answer.read())


def test_each_client_behind_a_proxy_has_limits_of_its_own(start, tmp_path):
    server = start(TRUST_PROXY="1", GATEHOUSE_RATE_LIMITS="sign-in=2/3600")
    header = "X-Forwarded-For $proxy_add_x_forwarded_for"
    with fronts.nginx(tmp_path, server, header) as port:
        spoof = ({"X-Forwarded-For": f"192.0.2.{number}"} for number in range(9))
        statuses = [sign_in(port, "127.0.0.77", **next(spoof))[0] for _ in range(3)]
        assert statuses == [401, 401, 429], "whatever it says of itself"
        status, headers, body = sign_in(port, "127.0.0.77")
        assert status == 429 and body["code"] == "too_many_requests"
        assert headers["RateLimit-Policy"] == '"sign-in";q=2;w=3600'
        assert 0 < int(headers["Retry-After"]) == body["retryAfter"] <= 1800
        assert sign_in(port, "127.0.0.78")[0] == 401, "others are others"


def test_a_proxy_that_nobody_trusts_is_told_of(start, tmp_path):
    server = start()
    for number in range(100):
        sign_in(int(server.port(server.api)), "127.0.0.1", **{"X-Forwarded-For": f"192.0.2.{number}"})
    line = server.wait_for(lambda line: "TRUST_PROXY" in line.get("message", ""))
    assert (line["level"], line["remoteAddress"]) == ("warning", "127.0.0.1")


def test_an_account_is_guessed_at_so_often_and_no_more(start, email):
    server = start(GATEHOUSE_RATE_LIMITS="account-failures=3/3600")
    server.account(email)
    for name in (email, "nobody@example.com"):
        answers = [server.login(name, "Wrong-Horse-7") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
        assert answers[-1].headers["Retry-After"] == str(answers[-1].json()["retryAfter"])
    assert server.login(email).status_code == 429, "the right password has to wait too"


def test_the_wire_door_takes_from_the_same_limits(start, email):
    server = start(GATEHOUSE_RATE_LIMITS="sign-in=3/3600,mail=1/3600")
    server.account(email)
    door, client = admin.client(server, signed=False), {"ClientId": server.ready["clientId"]}
    wrong = {"USERNAME": email, "PASSWORD": "Wrong-Horse-7"}
    guess = client | {"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": wrong}
    for error in ("NotAuthorizedException", "NotAuthorizedException", "TooManyRequestsException"):
        with admin.raises(error):
            door.initiate_auth(**guess)
    assert server.login(email).status_code == 429, "nor at the other door"
    with admin.raises("NotAuthorizedException"):
        door.initiate_auth(
            **client, AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters={"REFRESH_TOKEN": "x"})
    with admin.raises("TooManyRequestsException"):
        door.sign_up(**client, Username="x@example.com", Password="Correct-Horse-7")


def test_a_server_that_calls_for_many_is_not_one_client(start, email):
    server = start(GATEHOUSE_RATE_LIMITS="sign-in=1/3600")
    client = admin.client(server).create_user_pool_client(
        UserPoolId=server.ready["userPoolId"], ClientName="server", GenerateSecret=True,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"])["UserPoolClient"]
    door = admin.client(server, signed=False)
    for _ in range(3):
        with admin.raises("NotAuthorizedException"):
            door.initiate_auth(
                ClientId=client["ClientId"], AuthFlow="USER_PASSWORD_AUTH",
                AuthParameters={"USERNAME": email, "PASSWORD": "x", "SECRET_HASH": "x"})


def test_a_clients_id_means_nothing_beside_a_token(start, email):
    server = start(GATEHOUSE_RATE_LIMITS="session=2/3600")
    tokens = server.account(email)
    client = admin.client(server).create_user_pool_client(
        UserPoolId=server.ready["userPoolId"], ClientName="server",
        GenerateSecret=True)["UserPoolClient"]["ClientId"]
    answers = [
        requests.post(
            server.ready["wireDoor"], json={"AccessToken": token, "ClientId": client},
            headers={"X-Amz-Target": "AWSCognitoIdentityProviderService.GlobalSignOut"}).json()
        for token in (tokens["accessToken"], "x", "x")]
    assert answers[0] == {} and answers[1]["__type"] == "NotAuthorizedException"
    assert answers[2]["__type"] == "TooManyRequestsException"


def test_on_one_core_nobody_waits_for_everybody(start, email):
    """A hash at work must not hold the thread on which finished sign-ins are answered."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        server = start(GATEHOUSE_WORKERS="1")
    finally:
        os.sched_setaffinity(0, cores)
    server.account(email)

    def sign_in(_):
        assert server.login(email).status_code == 200
        return time.monotonic()

    with concurrent.futures.ThreadPoolExecutor(16) as clients:
        began = time.monotonic()
        times = sorted(clients.map(sign_in, range(16)))
    assert times[0] - began < (times[-1] - began) / 2
