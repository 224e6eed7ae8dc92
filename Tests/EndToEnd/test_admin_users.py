"""Users and groups, as an administrator's program handles them."""

import base64
import json
import time

import pytest
import requests

from admin import client, names, raises
from test_admin_pools import PASSWORD, app, cognito, sign_in, user  # noqa: F401

SENSIBLE = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH",
            "ALLOW_ADMIN_USER_PASSWORD_AUTH"]


@pytest.fixture(scope="module")
def pool(cognito):
    made = cognito.create_user_pool(PoolName="people")["UserPool"]["Id"]
    yield made
    cognito.delete_user_pool(UserPoolId=made)


@pytest.fixture(scope="module")
def web(cognito, pool):
    return app(cognito, pool, ExplicitAuthFlows=SENSIBLE)["ClientId"]


@pytest.fixture
def ada(cognito, pool, request):
    """A confirmed user with a name of her own."""
    name = f"ada-{abs(hash(request.node.name)) % 10**9}"
    user(cognito, pool, name, UserAttributes=[
        {"Name": "email", "Value": f"{name}@example.com"},
        {"Name": "email_verified", "Value": "true"}])
    return name


def claims(token):
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def test_an_invited_user(cognito, pool, web, server):
    made = cognito.admin_create_user(
        UserPoolId=pool, Username="invited", DesiredDeliveryMediums=["EMAIL"],
        UserAttributes=[{"Name": "email", "Value": "invited@example.com"}])["User"]
    assert made["UserStatus"] == "FORCE_CHANGE_PASSWORD" and made["Enabled"] is True
    assert made["Username"] == "invited" and names(made["Attributes"])["sub"]
    first = server.code("invited@example.com")
    assert len(first) >= 12
    with raises("UsernameExistsException", "User account already exists"):
        cognito.admin_create_user(UserPoolId=pool, Username="invited")
    cognito.admin_create_user(
        UserPoolId=pool, Username="invited", MessageAction="RESEND",
        DesiredDeliveryMediums=["EMAIL"])
    assert server.code("invited@example.com") != first
    with raises("UserNotFoundException", "User does not exist."):
        cognito.admin_create_user(UserPoolId=pool, Username="nobody", MessageAction="RESEND")
    cognito.admin_set_user_password(
        UserPoolId=pool, Username="invited", Password=PASSWORD, Permanent=True)
    assert sign_in(cognito, web, "invited")
    with raises("UnsupportedUserStateException",
                "Resend not possible. invited status is not FORCE_CHANGE_PASSWORD"):
        cognito.admin_create_user(UserPoolId=pool, Username="invited", MessageAction="RESEND")


@pytest.mark.parametrize("password, ending", [
    ("Short-1", "Password not long enough"),
    ("lower-case-1", "Password must have uppercase characters"),
    ("UPPER-CASE-1", "Password must have lowercase characters"),
    ("No-Numbers-Here", "Password must have numeric characters"),
    ("NoSymbols123", "Password must have symbol characters"),
])
def test_a_temporary_password_has_to_conform(cognito, pool, password, ending):
    with raises("InvalidPasswordException",
                f"Password did not conform with password policy: {ending}"):
        cognito.admin_create_user(
            UserPoolId=pool, Username="weak", TemporaryPassword=password)
    with raises("UserNotFoundException"):
        cognito.admin_get_user(UserPoolId=pool, Username="weak")


def test_confirmation_by_hand(cognito, pool, web):
    cognito.sign_up(ClientId=web, Username="eve", Password=PASSWORD, UserAttributes=[
        {"Name": "email", "Value": "eve@example.com"}])
    with raises("UserNotConfirmedException", "User is not confirmed."):
        sign_in(cognito, web, "eve")
    cognito.admin_confirm_sign_up(UserPoolId=pool, Username="eve")
    shown = cognito.admin_get_user(UserPoolId=pool, Username="eve")
    assert shown["UserStatus"] == "CONFIRMED"
    assert names(shown["UserAttributes"])["email_verified"] == "false"
    with raises("NotAuthorizedException",
                "User cannot be confirmed. Current status is CONFIRMED"):
        cognito.admin_confirm_sign_up(UserPoolId=pool, Username="eve")
    assert sign_in(cognito, web, "eve")


def test_disabling_ends_sessions_at_once(cognito, pool, web, ada):
    tokens = sign_in(cognito, web, ada)
    cognito.admin_disable_user(UserPoolId=pool, Username=ada)
    assert cognito.admin_get_user(UserPoolId=pool, Username=ada)["Enabled"] is False
    with raises("NotAuthorizedException", "Access Token has been revoked"):
        cognito.get_user(AccessToken=tokens["AccessToken"])
    with raises("NotAuthorizedException", "User is disabled."):
        sign_in(cognito, web, ada)
    cognito.admin_enable_user(UserPoolId=pool, Username=ada)
    assert sign_in(cognito, web, ada)
    with raises("NotAuthorizedException", "Refresh Token has been revoked"):
        cognito.get_tokens_from_refresh_token(ClientId=web, RefreshToken=tokens["RefreshToken"])


def test_deleting_ends_sessions_and_frees_the_name(cognito, pool, web, ada):
    tokens = sign_in(cognito, web, ada)
    answer = cognito.admin_delete_user(UserPoolId=pool, Username=ada)
    assert set(answer) == {"ResponseMetadata"}
    with raises("UserNotFoundException", "User does not exist."):
        cognito.get_user(AccessToken=tokens["AccessToken"])
    with raises("NotAuthorizedException", "Invalid Refresh Token"):
        cognito.get_tokens_from_refresh_token(ClientId=web, RefreshToken=tokens["RefreshToken"])
    user(cognito, pool, ada)
    assert sign_in(cognito, web, ada)


def test_a_sign_out_everywhere(cognito, pool, web, ada):
    tokens = sign_in(cognito, web, ada)
    cognito.admin_user_global_sign_out(UserPoolId=pool, Username=ada)
    with raises("NotAuthorizedException", "Access Token has been revoked"):
        cognito.get_user(AccessToken=tokens["AccessToken"])
    assert sign_in(cognito, web, ada)


def test_a_reset_by_hand(cognito, pool, web, ada, server):
    cognito.admin_reset_user_password(UserPoolId=pool, Username=ada)
    assert cognito.admin_get_user(UserPoolId=pool, Username=ada)["UserStatus"] == "RESET_REQUIRED"
    with raises("PasswordResetRequiredException", "Password reset required for the user"):
        sign_in(cognito, web, ada)
    cognito.confirm_forgot_password(
        ClientId=web, Username=ada, Password="Another-Horse-8",
        ConfirmationCode=server.code(f"{ada}@example.com"))
    assert sign_in(cognito, web, ada, "Another-Horse-8")
    cognito.admin_create_user(UserPoolId=pool, Username=ada + "-new", MessageAction="SUPPRESS")
    with raises("NotAuthorizedException",
                "User password cannot be reset in the current state."):
        cognito.admin_reset_user_password(UserPoolId=pool, Username=ada + "-new")


def test_attributes_are_set_and_deleted(cognito, pool, ada):
    def change(**attributes):
        cognito.admin_update_user_attributes(UserPoolId=pool, Username=ada, UserAttributes=[
            {"Name": k, "Value": v} for k, v in attributes.items()])

    def shown():
        return names(cognito.admin_get_user(UserPoolId=pool, Username=ada)["UserAttributes"])

    change(name="Ada", email="ada.new@example.com")
    assert shown()["email_verified"] == "false" and shown()["name"] == "Ada"
    change(email="ada.two@example.com", email_verified="true")
    assert shown()["email_verified"] == "true"
    change(name="")
    assert "name" not in shown()
    with raises("InvalidParameterException"):
        change(sub="x")
    with raises("InvalidParameterException", "Invalid email address format."):
        change(email="nonsense")
    with raises("InvalidParameterException",
                "Attributes did not conform to the schema: Type for attribute {custom:x} could "
                "not be determined"):
        change(**{"custom:x": "1"})
    cognito.admin_delete_user_attributes(
        UserPoolId=pool, Username=ada, UserAttributeNames=["email"])
    assert "email" not in shown()
    with raises("InvalidParameterException",
                "Invalid user attributes: user.custom:x: Attribute does not exist in the "
                "schema.\n"):
        cognito.admin_delete_user_attributes(
            UserPoolId=pool, Username=ada, UserAttributeNames=["custom:x"])


def test_sign_in_by_the_server(cognito, pool, web, ada):
    def begin(**parameters):
        return cognito.admin_initiate_auth(
            UserPoolId=pool, ClientId=web, AuthFlow=parameters.pop("flow"),
            AuthParameters=parameters)

    tokens = begin(flow="ADMIN_USER_PASSWORD_AUTH", USERNAME=ada, PASSWORD=PASSWORD)
    refresh = tokens["AuthenticationResult"]["RefreshToken"]
    assert begin(flow="REFRESH_TOKEN_AUTH", REFRESH_TOKEN=refresh)["AuthenticationResult"]
    assert begin(flow="ADMIN_NO_SRP_AUTH", USERNAME=ada, PASSWORD=PASSWORD)
    with raises("InvalidParameterException", "Initiate Auth method not supported."):
        begin(flow="USER_PASSWORD_AUTH", USERNAME=ada, PASSWORD=PASSWORD)
    with raises("InvalidParameterException", "Missing required parameter PASSWORD"):
        begin(flow="ADMIN_USER_PASSWORD_AUTH", USERNAME=ada)
    with raises("NotAuthorizedException", "Incorrect username or password."):
        begin(flow="ADMIN_USER_PASSWORD_AUTH", USERNAME=ada, PASSWORD="Wrong-Horse-1")
    plain = app(cognito, pool)["ClientId"]
    with raises("InvalidParameterException", "Auth flow not enabled for this client"):
        cognito.admin_initiate_auth(
            UserPoolId=pool, ClientId=plain, AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": ada, "PASSWORD": PASSWORD})
    for password in (PASSWORD, "weak"):
        with raises("NotAuthorizedException", "Invalid session for the user."):
            cognito.admin_respond_to_auth_challenge(
                UserPoolId=pool, ClientId=web, ChallengeName="NEW_PASSWORD_REQUIRED",
                Session="x" * 40, ChallengeResponses={"USERNAME": ada, "NEW_PASSWORD": password})


def test_groups_and_what_tokens_say_of_them(cognito, pool, web, ada):
    role = "arn:aws:iam::123456789012:role/"
    made = cognito.create_group(
        UserPoolId=pool, GroupName="editors", Precedence=5, RoleArn=role + "editor",
        Description="Write")["Group"]
    assert made["GroupName"] == "editors" and made["Precedence"] == 5
    cognito.create_group(UserPoolId=pool, GroupName="admins", Precedence=1, RoleArn=role + "admin")
    cognito.create_group(UserPoolId=pool, GroupName="all")
    with raises("GroupExistsException", "A group with the name already exists."):
        cognito.create_group(UserPoolId=pool, GroupName="all")
    tokens = sign_in(cognito, web, ada)
    assert "cognito:groups" not in claims(tokens["AccessToken"])
    for group in ("all", "editors", "admins", "admins"):
        answer = cognito.admin_add_user_to_group(UserPoolId=pool, Username=ada, GroupName=group)
        assert set(answer) == {"ResponseMetadata"}
    renewed = cognito.get_tokens_from_refresh_token(
        ClientId=web, RefreshToken=tokens["RefreshToken"])["AuthenticationResult"]
    for tokens in (renewed, sign_in(cognito, web, ada)):
        assert claims(tokens["AccessToken"])["cognito:groups"] == ["admins", "editors", "all"]
        said = claims(tokens["IdToken"])
        assert said["cognito:groups"] == ["admins", "editors", "all"]
        assert said["cognito:roles"] == [role + "admin", role + "editor"]
        assert said["cognito:preferred_role"] == role + "admin"
    # What is left out stays, as in AWS's example of this operation.
    changed = cognito.update_group(UserPoolId=pool, GroupName="editors", Precedence=1)["Group"]
    assert (changed["Precedence"], changed["RoleArn"]) == (1, role + "editor")
    said = claims(sign_in(cognito, web, ada)["IdToken"])
    assert "cognito:preferred_role" not in said
    listed = cognito.admin_list_groups_for_user(UserPoolId=pool, Username=ada, Limit=2)
    assert [g["GroupName"] for g in listed["Groups"]] == ["admins", "editors"]
    rest = cognito.admin_list_groups_for_user(
        UserPoolId=pool, Username=ada, Limit=2, NextToken=listed["NextToken"])
    assert [g["GroupName"] for g in rest["Groups"]] == ["all"] and "NextToken" not in rest
    members = cognito.list_users_in_group(UserPoolId=pool, GroupName="editors")["Users"]
    assert [u["Username"] for u in members] == [ada]
    groups = [g for page in cognito.get_paginator("list_groups").paginate(
        UserPoolId=pool, PaginationConfig={"PageSize": 1}) for g in page["Groups"]]
    assert [g["GroupName"] for g in groups] == ["admins", "all", "editors"]
    for call, named in ((cognito.list_groups, {}), (
            cognito.admin_list_groups_for_user, {"Username": ada}), (
            cognito.list_users_in_group, {"GroupName": "editors"})):
        with raises("InvalidParameterException", "Invalid pagination token."):
            call(UserPoolId=pool, NextToken="nonsense", **named)
    cognito.admin_remove_user_from_group(UserPoolId=pool, Username=ada, GroupName="editors")
    cognito.delete_group(UserPoolId=pool, GroupName="editors")
    for call in (cognito.get_group, cognito.delete_group, cognito.update_group):
        with raises("ResourceNotFoundException", "Group not found."):
            call(UserPoolId=pool, GroupName="editors")
    with raises("ResourceNotFoundException", "Group not found."):
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=ada, GroupName="editors")
    with raises("UserNotFoundException", "User does not exist."):
        cognito.admin_add_user_to_group(UserPoolId=pool, Username="nobody", GroupName="editors")


@pytest.fixture(scope="module")
def crowd(cognito):
    """A pool of seven."""
    pool = cognito.create_user_pool(PoolName="crowd")["UserPool"]["Id"]
    for number in range(7):
        user(cognito, pool, f"user-{number}", UserAttributes=[
            {"Name": "email", "Value": f"u{number}@example.com"},
            {"Name": "given_name", "Value": 'Al "Q" %_' if number == 3 else "Bo"}])
    cognito.admin_disable_user(UserPoolId=pool, Username="user-1")
    cognito.admin_create_user(UserPoolId=pool, Username="new", MessageAction="SUPPRESS")
    yield pool
    cognito.delete_user_pool(UserPoolId=pool)


@pytest.mark.parametrize("text, found", [
    ("", 8), ('username = "user-1"', 1), ('username="USER-1"', 0), ('username ^= "user"', 7),
    ('email = "u2@example.com"', 1), ('email ^= "u"', 7), ('given_name ^= "Al \\"Q\\" %"', 1),
    ('given_name ^= "%"', 0), ('status = "Disabled"', 1), ('status = "Enabled"', 7),
    ('status = "disabled"', 0), ('cognito:user_status = "confirmed"', 7),
    ('cognito:user_status = "FORCE_CHANGE_PASSWORD"', 1), ('sub = "nobody"', 0),
    ('  email   ^=   "u3"  ', 1), ('phone_number = "+15550100"', 0),
])
def test_filters(cognito, crowd, text, found):
    assert len(cognito.list_users(UserPoolId=crowd, Filter=text)["Users"]) == found


@pytest.mark.parametrize("text, error", [
    ("email", "Error while parsing filter"), ("email = u", "Error while parsing filter"),
    ('email = "u', "Error while parsing filter"), ('= "u"', "Error while parsing filter"),
    ('email > "u"', "Error while parsing filter"),
    ('email = "u" AND name = "x"', "Error while parsing filter"),
    ('custom:foo = "x"', "Invalid search attribute: custom:foo"),
    ('birthdate = "x"', "Invalid search attribute: birthdate"),
])
def test_filters_that_are_none(cognito, crowd, text, error):
    with raises("InvalidParameterException", error):
        cognito.list_users(UserPoolId=crowd, Filter=text)


def test_users_come_in_pages_and_with_the_attributes_asked_for(cognito, crowd):
    pages = list(cognito.get_paginator("list_users").paginate(
        UserPoolId=crowd, AttributesToGet=["email"], PaginationConfig={"PageSize": 3}))
    assert [len(page["Users"]) for page in pages] == [3, 3, 2]
    assert "PaginationToken" not in pages[-1]
    found = [u for page in pages for u in page["Users"]]
    assert len({u["Username"] for u in found}) == 8
    assert set(names(found[0]["Attributes"])) == {"email"}
    with raises("InvalidParameterException", "One or more requested attributes do not exist."):
        cognito.list_users(UserPoolId=crowd, AttributesToGet=["custom:nope"])
    with raises("InvalidParameterException"):
        cognito.list_users(UserPoolId=crowd, Limit=61)


@pytest.mark.parametrize("options, good, bad, text", [
    ({"UsernameAttributes": ["email"]}, "ada@example.com", "ada", "Username should be an email."),
    ({"UsernameAttributes": ["phone_number"]}, "+15550100123", "ada@example.com",
     "Username should be a phone number."),
    ({"UsernameAttributes": ["email", "phone_number"]}, "+15550100124", "ada",
     "Username should be either an email or a phone number."),
    ({"AliasAttributes": ["email"]}, "ada", "ada@example.com",
     "Username cannot be of email format, since user pool is configured for email alias."),
    ({}, "ada", None, None),
])
def test_what_names_are(cognito, server, options, good, bad, text):
    pool = cognito.create_user_pool(
        PoolName="names", AutoVerifiedAttributes=["email", "phone_number"], **options)
    pool = pool["UserPool"]["Id"]
    web = app(cognito, pool)["ClientId"]
    signed_up = cognito.sign_up(
        ClientId=web, Username=good, Password=PASSWORD,
        UserAttributes=[] if "UsernameAttributes" in options else [
            {"Name": "email", "Value": "alias@example.com"}])
    details = signed_up["CodeDeliveryDetails"]
    if good.startswith("+"):
        assert details == {"Destination": "+*******" + good[-4:], "DeliveryMedium": "SMS",
                           "AttributeName": "phone_number"}
    else:
        assert details["DeliveryMedium"] == "EMAIL"
    address = good if "UsernameAttributes" in options else "alias@example.com"
    cognito.confirm_sign_up(ClientId=web, Username=good, ConfirmationCode=server.code(address))
    shown = cognito.admin_get_user(UserPoolId=pool, Username=good)
    drawn = "UsernameAttributes" in options
    assert shown["Username"] == (signed_up["UserSub"] if drawn else good)
    assert sign_in(cognito, web, good)
    by_alias = (lambda: sign_in(cognito, web, "alias@example.com"))
    if options == {"AliasAttributes": ["email"]}:
        assert by_alias()
    elif not drawn:
        with raises("UserNotFoundException"):
            by_alias()
    assert cognito.admin_get_user(UserPoolId=pool, Username=signed_up["UserSub"])
    if bad:
        for call in (lambda: cognito.sign_up(ClientId=web, Username=bad, Password=PASSWORD),
                     lambda: cognito.admin_create_user(UserPoolId=pool, Username=bad)):
            with raises("InvalidParameterException", text):
                call()
    with raises("UsernameExistsException"):
        cognito.sign_up(ClientId=web, Username=good, Password=PASSWORD)
    cognito.delete_user_pool(UserPoolId=pool)


def test_an_alias_belongs_to_one_user(cognito):
    pool = cognito.create_user_pool(
        PoolName="aliases", AliasAttributes=["email", "preferred_username"])["UserPool"]["Id"]
    web = app(cognito, pool)["ClientId"]
    email = [{"Name": "email", "Value": "one@example.com"},
             {"Name": "email_verified", "Value": "true"}]
    user(cognito, pool, "first", UserAttributes=email)
    with raises("AliasExistsException", "An account with the given email already exists."):
        user(cognito, pool, "second", UserAttributes=email)
    user(cognito, pool, "second", UserAttributes=email, ForceAliasCreation=True)
    assert names(cognito.admin_get_user(
        UserPoolId=pool, Username="first")["UserAttributes"])["email_verified"] == "false"
    tokens = sign_in(cognito, web, "one@example.com")
    assert cognito.get_user(AccessToken=tokens["AccessToken"])["Username"] == "second"
    cognito.admin_update_user_attributes(
        UserPoolId=pool, Username="first",
        UserAttributes=[{"Name": "preferred_username", "Value": "uno"}])
    assert sign_in(cognito, web, "uno")
    with raises("AliasExistsException"):
        cognito.admin_update_user_attributes(
            UserPoolId=pool, Username="second",
            UserAttributes=[{"Name": "preferred_username", "Value": "uno"}])
    cognito.delete_user_pool(UserPoolId=pool)


def test_an_alias_that_is_taken_can_be_moved_with_the_same_code(cognito, server):
    pool = cognito.create_user_pool(
        PoolName="aliases", AliasAttributes=["email"], AutoVerifiedAttributes=["email"])
    pool = pool["UserPool"]["Id"]
    web = app(cognito, pool)["ClientId"]
    codes, email = {}, f"{pool.lower()}@example.com"
    for name in ("first", "second"):
        cognito.sign_up(ClientId=web, Username=name, Password=PASSWORD, UserAttributes=[
            {"Name": "email", "Value": email}])
        codes[name] = server.code(email)

    def confirm(name, **options):
        return cognito.confirm_sign_up(
            ClientId=web, Username=name, ConfirmationCode=codes[name], **options)

    def shown(name):
        user = cognito.admin_get_user(UserPoolId=pool, Username=name)
        return user["UserStatus"], names(user["UserAttributes"])["email_verified"]

    def owner():
        token = sign_in(cognito, web, email)["AccessToken"]
        return cognito.get_user(AccessToken=token)["Username"]

    confirm("first")
    assert owner() == "first"
    for _ in range(2):
        with raises("AliasExistsException", "An account with the email already exists."):
            confirm("second")
    assert (shown("first"), shown("second")) == (
        ("CONFIRMED", "true"), ("UNCONFIRMED", "false")) and owner() == "first"
    confirm("second", ForceAliasCreation=True)
    assert (shown("first"), shown("second")) == (
        ("CONFIRMED", "false"), ("CONFIRMED", "true")) and owner() == "second"
    assert sign_in(cognito, web, "first"), "by the name that is left"
    cognito.delete_user_pool(UserPoolId=pool)


def test_of_two_ways_the_telephone_gets_the_code(cognito, server, email):
    pool = cognito.create_user_pool(
        PoolName="both", AutoVerifiedAttributes=["email", "phone_number"])["UserPool"]["Id"]
    web = app(cognito, pool)["ClientId"]
    phone = f"+1555{time.time_ns() % 10**7:07}"
    made = cognito.sign_up(ClientId=web, Username="ada", Password=PASSWORD, UserAttributes=[
        {"Name": "email", "Value": email}, {"Name": "phone_number", "Value": phone}])
    assert made["CodeDeliveryDetails"] == {
        "Destination": "+*******" + phone[-4:], "DeliveryMedium": "SMS",
        "AttributeName": "phone_number"}
    code = server.code(phone)
    inbox = requests.get(
        f"{server.ready['wireDoor']}/inbox", params={"email": email}, timeout=30)
    assert inbox.json() == {"messages": []}
    cognito.confirm_sign_up(ClientId=web, Username="ada", ConfirmationCode=code)
    shown = names(cognito.admin_get_user(UserPoolId=pool, Username="ada")["UserAttributes"])
    assert (shown["phone_number_verified"], shown["email_verified"]) == ("true", "false")
    cognito.delete_user_pool(UserPoolId=pool)


def test_a_changed_password_ends_no_other_session(cognito, web, ada):
    tokens, others = sign_in(cognito, web, ada), sign_in(cognito, web, ada)
    cognito.change_password(
        AccessToken=tokens["AccessToken"], PreviousPassword=PASSWORD,
        ProposedPassword="Another-Horse-8")
    for session in (tokens, others):
        assert cognito.get_user(AccessToken=session["AccessToken"])["Username"] == ada
        renewed = cognito.get_tokens_from_refresh_token(
            ClientId=web, RefreshToken=session["RefreshToken"])["AuthenticationResult"]
        assert cognito.get_user(AccessToken=renewed["AccessToken"])["Username"] == ada
    with raises("NotAuthorizedException", "Incorrect username or password."):
        sign_in(cognito, web, ada)
    assert sign_in(cognito, web, ada, "Another-Horse-8")


def test_letter_case_counts_unless_the_pool_says_otherwise(cognito):
    for sensitive in (True, False):
        pool = cognito.create_user_pool(
            PoolName="case", UsernameConfiguration={"CaseSensitive": sensitive})["UserPool"]["Id"]
        web = app(cognito, pool)["ClientId"]
        user(cognito, pool, "Ada")
        if sensitive:
            with raises("UserNotFoundException"):
                sign_in(cognito, web, "ada")
            user(cognito, pool, "ada")
        else:
            assert sign_in(cognito, web, "aDA")
            with raises("UsernameExistsException"):
                cognito.admin_create_user(UserPoolId=pool, Username="ADA")
        cognito.delete_user_pool(UserPoolId=pool)


def test_events_are_not_pretended(cognito, pool, ada):
    with raises("UserPoolAddOnNotEnabledException", "User pool add-ons not enabled."):
        cognito.admin_list_user_auth_events(UserPoolId=pool, Username=ada)
    with raises("UserNotFoundException", "User does not exist."):
        cognito.admin_list_user_auth_events(UserPoolId=pool, Username="nobody")
    with raises("ResourceNotFoundException"):
        cognito.admin_list_user_auth_events(UserPoolId="us-east-1_AbCdEfGhI", Username=ada)
