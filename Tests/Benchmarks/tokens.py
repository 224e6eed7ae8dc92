"""Whose tokens count, and tokens that nobody has seen."""

import base64
import json
import multiprocessing
import os
import sys
import urllib.request
import uuid
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

sys.path.append(str(Path(__file__).resolve().parents[1] / "EndToEnd"))
from sealed_keys import access_key  # noqa: E402


class Identity:
    """A signed-in user of a running gatehouse, and what the others need to believe his token."""

    def __init__(self, gatehouse):
        self.data = Path(gatehouse.settings["GATEHOUSE_DATA_DIR"])
        self.token = gatehouse.sign_in()
        self.claims = json.loads(decode(self.token.split(".")[1]))
        keys = gatehouse.directory / f"jwks-{gatehouse.port}.json"
        url = f"{self.claims['iss']}/.well-known/jwks.json"
        keys.write_bytes(urllib.request.urlopen(url).read())
        self.settings = {
            "JWKS": str(keys), "ISSUER": self.claims["iss"], "CLIENT_ID": self.claims["client_id"]}

    def write_others(self, count: int, file: Path):
        """`count` further tokens of that user, a line each, which differ in their `jti`."""
        key = access_key(self.data / "pool").private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption())
        shares = [count // 2, count - count // 2]
        arguments = [(key, self.token.split(".")[0], self.claims, share) for share in shares]
        # A signature takes ten times as long as its verification: both cores sign.
        with multiprocessing.Pool(len(shares), os.sched_setaffinity, (0, {0, 1})) as pool:
            file.write_text("".join(pool.starmap(signed, arguments)))


def signed(pem: bytes, header: str, claims: dict, count: int) -> str:
    key = serialization.load_pem_private_key(pem, None)
    lines = []
    for _ in range(count):
        payload = json.dumps(claims | {"jti": str(uuid.uuid4())}, separators=(",", ":"))
        text = f"{header}.{encode(payload.encode())}"
        signature = key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        lines.append(f"{text}.{encode(signature)}\n")
    return "".join(lines)


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
