"""A client whose refresh tokens rotate: GetTokensFromRefreshToken alone refreshes."""

import pytest

from admin import client, raises
from gatehouse import PASSWORD

ON = {"Feature": "ENABLED", "RetryGracePeriodSeconds": 0}
REFUSAL = ("InvalidParameterException", "Refresh Token flow not enabled for this client")
# What implies that refresh tokens may be used, without saying so.
IMPLIED = [{}, {"ExplicitAuthFlows": ["USER_PASSWORD_AUTH"]},
           {"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH"]}]


@pytest.fixture(scope="module")
def cognito(server):
    return client(server)


@pytest.fixture(scope="module")
def pool(cognito):
    made = cognito.create_user_pool(PoolName="rotating")["UserPool"]["Id"]
    cognito.admin_create_user(UserPoolId=made, Username="ada", MessageAction="SUPPRESS")
    cognito.admin_set_user_password(
        UserPoolId=made, Username="ada", Password=PASSWORD, Permanent=True)
    yield made
    cognito.delete_user_pool(UserPoolId=made)


def set_up(cognito, pool, how, **options):
    """A client that was made so, or that became so."""
    first = options if how == "created" else {}
    made = cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="c", **first)["UserPoolClient"]["ClientId"]
    if how == "updated":
        cognito.update_user_pool_client(UserPoolId=pool, ClientId=made, **options)
    return made


def begin(cognito, pool, app):
    """A session of the client, whichever flows it has: its tokens."""
    allowed = {"UserPoolId": pool, "ClientId": app}
    before = cognito.describe_user_pool_client(**allowed)["UserPoolClient"]
    cognito.update_user_pool_client(**allowed, ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"])
    tokens = cognito.initiate_auth(
        ClientId=app, AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD})["AuthenticationResult"]
    kept = {name: before[name] for name in ("ExplicitAuthFlows", "RefreshTokenRotation")
            if name in before}
    cognito.update_user_pool_client(**allowed, **kept)
    return tokens


def refresh(cognito, app, token, flow="REFRESH_TOKEN_AUTH", **admin):
    ask = cognito.admin_initiate_auth if admin else cognito.initiate_auth
    return ask(ClientId=app, AuthFlow=flow, AuthParameters={"REFRESH_TOKEN": token}, **admin)


@pytest.mark.parametrize("flows", IMPLIED)
@pytest.mark.parametrize("how", ["created", "updated"])
def test_flows_that_are_implied_do_not_refresh(cognito, pool, how, flows):
    app = set_up(cognito, pool, how, RefreshTokenRotation=ON, **flows)
    token = begin(cognito, pool, app)["RefreshToken"]
    for flow in ("REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"):
        with raises(*REFUSAL):
            refresh(cognito, app, token, flow)
        with raises(*REFUSAL):
            refresh(cognito, app, token, flow, UserPoolId=pool)
    renewed = cognito.get_tokens_from_refresh_token(ClientId=app, RefreshToken=token)
    second = renewed["AuthenticationResult"]["RefreshToken"]
    assert second != token
    with raises("RefreshTokenReuseException"):
        cognito.get_tokens_from_refresh_token(ClientId=app, RefreshToken=token)


@pytest.mark.parametrize("flows", IMPLIED)
def test_without_rotation_they_refresh(cognito, pool, flows):
    off = {"Feature": "DISABLED"}
    app = set_up(cognito, pool, "created", RefreshTokenRotation=off, **flows)
    token = begin(cognito, pool, app)["RefreshToken"]
    answer = refresh(cognito, app, token)["AuthenticationResult"]
    assert answer["AccessToken"] and "RefreshToken" not in answer


@pytest.mark.parametrize("how", ["created", "updated"])
def test_both_at_once_are_refused(cognito, pool, how):
    with raises("InvalidParameterException"):
        set_up(cognito, pool, how, RefreshTokenRotation=ON,
               ExplicitAuthFlows=["ALLOW_REFRESH_TOKEN_AUTH"])


def test_our_own_api_refreshes_such_a_client(start, email):
    server = start()
    token = server.account(email)["refreshToken"]
    client(server).update_user_pool_client(
        UserPoolId=server.ready["userPoolId"], ClientId=server.ready["clientId"],
        RefreshTokenRotation=ON, ExplicitAuthFlows=["USER_PASSWORD_AUTH"])
    with raises(*REFUSAL):
        refresh(client(server, signed=False), server.ready["clientId"], token)
    answer = server.post("/refresh", {"refreshToken": token})
    assert answer.status_code == 200 and answer.json()["refreshToken"] != token
    assert server.post("/refresh", {"refreshToken": token}).status_code == 401
    assert server.post(
        "/refresh", {"refreshToken": answer.json()["refreshToken"]}).status_code == 200
