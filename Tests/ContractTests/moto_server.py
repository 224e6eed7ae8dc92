"""Moto's server with one user pool, for the contract suite: prints where it is, ends with stdin."""

import json
import os
import sys

os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x")  # moto wants some

import boto3  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
endpoint = "http://127.0.0.1:%d" % server.get_host_and_port()[1]
client = boto3.client("cognito-idp", region_name="us-east-1", endpoint_url=endpoint)
pool = client.create_user_pool(
    PoolName="contract", UsernameAttributes=["email"], AutoVerifiedAttributes=["email"],
    Policies={"PasswordPolicy": {
        "MinimumLength": 8, "RequireUppercase": True, "RequireLowercase": True,
        "RequireNumbers": True, "RequireSymbols": True}})["UserPool"]["Id"]
app = client.create_user_pool_client(
    UserPoolId=pool, ClientName="contract", PreventUserExistenceErrors="ENABLED",
    ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
)["UserPoolClient"]["ClientId"]
print(json.dumps({"endpoint": endpoint, "userPoolId": pool, "clientId": app}), flush=True)
sys.stdin.read()
server.stop()
