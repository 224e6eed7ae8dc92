"""An app client's two secrets: added, listed, deleted, and each of them as good as the other."""

import base64
import hashlib
import hmac
import json

import pytest
import requests

from admin import client, raises
from gatehouse import PASSWORD

OWN = "aSecretOfTheCallersOwn_0123456789"


@pytest.fixture(scope="module")
def cognito(server):
    return client(server)


@pytest.fixture
def app(cognito):
    """A confidential client in a pool of its own, with one user."""
    pool = cognito.create_user_pool(PoolName="secrets")["UserPool"]["Id"]
    yield make(cognito, pool)
    cognito.delete_user_pool(UserPoolId=pool)


def make(cognito, pool):
    cognito.admin_create_user(UserPoolId=pool, Username="ada", MessageAction="SUPPRESS")
    cognito.admin_set_user_password(
        UserPoolId=pool, Username="ada", Password=PASSWORD, Permanent=True)
    made = cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="web", GenerateSecret=True, ExplicitAuthFlows=[
            "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"])["UserPoolClient"]
    return {"UserPoolId": pool, "ClientId": made["ClientId"]}, made["ClientSecret"]


def secret_hash(secret, name, client_id):
    code = hmac.digest(secret.encode(), (name + client_id).encode(), hashlib.sha256)
    return base64.b64encode(code).decode()


def sign_in(cognito, here, secret):
    return cognito.initiate_auth(
        ClientId=here["ClientId"], AuthFlow="USER_PASSWORD_AUTH", AuthParameters={
            "USERNAME": "ada", "PASSWORD": PASSWORD,
            "SECRET_HASH": secret_hash(secret, "ada", here["ClientId"])})["AuthenticationResult"]


def is_refused(cognito, here, secret):
    with raises("NotAuthorizedException",
                f"Unable to verify secret hash for client {here['ClientId']}"):
        sign_in(cognito, here, secret)
    return True


def ids(cognito, here):
    return [s["ClientSecretId"]
            for s in cognito.list_user_pool_client_secrets(**here)["ClientSecrets"]]


def test_both_are_valid_until_one_is_deleted(cognito, app):
    here, first = app
    [old] = ids(cognito, here)
    added = cognito.add_user_pool_client_secret(**here)["ClientSecretDescriptor"]
    second = added["ClientSecretValue"]
    assert len(second) == 52 and second != first
    assert added["ClientSecretId"].startswith(here["ClientId"] + "--")
    for secret, other in ((first, second), (second, first)):
        tokens = sign_in(cognito, here, secret)
        renewed = cognito.initiate_auth(
            ClientId=here["ClientId"], AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters={
                "REFRESH_TOKEN": tokens["RefreshToken"],
                "SECRET_HASH": secret_hash(other, "ada", here["ClientId"])})
        assert renewed["AuthenticationResult"]["AccessToken"]
        plain = {"ClientId": here["ClientId"], "ClientSecret": other}
        assert cognito.get_tokens_from_refresh_token(
            RefreshToken=tokens["RefreshToken"], **plain)["AuthenticationResult"]
        cognito.revoke_token(Token=tokens["RefreshToken"], **plain)
    tokens = sign_in(cognito, here, first)
    cognito.delete_user_pool_client_secret(**here, ClientSecretId=old)
    assert is_refused(cognito, here, first) and sign_in(cognito, here, second)
    with raises("NotAuthorizedException", "Invalid client secret"):
        cognito.get_tokens_from_refresh_token(
            RefreshToken=tokens["RefreshToken"], ClientId=here["ClientId"], ClientSecret=first)
    # What was begun with the deleted one goes on.
    assert cognito.get_user(AccessToken=tokens["AccessToken"])["Username"] == "ada"
    assert ids(cognito, here) == [added["ClientSecretId"]]


def test_a_third_is_refused(cognito, app):
    here, first = app
    cognito.add_user_pool_client_secret(**here)
    before = ids(cognito, here)
    for more in ({}, {"ClientSecret": OWN}):
        with raises("LimitExceededException"):
            cognito.add_user_pool_client_secret(**here, **more)
    assert len(before) == 2 and ids(cognito, here) == before
    assert sign_in(cognito, here, first) and is_refused(cognito, here, OWN)


def test_the_last_one_stays(cognito, app):
    here, first = app
    [old] = ids(cognito, here)
    with raises("InvalidParameterException"):
        cognito.delete_user_pool_client_secret(**here, ClientSecretId=old)
    assert sign_in(cognito, here, first)
    new = cognito.add_user_pool_client_secret(**here)["ClientSecretDescriptor"]
    cognito.delete_user_pool_client_secret(**here, ClientSecretId=new["ClientSecretId"])
    with raises("ResourceNotFoundException"):
        cognito.delete_user_pool_client_secret(**here, ClientSecretId=new["ClientSecretId"])
    assert ids(cognito, here) == [old]


def test_a_value_is_shown_once_and_a_given_one_never(cognito, app):
    here, first = app
    added = cognito.add_user_pool_client_secret(**here, ClientSecret=OWN)["ClientSecretDescriptor"]
    assert set(added) == {"ClientSecretId", "ClientSecretCreateDate"}
    assert sign_in(cognito, here, OWN)
    answer = cognito.list_user_pool_client_secrets(**here)
    assert "NextToken" not in answer
    assert [set(secret) for secret in answer["ClientSecrets"]] == [
        {"ClientSecretId", "ClientSecretCreateDate"}] * 2
    assert answer["ClientSecrets"][1] == added
    shown = cognito.describe_user_pool_client(**here)["UserPoolClient"]
    assert shown["ClientSecret"] == first
    cognito.delete_user_pool_client_secret(
        **here, ClientSecretId=answer["ClientSecrets"][0]["ClientSecretId"])
    assert "ClientSecret" not in cognito.describe_user_pool_client(**here)["UserPoolClient"]
    # Still a confidential client.
    with raises("NotAuthorizedException"):
        cognito.initiate_auth(
            ClientId=here["ClientId"], AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD})


@pytest.mark.parametrize("secret", ["a" * 65, "$" * 32])
def test_a_secret_without_the_form_is_refused(cognito, app, secret):
    here, _ = app
    with raises("InvalidParameterException"):
        cognito.add_user_pool_client_secret(**here, ClientSecret=secret)
    assert len(ids(cognito, here)) == 1


def test_who_has_none_gets_none(cognito, app):
    here, first = app
    with raises("InvalidParameterException"):
        cognito.add_user_pool_client_secret(**here, ClientSecret=first)
    public = cognito.create_user_pool_client(
        UserPoolId=here["UserPoolId"], ClientName="spa")["UserPoolClient"]["ClientId"]
    with raises("InvalidParameterException"):
        cognito.add_user_pool_client_secret(UserPoolId=here["UserPoolId"], ClientId=public)
    assert ids(cognito, here | {"ClientId": public}) == []
    stranger = here | {"ClientId": "nobody"}
    for operation, more in (("add", {}), ("list", {}), ("delete", {"ClientSecretId": "x"})):
        name = {"list": "list_user_pool_client_secrets"}.get(
            operation, f"{operation}_user_pool_client_secret")
        with raises("ResourceNotFoundException", "User pool client nobody does not exist."):
            getattr(cognito, name)(**stranger, **more)


def test_they_survive_a_restart_and_a_reset(start):
    server = start()
    cognito = client(server)
    pool = cognito.create_user_pool(PoolName="kept")["UserPool"]["Id"]
    here, first = make(cognito, pool)
    second = cognito.add_user_pool_client_secret(**here)["ClientSecretDescriptor"]
    gone = ids(cognito, here)[0]
    server.kill()
    server.start()
    cognito = client(server)
    assert sign_in(cognito, here, first) and sign_in(cognito, here, second["ClientSecretValue"])
    cognito.delete_user_pool_client_secret(**here, ClientSecretId=gone)
    server.kill()
    server.start()
    cognito = client(server)
    assert is_refused(cognito, here, first)
    assert sign_in(cognito, here, second["ClientSecretValue"])
    reset = requests.post(server.ready["wireDoor"] + "/reset", timeout=30)
    assert reset.status_code == 200
    assert ids(cognito, here) == [second["ClientSecretId"]]


def test_our_own_api_calls_with_the_files_secret(start, tmp_path, email):
    """A second one can be added beside it; the file's is the file's."""
    file, next_ = "theSecretOfThePolicyFile_1", "theSecretOfThePolicyFile_2"
    policy = tmp_path / "pool.json"
    policy.write_text(json.dumps({"UserPoolClient": {"ClientSecret": file}}))
    server = start(GATEHOUSE_POOL_POLICY=str(policy))
    cognito = client(server)
    here = {"UserPoolId": server.ready["userPoolId"], "ClientId": server.ready["clientId"]}
    server.account(email)
    [own] = ids(cognito, here)
    cognito.add_user_pool_client_secret(**here, ClientSecret=next_)
    with raises("InvalidParameterException"):
        cognito.delete_user_pool_client_secret(**here, ClientSecretId=own)
    assert server.login(email).status_code == 200
    policy.write_text(json.dumps({"UserPoolClient": {"ClientSecret": next_}}))
    assert server.stop() == 0
    server.start()
    cognito = client(server)
    assert server.login(email).status_code == 200
    [now] = ids(cognito, here)
    assert now != own
    with raises("NotAuthorizedException", f"Unable to verify secret hash for client "
                f"{here['ClientId']}"):
        cognito.forgot_password(
            ClientId=here["ClientId"], Username=email,
            SecretHash=secret_hash(file, email, here["ClientId"]))
