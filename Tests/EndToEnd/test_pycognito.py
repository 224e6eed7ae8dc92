"""pycognito, unchanged, against the embedded pool: SRP with real proofs, TOTP, devices, tokens."""

import json
import time

import boto3
import pyotp
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from pycognito import Cognito
from pycognito.aws_srp import AWSSRP, generate_hash_device
from pycognito.exceptions import SoftwareTokenMFAChallengeException

from gatehouse import PASSWORD

ANOTHER = "Battery-Staple-8"


@pytest.fixture
def pool(start, tmp_path):
    """A server whose pool has these settings."""

    def make(user_pool=None, client=None):
        policy = {
            "UserPool": user_pool or {},
            "UserPoolClient": {
                "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
            } | (client or {}),
            "PasswordHashing": {"MemoryKiB": 8, "Iterations": 1, "Parallelism": 1},
        }
        path = tmp_path / "pool.json"
        path.write_text(json.dumps(policy))
        return start(GATEHOUSE_POOL_POLICY=str(path))

    return make


@pytest.fixture
def idp():
    """boto3 on a server's wire door."""
    return lambda server: boto3.client("cognito-idp", **options(server))


def options(server):
    return {
        "region_name": "us-east-1", "endpoint_url": server.ready["issuer"].rsplit("/", 1)[0],
        "config": Config(signature_version=UNSIGNED, retries={"total_max_attempts": 1})}


def pool_id(server):
    return server.ready["userPoolId"]


def account(server, idp, email, password=PASSWORD):
    client_id = server.ready["clientId"]
    idp.sign_up(
        ClientId=client_id, Username=email, Password=password,
        UserAttributes=[{"Name": "email", "Value": email}])
    idp.confirm_sign_up(ClientId=client_id, Username=email, ConfirmationCode=server.code(email))


def user(server, email, **tokens):
    settings = options(server)
    return Cognito(
        pool_id(server), server.ready["clientId"], user_pool_region=settings.pop("region_name"),
        username=email, boto3_client_kwargs=settings, **tokens)


def srp(server, idp, email, password=PASSWORD, **device):
    return AWSSRP(
        username=email, password=password, pool_id=pool_id(server),
        client_id=server.ready["clientId"], client=idp, **device)


def test_srp_signs_in_and_the_tokens_verify(pool, idp, email):
    server = pool()
    account(server, idp(server), email)
    me = user(server, email)
    me.authenticate(PASSWORD)  # verifies both tokens by the pool's keys and issuer
    assert me.id_claims["email"] == email and me.access_claims["token_use"] == "access"
    assert me.get_user().email_verified is True
    old = me.access_token
    me.renew_access_token()
    assert me.access_token != old
    me.verify_token(me.access_token, "access_token", "access")
    with pytest.raises(Exception) as caught:
        user(server, email).authenticate("Wrong-Horse-9")
    assert caught.value.response["Error"] == {
        "Code": "NotAuthorizedException", "Message": "Incorrect username or password."}


def test_many_sign_ins_all_work(pool, idp, email):
    """Salts, public numbers and hashes begin with every kind of byte."""
    server = pool()
    client = idp(server)
    account(server, client, email)
    for _ in range(40):
        assert srp(server, client, email).authenticate_user()["AuthenticationResult"]


def test_a_client_with_a_secret(pool, idp, email):
    secret = "0123456789abcdefghijklmnopqrstuvwxyz"
    server = pool(client={"ClientSecret": secret})
    client = idp(server)
    sign = AWSSRP.get_secret_hash
    client_id = server.ready["clientId"]
    proof = {"SecretHash": sign(email, client_id, secret)}
    client.sign_up(
        ClientId=client_id, Username=email, Password=PASSWORD,
        UserAttributes=[{"Name": "email", "Value": email}], **proof)
    client.confirm_sign_up(
        ClientId=client_id, Username=email, ConfirmationCode=server.code(email), **proof)
    tokens = srp(server, client, email, client_secret=secret).authenticate_user()
    assert tokens["AuthenticationResult"]["AccessToken"]
    with pytest.raises(client.exceptions.NotAuthorizedException):
        srp(server, client, email).authenticate_user()


def test_profile_and_password(pool, idp, email):
    server = pool()
    account(server, idp(server), email)
    me = user(server, email)
    me.authenticate(PASSWORD)
    me.update_profile({"given_name": "Ada"})
    assert me.get_user().given_name == "Ada"
    me.send_verification("email")
    me.validate_verification(server.code(email), "email")
    me.change_password(PASSWORD, ANOTHER)
    user(server, email).authenticate(ANOTHER)
    me.logout()
    again = user(server, email)
    again.authenticate(ANOTHER)
    again.delete_user()
    with pytest.raises(Exception, match="Incorrect username or password"):
        user(server, email).authenticate(ANOTHER)


def test_an_authenticator_app(pool, idp, email):
    server = pool({"MfaConfiguration": "OPTIONAL"})
    account(server, idp(server), email)
    me = user(server, email)
    me.authenticate(PASSWORD)
    app = pyotp.TOTP(me.associate_software_token())
    code = app.now()
    assert me.verify_software_token(code, "my app")
    me.set_user_mfa_preference(False, True, preferred="SOFTWARE_TOKEN")

    again = user(server, email)
    with pytest.raises(SoftwareTokenMFAChallengeException):
        again.authenticate(PASSWORD)
    with pytest.raises(Exception, match="already been used once"):
        again.respond_to_software_token_mfa_challenge(code)
    # The next step's code is taken half a minute early.
    again.respond_to_software_token_mfa_challenge(app.at(time.time() + 30))
    again.verify_token(again.access_token, "access_token", "access")


def test_a_remembered_device_spares_the_app(pool, idp, email):
    server = pool({
        "MfaConfiguration": "OPTIONAL",
        "DeviceConfiguration": {"ChallengeRequiredOnNewDevice": True}})
    client = idp(server)
    account(server, client, email)
    tokens = srp(server, client, email).authenticate_user()["AuthenticationResult"]
    device = tokens["NewDeviceMetadata"]
    # pycognito sends its confirmation to Amazon whatever the endpoint is; its mathematics is here.
    secret, verifier = generate_hash_device(device["DeviceGroupKey"], device["DeviceKey"])
    token = tokens["AccessToken"]
    assert client.confirm_device(
        AccessToken=token, DeviceKey=device["DeviceKey"], DeviceName="laptop",
        DeviceSecretVerifierConfig=verifier)["UserConfirmationNecessary"] is False
    app = pyotp.TOTP(client.associate_software_token(AccessToken=token)["SecretCode"])
    client.verify_software_token(AccessToken=token, UserCode=app.now())
    client.set_user_mfa_preference(
        AccessToken=token, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True})
    known = {
        "device_key": device["DeviceKey"], "device_group_key": device["DeviceGroupKey"],
        "device_password": secret}
    for _ in range(10):
        again = srp(server, client, email, **known).authenticate_user()["AuthenticationResult"]
        assert "NewDeviceMetadata" not in again
    with pytest.raises(client.exceptions.NotAuthorizedException):
        srp(server, client, email, **known | {"device_password": "x"}).authenticate_user()
    with pytest.raises(SoftwareTokenMFAChallengeException):
        srp(server, client, email).authenticate_user()
    shown = client.get_device(AccessToken=token, DeviceKey=device["DeviceKey"])["Device"]
    assert shown["DeviceCreateDate"].year >= 2025
    assert len(client.list_devices(AccessToken=token)["Devices"]) == 1
    client.forget_device(AccessToken=token, DeviceKey=device["DeviceKey"])
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        srp(server, client, email, **known).authenticate_user()


def test_a_second_factor_is_set_up_where_it_is_required(pool, idp, email):
    server = pool({"MfaConfiguration": "ON"})
    client = idp(server)
    account(server, client, email)
    client_id = server.ready["clientId"]
    first = srp(server, client, email).authenticate_user()
    assert first["ChallengeName"] == "MFA_SETUP"
    assert json.loads(first["ChallengeParameters"]["MFAS_CAN_SETUP"]) == ["SOFTWARE_TOKEN_MFA"]
    associated = client.associate_software_token(Session=first["Session"])
    app = pyotp.TOTP(associated["SecretCode"])
    verified = client.verify_software_token(
        Session=associated["Session"], UserCode=app.now())
    assert verified["Status"] == "SUCCESS"
    last = client.respond_to_auth_challenge(
        ClientId=client_id, ChallengeName="MFA_SETUP", Session=verified["Session"],
        ChallengeResponses={"USERNAME": email})
    assert last["AuthenticationResult"]["AccessToken"]
    with pytest.raises(client.exceptions.NotAuthorizedException, match="only be used once"):
        client.respond_to_auth_challenge(
            ClientId=client_id, ChallengeName="MFA_SETUP", Session=verified["Session"],
            ChallengeResponses={"USERNAME": email})


def test_a_choice_of_first_factors(pool, idp, email):
    server = pool(
        {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}},
        {"ExplicitAuthFlows": ["ALLOW_USER_AUTH"]})
    client = idp(server)
    account(server, client, email)
    client_id = server.ready["clientId"]
    first = client.initiate_auth(
        ClientId=client_id, AuthFlow="USER_AUTH", AuthParameters={"USERNAME": email})
    assert first["ChallengeName"] == "SELECT_CHALLENGE"
    assert set(first["AvailableChallenges"]) == {"PASSWORD", "PASSWORD_SRP", "EMAIL_OTP"}
    second = client.respond_to_auth_challenge(
        ClientId=client_id, ChallengeName="SELECT_CHALLENGE", Session=first["Session"],
        ChallengeResponses={"USERNAME": email, "ANSWER": "EMAIL_OTP"})
    assert second["ChallengeName"] == "EMAIL_OTP"
    code = server.code(email)
    assert len(code) == 8
    third = client.respond_to_auth_challenge(
        ClientId=client_id, ChallengeName="EMAIL_OTP", Session=second["Session"],
        ChallengeResponses={"USERNAME": email, "EMAIL_OTP_CODE": code})
    assert third["AuthenticationResult"]["TokenType"] == "Bearer"


def test_rotation(pool, idp, email):
    server = pool(client={
        "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"],
        "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 0}})
    client = idp(server)
    account(server, client, email)
    tokens = srp(server, client, email).authenticate_user()["AuthenticationResult"]

    def refresh(token):
        return client.get_tokens_from_refresh_token(
            RefreshToken=token, ClientId=server.ready["clientId"])["AuthenticationResult"]

    new = refresh(tokens["RefreshToken"])["RefreshToken"]
    assert new != tokens["RefreshToken"]
    with pytest.raises(client.exceptions.RefreshTokenReuseException):
        refresh(tokens["RefreshToken"])
    assert refresh(new)["AccessToken"]


def test_the_json_routes_ask_for_the_app_too(pool, idp, email):
    server = pool(
        {"MfaConfiguration": "OPTIONAL"},
        {"ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]})
    client = idp(server)
    token = server.account(email)["accessToken"]
    app = pyotp.TOTP(client.associate_software_token(AccessToken=token)["SecretCode"])
    client.verify_software_token(AccessToken=token, UserCode=app.now())
    client.set_user_mfa_preference(
        AccessToken=token, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True})
    first = server.login(email)
    assert first.status_code == 200 and "accessToken" not in first.json()
    assert first.json()["challenge"] == "SOFTWARE_TOKEN_MFA"

    def answer(code):
        return server.post("/login/challenge", {
            "email": email, "challenge": "SOFTWARE_TOKEN_MFA",
            "session": first.json()["session"], "SOFTWARE_TOKEN_MFA_CODE": code})

    wrong = answer("000000")
    assert wrong.json()["code"] == "code_mismatch", wrong.text
    right = answer(app.at(time.time() + 30))
    assert right.status_code == 200 and right.json()["accessToken"]
    assert server.get("/protected", token=right.json()["accessToken"]).status_code == 200
    assert answer(app.at(time.time() + 30)).json()["code"] == "invalid_session"
