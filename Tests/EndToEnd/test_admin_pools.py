"""Several pools and their clients, made and changed while the server runs."""

import base64
import hashlib
import hmac
import uuid

import jwt
import pytest
import requests

from admin import client, names, raises

PASSWORD = "Correct-Horse-7"


@pytest.fixture(scope="module")
def cognito(server):
    return client(server)


@pytest.fixture
def pool(cognito):
    made = cognito.create_user_pool(PoolName="shop")["UserPool"]
    yield made["Id"]
    cognito.delete_user_pool(UserPoolId=made["Id"])


def app(cognito, pool_id, **options):
    options = {"ClientName": "web", "ExplicitAuthFlows": [
        "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]} | options
    return cognito.create_user_pool_client(UserPoolId=pool_id, **options)["UserPoolClient"]


def user(cognito, pool_id, name="ada", **options):
    made = cognito.admin_create_user(
        UserPoolId=pool_id, Username=name, MessageAction="SUPPRESS", **options)["User"]
    cognito.admin_set_user_password(
        UserPoolId=pool_id, Username=name, Password=PASSWORD, Permanent=True)
    return made


def sign_in(cognito, client_id, name="ada", password=PASSWORD):
    return cognito.initiate_auth(
        ClientId=client_id, AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": password})["AuthenticationResult"]


def test_a_new_pool_is_as_cognito_makes_it(cognito, server):
    made = cognito.create_user_pool(PoolName="fresh")["UserPool"]
    shown = cognito.describe_user_pool(UserPoolId=made["Id"])["UserPool"]
    assert shown == made
    assert shown["Name"] == "fresh" and shown["Id"].startswith("us-east-1_")
    assert shown["Arn"].endswith(f":userpool/{shown['Id']}")
    assert shown["Policies"] == {
        "PasswordPolicy": {
            "MinimumLength": 8, "RequireUppercase": True, "RequireLowercase": True,
            "RequireNumbers": True, "RequireSymbols": True, "TemporaryPasswordValidityDays": 7},
        "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD"]}}
    assert len(shown["SchemaAttributes"]) == 20
    assert shown["MfaConfiguration"] == "OFF" and shown["DeletionProtection"] == "INACTIVE"
    assert shown["UserPoolTier"] == "ESSENTIALS" and shown["EstimatedNumberOfUsers"] == 0
    assert "AccountRecoverySetting" not in shown and "AliasAttributes" not in shown
    base = f"{server.ready['wireDoor']}/{made['Id']}/.well-known"
    discovery = requests.get(base + "/openid-configuration", timeout=30).json()
    assert discovery["issuer"].endswith("/" + made["Id"])
    keys = requests.get(base + "/jwks.json", timeout=30).json()["keys"]
    own = requests.get(
        f"{server.ready['wireDoor']}/{server.ready['userPoolId']}/.well-known/jwks.json",
        timeout=30).json()["keys"]
    assert len(keys) == 2 and not {k["kid"] for k in keys} & {k["kid"] for k in own}
    cognito.delete_user_pool(UserPoolId=made["Id"])
    text = f"User pool {made['Id']} does not exist."
    with raises("ResourceNotFoundException", text):
        cognito.describe_user_pool(UserPoolId=made["Id"])
    with raises("ResourceNotFoundException", text):
        cognito.delete_user_pool(UserPoolId=made["Id"])
    assert requests.get(base + "/jwks.json", timeout=30).status_code == 400


def test_pools_do_not_know_each_other(cognito, pool, server):
    first = app(cognito, pool)["ClientId"]
    other = cognito.create_user_pool(PoolName="other")["UserPool"]["Id"]
    second = app(cognito, other)["ClientId"]
    user(cognito, pool)
    user(cognito, other, UserAttributes=[{"Name": "name", "Value": "The other"}])
    mine, theirs = sign_in(cognito, first), sign_in(cognito, second)
    assert names(cognito.get_user(AccessToken=theirs["AccessToken"])["UserAttributes"])["name"]
    assert "name" not in names(
        cognito.get_user(AccessToken=mine["AccessToken"])["UserAttributes"])
    with raises("NotAuthorizedException", "Invalid Refresh Token"):
        cognito.get_tokens_from_refresh_token(ClientId=second, RefreshToken=mine["RefreshToken"])
    with raises("ResourceNotFoundException", f"User pool client {second} does not exist."):
        cognito.describe_user_pool_client(UserPoolId=pool, ClientId=second)
    cognito.admin_delete_user(UserPoolId=pool, Username="ada")
    with raises("UserNotFoundException", "User does not exist."):
        cognito.admin_get_user(UserPoolId=pool, Username="ada")
    assert cognito.admin_get_user(UserPoolId=other, Username="ada")["UserStatus"] == "CONFIRMED"
    # The default pool's guard takes no other pool's tokens.
    assert server.get("/protected", theirs["AccessToken"]).status_code == 401
    cognito.delete_user_pool(UserPoolId=other)
    with raises("NotAuthorizedException"):
        cognito.get_user(AccessToken=theirs["AccessToken"])
    with raises("ResourceNotFoundException", f"User pool client {second} does not exist."):
        sign_in(cognito, second)


def test_updates_replace_and_take_effect_at_once(cognito, pool):
    client_id = app(cognito, pool)["ClientId"]
    cognito.update_user_pool(
        UserPoolId=pool, AdminCreateUserConfig={"AllowAdminCreateUserOnly": True},
        Policies={"PasswordPolicy": {
            "MinimumLength": 20, "RequireUppercase": False, "RequireLowercase": False,
            "RequireNumbers": False, "RequireSymbols": False}})
    with raises("NotAuthorizedException", "SignUp is not permitted for this user pool"):
        cognito.sign_up(ClientId=client_id, Username="eve", Password=PASSWORD)
    cognito.admin_create_user(UserPoolId=pool, Username="eve", MessageAction="SUPPRESS")
    with raises("InvalidPasswordException",
                "Password does not conform to policy: Password not long enough"):
        cognito.admin_set_user_password(
            UserPoolId=pool, Username="eve", Password=PASSWORD, Permanent=True)
    cognito.update_user_pool(UserPoolId=pool)
    shown = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    assert shown["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is False
    assert shown["Policies"]["PasswordPolicy"]["MinimumLength"] == 8 and shown["Name"] == "shop"
    assert cognito.sign_up(ClientId=client_id, Username="bob", Password=PASSWORD)["UserSub"]


def test_clients_are_made_shown_changed_and_gone(cognito, pool):
    made = cognito.create_user_pool_client(UserPoolId=pool, ClientName="plain")["UserPoolClient"]
    assert {k: v for k, v in made.items() if k not in ("ClientId", "CreationDate")} == {
        "UserPoolId": pool, "ClientName": "plain", "LastModifiedDate": made["CreationDate"],
        "RefreshTokenValidity": 30, "TokenValidityUnits": {}, "EnableTokenRevocation": True,
        "AllowedOAuthFlowsUserPoolClient": False, "AuthSessionValidity": 3,
        "EnablePropagateAdditionalUserContextData": False}
    assert len(made["ClientId"]) == 26
    user(cognito, pool)
    with raises("InvalidParameterException",
                "USER_PASSWORD_AUTH flow not enabled for this client"):
        sign_in(cognito, made["ClientId"])
    cognito.update_user_pool_client(
        UserPoolId=pool, ClientId=made["ClientId"], AccessTokenValidity=10,
        ExplicitAuthFlows=["USER_PASSWORD_AUTH"],
        TokenValidityUnits={"AccessToken": "minutes"})
    tokens = sign_in(cognito, made["ClientId"])
    assert tokens["ExpiresIn"] == 600
    with raises("UserNotFoundException", "User does not exist."):
        sign_in(cognito, made["ClientId"], "nobody")
    cognito.update_user_pool_client(
        UserPoolId=pool, ClientId=made["ClientId"], PreventUserExistenceErrors="ENABLED",
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"])
    with raises("NotAuthorizedException", "Incorrect username or password."):
        sign_in(cognito, made["ClientId"], "nobody")
    secret = app(cognito, pool, GenerateSecret=True, ClientName="secret")
    shown = cognito.describe_user_pool_client(UserPoolId=pool, ClientId=secret["ClientId"])
    assert shown["UserPoolClient"]["ClientSecret"] == secret["ClientSecret"]
    assert len(secret["ClientSecret"]) == 52
    with raises("NotAuthorizedException",
                f"Client {secret['ClientId']} is configured with secret but SECRET_HASH was not "
                "received"):
        sign_in(cognito, secret["ClientId"])
    cognito.delete_user_pool_client(UserPoolId=pool, ClientId=made["ClientId"])
    with raises("NotAuthorizedException", "Invalid Access Token"):
        cognito.get_user(AccessToken=tokens["AccessToken"])
    with raises("ResourceNotFoundException"):
        sign_in(cognito, made["ClientId"])


def test_an_update_of_a_client_replaces_all_but_its_name_and_secret(cognito, pool):
    made = app(cognito, pool, GenerateSecret=True, ClientName="kept", AccessTokenValidity=10,
               IdTokenValidity=20, TokenValidityUnits={"AccessToken": "minutes", "IdToken": "minutes"},
               ReadAttributes=["email"], WriteAttributes=["email"], AuthSessionValidity=15,
               PreventUserExistenceErrors="ENABLED", EnableTokenRevocation=False)
    here = {"UserPoolId": pool, "ClientId": made["ClientId"]}
    user(cognito, pool, UserAttributes=[{"Name": "name", "Value": "Ada"}])

    def sign_in_with_secret(name="ada"):
        message = (name + made["ClientId"]).encode()
        proof = hmac.new(made["ClientSecret"].encode(), message, hashlib.sha256).digest()
        return cognito.initiate_auth(
            ClientId=made["ClientId"], AuthFlow="USER_PASSWORD_AUTH", AuthParameters={
                "USERNAME": name, "PASSWORD": PASSWORD,
                "SECRET_HASH": base64.b64encode(proof).decode()})["AuthenticationResult"]

    before = sign_in_with_secret()
    assert before["ExpiresIn"] == 600
    assert "name" not in names(
        cognito.get_user(AccessToken=before["AccessToken"])["UserAttributes"])
    flows = ["ALLOW_USER_PASSWORD_AUTH"]
    changed = cognito.update_user_pool_client(**here, ExplicitAuthFlows=flows)["UserPoolClient"]
    shown = cognito.describe_user_pool_client(**here)["UserPoolClient"]
    assert shown == changed
    assert {k: v for k, v in shown.items() if not k.endswith("Date")} == here | {
        "ClientName": "kept", "ClientSecret": made["ClientSecret"], "ExplicitAuthFlows": flows,
        "RefreshTokenValidity": 30, "TokenValidityUnits": {}, "EnableTokenRevocation": True,
        "AllowedOAuthFlowsUserPoolClient": False, "AuthSessionValidity": 3,
        "EnablePropagateAdditionalUserContextData": False}
    after = sign_in_with_secret()
    assert after["ExpiresIn"] == 3600
    life = jwt.decode(after["AccessToken"], options={"verify_signature": False})
    assert life["exp"] - life["iat"] == 3600 and "origin_jti" in life
    assert "name" in names(cognito.get_user(AccessToken=after["AccessToken"])["UserAttributes"])
    with raises("UserNotFoundException", "User does not exist."):
        sign_in_with_secret("nobody")


@pytest.mark.parametrize("options, error, text", [
    ({"AccessTokenValidity": 2, "TokenValidityUnits": {"AccessToken": "days"}},
     "InvalidParameterException", "Invalid range for token validity."),
    ({"RefreshTokenValidity": 30, "TokenValidityUnits": {"RefreshToken": "minutes"}},
     "InvalidParameterException", "Invalid range for token validity."),
    ({"ExplicitAuthFlows": ["USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"]},
     "InvalidParameterException", None),
    ({"ExplicitAuthFlows": ["NONSENSE"]}, "InvalidParameterException", None),
    ({"AllowedOAuthFlows": ["client_credentials"]}, "InvalidOAuthFlowException", None),
    ({"CallbackURLs": ["http://example.com/"]}, "InvalidParameterException", None),
    ({"ClientSecret": "a" * 24, "GenerateSecret": True}, "InvalidParameterException", None),
])
def test_settings_that_contradict_themselves_are_refused(cognito, pool, options, error, text):
    with raises(error, text):
        cognito.create_user_pool_client(UserPoolId=pool, ClientName="x", **options)


@pytest.mark.parametrize("schema, text", [
    ({"Name": "plan", "Required": True},
     "Required custom attributes are not supported currently."),
    ({"Name": "email", "AttributeDataType": "Number"},
     "You can not change AttributeDataType or set developerOnlyAttribute for standard schema "
     "attribute email"),
    ({"Name": "plan", "StringAttributeConstraints": {"MinLength": "9", "MaxLength": "2"}},
     "user.plan: Max length cannot be less than min length."),
    ({"Name": "plan", "StringAttributeConstraints": {"MaxLength": "2049"}},
     "user.plan: String attributes cannot have a length of more than 2048"),
    ({"Name": "plan", "AttributeDataType": "NONSENSE"},
     "Invalid AttributeDataType input, consider using the provided AttributeDataType enum."),
    ({"Name": "plan", "AttributeDataType": None},
     "Invalid AttributeDataType input, consider using the provided AttributeDataType enum."),
    ({"Name": "plan", "StringAttributeConstraints": {"MaxLength": "much"}},
     "Invalid StringAttributeConstraints for schema attribute plan"),
])
def test_a_schema_that_contradicts_itself_is_refused(cognito, schema, text):
    with raises("InvalidParameterException", text):
        attribute = {"AttributeDataType": "String"} | schema
        cognito.create_user_pool(
            PoolName="x", Schema=[{k: v for k, v in attribute.items() if v is not None}])


@pytest.mark.parametrize("options, tier", [
    ({"LambdaConfig": {"PreTokenGenerationConfig": {
        "LambdaVersion": "V2_0", "LambdaArn": "arn:aws:lambda:us-east-1:1:function:f"}}}, "LITE"),
    ({"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}},
     "LITE"),
    ({"UserPoolAddOns": {"AdvancedSecurityMode": "ENFORCED"}}, "ESSENTIALS"),
])
def test_a_tier_has_what_it_has(cognito, options, tier):
    above = {"LITE": "ESSENTIALS", "ESSENTIALS": "PLUS"}[tier]
    with raises("FeatureUnavailableInTierException"):
        cognito.create_user_pool(PoolName="x", UserPoolTier=tier, **options)
    made = cognito.create_user_pool(PoolName="x", UserPoolTier=above, **options)["UserPool"]["Id"]
    with raises("FeatureUnavailableInTierException"):
        cognito.update_user_pool(UserPoolId=made, UserPoolTier=tier, **options)
    cognito.update_user_pool(UserPoolId=made, UserPoolTier=tier)
    cognito.delete_user_pool(UserPoolId=made)


def test_an_enumeration_is_told_where_no_text_of_its_own_is(cognito):
    with raises("InvalidParameterException",
                "1 validation error detected: Value 'NONSENSE' at 'mfaConfiguration' failed to "
                "satisfy constraint: Member must satisfy enum value set: [OFF, ON, OPTIONAL]"):
        cognito.create_user_pool(PoolName="x", MfaConfiguration="NONSENSE")


def test_feedback_needs_threat_protection(server):
    feedback = {"Username": "ada", "EventId": "1", "FeedbackToken": "a.b.c",
                "FeedbackValue": "Valid"}
    for mode, tier, error in (("OFF", "ESSENTIALS", "UserPoolAddOnNotEnabledException"),
                              ("AUDIT", "PLUS", "NotAuthorizedException")):
        made = client(server).create_user_pool(
            PoolName="x", UserPoolTier=tier, UserPoolAddOns={"AdvancedSecurityMode": mode})
        pool_id = made["UserPool"]["Id"]
        with raises(error):
            client(server, signed=False).update_auth_event_feedback(
                UserPoolId=pool_id, **feedback)
    with raises("ResourceNotFoundException", "User pool us-east-1_Nobody123 does not exist."):
        client(server, signed=False).update_auth_event_feedback(
            UserPoolId="us-east-1_Nobody123", **feedback)


def test_an_unknown_pools_keys_and_the_answers_ids(server):
    door = server.ready["wireDoor"]
    answer = requests.get(f"{door}/us-east-1_Nobody123/.well-known/jwks.json", timeout=30)
    assert answer.status_code == 400
    assert answer.json()["message"] == "User pool us-east-1_Nobody123 does not exist."
    strange = requests.get(f"{door}/a.b/.well-known/jwks.json", timeout=30)
    assert strange.json()["message"] == "User pool does not exist."
    own, taken = answer.headers["x-amzn-RequestId"], "an-id.from-outside"
    assert str(uuid.UUID(own)) == own
    kept = requests.get(f"{door}/health", headers={"X-Request-Id": taken}, timeout=30)
    assert kept.headers["x-amzn-RequestId"] == taken


def test_custom_attributes_are_added_and_used(cognito, pool):
    cognito.add_custom_attributes(UserPoolId=pool, CustomAttributes=[
        {"Name": "plan", "AttributeDataType": "String", "Mutable": True}])
    schema = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]["SchemaAttributes"]
    assert [a for a in schema if a["Name"] == "custom:plan"]
    user(cognito, pool, UserAttributes=[{"Name": "custom:plan", "Value": "gold"}])
    shown = cognito.admin_get_user(UserPoolId=pool, Username="ada")
    assert names(shown["UserAttributes"])["custom:plan"] == "gold"
    with raises("InvalidParameterException",
                "custom:plan: Existing attribute already has name custom:plan."):
        cognito.add_custom_attributes(UserPoolId=pool, CustomAttributes=[
            {"Name": "plan", "AttributeDataType": "String"}])


def test_mfa_settings_and_tags(cognito, pool):
    assert "SoftwareTokenMfaConfiguration" not in cognito.get_user_pool_mfa_config(UserPoolId=pool)
    with raises("InvalidParameterException",
                "[MfaConfiguration] must be one of 'ON', 'OFF', or 'OPTIONAL'."):
        cognito.set_user_pool_mfa_config(UserPoolId=pool, MfaConfiguration="NONSENSE")
    with raises("InvalidParameterException",
                "[SmsConfiguration] is a required member of [SoftwareTokenMfaConfiguration]."):
        cognito.set_user_pool_mfa_config(
            UserPoolId=pool, MfaConfiguration="ON", SmsMfaConfiguration={})
    with raises("InvalidParameterException",
                "At least one of [SmsMfaConfiguration] or [SoftwareTokenMfaConfiguration] must be "
                "provided."):
        cognito.set_user_pool_mfa_config(UserPoolId=pool, MfaConfiguration="ON")
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True})
    shown = cognito.get_user_pool_mfa_config(UserPoolId=pool)
    assert shown["MfaConfiguration"] == "OPTIONAL"
    assert shown["SoftwareTokenMfaConfiguration"] == {"Enabled": True}
    with raises("InvalidParameterException"):
        cognito.create_user_pool(PoolName="x", MfaConfiguration="ON")
    arn = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]["Arn"]
    cognito.tag_resource(ResourceArn=arn, Tags={"team": "a", "stage": "test"})
    cognito.untag_resource(ResourceArn=arn, TagKeys=["team"])
    assert cognito.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"stage": "test"}


class Shelf:
    """A pool with five of everything that is listed, and two more pools."""

    names = [f"thing-{number}" for number in range(5)]

    def __init__(self, cognito):
        self.pools = [
            cognito.create_user_pool(PoolName="shelf")["UserPool"]["Id"] for _ in range(3)]
        here = {"UserPoolId": self.pools[0]}
        for name in self.names:
            cognito.create_group(**here, GroupName=name)
            cognito.admin_create_user(**here, Username=name, MessageAction="SUPPRESS")
            app(cognito, self.pools[0], ClientName=name)
            cognito.create_resource_server(**here, Identifier=name, Name=name)
            cognito.create_identity_provider(
                **here, ProviderName=name, ProviderType="Google",
                ProviderDetails={"client_id": "x", "authorize_scopes": "openid"})
        for name in self.names:
            cognito.admin_add_user_to_group(**here, Username=name, GroupName=self.names[0])
            cognito.admin_add_user_to_group(**here, Username=self.names[0], GroupName=name)

    def asked(self, more):
        return {} if more is None else {"UserPoolId": self.pools[0]} | more


@pytest.fixture(scope="module")
def shelf(cognito):
    made = Shelf(cognito)
    yield made
    for pool_id in made.pools:
        cognito.delete_user_pool(UserPoolId=pool_id)


# Operation and what it is asked; the members of the page's size, its entries and their names; the
# greatest size.
LISTS = [
    ("list_groups", {}, "Limit", "Groups", "GroupName", 60),
    ("admin_list_groups_for_user", {"Username": "thing-0"}, "Limit", "Groups", "GroupName", 60),
    ("list_users_in_group", {"GroupName": "thing-0"}, "Limit", "Users", "Username", 60),
    ("list_user_pool_clients", {}, "MaxResults", "UserPoolClients", "ClientName", 60),
    ("list_resource_servers", {}, "MaxResults", "ResourceServers", "Identifier", 50),
    ("list_identity_providers", {}, "MaxResults", "Providers", "ProviderName", 60),
    ("list_user_pools", None, "MaxResults", "UserPools", "Id", 60),
]


@pytest.mark.parametrize("size", [1, 2, 5])
@pytest.mark.parametrize("operation, asked, limit, entries, name, most", LISTS)
def test_lists_come_in_pages(cognito, shelf, operation, asked, limit, entries, name, most, size):
    call, here = getattr(cognito, operation), shelf.asked(asked)
    found, sizes, more = [], [], {}
    while not sizes or more["NextToken"]:
        page = call(**here, **more, **{limit: size})
        found += [entry[name] for entry in page[entries]]
        sizes.append(len(page[entries]))
        assert len(sizes) <= 1_000, "it comes to an end"
        more = {"NextToken": page.get("NextToken")}
    assert len(found) == len(set(found))
    assert set(sizes[:-1]) <= {size} and 0 < sizes[-1] <= size
    if asked is None:
        assert set(shelf.pools) <= set(found)
    else:
        assert sorted(found) == shelf.names
    assert call(**here, **{limit: most})
    with raises("InvalidParameterException"):
        call(**here, **{limit: most + 1})
    with raises("InvalidParameterException", "Invalid pagination token."):
        call(**here, **{limit: size}, NextToken="nonsense")


def test_what_protects_a_pool_from_deletion(cognito, server):
    pool_id = cognito.create_user_pool(
        PoolName="kept", DeletionProtection="ACTIVE")["UserPool"]["Id"]
    with raises("InvalidParameterException",
                "The user pool cannot be deleted because deletion protection is activated. "
                "Deletion protection must be inactivated first."):
        cognito.delete_user_pool(UserPoolId=pool_id)
    cognito.update_user_pool(UserPoolId=pool_id, DeletionProtection="INACTIVE")
    cognito.create_user_pool_domain(UserPoolId=pool_id, Domain="kept-one")
    with raises("InvalidParameterException",
                "User pool cannot be deleted. It has a domain configured that should be deleted "
                "first."):
        cognito.delete_user_pool(UserPoolId=pool_id)
    cognito.delete_user_pool_domain(UserPoolId=pool_id, Domain="kept-one")
    cognito.delete_user_pool(UserPoolId=pool_id)
    with raises("InvalidParameterException"):
        cognito.delete_user_pool(UserPoolId=server.ready["userPoolId"])
    with raises("InvalidParameterException"):
        cognito.delete_user_pool_client(
            UserPoolId=server.ready["userPoolId"], ClientId=server.ready["clientId"])


def test_pools_survive_a_restart(start):
    server = start()
    cognito = client(server)
    pool_id = cognito.create_user_pool(PoolName="kept")["UserPool"]["Id"]
    secret = app(cognito, pool_id, GenerateSecret=True)
    client_id = app(cognito, pool_id)["ClientId"]
    user(cognito, pool_id)
    tokens = sign_in(cognito, client_id)
    default = {"UserPoolId": server.ready["userPoolId"]}
    cognito.update_user_pool(**default, AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})
    before = cognito.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert server.stop() == 0
    server.start()
    cognito = client(server)
    assert cognito.describe_user_pool(UserPoolId=pool_id)["UserPool"] == before
    assert cognito.get_user(AccessToken=tokens["AccessToken"])["Username"] == "ada"
    assert cognito.describe_user_pool_client(
        UserPoolId=pool_id, ClientId=secret["ClientId"])["UserPoolClient"]["ClientSecret"] == (
        secret["ClientSecret"])
    shown = cognito.describe_user_pool(**default)["UserPool"]
    assert shown["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True


def test_stored_only_resources(cognito, pool):
    scopes = [{"ScopeName": "read", "ScopeDescription": "Reads"}]
    server = cognito.create_resource_server(
        UserPoolId=pool, Identifier="https://api", Name="api", Scopes=scopes)["ResourceServer"]
    assert server == {
        "UserPoolId": pool, "Identifier": "https://api", "Name": "api", "Scopes": scopes}
    with raises("InvalidParameterException", f"https://api already exists in user pool {pool}."):
        cognito.create_resource_server(UserPoolId=pool, Identifier="https://api", Name="api")
    cognito.update_resource_server(UserPoolId=pool, Identifier="https://api", Name="new")
    shown = cognito.describe_resource_server(UserPoolId=pool, Identifier="https://api")
    assert shown["ResourceServer"]["Name"] == "new"
    listed = cognito.list_resource_servers(UserPoolId=pool, MaxResults=1)["ResourceServers"]
    assert len(listed) == 1
    cognito.delete_resource_server(UserPoolId=pool, Identifier="https://api")
    with raises("ResourceNotFoundException", "Resource server https://api does not exist."):
        cognito.describe_resource_server(UserPoolId=pool, Identifier="https://api")

    details = {"client_id": "x", "authorize_scopes": "openid"}
    cognito.create_identity_provider(
        UserPoolId=pool, ProviderName="Google", ProviderType="Google", ProviderDetails=details,
        IdpIdentifiers=["example.com"])
    with raises("DuplicateProviderException"):
        cognito.create_identity_provider(
            UserPoolId=pool, ProviderName="Google", ProviderType="Google", ProviderDetails=details)
    cognito.update_identity_provider(
        UserPoolId=pool, ProviderName="Google", AttributeMapping={"email": "email"})
    provider = cognito.describe_identity_provider(
        UserPoolId=pool, ProviderName="Google")["IdentityProvider"]
    assert provider["ProviderDetails"] == details and provider["AttributeMapping"]
    assert cognito.get_identity_provider_by_identifier(
        UserPoolId=pool, IdpIdentifier="example.com")["IdentityProvider"] == provider
    assert cognito.list_identity_providers(UserPoolId=pool)["Providers"][0][
        "ProviderName"] == "Google"
    cognito.delete_identity_provider(UserPoolId=pool, ProviderName="Google")
    assert cognito.list_identity_providers(UserPoolId=pool)["Providers"] == []

    assert cognito.describe_user_pool_domain(Domain="nobody-has-it")["DomainDescription"] == {}
    for prefix, word in (("my-aws-thing", "aws"), ("amazonas", "amazon"), ("x-cognito", "cognito")):
        with raises("InvalidParameterException", f"Domain cannot contain reserved word: {word}"):
            cognito.create_user_pool_domain(UserPoolId=pool, Domain=prefix)
    assert "Domain" not in cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    cognito.create_user_pool_domain(UserPoolId=pool, Domain="shop-one", ManagedLoginVersion=2)
    assert cognito.describe_user_pool(UserPoolId=pool)["UserPool"]["Domain"] == "shop-one"
    described = cognito.describe_user_pool_domain(Domain="shop-one")["DomainDescription"]
    assert described["UserPoolId"] == pool and described["ManagedLoginVersion"] == 2
    with raises("InvalidParameterException", "Domain already associated with another user pool."):
        cognito.create_user_pool_domain(UserPoolId=pool, Domain="shop-one")
    cognito.delete_user_pool_domain(UserPoolId=pool, Domain="shop-one")
