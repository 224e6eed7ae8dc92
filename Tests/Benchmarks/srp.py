"""A client that signs in by SRP: pycognito's rules, libcrypto's powers.

A client may draw its secret number once, so A is a constant here; what stays per sign-in is a
power with an exponent of 512 bits.
"""

import base64
import datetime
import hashlib
import hmac
import http.client
import json
import time

from pycognito import aws_srp
from pycognito.aws_srp import AWSSRP

from doors import PASSWORD, TARGET, WIRE
from powers import N, power

K = int(aws_srp.hex_hash("00" + aws_srp.N_HEX + "02"), 16)
SECRET = int.from_bytes(hashlib.sha256(b"bench").digest())
PUBLIC = pow(2, SECRET, N)


class Client:
    """One account that signs in over one connection."""

    def __init__(self, port: int, client_id: str, pool_id: str, email: str):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.client_id, self.pool, self.email = client_id, pool_id.split("_")[1], email
        self.verifiers = {}  # g^x by salt

    def call(self, operation: str, fields: dict) -> dict:
        body = json.dumps({"ClientId": self.client_id} | fields)
        self.connection.request(
            "POST", "/", body, {"Content-Type": WIRE, "X-Amz-Target": TARGET + operation})
        answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status == 200, content
        return json.loads(content)

    def sign_in(self):
        step = self.call("InitiateAuth", {
            "AuthFlow": "USER_SRP_AUTH",
            "AuthParameters": {"USERNAME": self.email, "SRP_A": f"{PUBLIC:x}"}})
        done = self.call("RespondToAuthChallenge", {
            "ChallengeName": step["ChallengeName"], "Session": step.get("Session"),
            "ChallengeResponses": self.responses(step["ChallengeParameters"])})
        assert done["AuthenticationResult"]["AccessToken"]

    def responses(self, given: dict) -> dict:
        user, block = given["USER_ID_FOR_SRP"], given["SECRET_BLOCK"]
        moment = AWSSRP.get_cognito_formatted_timestamp(datetime.datetime.now(datetime.UTC))
        signed = f"{self.pool}{user}".encode() + base64.b64decode(block) + moment.encode()
        proof = hmac.new(self.key(given, user), signed, hashlib.sha256).digest()
        return {"TIMESTAMP": moment, "USERNAME": given["USERNAME"],
                "PASSWORD_CLAIM_SECRET_BLOCK": block,
                "PASSWORD_CLAIM_SIGNATURE": base64.b64encode(proof).decode()}

    def key(self, given: dict, user: str) -> bytes:
        salt, theirs = given["SALT"], int(given["SRP_B"], 16)
        words = aws_srp.hash_sha256(f"{self.pool}{user}:{PASSWORD}".encode())
        x = int(aws_srp.hex_hash(aws_srp.pad_hex(salt) + words), 16)
        if salt not in self.verifiers: self.verifiers[salt] = power(2, x)
        u = aws_srp.calculate_u(PUBLIC, theirs)
        shared = power((theirs - K * self.verifiers[salt]) % N, SECRET + u * x)
        return aws_srp.compute_hkdf(
            *(bytearray.fromhex(aws_srp.pad_hex(number)) for number in (shared, u)))


def sign_ins(arguments: tuple, end: float) -> tuple[list, float]:
    """Seconds that each took, and CPU seconds of this process meanwhile."""
    client, times, used = Client(*arguments), [], time.process_time()
    while (began := time.monotonic()) < end:
        client.sign_in()
        times.append(time.monotonic() - began)
    return times, time.process_time() - used
