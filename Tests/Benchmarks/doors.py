"""Pools behind Cognito's protocol: gatehouse's wire door, and moto's server."""

import json
import subprocess
import sys
import urllib.request

from contenders import ROOT, Contender, Gatehouse
from tokens import Identity

PASSWORD = "Correct-Horse-7"
TARGET = "AWSCognitoIdentityProviderService."
WIRE = "application/x-amz-json-1.1"


class Moto(Contender):
    """Its pool is in memory, its passwords in the clear; Python threads share the core."""

    name = "moto"
    arguments = [sys.executable, ROOT / "Tests/ContractTests/moto_server.py"]
    settings = {}
    input = output = subprocess.PIPE

    def begin(self):
        self.start()
        place = json.loads(self.process.stdout.readline())
        self.port, self.client_id = int(place["endpoint"].rsplit(":", 1)[1]), place["clientId"]


class Door:
    """Where a contender takes Cognito's operations."""

    def __init__(self, contender: Contender, url: str, client_id: str):
        self.contender, self.url, self.client_id = contender, url, client_id
        self.name, self.cpu_seconds = contender.name, contender.cpu_seconds

    def call(self, operation: str, fields: dict) -> dict:
        request = urllib.request.Request(
            self.url, json.dumps(fields).encode(),
            {"Content-Type": WIRE, "X-Amz-Target": TARGET + operation})
        return json.loads(urllib.request.urlopen(request).read() or b"{}")

    def sign_up(self, email: str) -> dict:
        return {"ClientId": self.client_id, "Username": email, "Password": PASSWORD,
                "UserAttributes": [{"Name": "email", "Value": email}]}

    def sign_in(self, email: str) -> dict:
        parameters = {"USERNAME": email, "PASSWORD": PASSWORD}
        return self.initiate("USER_PASSWORD_AUTH", parameters)

    def initiate(self, flow: str, parameters: dict) -> dict:
        return {"AuthFlow": flow, "ClientId": self.client_id, "AuthParameters": parameters}

    def enrol(self, email: str):
        """An account that may sign in; moto takes any code."""
        self.call("SignUp", self.sign_up(email))
        code = self.contender.code(email) if isinstance(self.contender, Gatehouse) else "000000"
        self.call("ConfirmSignUp", {
            "ClientId": self.client_id, "Username": email, "ConfirmationCode": code})

    def refresh_token(self, email: str) -> str:
        answer = self.call("InitiateAuth", self.sign_in(email))
        return answer["AuthenticationResult"]["RefreshToken"]


class GatehouseDoor(Door):
    """`identity` is a user of that pool who is signed in."""

    def __init__(self, gatehouse: Gatehouse):
        self.identity = Identity(gatehouse)
        url = f"http://127.0.0.1:{gatehouse.pool_port}"
        super().__init__(gatehouse, url, self.identity.claims["client_id"])
        self.pool_id = self.identity.claims["iss"].rsplit("/", 1)[1]


class MotoDoor(Door):
    def __init__(self, moto: Moto):
        super().__init__(moto, moto.url, moto.client_id)
