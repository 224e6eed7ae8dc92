"""Codes by mail: a real SMTP server, over TCP, with STARTTLS and a password."""

import email
import email.policy
import queue
import ssl

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, SMTP

from gatehouse import PASSWORD
from test_tls import authority, key, make, pem, serialization  # noqa: F401

NEW_PASSWORD = "Another-Horse-8"
FROM = "Beispiel & Söhne <no-reply@example.com>"


class MailServer(Controller):
    """Keeps what it takes. `refusals` are answered first, one to a recipient."""

    def __init__(self, *refusals, tls=None, implicit_tls=None, password=None):
        self.mail = queue.Queue()
        self.refusals = list(refusals)
        self.logins = []
        self.password = password
        options = {}
        if password:
            options |= {"authenticator": self.authenticate, "auth_required": True}
        if tls:
            options |= {"tls_context": tls, "require_starttls": True}
        super().__init__(
            self, hostname="127.0.0.1", port=0, ssl_context=implicit_tls, **options)
        self.options = options

    def factory(self):
        return SMTP(self, hostname="mail.example.com", **self.options)

    def _trigger_server(self):
        """The base class would connect to port 0."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def authenticate(self, server, session, envelope, mechanism, data):
        self.logins.append((session.ssl is not None, data.login))
        # Not handled: the refusal is still to be sent.
        return AuthResult(success=data.password == self.password, handled=False)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refusals:
            return self.refusals.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mail.put((session, envelope))
        return "250 taken"

    def newest(self):
        _, envelope = self.mail.get(timeout=30)
        return email.message_from_bytes(envelope.content, policy=email.policy.default)


@pytest.fixture
def mail_server():
    servers = []

    def make(*refusals, **options):
        servers.append(MailServer(*refusals, **options))
        servers[-1].start()
        return servers[-1]

    yield make
    for server in servers:
        server.stop()


def mailing_to(server, **settings):
    return {
        "GATEHOUSE_SMTP_URL": f"smtp://localhost:{server.port}", "GATEHOUSE_MAIL_FROM": FROM,
        "GATEHOUSE_INBOX": "off"} | settings


def context(authority, directory):  # noqa: F811
    """A server's side of TLS, by a certificate for localhost; the authority goes to ca.pem."""
    server_key = key()
    certificate = make("localhost", server_key, "Test CA", authority[1])
    (directory / "server.pem").write_bytes(pem(certificate) + server_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption()))
    (directory / "ca.pem").write_bytes(pem(authority[0]))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(directory / "server.pem")
    return context


def code(message):
    text = message.get_body(("plain",)).get_content()
    found = [line for line in text.splitlines() if line.isdigit()]
    assert len(found) == 1 and f">{found[0]}</strong>" in message.get_body(("html",)).get_content()
    return found[0]


def test_the_journey_by_mail_over_tls_with_a_password(
        start, mail_server, authority, tmp_path):  # noqa: F811
    mail = mail_server(tls=context(authority, tmp_path), password=b"pl4nted s3cret")
    server = start(**mailing_to(
        mail, GATEHOUSE_SMTP_USER="gatehouse", GATEHOUSE_SMTP_PASSWORD="pl4nted s3cret",
        GATEHOUSE_CA_BUNDLE=str(tmp_path / "ca.pem")))

    assert server.register("ada@example.com").status_code == 201
    message = mail.newest()
    assert message["From"] == FROM and message["To"] == "ada@example.com"
    assert message["Subject"] == "Your verification code"
    assert message["Message-ID"].endswith("@example.com>") and message["Date"].datetime
    assert mail.logins == [(True, b"gatehouse")]
    answer = server.post("/verify", {"email": "ada@example.com", "code": code(message)})
    assert answer.status_code == 200

    server.post("/forgot-password", {"email": "ada@example.com"})
    answer = server.post("/reset-password", {
        "email": "ada@example.com", "code": code(mail.newest()), "newPassword": NEW_PASSWORD})
    assert answer.status_code == 200
    assert server.login("ada@example.com", NEW_PASSWORD).status_code == 200
    assert server.login("ada@example.com", PASSWORD).status_code == 401
    assert server.stop() == 0
    assert mail.mail.empty()
    assert "s3cret" not in str(server.log) and code(message) not in str(server.log)


def test_tls_from_the_first_byte(start, mail_server, authority, tmp_path):  # noqa: F811
    mail = mail_server(implicit_tls=context(authority, tmp_path))
    server = start(**mailing_to(
        mail, GATEHOUSE_SMTP_URL=f"smtps://localhost:{mail.port}",
        GATEHOUSE_CA_BUNDLE=str(tmp_path / "ca.pem")))
    assert server.register("ada@example.com").status_code == 201
    assert code(mail.newest())


def test_a_wrong_password_is_told_and_never_shown(
        start, mail_server, authority, tmp_path):  # noqa: F811
    mail = mail_server(tls=context(authority, tmp_path), password=b"right")
    server = start(**mailing_to(
        mail, GATEHOUSE_SMTP_URL=f"smtp://gatehouse:pl4nted@localhost:{mail.port}",
        GATEHOUSE_CA_BUNDLE=str(tmp_path / "ca.pem")))
    assert server.register("ada@example.com").status_code == 201
    line = server.wait_for(lambda line: line.get("event") == "lost")
    assert line["trouble"] == "the server replied 535"
    assert server.stop() == 0
    assert mail.mail.empty() and "pl4nted" not in str(server.log)


def test_a_server_that_is_not_trusted_gets_nothing(
        start, mail_server, authority, tmp_path):  # noqa: F811
    mail = mail_server(tls=context(authority, tmp_path), password=b"secret")
    other_key = key()
    (tmp_path / "ca.pem").write_bytes(
        pem(make("Other CA", other_key, "Other CA", other_key, ca=True)))
    server = start(**mailing_to(
        mail, GATEHOUSE_SMTP_USER="gatehouse", GATEHOUSE_SMTP_PASSWORD="secret",
        GATEHOUSE_CA_BUNDLE=str(tmp_path / "ca.pem"), GATEHOUSE_DRAIN_TIME="0"))
    assert server.register("ada@example.com").status_code == 201
    line = server.wait_for(lambda line: line.get("event") == "postponed")
    assert line["trouble"] == "no TLS, or a certificate that isn't trusted"
    assert mail.logins == [] and mail.mail.empty()


def test_without_starttls_a_demanding_client_sends_nothing(
        start, mail_server, authority, tmp_path):  # noqa: F811
    (tmp_path / "ca.pem").write_bytes(pem(authority[0]))
    mail = mail_server()
    server = start(**mailing_to(
        mail, GATEHOUSE_CA_BUNDLE=str(tmp_path / "ca.pem"), GATEHOUSE_DRAIN_TIME="0"))
    assert server.register("ada@example.com").status_code == 201
    line = server.wait_for(lambda line: line.get("event") == "postponed")
    assert line["trouble"] == "no TLS, or a certificate that isn't trusted"
    assert mail.mail.empty()


def test_a_temporary_refusal_is_tried_again_and_the_mail_comes_once(start, mail_server):
    mail = mail_server("451 greylisted", "452 later")
    server = start(**mailing_to(mail))
    assert server.register("ada@example.com").status_code == 201
    line = server.wait_for(lambda line: line.get("event") == "postponed")
    assert line["trouble"] == "the server replied 451"
    message = mail.newest()
    line = server.wait_for(lambda line: line.get("event") == "taken")
    assert line["attempts"] == "3" and message["Message-ID"].startswith(f"<{line['id']}@")
    assert server.stop() == 0
    assert mail.mail.empty()


def test_a_final_refusal_is_told_and_not_tried_again(start, mail_server):
    mail = mail_server("550 no such user")
    server = start(**mailing_to(mail))
    assert server.register("ada@example.com").status_code == 201
    line = server.wait_for(lambda line: line.get("event") == "lost")
    assert (line["trouble"], line["attempts"]) == ("the server replied 550", "1")
    assert "ada@" not in str(line)
    assert server.stop() == 0
    assert mail.mail.empty()


def test_what_waits_is_carried_before_the_end(start, mail_server):
    mail = mail_server("451 later", "451 later", "451 later")
    server = start(**mailing_to(mail))
    for name in ["a", "b", "c"]:
        assert server.register(f"{name}@example.com").status_code == 201
    assert server.stop() == 0
    taken = {mail.newest()["To"] for _ in range(3)}
    assert taken == {"a@example.com", "b@example.com", "c@example.com"}
    assert mail.mail.empty()


def test_mail_that_nobody_takes_is_told_at_the_end(start):
    server = start(
        GATEHOUSE_SMTP_URL="smtp://localhost:1", GATEHOUSE_MAIL_FROM=FROM, GATEHOUSE_INBOX="off",
        GATEHOUSE_DRAIN_TIME="0.5")
    assert server.register("ada@example.com").status_code == 201
    line = server.wait_for(lambda line: line.get("event") == "postponed")
    assert line["trouble"] == "the server can't be reached"
    assert server.stop() == 0
    assert any(line.get("event") in ("abandoned", "lost") for line in server.log)


def test_mail_and_inbox_both(start, mail_server):
    mail = mail_server()
    server = start(**mailing_to(mail, GATEHOUSE_INBOX="on"))
    assert server.register("ada@example.com").status_code == 201
    assert code(mail.newest()) == server.code("ada@example.com")
    assert server.ready["mail"] == f"from no-reply@example.com by smtp://localhost:{mail.port}"


def test_an_operator_words_the_mail(start, mail_server, tmp_path):
    (tmp_path / "policy.json").write_text("""{"UserPool": {"VerificationMessageTemplate": {
        "EmailSubject": "Ihr Bestätigungscode für Gatehouse",
        "EmailMessage": "<h1>Grüße!</h1><p>Code:</p><p><strong>{####}</strong></p>."}}}""")
    mail = mail_server()
    server = start(**mailing_to(mail, GATEHOUSE_POOL_POLICY=str(tmp_path / "policy.json")))
    assert server.register("ada@example.com").status_code == 201
    message = mail.newest()
    assert message["Subject"] == "Ihr Bestätigungscode für Gatehouse"
    assert message.get_body(("plain",)).get_content().splitlines()[0] == "Grüße!"
    answer = server.post("/verify", {"email": "ada@example.com", "code": code(message)})
    assert answer.status_code == 200
