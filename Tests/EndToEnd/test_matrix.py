"""Flow × user's state × client's settings: type, text and effect of every combination, through boto3.

The expectations are tables, written from Cognito's documentation and captures, not from the code.
"""

import base64
import contextlib
import functools
import hashlib
import hmac
import itertools
import json
import uuid

import pytest
import requests
from pycognito.aws_srp import AWSSRP

from admin import client

PASSWORD = "Correct-Horse-7"
STATES = ("confirmed", "unverified", "unconfirmed", "force", "reset", "disabled", "unknown")
STATUS = {"confirmed": "CONFIRMED", "unverified": "CONFIRMED", "unconfirmed": "UNCONFIRMED",
          "force": "FORCE_CHANGE_PASSWORD", "reset": "RESET_REQUIRED", "disabled": "CONFIRMED"}
CLIENTS = [(existence, secret) for existence in ("LEGACY", "ENABLED") for secret in (False, True)]

WRONG = ("NotAuthorizedException", "Incorrect username or password.")
UNKNOWN = ("UserNotFoundException", "User does not exist.")
UNKNOWN_HERE = ("UserNotFoundException", "Username/client id combination not found.")
MISMATCH = ("CodeMismatchException", "Invalid verification code provided, please try again.")
EXPIRED = ("ExpiredCodeException", "Invalid code provided, please request a code again.")
DISABLED = ("NotAuthorizedException", "User is disabled.")

# A right password, by state.
SIGN_IN = {
    "confirmed": "tokens",
    "unverified": "tokens",
    "unconfirmed": ("UserNotConfirmedException", "User is not confirmed."),
    "force": "NEW_PASSWORD_REQUIRED",
    "reset": ("PasswordResetRequiredException", "Password reset required for the user"),
    "disabled": DISABLED,
}
UNVERIFIED = ("InvalidParameterException",
              "Cannot reset password for the user as there is no registered/verified email or "
              "phone_number")
# What ForgotPassword says with LEGACY; with ENABLED it says the same to everybody.
FORGOT = {
    "confirmed": "details", "reset": "details", "disabled": DISABLED, "unknown": UNKNOWN_HERE,
    "force": ("NotAuthorizedException", "User password cannot be reset in the current state."),
    "unconfirmed": UNVERIFIED, "unverified": UNVERIFIED,
}
FORGOT_SENDS = {
    "LEGACY": {"confirmed", "reset"},
    # An address that was never confirmed can be proven by this code as well as by the first; one
    # that a confirmed user never verified can't.
    "ENABLED": {"confirmed", "reset", "unconfirmed"},
}
# Resend, with LEGACY.
CONFIRMED_ALREADY = ("InvalidParameterException", "User is already confirmed.")
DISABLED_FLOW = {
    "USER_PASSWORD_AUTH": "USER_PASSWORD_AUTH flow not enabled for this client",
    "ADMIN_USER_PASSWORD_AUTH": "Auth flow not enabled for this client",
    "USER_AUTH": "USER_AUTH flow not enabled for this client",
}


class World:
    def __init__(self, server, **pool):
        self.server = server
        self.cognito = client(server)
        pool = pool or {"UsernameAttributes": ["email"], "AutoVerifiedAttributes": ["email"]}
        self.pool = self.cognito.create_user_pool(PoolName="matrix", **pool)["UserPool"]["Id"]
        self.clients = {
            (existence, secret, allowed): self.cognito.create_user_pool_client(
                UserPoolId=self.pool, ClientName="m", GenerateSecret=secret,
                PreventUserExistenceErrors=existence,
                ExplicitAuthFlows=["ALLOW_REFRESH_TOKEN_AUTH"] + ([
                    "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH",
                    "ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH"]
                    if allowed else []))["UserPoolClient"]
            for existence, secret in CLIENTS for allowed in (True, False)}
        self.open = self.clients["LEGACY", False, True]

    def person(self, state):
        """A new address, in that state."""
        name = f"{uuid.uuid4().hex}@example.com"
        here = {"UserPoolId": self.pool, "Username": name}
        if state in ("unconfirmed", "unverified"):
            self.cognito.sign_up(
                ClientId=self.open["ClientId"], Username=name, Password=PASSWORD)
            if state == "unverified":
                self.cognito.admin_confirm_sign_up(**here)
        elif state != "unknown":
            self.cognito.admin_create_user(
                **here, MessageAction="SUPPRESS", TemporaryPassword=PASSWORD, UserAttributes=[
                    {"Name": "email", "Value": name},
                    {"Name": "email_verified", "Value": "true"}])
            if state != "force":
                self.cognito.admin_set_user_password(**here, Password=PASSWORD, Permanent=True)
            if state == "reset":
                self.cognito.admin_reset_user_password(**here)
            if state == "disabled":
                self.cognito.admin_disable_user(**here)
        return name

    def secret_hash(self, app, name, kind):
        """The member that the client's secret demands; `bad` breaks the rule."""
        secret = app.get("ClientSecret")
        if kind == "bad":
            return None if secret else "aGFzaA=="
        if not secret:
            return None
        code = hmac.new(secret.encode(), (name + app["ClientId"]).encode(), hashlib.sha256)
        return base64.b64encode(code.digest()).decode()

    def initiate(self, flow):
        """InitiateAuth, or its twin where an administrator asks."""
        if not flow.startswith("ADMIN"): return self.cognito.initiate_auth
        return functools.partial(self.cognito.admin_initiate_auth, UserPoolId=self.pool)

    def respond(self, flow):
        if not flow.startswith("ADMIN"): return self.cognito.respond_to_auth_challenge
        return functools.partial(
            self.cognito.admin_respond_to_auth_challenge, UserPoolId=self.pool)

    def purpose(self, name):
        """What the newest message to the address was for."""
        found = requests.get(f"{self.server.ready['wireDoor']}/inbox", params={"email": name},
                             timeout=30).json()["messages"]
        return found[0]["purpose"] if found else None

    def stays(self, name, state):
        """The user is as he was."""
        if state == "unknown":
            with pytest.raises(self.cognito.exceptions.UserNotFoundException):
                self.cognito.admin_get_user(UserPoolId=self.pool, Username=name)
            return
        shown = self.cognito.admin_get_user(UserPoolId=self.pool, Username=name)
        assert shown["UserStatus"] == STATUS[state]
        assert shown["Enabled"] is (state != "disabled")


@contextlib.contextmanager
def new_world(directory, **pool):
    from gatehouse import Gatehouse
    # Hashes at next to no cost: hundreds of users, none of them a person.
    (directory / "pool.json").write_text(json.dumps(
        {"PasswordHashing": {"MemoryKiB": 8, "Iterations": 1, "Parallelism": 1}}))
    server = Gatehouse(directory, verb="pool", GATEHOUSE_POOL_POLICY="pool.json", LOG_LEVEL="error")
    yield World(server, **pool)
    assert server.stop() == 0


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with new_world(tmp_path_factory.mktemp("matrix")) as world: yield world


def outcome(call):
    """The answer, or type and text of the refusal."""
    from botocore.exceptions import ClientError
    try:
        return call()
    except ClientError as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400
        return error.response["Error"]["Code"], error.response["Error"]["Message"]


def bad_hash(app):
    return ("NotAuthorizedException", (
        f"Client {app['ClientId']} is configured with secret but SECRET_HASH was not received"
        if "ClientSecret" in app else
        f"Unable to verify secret hash for client {app['ClientId']}"))


def sign_in(world, flow, app, name, hash_=None, **parameters):
    parameters = {"USERNAME": name} | parameters | ({"SECRET_HASH": hash_} if hash_ else {})
    if flow.split()[-1] == "USER_AUTH":
        parameters = {"PREFERRED_CHALLENGE": "PASSWORD"} | parameters
    return world.initiate(flow)(
        ClientId=app["ClientId"], AuthFlow=flow.split()[-1], AuthParameters=parameters)


PASSWORD_CASES = [
    (flow, state, existence, secret, variant)
    for flow, state, (existence, secret), variant in itertools.product(
        DISABLED_FLOW, STATES, CLIENTS, ("right", "wrong", "empty", "bad hash", "not allowed"))]


@pytest.mark.parametrize("flow, state, existence, secret, variant", PASSWORD_CASES)
def test_sign_in_with_a_password(world, flow, state, existence, secret, variant):
    app = world.clients[existence, secret, variant != "not allowed"]
    name = world.person(state)
    password = {"wrong": "Wrong-Horse-1", "empty": ""}.get(variant, PASSWORD)
    hash_ = world.secret_hash(app, name, "bad" if variant == "bad hash" else "good")
    found = outcome(lambda: sign_in(world, flow, app, name, hash_, PASSWORD=password))
    if variant == "not allowed":
        expected = ("InvalidParameterException", DISABLED_FLOW[flow])
    elif variant == "empty":
        expected = ("InvalidParameterException", "Missing required parameter PASSWORD")
    elif variant == "bad hash":
        expected = bad_hash(app)
    elif state == "unknown":
        expected = UNKNOWN if existence == "LEGACY" else WRONG
    else:
        expected = WRONG if variant == "wrong" else SIGN_IN[state]
    if expected == "tokens":
        assert found["ChallengeParameters"] == {} and "ChallengeName" not in found
        tokens = found["AuthenticationResult"]
        assert tokens["TokenType"] == "Bearer" and tokens["ExpiresIn"] == 3600
        shown = world.cognito.get_user(AccessToken=tokens["AccessToken"])
        assert {"Name": "email", "Value": name} in shown["UserAttributes"]
        again = {"ClientSecret": app["ClientSecret"]} if secret else {}
        assert world.cognito.get_tokens_from_refresh_token(
            ClientId=app["ClientId"], RefreshToken=tokens["RefreshToken"], **again)
    elif expected == "NEW_PASSWORD_REQUIRED":
        assert found["ChallengeName"] == expected and found["Session"]
        assert "AuthenticationResult" not in found
    else:
        assert found == expected
    world.stays(name, state)


@pytest.mark.parametrize("existence, secret", CLIENTS)
@pytest.mark.parametrize("state", ["confirmed", "unknown"])
def test_the_sixth_wrong_password(world, state, existence, secret):
    """Five are free; then even the right one is refused. LEGACY has nobody to lock."""
    app, name = world.clients[existence, secret, True], world.person(state)
    hash_ = world.secret_hash(app, name, "good")

    def attempt(password):
        return outcome(lambda: sign_in(
            world, "USER_PASSWORD_AUTH", app, name, hash_, PASSWORD=password))

    usual = UNKNOWN if state == "unknown" and existence == "LEGACY" else WRONG
    locked = usual if usual == UNKNOWN else ("NotAuthorizedException", "Password attempts exceeded")
    assert [attempt("Wrong-Horse-1") for _ in range(5)] == [usual] * 5
    assert [attempt("Wrong-Horse-1"), attempt(PASSWORD)] == [locked] * 2


def by_srp(world, app, name, password, hash_=True, flow="USER_SRP_AUTH"):
    """Both steps, computed by pycognito."""
    srp = AWSSRP(
        username=name, password=password, pool_id=world.pool, client_id=app["ClientId"],
        client=world.cognito, client_secret=app.get("ClientSecret") if hash_ else None)
    begun = srp.get_auth_params()
    asked = world.initiate(flow)(
        ClientId=app["ClientId"], AuthFlow="USER_SRP_AUTH", AuthParameters=begun)
    assert asked["ChallengeName"] == "PASSWORD_VERIFIER"
    return world.respond(flow)(
        ClientId=app["ClientId"], ChallengeName="PASSWORD_VERIFIER",
        ChallengeResponses=srp.process_challenge(asked["ChallengeParameters"], begun))


# pycognito sends no hash to a public client.
SRP_CASES = [case for case in itertools.product(
    STATES, CLIENTS, ("right", "wrong", "bad hash", "not allowed"))
    if case[1][1] or case[2] != "bad hash"]


@pytest.mark.parametrize("state, settings, variant", SRP_CASES)
def test_sign_in_by_srp(world, state, settings, variant):
    existence, secret = settings
    app = world.clients[existence, secret, variant != "not allowed"]
    name = world.person(state)
    password = "Wrong-Horse-1" if variant == "wrong" else PASSWORD
    found = outcome(lambda: by_srp(world, app, name, password, variant != "bad hash"))
    if variant == "not allowed":
        expected = ("InvalidParameterException", "USER_SRP_AUTH is not enabled for the client.")
    elif variant == "bad hash":
        expected = bad_hash(app)
    elif state == "unknown":
        expected = UNKNOWN if existence == "LEGACY" else WRONG
    else:
        expected = WRONG if variant == "wrong" else SIGN_IN[state]
    if expected == "tokens":
        assert found["AuthenticationResult"]["AccessToken"] and "ChallengeName" not in found
    elif expected == "NEW_PASSWORD_REQUIRED":
        assert found["ChallengeName"] == expected and found["Session"]
    else:
        assert found == expected
    world.stays(name, state)


INVALID_TOKEN = ("NotAuthorizedException", "Invalid Refresh Token")
REVOKED = ("NotAuthorizedException", "Refresh Token has been revoked")
# What became of the user since he signed in, and what his refresh token is then.
SINCE = {None: "tokens", "admin_reset_user_password": "tokens", "admin_disable_user": REVOKED,
         "admin_user_global_sign_out": REVOKED, "admin_delete_user": INVALID_TOKEN}


@pytest.mark.parametrize("variant", ("good", "bad hash", "other client", "garbage"))
@pytest.mark.parametrize("settings", CLIENTS)
@pytest.mark.parametrize("since", SINCE)
def test_refreshing(world, since, settings, variant):
    existence, secret = settings
    app = world.clients[existence, secret, True]
    name = world.person("confirmed")
    hash_ = world.secret_hash(app, name, "good")
    tokens = sign_in(world, "USER_PASSWORD_AUTH", app, name, hash_, PASSWORD=PASSWORD)
    token = tokens["AuthenticationResult"]["RefreshToken"]
    sub = world.cognito.get_user(
        AccessToken=tokens["AuthenticationResult"]["AccessToken"])["Username"]
    if since:
        getattr(world.cognito, since)(UserPoolId=world.pool, Username=name)
    if variant == "other client":
        app = world.clients["ENABLED" if existence == "LEGACY" else "LEGACY", secret, True]
    parameters = {"REFRESH_TOKEN": token[:-4] + "AAAA" if variant == "garbage" else token}
    hash_ = world.secret_hash(app, sub, "good")
    if hash_ and variant == "bad hash":
        hash_ = "aGFzaA=="
    found = outcome(lambda: world.cognito.initiate_auth(
        ClientId=app["ClientId"], AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters=parameters | ({"SECRET_HASH": hash_} if hash_ else {})))
    if variant in ("other client", "garbage"):
        assert found == INVALID_TOKEN
    elif variant == "bad hash" and secret and since != "admin_delete_user":
        assert found == ("NotAuthorizedException",
                         f"SecretHash does not match for the client: {app['ClientId']}")
    elif SINCE[since] == "tokens":
        assert found["AuthenticationResult"]["AccessToken"]
        assert "RefreshToken" not in found["AuthenticationResult"]
    else:
        assert found == SINCE[since]


CODE_CASES = list(itertools.product(STATES, CLIENTS, ("good", "bad")))


@pytest.mark.parametrize("state, settings, hash_kind", CODE_CASES)
def test_forgot_password(world, state, settings, hash_kind):
    existence, secret = settings
    app = world.clients[existence, secret, True]
    name = world.person(state)
    before = world.purpose(name)
    hash_ = world.secret_hash(app, name, hash_kind)
    found = outcome(lambda: world.cognito.forgot_password(
        ClientId=app["ClientId"], Username=name, **({"SecretHash": hash_} if hash_ else {})))
    if hash_kind == "bad":
        assert found == bad_hash(app)
        assert world.purpose(name) == before
    elif existence == "ENABLED" or FORGOT[state] == "details":
        assert found["CodeDeliveryDetails"] == {
            "Destination": f"{name[0]}***@e***", "DeliveryMedium": "EMAIL",
            "AttributeName": "email"}
    else:
        assert found == FORGOT[state]
    if hash_kind == "good":
        sent = state in FORGOT_SENDS[existence]
        assert (world.purpose(name) == "reset-password") is (sent or state == "reset")
    world.stays(name, state)


@pytest.mark.parametrize("state, settings, hash_kind", CODE_CASES)
def test_confirm_forgot_password_without_a_code(world, state, settings, hash_kind):
    existence, secret = settings
    app = world.clients[existence, secret, True]
    name = world.person(state)
    hash_ = world.secret_hash(app, name, hash_kind)
    found = outcome(lambda: world.cognito.confirm_forgot_password(
        ClientId=app["ClientId"], Username=name, ConfirmationCode="000000",
        Password="Another-Horse-8", **({"SecretHash": hash_} if hash_ else {})))
    hidden = existence == "ENABLED"
    expected = {
        "unknown": MISMATCH if hidden else UNKNOWN_HERE,
        "disabled": MISMATCH if hidden else DISABLED,
        "reset": MISMATCH,  # His code is another.
    }.get(state, EXPIRED)
    assert found == (bad_hash(app) if hash_kind == "bad" else expected)
    world.stays(name, state)
    if state == "confirmed":
        assert sign_in(world, "USER_PASSWORD_AUTH", world.open, name, PASSWORD=PASSWORD)


@pytest.mark.parametrize("state, settings, hash_kind", CODE_CASES)
def test_resend(world, state, settings, hash_kind):
    existence, secret = settings
    app = world.clients[existence, secret, True]
    name = world.person(state)
    first = world.server.code(name) if state == "unconfirmed" else None
    hash_ = world.secret_hash(app, name, hash_kind)
    found = outcome(lambda: world.cognito.resend_confirmation_code(
        ClientId=app["ClientId"], Username=name, **({"SecretHash": hash_} if hash_ else {})))
    if hash_kind == "bad":
        assert found == bad_hash(app)
    elif state == "unconfirmed" or (state == "unknown" and existence == "ENABLED"):
        assert found["CodeDeliveryDetails"]["Destination"] == f"{name[0]}***@e***"
    else:
        assert found == (UNKNOWN_HERE if state == "unknown" else CONFIRMED_ALREADY)
    if state == "unknown":
        assert world.purpose(name) is None
    if state == "unconfirmed" and hash_kind == "good":
        # Six digits can fall the same way twice, once in a million.
        assert world.server.code(name) != first
    world.stays(name, state)


@pytest.mark.parametrize("state, settings, hash_kind", CODE_CASES)
def test_confirm_sign_up_with_a_wrong_code(world, state, settings, hash_kind):
    existence, secret = settings
    app = world.clients[existence, secret, True]
    name = world.person(state)
    wrong = "000000"
    if state == "unconfirmed":
        wrong = f"{(int(world.server.code(name)) + 1) % 1_000_000:06}"
    hash_ = world.secret_hash(app, name, hash_kind)
    found = outcome(lambda: world.cognito.confirm_sign_up(
        ClientId=app["ClientId"], Username=name, ConfirmationCode=wrong,
        **({"SecretHash": hash_} if hash_ else {})))
    if hash_kind == "bad":
        expected = bad_hash(app)
    elif state == "unknown":
        expected = EXPIRED if existence == "ENABLED" else UNKNOWN_HERE
    elif state == "unconfirmed":
        expected = MISMATCH
    else:
        expected = ("NotAuthorizedException",
                    f"User cannot be confirmed. Current status is {STATUS[state]}")
    assert found == expected
    world.stays(name, state)


ADMIN_CASES = [
    # operation, more members, and by state: nothing for success, or the refusal.
    ("admin_confirm_sign_up", {}, {s: ("NotAuthorizedException",
     f"User cannot be confirmed. Current status is {STATUS[s]}")
        for s in STATES if s not in ("unconfirmed", "unknown")}, "CONFIRMED"),
    ("admin_set_user_password", {"Password": "Another-Horse-8", "Permanent": True}, {},
     "CONFIRMED"),
    ("admin_set_user_password", {"Password": "Another-Horse-8", "Permanent": False}, {},
     "FORCE_CHANGE_PASSWORD"),
    ("admin_set_user_password", {"Password": "weak", "Permanent": True}, {
        s: ("InvalidPasswordException",
            "Password does not conform to policy: Password not long enough") for s in STATUS}, None),
    ("admin_reset_user_password", {}, {
        "unconfirmed": FORGOT["force"], "force": FORGOT["force"], "disabled": DISABLED,
        "unverified": UNVERIFIED},
     "RESET_REQUIRED"),
    ("admin_enable_user", {}, {}, None),
    ("admin_disable_user", {}, {}, None),
    ("admin_user_global_sign_out", {}, {}, None),
    ("admin_delete_user", {}, {}, "gone"),
    ("admin_update_user_attributes", {"UserAttributes": [{"Name": "name", "Value": "N"}]}, {}, None),
    ("admin_delete_user_attributes", {"UserAttributeNames": ["name"]}, {}, None),
    ("admin_list_groups_for_user", {}, {}, None),
]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("case", range(len(ADMIN_CASES)))
def test_administration_by_state(world, case, state):
    operation, members, refusals, status = ADMIN_CASES[case]
    name = world.person(state)
    found = outcome(lambda: getattr(world.cognito, operation)(
        UserPoolId=world.pool, Username=name, **members))
    if state == "unknown":
        assert found == UNKNOWN
        return world.stays(name, state)
    if state in refusals:
        assert found == refusals[state]
        return world.stays(name, state)
    assert found["ResponseMetadata"]["HTTPStatusCode"] == 200
    if status == "gone":
        return world.stays(name, "unknown")
    shown = world.cognito.admin_get_user(UserPoolId=world.pool, Username=name)
    assert shown["UserStatus"] == (status or STATUS[state])
    enabled = {"admin_enable_user": True, "admin_disable_user": False}
    assert shown["Enabled"] is enabled.get(operation, state != "disabled")
