"""`gatehouse pool`: the pool alone, as a drop-in for Cognito's endpoint."""

import json
import os
import signal
import subprocess
import sys

import requests

from admin import KEY, client

PASSWORD = "Correct-Horse-7"


def test_the_pool_alone(start):
    server = start(verb="pool")
    assert "api" not in server.ready
    assert server.ready["testHooks"] == "/clock, /reset"
    cognito = client(server)
    assert cognito.describe_user_pool(UserPoolId=server.ready["userPoolId"])
    base = f"{server.ready['wireDoor']}/{server.ready['userPoolId']}/.well-known"
    assert requests.get(base + "/jwks.json", timeout=30).json()["keys"]
    made = cognito.create_user_pool(PoolName="kept")["UserPool"]["Id"]
    assert server.stop() == 0
    server.start()
    assert client(server).describe_user_pool(UserPoolId=made)
    assert server.stop() == 0


def test_what_containers_ask(start):
    server = start(verb="pool", GATEHOUSE_DRAIN_DELAY="20")
    door = server.ready["wireDoor"]
    assert requests.get(door + "/health", timeout=30).json() == {"status": "ok"}
    assert requests.get(door + "/ready", timeout=30).json() == {"status": "ready"}
    server.process.send_signal(signal.SIGTERM)
    server.wait_for(lambda line: line.get("message") == "Gatehouse is stopping")
    told = requests.get(door + "/ready", timeout=30)
    assert (told.status_code, told.json()) == (503, {"status": "draining"})
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=30) == 1, "a second signal ends it at once"


def test_a_body_that_is_too_large(server):
    refused = requests.post(server.ready["wireDoor"], data=b" " * 500_000, timeout=30, headers={
        "X-Amz-Target": "AWSCognitoIdentityProviderService.SignUp",
        "Content-Type": "application/x-amz-json-1.1"})
    assert refused.status_code == 413
    assert refused.headers["Content-Type"] == "application/x-amz-json-1.1"
    assert refused.headers["x-amzn-errortype"] == "RequestEntityTooLargeException:"
    assert refused.json() == {
        "__type": "RequestEntityTooLargeException", "message": "The body is too large."}


def test_it_is_no_front_for_cognito(start, tmp_path):
    from gatehouse import BINARY
    done = subprocess.run(
        [BINARY, "pool"], cwd=tmp_path, capture_output=True, text=True, timeout=30, env={
            "PATH": os.environ["PATH"], "COGNITO_USER_POOL_ID": "eu-west-1_AbCdEfGhI",
            "AWS_REGION": "eu-west-1", "COGNITO_CLIENT_ID": "1example"})
    assert done.returncode == 1 and "COGNITO_USER_POOL_ID" in done.stderr


def test_the_aws_command_line(start):
    server = start(verb="pool")

    def aws(*words, fails=False):
        done = subprocess.run(
            [sys.executable, "-m", "awscli", "--endpoint-url", server.ready["wireDoor"],
             "--region", "us-east-1", "--output", "json", "cognito-idp", *words],
            capture_output=True, text=True, timeout=60, env={
                "PATH": os.environ["PATH"], "HOME": str(server.directory),
                "AWS_ACCESS_KEY_ID": KEY["aws_access_key_id"],
                "AWS_SECRET_ACCESS_KEY": KEY["aws_secret_access_key"], "AWS_MAX_ATTEMPTS": "1"})
        if fails:
            assert done.returncode != 0
            return done.stderr
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None

    pool = aws("create-user-pool", "--pool-name", "cli")["UserPool"]["Id"]
    app = aws("create-user-pool-client", "--user-pool-id", pool, "--client-name", "cli",
              "--explicit-auth-flows", "ALLOW_ADMIN_USER_PASSWORD_AUTH",
              "ALLOW_REFRESH_TOKEN_AUTH")["UserPoolClient"]["ClientId"]
    aws("admin-create-user", "--user-pool-id", pool, "--username", "ada",
        "--message-action", "SUPPRESS", "--user-attributes", "Name=email,Value=a@example.com")
    aws("admin-set-user-password", "--user-pool-id", pool, "--username", "ada",
        "--password", PASSWORD, "--permanent")
    tokens = aws("admin-initiate-auth", "--user-pool-id", pool, "--client-id", app,
                 "--auth-flow", "ADMIN_USER_PASSWORD_AUTH", "--auth-parameters",
                 f"USERNAME=ada,PASSWORD={PASSWORD}")["AuthenticationResult"]
    assert aws("get-user", "--access-token", tokens["AccessToken"])["Username"] == "ada"
    assert len(aws("list-users", "--user-pool-id", pool)["Users"]) == 1
    assert aws("admin-delete-user", "--user-pool-id", pool, "--username", "ada") is None
    told = aws("admin-get-user", "--user-pool-id", pool, "--username", "ada", fails=True)
    assert "UserNotFoundException" in told and "User does not exist." in told
    assert aws("delete-user-pool", "--user-pool-id", pool) is None
