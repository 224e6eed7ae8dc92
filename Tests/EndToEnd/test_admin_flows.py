"""Users whom an administrator made sign in, in pools that he made: SRP, new password, second factor."""

import time

import pyotp
import pytest
import requests
from pycognito.aws_srp import AWSSRP, generate_hash_device
from pycognito.exceptions import ForceChangePasswordException

from admin import client, names, raises
from test_admin_pools import PASSWORD, app, cognito, pool, sign_in, user  # noqa: F401

FIRST = "Temporary-Horse-1"
SRP = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH",
       "ALLOW_ADMIN_USER_PASSWORD_AUTH"]


@pytest.fixture
def idp(server):
    """What a user's program has: no keys."""
    return client(server, signed=False)


def srp(idp, pool, web, name, password=PASSWORD):
    return AWSSRP(
        username=name, password=password, pool_id=pool, client_id=web["ClientId"], client=idp)


def test_pycognito_answers_the_forced_new_password(cognito, pool, idp):
    web = app(cognito, pool, ExplicitAuthFlows=SRP)
    cognito.admin_create_user(
        UserPoolId=pool, Username="invited", TemporaryPassword=FIRST, MessageAction="SUPPRESS")
    with pytest.raises(ForceChangePasswordException):
        srp(idp, pool, web, "invited", FIRST).authenticate_user()
    tokens = srp(idp, pool, web, "invited", FIRST).set_new_password_challenge(PASSWORD)
    assert tokens["AuthenticationResult"]["AccessToken"]
    shown = cognito.admin_get_user(UserPoolId=pool, Username="invited")
    assert shown["UserStatus"] == "CONFIRMED"
    assert srp(idp, pool, web, "invited").authenticate_user()["AuthenticationResult"]
    with pytest.raises(idp.exceptions.NotAuthorizedException):
        srp(idp, pool, web, "invited", FIRST).authenticate_user()


def test_srp_works_from_the_moment_a_client_allows_it(cognito, pool, idp):
    web = app(cognito, pool)
    user(cognito, pool, "early")
    with raises("InvalidParameterException", "USER_SRP_AUTH is not enabled for the client."):
        srp(idp, pool, web, "early").authenticate_user()
    cognito.update_user_pool_client(
        UserPoolId=pool, ClientId=web["ClientId"], ExplicitAuthFlows=SRP)
    user(cognito, pool, "late")
    assert srp(idp, pool, web, "late").authenticate_user()["AuthenticationResult"]
    with raises("NotAuthorizedException", "Incorrect username or password."):
        srp(idp, pool, web, "early").authenticate_user()
    sign_in(idp, web["ClientId"], "early", PASSWORD)  # makes what SRP needs
    assert srp(idp, pool, web, "early").authenticate_user()["AuthenticationResult"]


def test_an_administrators_program_answers_challenges(cognito, pool):
    web = app(cognito, pool, ExplicitAuthFlows=SRP)
    cognito.admin_create_user(
        UserPoolId=pool, Username="invited", TemporaryPassword=FIRST, MessageAction="SUPPRESS")
    step = cognito.admin_initiate_auth(
        UserPoolId=pool, ClientId=web["ClientId"], AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "invited", "PASSWORD": FIRST})
    assert step["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    answer = {"USERNAME": "invited", "NEW_PASSWORD": PASSWORD}
    done = cognito.admin_respond_to_auth_challenge(
        UserPoolId=pool, ClientId=web["ClientId"], ChallengeName="NEW_PASSWORD_REQUIRED",
        Session=step["Session"], ChallengeResponses=answer)
    assert done["AuthenticationResult"]["IdToken"]


def test_an_app_is_set_up_within_a_sign_in_to_any_pool(cognito, pool, idp):
    """The requests of the set-up name no pool and no client: their session does."""
    web = app(cognito, pool)
    user(cognito, pool)
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, MfaConfiguration="ON", SoftwareTokenMfaConfiguration={"Enabled": True})
    step = idp.initiate_auth(
        ClientId=web["ClientId"], AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD})
    assert step["ChallengeName"] == "MFA_SETUP"
    made = idp.associate_software_token(Session=step["Session"])
    verified = idp.verify_software_token(
        Session=made["Session"], UserCode=pyotp.TOTP(made["SecretCode"]).now())
    assert verified["Status"] == "SUCCESS"
    done = idp.respond_to_auth_challenge(
        ClientId=web["ClientId"], ChallengeName="MFA_SETUP", Session=verified["Session"],
        ChallengeResponses={"USERNAME": "ada"})
    assert done["AuthenticationResult"]["AccessToken"]
    with raises("NotAuthorizedException", "Invalid session for the user."):
        idp.associate_software_token(Session="x" * 128)


def test_a_verified_app_counts_though_the_sign_in_was_left(cognito, pool, idp):
    """In a pool that demands a second factor, by session and by token alike."""
    web = app(cognito, pool)["ClientId"]

    def begin(name):
        return idp.initiate_auth(
            ClientId=web, AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD})

    def verify(**proof):
        made = idp.associate_software_token(**proof)
        totp = pyotp.TOTP(made["SecretCode"])
        proof |= {"Session": made["Session"]} if "Session" in made else {}
        done = idp.verify_software_token(**proof, UserCode=totp.now())
        assert done["Status"] == "SUCCESS"
        return totp

    for name in ("by-session", "by-token"):
        user(cognito, pool, name)
    token = begin("by-token")["AuthenticationResult"]["AccessToken"]
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, MfaConfiguration="ON", SoftwareTokenMfaConfiguration={"Enabled": True})
    step = begin("by-session")
    assert step["ChallengeName"] == begin("by-token")["ChallengeName"] == "MFA_SETUP"
    for name, proof in (("by-session", {"Session": step["Session"]}),
                        ("by-token", {"AccessToken": token})):
        totp = verify(**proof)
        asked = begin(name)
        assert asked["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
        assert "AuthenticationResult" not in asked
        done = idp.respond_to_auth_challenge(
            ClientId=web, ChallengeName="SOFTWARE_TOKEN_MFA", Session=asked["Session"],
            # The next one is good already, and unused.
            ChallengeResponses={
                "USERNAME": name, "SOFTWARE_TOKEN_MFA_CODE": totp.at(int(time.time()) + 30)})
        assert done["AuthenticationResult"]["AccessToken"]


def test_one_factor_is_preferred_and_no_second(cognito, pool, idp):
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True},
        SmsMfaConfiguration={"SmsConfiguration": {
            "SnsCallerArn": "arn:aws:iam::000000000000:role/sns"}})
    web = app(cognito, pool)["ClientId"]
    user(cognito, pool, UserAttributes=[{"Name": "phone_number", "Value": "+15550001234"}])
    ada = {"UserPoolId": pool, "Username": "ada"}
    token = {"AccessToken": sign_in(idp, web)["AccessToken"]}
    made = idp.associate_software_token(**token)
    idp.verify_software_token(**token, UserCode=pyotp.TOTP(made["SecretCode"]).now())
    before = cognito.admin_get_user(**ada)
    preferred = {"Enabled": True, "PreferredMfa": True}
    for call, whom in ((idp.set_user_mfa_preference, token),
                       (cognito.admin_set_user_mfa_preference, ada)):
        with raises("InvalidParameterException", "Only one MFA method can be preferred."):
            call(**whom, SMSMfaSettings=preferred, SoftwareTokenMfaSettings=preferred)
        shown = cognito.admin_get_user(**ada)
        for member in ("UserMFASettingList", "PreferredMfaSetting"):
            assert shown.get(member) == before.get(member), "nothing by halves"
    # One after the other, the later one is.
    for member, kind in (("SMSMfaSettings", "SMS_MFA"),
                         ("SoftwareTokenMfaSettings", "SOFTWARE_TOKEN_MFA")):
        idp.set_user_mfa_preference(**token, **{member: preferred})
        assert idp.get_user(**token)["PreferredMfaSetting"] == kind
    assert set(idp.get_user(**token)["UserMFASettingList"]) == {"SMS_MFA", "SOFTWARE_TOKEN_MFA"}


def test_factors_follow_the_pools_settings(cognito, pool):
    shown = cognito.get_user_pool_mfa_config(UserPoolId=pool)
    assert "SoftwareTokenMfaConfiguration" not in shown
    web = app(cognito, pool)
    user(cognito, pool)
    token = sign_in(cognito, web["ClientId"])["AccessToken"]
    for mode, enabled in (("OFF", True), ("OPTIONAL", False)):
        cognito.set_user_pool_mfa_config(
            UserPoolId=pool, MfaConfiguration=mode,
            SoftwareTokenMfaConfiguration={"Enabled": enabled})
        with raises("SoftwareTokenMFANotFoundException"):
            cognito.associate_software_token(AccessToken=token)
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True})
    assert cognito.associate_software_token(AccessToken=token)["SecretCode"]


def test_an_alias_moves_when_its_new_address_is_verified(cognito, server):
    pool = cognito.create_user_pool(
        PoolName="aliases", AliasAttributes=["email"], AutoVerifiedAttributes=["email"])
    pool = pool["UserPool"]["Id"]
    web = app(cognito, pool)
    for name in ("ada", "bob"):
        user(cognito, pool, name, UserAttributes=[
            {"Name": "email", "Value": f"{name}@old.example"},
            {"Name": "email_verified", "Value": "true"}])
    token = sign_in(cognito, web["ClientId"], "ada@old.example")["AccessToken"]
    sent = cognito.update_user_attributes(AccessToken=token, UserAttributes=[
        {"Name": "email", "Value": "ada@new.example"}])
    assert sent["CodeDeliveryDetailsList"][0]["AttributeName"] == "email"
    with raises("UserNotFoundException"):
        sign_in(cognito, web["ClientId"], "ada@old.example")
    cognito.verify_user_attribute(
        AccessToken=token, AttributeName="email", Code=server.code("ada@new.example"))
    assert sign_in(cognito, web["ClientId"], "ada@new.example")
    cognito.update_user_attributes(AccessToken=token, UserAttributes=[
        {"Name": "email", "Value": "bob@old.example"}])
    with raises("AliasExistsException"):
        cognito.verify_user_attribute(
            AccessToken=token, AttributeName="email", Code=server.code("bob@old.example"))
    shown = names(cognito.admin_get_user(UserPoolId=pool, Username="ada")["UserAttributes"])
    assert shown["email_verified"] == "false"
    cognito.delete_user_pool(UserPoolId=pool)


def test_an_administrator_sees_to_devices(cognito, idp):
    pool = cognito.create_user_pool(
        PoolName="devices", DeviceConfiguration={"DeviceOnlyRememberedOnUserPrompt": True})
    pool = pool["UserPool"]["Id"]
    web = app(cognito, pool)
    user(cognito, pool)
    keys = []
    for name in ("phone", "desk"):
        tokens = sign_in(idp, web["ClientId"])
        made = tokens["NewDeviceMetadata"]
        _, config = generate_hash_device(made["DeviceGroupKey"], made["DeviceKey"])
        idp.confirm_device(
            AccessToken=tokens["AccessToken"], DeviceKey=made["DeviceKey"], DeviceName=name,
            DeviceSecretVerifierConfig=config)
        keys.append((made["DeviceKey"], tokens))
    key, tokens = keys[0]
    one = {"UserPoolId": pool, "Username": "ada", "DeviceKey": key}
    cognito.admin_update_device_status(**one, DeviceRememberedStatus="remembered")
    device = cognito.admin_get_device(**one)["Device"]
    shown = names(device["DeviceAttributes"])
    assert shown["device_name"] == "phone" and device["DeviceKey"] == key
    assert shown["device_status"] == "valid" and shown["dev:device_sdk"] == "aws-sdk"
    assert shown["dev:device_owner"] == f"ada.{pool}"
    assert shown["dev:device_arn"].endswith(f":owner/ada.{pool}/device/{key}")
    assert shown["dev:device_remembered_status"] == "remembered"
    found = []
    page = cognito.admin_list_devices(UserPoolId=pool, Username="ada", Limit=1)
    found += page["Devices"]
    page = cognito.admin_list_devices(
        UserPoolId=pool, Username="ada", Limit=1, PaginationToken=page["PaginationToken"])
    found += page["Devices"]
    assert "PaginationToken" not in page
    assert {d["DeviceKey"] for d in found} == {k for k, _ in keys}
    by_server = app(cognito, pool, ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"])
    done = cognito.admin_initiate_auth(
        UserPoolId=pool, ClientId=by_server["ClientId"], AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD})["AuthenticationResult"]
    assert "NewDeviceMetadata" not in done
    assert len(cognito.admin_list_devices(UserPoolId=pool, Username="ada")["Devices"]) == 2
    cognito.admin_forget_device(**one)
    with raises("ResourceNotFoundException", "Device does not exist."):
        cognito.admin_get_device(**one)
    with raises("NotAuthorizedException"):
        idp.get_tokens_from_refresh_token(
            ClientId=web["ClientId"], RefreshToken=tokens["RefreshToken"], DeviceKey=key)
    cognito.delete_user_pool(UserPoolId=pool)


def test_an_administrator_turns_factors_on_and_off(cognito, pool, idp):
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True},
        SmsMfaConfiguration={"SmsConfiguration": {
            "SnsCallerArn": "arn:aws:iam::000000000000:role/sns"}})
    web = app(cognito, pool)
    user(cognito, pool, UserAttributes=[{"Name": "phone_number", "Value": "+15550001234"}])
    ada = {"UserPoolId": pool, "Username": "ada"}
    with raises("InvalidParameterException",
                "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA"):
        cognito.admin_set_user_mfa_preference(
            **ada, SoftwareTokenMfaSettings={"Enabled": True})
    assert "UserMFASettingList" not in cognito.admin_get_user(**ada)
    cognito.admin_set_user_mfa_preference(
        **ada, SMSMfaSettings={"Enabled": True, "PreferredMfa": True})
    shown = cognito.admin_get_user(**ada)
    assert (shown["UserMFASettingList"], shown["PreferredMfaSetting"]) == (["SMS_MFA"], "SMS_MFA")
    step = idp.initiate_auth(
        ClientId=web["ClientId"], AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD})
    assert step["ChallengeName"] == "SMS_MFA"
    cognito.admin_set_user_settings(**ada, MFAOptions=[])
    token = sign_in(idp, web["ClientId"])["AccessToken"]
    idp.set_user_settings(AccessToken=token, MFAOptions=[
        {"DeliveryMedium": "SMS", "AttributeName": "phone_number"}])
    assert cognito.admin_get_user(**ada)["UserMFASettingList"] == ["SMS_MFA"]


def test_an_administrator_changes_an_address(cognito, server):
    pool = cognito.create_user_pool(PoolName="verified", AutoVerifiedAttributes=["email"])
    pool = pool["UserPool"]["Id"]
    web = app(cognito, pool)
    user(cognito, pool)
    ada = {"UserPoolId": pool, "Username": "ada"}
    cognito.admin_update_user_attributes(
        **ada, UserAttributes=[{"Name": "email", "Value": "sent@example.com"}])
    token = sign_in(cognito, web["ClientId"])["AccessToken"]
    cognito.verify_user_attribute(
        AccessToken=token, AttributeName="email", Code=server.code("sent@example.com"))
    shown = names(cognito.admin_get_user(**ada)["UserAttributes"])
    assert shown["email_verified"] == "true"
    cognito.admin_update_user_attributes(**ada, UserAttributes=[
        {"Name": "email", "Value": "trusted@example.com"},
        {"Name": "email_verified", "Value": "true"}])
    shown = names(cognito.admin_get_user(**ada)["UserAttributes"])
    assert (shown["email"], shown["email_verified"]) == ("trusted@example.com", "true")
    inbox = requests.get(
        f"{server.ready['wireDoor']}/inbox", params={"email": "trusted@example.com"}, timeout=30)
    assert inbox.json()["messages"] == [], "an address known to be right gets no code"
    cognito.delete_user_pool(UserPoolId=pool)
