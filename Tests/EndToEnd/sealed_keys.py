"""The embedded pool's signing keys, as only somebody with its secret gets them."""

import hashlib
import hmac

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def access_key(directory):
    """The key that signs access tokens, from the pool's directory with its `code.key`."""
    secret = (directory / "code.key").read_bytes()
    sealing = AESGCM(hmac.digest(secret, b"signing keys", hashlib.sha256))
    sealed = (directory / "access.sealed").read_bytes()
    return serialization.load_pem_private_key(sealing.decrypt(sealed[:12], sealed[12:], b"access"), None)
