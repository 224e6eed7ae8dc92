"""What tokens hold and what they open, seen with others' libraries; proofs that belong elsewhere."""

import datetime
import json
import time

import jwt
import pytest
import requests
from pycognito.aws_srp import AWSSRP

from admin import client, names, raises
from sealed_keys import access_key
from test_admin_pools import PASSWORD, app, sign_in, user

SRP = {"ExplicitAuthFlows": [
    "ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]}


@pytest.fixture(scope="module")
def cognito(server):
    return client(server)


@pytest.fixture
def pool(cognito):
    made = cognito.create_user_pool(PoolName="rules")["UserPool"]["Id"]
    yield made
    cognito.delete_user_pool(UserPoolId=made)


def test_pyjwt_reads_both_tokens_with_the_published_keys(server, cognito, pool):
    web = app(cognito, pool)["ClientId"]
    user(cognito, pool)
    tokens = sign_in(cognito, web)
    base = f"{server.ready['wireDoor']}/{pool}/.well-known"
    issuer = requests.get(base + "/openid-configuration", timeout=30).json()["issuer"]
    keys = jwt.PyJWKClient(base + "/jwks.json")
    options = {"algorithms": ["RS256"], "issuer": issuer}
    for name, audience in (("IdToken", web), ("AccessToken", None)):
        token = tokens[name]
        key = keys.get_signing_key_from_jwt(token)
        claims = jwt.decode(
            token, key, audience=audience, options={"require": ["exp", "iat", "jti"]}, **options)
        assert claims["token_use"] == ("id" if audience else "access")
        head, body, _ = token.split(".")
        with pytest.raises(jwt.InvalidSignatureError):
            other = tokens["AccessToken" if audience else "IdToken"].rsplit(".", 1)[1]
            jwt.decode(f"{head}.{body}.{other}", key, audience=audience, **options)


def test_a_client_reads_what_it_may_read(cognito, pool):
    narrow = app(cognito, pool, ReadAttributes=["email"])["ClientId"]
    wide = app(cognito, pool)["ClientId"]
    user(cognito, pool, UserAttributes=[
        {"Name": "email", "Value": "ada@example.com"}, {"Name": "name", "Value": "Ada"}])
    for web, hidden in ((narrow, True), (wide, False)):
        tokens = sign_in(cognito, web)
        shown = names(cognito.get_user(AccessToken=tokens["AccessToken"])["UserAttributes"])
        claims = jwt.decode(tokens["IdToken"], options={"verify_signature": False})
        for held in (shown, claims):
            assert held["email"] == "ada@example.com"
            assert ("name" not in held) is hidden


def test_tokens_may_name_amazons_issuer(start, email):
    """The keys stay here: whoever verifies is given their place."""
    server = start(GATEHOUSE_POOL_ISSUER="aws", AWS_REGION="eu-west-3")
    pool, web = server.ready["userPoolId"], server.ready["clientId"]
    issuer = f"https://cognito-idp.eu-west-3.amazonaws.com/{pool}"
    assert pool.startswith("eu-west-3_") and server.ready["issuer"] == issuer
    keys = jwt.PyJWKClient(f"{server.ready['wireDoor']}/{pool}/.well-known/jwks.json")
    tokens = server.account(email)
    for name, audience in (("idToken", web), ("accessToken", None)):
        claims = jwt.decode(
            tokens[name], keys.get_signing_key_from_jwt(tokens[name]), algorithms=["RS256"],
            issuer=issuer, audience=audience)
        assert claims["iss"] == issuer
    assert server.get("/protected", tokens["accessToken"]).status_code == 200
    assert server.get("/protected", tokens["idToken"]).json()["code"] == "wrong_token_use"


UNAUTHORIZED = ("NotAuthorizedException", "A client attempted to write unauthorized attribute")


def test_a_client_writes_what_it_may_write(cognito, pool):
    narrow = app(cognito, pool, WriteAttributes=["email", "given_name"])["ClientId"]
    wide = app(cognito, pool)["ClientId"]
    user(cognito, pool, UserAttributes=[
        {"Name": "name", "Value": "Ada"}, {"Name": "given_name", "Value": "Ada"}])

    def shown():
        return names(cognito.admin_get_user(
            UserPoolId=pool, Username="ada")["UserAttributes"])

    token = {"AccessToken": sign_in(cognito, narrow)["AccessToken"]}
    mixed = [{"Name": "given_name", "Value": "Eve"}, {"Name": "name", "Value": "Eve"}]
    with raises(*UNAUTHORIZED):
        cognito.update_user_attributes(**token, UserAttributes=mixed)
    with raises(*UNAUTHORIZED):
        cognito.delete_user_attributes(**token, UserAttributeNames=["given_name", "name"])
    with raises(*UNAUTHORIZED):
        cognito.sign_up(ClientId=narrow, Username="eve", Password=PASSWORD, UserAttributes=mixed)
    assert (shown()["name"], shown()["given_name"]) == ("Ada", "Ada"), "nothing by halves"
    cognito.update_user_attributes(**token, UserAttributes=mixed[:1])
    assert (shown()["name"], shown()["given_name"]) == ("Ada", "Eve")
    cognito.delete_user_attributes(**token, UserAttributeNames=["given_name"])
    assert "given_name" not in shown()
    token = {"AccessToken": sign_in(cognito, wide)["AccessToken"]}
    cognito.update_user_attributes(**token, UserAttributes=mixed)
    cognito.delete_user_attributes(**token, UserAttributeNames=["name"])
    assert shown()["given_name"] == "Eve" and "name" not in shown()


def test_a_client_writes_no_more_beside_a_new_password(cognito, pool):
    web = app(cognito, pool, WriteAttributes=["given_name"])["ClientId"]
    cognito.admin_create_user(
        UserPoolId=pool, Username="ada", MessageAction="SUPPRESS", TemporaryPassword=PASSWORD)
    asked = cognito.initiate_auth(
        ClientId=web, AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD})

    def answer(**attributes):
        given = {f"userAttributes.{name}": value for name, value in attributes.items()}
        return cognito.respond_to_auth_challenge(
            ClientId=web, ChallengeName="NEW_PASSWORD_REQUIRED", Session=asked["Session"],
            ChallengeResponses={"USERNAME": "ada", "NEW_PASSWORD": "Other-Horse-8"} | given)

    for name in ("name", "email_verified"):
        with raises(*UNAUTHORIZED):
            answer(given_name="Ada", **{name: "true"})
    assert cognito.admin_get_user(
        UserPoolId=pool, Username="ada")["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    token = answer(given_name="Ada")["AuthenticationResult"]["AccessToken"]
    shown = names(cognito.get_user(AccessToken=token)["UserAttributes"])
    assert shown["given_name"] == "Ada" and "name" not in shown


def test_a_token_without_the_scope_opens_nothing(start, email):
    server = start()
    tokens = server.account(email)
    key = access_key(server.directory / "data/pool")
    head = jwt.get_unverified_header(tokens["accessToken"])
    claims = jwt.decode(tokens["accessToken"], options={"verify_signature": False})
    cognito = client(server, signed=False)

    def signed(scope):
        return jwt.encode(claims | {"scope": scope}, key, "RS256", headers={"kid": head["kid"]})

    assert cognito.get_user(AccessToken=signed("a aws.cognito.signin.user.admin"))["Username"]
    for call in (cognito.get_user, cognito.global_sign_out, cognito.list_devices):
        with raises("NotAuthorizedException", "Access Token does not have required scopes"):
            call(AccessToken=signed("openid profile"))


def test_a_text_message_signs_in(server, cognito):
    pool = cognito.create_user_pool(PoolName="texts", Policies={
        "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "SMS_OTP"]}})["UserPool"]["Id"]
    web = app(cognito, pool, ExplicitAuthFlows=["ALLOW_USER_AUTH"])["ClientId"]
    phone = f"+1555{time.time_ns() % 10**7:07}"
    user(cognito, pool, UserAttributes=[
        {"Name": "phone_number", "Value": phone}, {"Name": "phone_number_verified", "Value": "true"}])
    asked = cognito.initiate_auth(ClientId=web, AuthFlow="USER_AUTH", AuthParameters={
        "USERNAME": "ada", "PREFERRED_CHALLENGE": "SMS_OTP"})
    assert asked["ChallengeName"] == "SMS_OTP"
    assert asked["ChallengeParameters"]["CODE_DELIVERY_DESTINATION"] == "+*******" + phone[-4:]

    def answer(code):
        return cognito.respond_to_auth_challenge(
            ClientId=web, ChallengeName="SMS_OTP", Session=asked["Session"],
            ChallengeResponses={"USERNAME": "ada", "SMS_OTP_CODE": code})

    code = server.code(phone)
    assert len(code) == 8
    with raises("CodeMismatchException", "Invalid code or auth state for the user."):
        answer(f"{(int(code) + 1) % 10**8:08}")
    assert answer(code)["AuthenticationResult"]["AccessToken"]
    with raises("NotAuthorizedException",
                "Invalid session for the user, session can only be used once."):
        answer(code)
    cognito.delete_user_pool(UserPoolId=pool)


def srp(cognito, pool, web, password=PASSWORD):
    made = AWSSRP(
        username="ada", password=password, pool_id=pool, client_id=web, client=cognito)
    begun = made.get_auth_params()
    asked = cognito.initiate_auth(
        ClientId=web, AuthFlow="USER_SRP_AUTH", AuthParameters=begun)["ChallengeParameters"]
    return made, begun, asked


def verify(cognito, web, responses):
    return cognito.respond_to_auth_challenge(
        ClientId=web, ChallengeName="PASSWORD_VERIFIER", ChallengeResponses=responses)


def test_a_block_of_another_pool_or_client_is_worth_nothing(cognito, pool):
    other = cognito.create_user_pool(PoolName="other")["UserPool"]["Id"]
    here, there = app(cognito, pool, **SRP)["ClientId"], app(cognito, other, **SRP)["ClientId"]
    beside = app(cognito, pool, **SRP)["ClientId"]
    for place in (pool, other):
        user(cognito, place)
    for web in (there, beside):
        made, begun, asked = srp(cognito, pool, here)
        with raises("NotAuthorizedException", "Incorrect username or password."):
            verify(cognito, web, made.process_challenge(asked, begun))
    made, begun, asked = srp(cognito, pool, here)
    assert verify(cognito, here, made.process_challenge(asked, begun))["AuthenticationResult"]
    cognito.delete_user_pool(UserPoolId=other)


def test_a_temporary_password_ends_by_srp_too(start):
    server = start()
    cognito = client(server)
    pool = cognito.create_user_pool(PoolName="brief", Policies={"PasswordPolicy": {
        "MinimumLength": 8, "TemporaryPasswordValidityDays": 1}})["UserPool"]["Id"]
    web = app(cognito, pool, **SRP)["ClientId"]
    cognito.admin_create_user(
        UserPoolId=pool, Username="ada", TemporaryPassword=PASSWORD, MessageAction="SUPPRESS")
    made, begun, asked = srp(cognito, pool, web)
    answer = verify(cognito, web, made.process_challenge(asked, begun))
    assert answer["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    advanced = requests.post(
        server.ready["wireDoor"] + "/clock", data=json.dumps({"advanceSeconds": 86_400}),
        headers={"Content-Type": "application/json"}, timeout=30)
    assert advanced.status_code == 200
    made, begun, asked = srp(cognito, pool, web)
    own = made.get_cognito_formatted_timestamp
    made.get_cognito_formatted_timestamp = lambda now: own(now + datetime.timedelta(days=1))
    with raises("NotAuthorizedException",
                "Temporary password has expired and must be reset by an administrator."):
        verify(cognito, web, made.process_challenge(asked, begun))
