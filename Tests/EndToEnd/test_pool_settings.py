"""Settings of pools, clients and domains: set by an operation, shown by another, seen in what they do."""

import time

import pytest
import requests

from admin import client, names, raises
from test_admin_pools import PASSWORD, app, cognito, pool, sign_in, user  # noqa: F401

EMAIL, PHONE = "verified_email", "verified_phone_number"
EMAIL_FIRST = [{"Priority": 1, "Name": EMAIL}, {"Priority": 2, "Name": PHONE}]
PHONE_FIRST = [{"Priority": 2, "Name": EMAIL}, {"Priority": 1, "Name": PHONE}]
ADMIN_ONLY = ("NotAuthorizedException", "Contact administrator to reset password.")
NO_WAY = ("InvalidParameterException",
          "Cannot reset password for the user as there is no registered/verified email or "
          "phone_number")


@pytest.fixture(scope="module")
def recovered(cognito):
    """A pool's id and its client; users with both addresses verified, one, or the other."""
    made = cognito.create_user_pool(PoolName="recovery")["UserPool"]["Id"]
    for name, verified in (("both", "ep"), ("mail", "e"), ("phone", "p")):
        cognito.admin_create_user(UserPoolId=made, Username=name, UserAttributes=[
            {"Name": "email", "Value": "ada@example.com"},
            {"Name": "email_verified", "Value": str("e" in verified).lower()},
            {"Name": "phone_number", "Value": "+15550100123"},
            {"Name": "phone_number_verified", "Value": str("p" in verified).lower()}])
        cognito.admin_set_user_password(
            UserPoolId=made, Username=name, Password=PASSWORD, Permanent=True)
    yield made, app(cognito, made)["ClientId"]
    cognito.delete_user_pool(UserPoolId=made)


@pytest.mark.parametrize("mechanisms, expected", [
    # What each of the users gets: both verified, the mail alone, the telephone alone.
    (None, ["SMS", "EMAIL", "SMS"]),
    (EMAIL_FIRST, ["EMAIL", "EMAIL", "SMS"]),
    (PHONE_FIRST, ["SMS", "EMAIL", "SMS"]),
    (EMAIL_FIRST[:1], ["EMAIL", "EMAIL", NO_WAY]),
    (PHONE_FIRST[1:], ["SMS", NO_WAY, "SMS"]),
    ([{"Priority": 1, "Name": "admin_only"}], [ADMIN_ONLY] * 3),
])
def test_where_the_code_for_a_new_password_goes(cognito, recovered, mechanisms, expected):
    made, web = recovered
    setting = {"AccountRecoverySetting": {"RecoveryMechanisms": mechanisms}} if mechanisms else {}
    cognito.update_user_pool(UserPoolId=made, **setting)
    shown = cognito.describe_user_pool(UserPoolId=made)["UserPool"]
    assert {k: v for k, v in shown.items() if k == "AccountRecoverySetting"} == setting
    for name, medium in zip(("both", "mail", "phone"), expected, strict=True):
        if isinstance(medium, tuple):
            with raises(*medium):
                cognito.forgot_password(ClientId=web, Username=name)
            continue
        details = cognito.forgot_password(ClientId=web, Username=name)["CodeDeliveryDetails"]
        assert details == {
            "EMAIL": {"Destination": "a***@e***", "DeliveryMedium": "EMAIL",
                      "AttributeName": "email"},
            "SMS": {"Destination": "+*******0123", "DeliveryMedium": "SMS",
                    "AttributeName": "phone_number"}}[medium], name


@pytest.mark.parametrize("waits", [True, False])
def test_a_new_address_counts_at_once_or_once_it_is_verified(cognito, server, email, waits):
    setting = {"UserAttributeUpdateSettings": {
        "AttributesRequireVerificationBeforeUpdate": ["email"] if waits else []}}
    pool = cognito.create_user_pool(
        PoolName="waits", AutoVerifiedAttributes=["email"], AliasAttributes=["email"], **setting)
    pool = pool["UserPool"]["Id"]
    shown = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    if waits:
        assert shown["UserAttributeUpdateSettings"] == setting["UserAttributeUpdateSettings"]
    web, old = app(cognito, pool)["ClientId"], "old-" + email
    user(cognito, pool, UserAttributes=[
        {"Name": "email", "Value": old}, {"Name": "email_verified", "Value": "true"}])
    token = {"AccessToken": sign_in(cognito, web, old)["AccessToken"]}

    def held():
        attributes = names(cognito.get_user(**token)["UserAttributes"])
        return attributes["email"], attributes["email_verified"]

    def signs_in(name):
        try:
            return bool(sign_in(cognito, web, name))
        except cognito.exceptions.UserNotFoundException:
            return False

    sent = cognito.update_user_attributes(
        **token, UserAttributes=[{"Name": "email", "Value": email}])
    assert sent["CodeDeliveryDetailsList"] == [{
        "Destination": f"{email[0]}***@e***", "DeliveryMedium": "EMAIL",
        "AttributeName": "email"}]
    assert held() == ((old, "true") if waits else (email, "false"))
    assert (signs_in(old), signs_in(email)) == (waits, False)
    cognito.verify_user_attribute(
        **token, AttributeName="email", Code=server.code(email))
    assert held() == (email, "true")
    assert (signs_in(old), signs_in(email)) == (False, True)
    cognito.delete_user_pool(UserPoolId=pool)


def test_what_waits_for_a_code_must_get_one(cognito, pool):
    """An attribute that no code is sent to would wait forever."""
    setting = {"AttributesRequireVerificationBeforeUpdate": ["email"]}
    with raises("InvalidParameterException"):
        cognito.update_user_pool(UserPoolId=pool, UserAttributeUpdateSettings=setting)
    assert "AttributesRequireVerificationBeforeUpdate" not in str(
        cognito.describe_user_pool(UserPoolId=pool))


EXPIRED = ("NotAuthorizedException", "Invalid session for the user, session is expired.")
ALIVE = ("NotAuthorizedException", "A client attempted to write unauthorized attribute")


def test_a_session_lives_as_long_as_its_client_says(start):
    server = start("brief")
    cognito = client(server)
    pool = cognito.create_user_pool(PoolName="sessions")["UserPool"]["Id"]
    cognito.admin_create_user(
        UserPoolId=pool, Username="ada", MessageAction="SUPPRESS", TemporaryPassword=PASSWORD)
    apps = {minutes: app(cognito, pool, AuthSessionValidity=minutes) for minutes in (3, 5, 15)}
    sessions = {minutes: cognito.initiate_auth(
        ClientId=web["ClientId"], AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD})["Session"]
        for minutes, web in apps.items()}
    for minutes, web in apps.items():
        assert cognito.describe_user_pool_client(UserPoolId=pool, ClientId=web["ClientId"])[
            "UserPoolClient"]["AuthSessionValidity"] == minutes
    # Ten seconds before and after each end; what is asked for in vain leaves the session as it is.
    for minutes, advanced, told in (
            (3, 170, ALIVE), (3, 20, EXPIRED), (5, 100, ALIVE), (5, 20, EXPIRED),
            (15, 580, ALIVE), (15, 20, EXPIRED)):
        requests.post(
            server.ready["wireDoor"] + "/clock", json={"advanceSeconds": advanced}, timeout=30)
        with raises(*told):
            cognito.respond_to_auth_challenge(
                ClientId=apps[minutes]["ClientId"], ChallengeName="NEW_PASSWORD_REQUIRED",
                Session=sessions[minutes], ChallengeResponses={
                    "USERNAME": "ada", "NEW_PASSWORD": "Other-Horse-8",
                    "userAttributes.email_verified": "true"})


def test_tags_are_there_from_the_start(cognito):
    tags = {"team": "a", "stage": "test", "empty": ""}
    made = cognito.create_user_pool(PoolName="tagged", UserPoolTags=tags)["UserPool"]
    assert made["UserPoolTags"] == tags
    shown = cognito.describe_user_pool(UserPoolId=made["Id"])["UserPool"]
    assert shown["UserPoolTags"] == tags
    assert cognito.list_tags_for_resource(ResourceArn=made["Arn"])["Tags"] == tags
    cognito.untag_resource(ResourceArn=made["Arn"], TagKeys=["team", "empty"])
    cognito.tag_resource(ResourceArn=made["Arn"], Tags={"stage": "live"})
    shown = cognito.describe_user_pool(UserPoolId=made["Id"])["UserPool"]
    assert shown["UserPoolTags"] == {"stage": "live"}
    cognito.delete_user_pool(UserPoolId=made["Id"])


def test_a_domain_is_changed(cognito, pool):
    prefix, own = f"shop-{time.time_ns()}", f"login{time.time_ns()}.example.com"
    first, second = ({"CertificateArn": f"arn:aws:acm:us-east-1:000000000000:certificate/{n}"}
                     for n in "12")
    here = {"UserPoolId": pool}

    def described(domain):
        shown = cognito.describe_user_pool_domain(Domain=domain)["DomainDescription"]
        assert (shown["UserPoolId"], shown["Domain"]) == (pool, domain)
        return shown

    cognito.create_user_pool_domain(**here, Domain=prefix, ManagedLoginVersion=1)
    with raises("InvalidParameterException"):
        cognito.create_user_pool_domain(**here, Domain=own)
    cognito.create_user_pool_domain(**here, Domain=own, CustomDomainConfig=first)
    changed = cognito.update_user_pool_domain(**here, Domain=prefix, ManagedLoginVersion=2)
    assert changed["ManagedLoginVersion"] == 2 and "CloudFrontDomain" not in changed
    assert described(prefix)["ManagedLoginVersion"] == 2
    changed = cognito.update_user_pool_domain(**here, Domain=own, CustomDomainConfig=second)
    assert changed["CloudFrontDomain"]
    assert described(own)["CustomDomainConfig"] == second
    assert described(prefix)["ManagedLoginVersion"] == 2, "each is changed alone"
    with raises("InvalidParameterException"):
        cognito.update_user_pool_domain(**here, Domain="nobody-has-it", ManagedLoginVersion=2)
    other = cognito.create_user_pool(PoolName="other")["UserPool"]["Id"]
    with raises("InvalidParameterException"):
        cognito.update_user_pool_domain(UserPoolId=other, Domain=prefix, ManagedLoginVersion=1)
    assert described(prefix)["ManagedLoginVersion"] == 2
    for pool_id, domain in ((pool, prefix), (pool, own)):
        cognito.delete_user_pool_domain(UserPoolId=pool_id, Domain=domain)
    cognito.delete_user_pool(UserPoolId=other)
