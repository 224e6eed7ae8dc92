"""TLS to Cognito is real: only a certificate of a trusted authority, for this host, in its time."""

import datetime
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from test_upstream import Upstream, error, pointing_at

NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)


def make(subject, key, issuer, issuer_key, begins=NOW - DAY, ends=NOW + DAY, ca=False):
    builder = (
        x509.CertificateBuilder().subject_name(name(subject)).issuer_name(name(issuer))
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(begins).not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True))
    if not ca:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(subject)]), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def name(text):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(thing):
    return thing.public_bytes(serialization.Encoding.PEM)


@pytest.fixture(scope="module")
def authority():
    authority_key = key()
    return make("Test CA", authority_key, "Test CA", authority_key, ca=True), authority_key


def upstream(authority, directory, host="localhost", **dates):
    server_key = key()
    certificate = make(host, server_key, "Test CA", authority[1], **dates)
    (directory / "server.pem").write_bytes(pem(certificate) + server_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption()))
    (directory / "ca.pem").write_bytes(pem(authority[0]))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(directory / "server.pem")
    upstream = Upstream(400, error("NotAuthorizedException", "Incorrect username or password."))
    upstream.server.socket = context.wrap_socket(upstream.server.socket, server_side=True)
    upstream.ready["endpoint"] = "https://localhost:%d" % upstream.server.server_address[1]
    return upstream


def test_a_custom_authority_is_trusted(start, authority, tmp_path):
    server = start(**pointing_at(
        upstream(authority, tmp_path).ready, GATEHOUSE_CA_BUNDLE=str(tmp_path / "ca.pem")))
    assert server.login("a@example.com").status_code == 401


@pytest.mark.parametrize("case", ["unknown CA", "wrong host", "expired", "not yet valid"])
def test_other_certificates_are_refused(start, authority, tmp_path, case):
    options = {
        "unknown CA": {}, "wrong host": {"host": "example.com"},
        "expired": {"begins": NOW - 2 * DAY, "ends": NOW - DAY},
        "not yet valid": {"begins": NOW + DAY, "ends": NOW + 2 * DAY}}[case]
    bundle = {} if case == "unknown CA" else {"GATEHOUSE_CA_BUNDLE": str(tmp_path / "ca.pem")}
    bad = upstream(authority, tmp_path, **options)
    server = start(**pointing_at(bad.ready, **bundle))
    answer = server.login("a@example.com")
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream_unavailable")
    assert bad.calls == [], "no request may reach an upstream that isn't trusted"
