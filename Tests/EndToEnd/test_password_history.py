"""PasswordHistorySize, by boto3."""

import pytest

from admin import client, raises
from test_admin_pools import PASSWORD, app, sign_in, user

REFUSAL = "PasswordHistoryPolicyViolationException"


@pytest.fixture(scope="module")
def cognito(server):
    return client(server)


@pytest.fixture
def pool(cognito):
    made = cognito.create_user_pool(PoolName="history", Policies={"PasswordPolicy": {
        "MinimumLength": 8, "PasswordHistorySize": 2}})["UserPool"]
    assert made["Policies"]["PasswordPolicy"]["PasswordHistorySize"] == 2
    yield made["Id"]
    cognito.delete_user_pool(UserPoolId=made["Id"])


def test_a_password_is_not_chosen_again(cognito, pool):
    web = app(cognito, pool)["ClientId"]
    user(cognito, pool)
    token = sign_in(cognito, web)["AccessToken"]
    with raises(REFUSAL):
        cognito.change_password(
            AccessToken=token, PreviousPassword=PASSWORD, ProposedPassword=PASSWORD)
    cognito.change_password(
        AccessToken=token, PreviousPassword=PASSWORD, ProposedPassword="Second-Horse-8")
    for permanent in (True, False):
        with raises(REFUSAL):
            cognito.admin_set_user_password(
                UserPoolId=pool, Username="ada", Password=PASSWORD, Permanent=permanent)
    cognito.admin_set_user_password(
        UserPoolId=pool, Username="ada", Password="Third-Horse-9", Permanent=True)
    cognito.admin_set_user_password(
        UserPoolId=pool, Username="ada", Password=PASSWORD, Permanent=True)
    assert sign_in(cognito, web)


def test_a_temporary_password_is_not_kept_as_ones_own(cognito, pool):
    web = app(cognito, pool)["ClientId"]
    cognito.admin_create_user(
        UserPoolId=pool, Username="ada", MessageAction="SUPPRESS", TemporaryPassword=PASSWORD)
    asked = cognito.initiate_auth(
        ClientId=web, AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD})

    def answer(password):
        return cognito.respond_to_auth_challenge(
            ClientId=web, ChallengeName="NEW_PASSWORD_REQUIRED", Session=asked["Session"],
            ChallengeResponses={"USERNAME": "ada", "NEW_PASSWORD": password})

    with raises(REFUSAL):
        answer(PASSWORD)
    assert answer("Second-Horse-8")["AuthenticationResult"]
