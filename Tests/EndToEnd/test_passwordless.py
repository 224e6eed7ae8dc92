"""Accounts without a password, and a mailbox set up as the second factor while signing in."""

import json
import uuid

import pytest
import requests

from admin import client, names, raises
from test_admin_pools import PASSWORD, app, user

FLOWS = {"ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH",
                               "ALLOW_REFRESH_TOKEN_AUTH"]}


@pytest.fixture(scope="module")
def cognito(server):
    return client(server)


@pytest.fixture
def make(cognito):
    made = []

    def pool(**options):
        made.append(cognito.create_user_pool(PoolName="codes", **options)["UserPool"]["Id"])
        return made[-1], app(cognito, made[-1], **FLOWS)["ClientId"]

    yield pool
    for pool_id in made:
        cognito.delete_user_pool(UserPoolId=pool_id)


PASSWORDLESS = {
    "UsernameAttributes": ["email"], "AutoVerifiedAttributes": ["email"],
    "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}}


def by_code(server, cognito, web, email):
    asked = cognito.initiate_auth(ClientId=web, AuthFlow="USER_AUTH", AuthParameters={
        "USERNAME": email, "PREFERRED_CHALLENGE": "EMAIL_OTP"})
    assert asked["ChallengeName"] == "EMAIL_OTP", asked
    return cognito.respond_to_auth_challenge(
        ClientId=web, ChallengeName="EMAIL_OTP", Session=asked["Session"], ChallengeResponses={
            "USERNAME": email, "EMAIL_OTP_CODE": server.code(email)})["AuthenticationResult"]


def test_signing_up_without_a_password(server, cognito, make, email):
    _, web = make(**PASSWORDLESS)
    made = cognito.sign_up(ClientId=web, Username=email)
    assert len(made["Session"]) >= 20
    with raises("NotAuthorizedException"):
        cognito.initiate_auth(
            ClientId=web, AuthFlow="USER_AUTH", Session=made["Session"],
            AuthParameters={"USERNAME": email})
    confirmed = cognito.confirm_sign_up(
        ClientId=web, Username=email, ConfirmationCode=server.code(email),
        Session=made["Session"])
    first = cognito.initiate_auth(
        ClientId=web, AuthFlow="USER_AUTH", Session=confirmed["Session"],
        AuthParameters={"USERNAME": email})["AuthenticationResult"]
    asked = cognito.initiate_auth(
        ClientId=web, AuthFlow="USER_AUTH", AuthParameters={"USERNAME": email})
    assert asked["AvailableChallenges"] == ["EMAIL_OTP"]
    assert by_code(server, cognito, web, email)
    with raises("NotAuthorizedException", "Incorrect username or password."):
        cognito.initiate_auth(
            ClientId=web, AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD})
    # Who has no password needs none to set one.
    cognito.change_password(AccessToken=first["AccessToken"], ProposedPassword=PASSWORD)
    assert cognito.initiate_auth(
        ClientId=web, AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD})["AuthenticationResult"]


def test_a_given_password_is_judged_all_the_same(cognito, make, email):
    _, web = make(**PASSWORDLESS)
    with raises("InvalidPasswordException",
                "Password did not conform with policy: Password not long enough"):
        cognito.sign_up(ClientId=web, Username=email, Password="short")


def test_where_codes_are_no_first_factor_a_password_is_needed(cognito, make, email):
    _, web = make()
    with raises("InvalidPasswordException"):
        cognito.sign_up(ClientId=web, Username="ada")
    made = cognito.sign_up(ClientId=web, Username="ada", Password=PASSWORD)
    assert len(made["Session"]) >= 20


def test_no_session_for_a_client_without_choice(cognito, make, email):
    pool, _ = make(**PASSWORDLESS)
    plain = app(cognito, pool)["ClientId"]
    assert "Session" not in cognito.sign_up(ClientId=plain, Username=email, Password=PASSWORD)


def test_an_administrators_user_without_a_password(server, cognito, make, email):
    pool, web = make(**PASSWORDLESS)
    made = cognito.admin_create_user(UserPoolId=pool, Username=email, UserAttributes=[
        {"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}])["User"]
    assert made["UserStatus"] == "CONFIRMED"
    assert by_code(server, cognito, web, email)
    made = cognito.admin_create_user(
        UserPoolId=pool, Username="two" + email, TemporaryPassword=PASSWORD,
        MessageAction="SUPPRESS")["User"]
    assert made["UserStatus"] == "FORCE_CHANGE_PASSWORD"


@pytest.mark.parametrize("mfa", ["OFF", "ON"])
@pytest.mark.parametrize("preferred", ["EMAIL_OTP", None])
def test_who_cannot_sign_in_looks_like_nobody(server, cognito, make, preferred, mfa):
    """Where PreventUserExistenceErrors is ENABLED; a mailbox says nothing, no code comes."""
    pool, _ = make(**PASSWORDLESS)
    if mfa == "ON":
        cognito.set_user_pool_mfa_config(
            UserPoolId=pool, MfaConfiguration=mfa, SoftwareTokenMfaConfiguration={"Enabled": True})
    web = app(cognito, pool, PreventUserExistenceErrors="ENABLED", **FLOWS)["ClientId"]

    def asked(name):
        chosen = {"PREFERRED_CHALLENGE": preferred} if preferred else {}
        answer = cognito.initiate_auth(
            ClientId=web, AuthFlow="USER_AUTH", AuthParameters={"USERNAME": name} | chosen)
        return {member: answer[member] for member in answer
                if member not in ("Session", "ResponseMetadata")}

    def person(after):
        name = f"a{uuid.uuid4().hex}@example.com"
        if after == "sign_up":
            cognito.sign_up(ClientId=web, Username=name, Password=PASSWORD)
        elif after:
            user(cognito, pool, name, UserAttributes=[
                {"Name": "email", "Value": name}, {"Name": "email_verified", "Value": "true"}])
            getattr(cognito, after)(UserPoolId=pool, Username=name)
        return name

    people = {after: person(after) for after in (
        None, "sign_up", "admin_disable_user", "admin_reset_user_password")}
    before = {after: len(inbox(server, name)) for after, name in people.items()}
    answers = {after: asked(name) for after, name in people.items()}
    assert len({json.dumps(answer, sort_keys=True) for answer in answers.values()}) == 1, answers
    assert answers[None]["ChallengeName"] == (
        "EMAIL_OTP" if preferred and mfa == "OFF" else "SELECT_CHALLENGE")
    assert {after: len(inbox(server, name)) for after, name in people.items()} == before


def inbox(server, email):
    return requests.get(f"{server.ready['wireDoor']}/inbox", params={"email": email},
                        timeout=30).json()["messages"]


def mailed_factor(cognito, pool):
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, MfaConfiguration="ON",
        EmailMfaConfiguration={"Message": "{####}", "Subject": "Code"})


def begin(cognito, web, name="ada"):
    return cognito.initiate_auth(
        ClientId=web, AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD})


def test_a_mailbox_is_set_up_as_the_second_factor(server, cognito, make, email):
    pool, web = make()
    user(cognito, pool)
    mailed_factor(cognito, pool)
    asked = begin(cognito, web)
    assert asked["ChallengeName"] == "MFA_SETUP"
    listed = json.loads(asked["ChallengeParameters"]["MFAS_CAN_SETUP"])
    assert "EMAIL_OTP" in listed, listed

    def name(address):
        return cognito.respond_to_auth_challenge(
            ClientId=web, ChallengeName="MFA_SETUP", Session=asked["Session"],
            ChallengeResponses={"USERNAME": "ada", "EMAIL": address})

    with raises("InvalidParameterException", "Invalid email address format."):
        name("nonsense")
    sent = name(email)
    assert sent["ChallengeName"] == "EMAIL_OTP"
    shown = cognito.admin_get_user(UserPoolId=pool, Username="ada")
    assert "email" not in names(shown["UserAttributes"])

    def answer(code):
        return cognito.respond_to_auth_challenge(
            ClientId=web, ChallengeName="EMAIL_OTP", Session=sent["Session"],
            ChallengeResponses={"USERNAME": "ada", "EMAIL_OTP_CODE": code})

    code = server.code(email)
    with raises("CodeMismatchException"):
        answer(f"{(int(code) + 1) % 1_000_000:06}")
    assert answer(code)["AuthenticationResult"]
    shown = names(cognito.admin_get_user(UserPoolId=pool, Username="ada")["UserAttributes"])
    assert shown["email"] == email and shown["email_verified"] == "true"
    with raises("NotAuthorizedException"):
        answer(code)
    assert begin(cognito, web)["ChallengeName"] == "EMAIL_OTP"


def test_no_code_for_a_new_password_goes_where_the_second_factors_codes_go(
        server, cognito, make, email):
    pool, web = make()
    user(cognito, pool, UserAttributes=[
        {"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}])
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, MfaConfiguration="OPTIONAL",
        EmailMfaConfiguration={"Message": "{####}", "Subject": "Code"})
    assert cognito.forgot_password(ClientId=web, Username="ada")
    cognito.admin_set_user_mfa_preference(
        UserPoolId=pool, Username="ada", EmailMfaSettings={"Enabled": True})
    with raises("InvalidParameterException",
                "Cannot reset password for the user as there is no registered/verified email or "
                "phone_number"):
        cognito.forgot_password(ClientId=web, Username="ada")
    cognito.admin_update_user_attributes(UserPoolId=pool, Username="ada", UserAttributes=[
        {"Name": "phone_number", "Value": "+15550177"},
        {"Name": "phone_number_verified", "Value": "true"}])
    details = cognito.forgot_password(ClientId=web, Username="ada")["CodeDeliveryDetails"]
    assert details["DeliveryMedium"] == "SMS"


def test_an_immutable_attribute_is_not_deleted(cognito, make):
    pool, web = make(Schema=[
        {"Name": "plan", "AttributeDataType": "String", "Mutable": False}])
    user(cognito, pool, UserAttributes=[{"Name": "custom:plan", "Value": "gold"}])
    token = begin(cognito, web)["AuthenticationResult"]["AccessToken"]
    text = ("Invalid user attributes: user.custom:plan: Attribute cannot be updated. "
            "(changing an immutable attribute)\n")
    with raises("InvalidParameterException", text):
        cognito.delete_user_attributes(AccessToken=token, UserAttributeNames=["custom:plan"])
    with raises("InvalidParameterException", text):
        cognito.admin_delete_user_attributes(
            UserPoolId=pool, Username="ada", UserAttributeNames=["custom:plan"])
    assert names(cognito.get_user(AccessToken=token)["UserAttributes"])["custom:plan"] == "gold"
