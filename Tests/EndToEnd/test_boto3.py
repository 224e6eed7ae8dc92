"""boto3 against the wire door, with nothing changed but the endpoint."""

import boto3
import pytest
import requests
from botocore import UNSIGNED
from botocore.config import Config
from botocore.retries.standard import ExponentialBackoff
from botocore.waiter import WaiterModel, create_waiter_with_client

import admin
from gatehouse import PASSWORD


@pytest.fixture(scope="module")
def cognito(server):
    return boto3.client(
        "cognito-idp", region_name="us-east-1", endpoint_url=server.ready["wireDoor"],
        config=Config(signature_version=UNSIGNED, retries={"total_max_attempts": 1}))


def refused(call, error, text=None):
    with pytest.raises(Exception) as caught:
        call()
    assert caught.value.response["Error"]["Code"] == error
    if text:
        assert caught.value.response["Error"]["Message"] == text


def sign_in(cognito, client_id, email, password=PASSWORD):
    return cognito.initiate_auth(
        ClientId=client_id, AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": password})["AuthenticationResult"]


def test_boto3_signs_up_confirms_and_signs_in(server, cognito, email):
    client_id = server.ready["clientId"]
    signed_up = cognito.sign_up(
        ClientId=client_id, Username=email, Password=PASSWORD,
        UserAttributes=[{"Name": "email", "Value": email}, {"Name": "name", "Value": "Ada"}])
    assert signed_up["UserConfirmed"] is False
    assert signed_up["CodeDeliveryDetails"] == {
        "Destination": f"{email[0]}***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email"}
    refused(lambda: sign_in(cognito, client_id, email), "UserNotConfirmedException")
    refused(
        lambda: cognito.confirm_sign_up(
            ClientId=client_id, Username=email,
            ConfirmationCode=f"{(int(server.code(email)) + 1) % 1_000_000:06}"),
        "CodeMismatchException", "Invalid verification code provided, please try again.")
    cognito.confirm_sign_up(
        ClientId=client_id, Username=email, ConfirmationCode=server.code(email))

    tokens = sign_in(cognito, client_id, email)
    assert tokens["TokenType"] == "Bearer" and tokens["ExpiresIn"] == 3600
    user = cognito.get_user(AccessToken=tokens["AccessToken"])
    attributes = {a["Name"]: a["Value"] for a in user["UserAttributes"]}
    assert user["Username"] == attributes["sub"] == signed_up["UserSub"]
    assert attributes["email"] == email and attributes["email_verified"] == "true"
    refused(
        lambda: sign_in(cognito, client_id, email, "Wrong-Horse-9"), "NotAuthorizedException",
        "Incorrect username or password.")

    renewed = cognito.get_tokens_from_refresh_token(
        ClientId=client_id, RefreshToken=tokens["RefreshToken"])["AuthenticationResult"]
    assert "RefreshToken" not in renewed
    cognito.global_sign_out(AccessToken=tokens["AccessToken"])
    refused(
        lambda: cognito.get_user(AccessToken=renewed["AccessToken"]), "NotAuthorizedException",
        "Access Token has been revoked")
    # One house: what was signed out at the wire door is signed out at the routes.
    answer = server.get("/protected", renewed["AccessToken"])
    assert answer.json()["code"] == "token_revoked"


def test_what_boto3_does_not_check_the_door_does(server, cognito):
    refused(
        lambda: sign_in(cognito, "1nobody", "a@example.com"), "ResourceNotFoundException",
        "User pool client 1nobody does not exist.")
    refused(lambda: cognito.initiate_auth(
        ClientId=server.ready["clientId"], AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "a@example.com"}),
        "InvalidParameterException", "Missing required parameter PASSWORD")


def wire(server, target, body, **headers):
    return requests.post(server.ready["wireDoor"] + "/", data=body, timeout=30, headers={
        "X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.1"} | headers)


def test_the_wire_is_cognitos(server):
    prefix = "AWSCognitoIdentityProviderService."
    answer = wire(server, prefix + "GetUser", '{"AccessToken":"x"}', Origin="http://localhost")
    assert answer.status_code == 400
    assert answer.headers["x-amzn-errortype"] == "NotAuthorizedException:"
    assert answer.headers["x-amzn-RequestId"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "x-amzn-ErrorType" in answer.headers["Access-Control-Expose-Headers"]
    assert answer.json() == {"__type": "NotAuthorizedException", "message": "Invalid Access Token"}

    assert wire(server, prefix + "Nonsense", "{}").json()["__type"] == "UnknownOperationException"
    assert wire(server, "x", "{}").json()["__type"] == "UnknownOperationException"
    for body in ("{", '{"ClientId":1,"Username":"u"}'):
        answer = wire(server, prefix + "ForgotPassword", body)
        assert (answer.status_code, answer.json()["__type"]) == (400, "SerializationException")
    preflight = requests.options(server.ready["wireDoor"] + "/", timeout=30, headers={
        "Origin": "http://localhost", "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "x-amz-target,content-type"})
    assert preflight.status_code == 200
    assert preflight.headers["Access-Control-Allow-Headers"] == "x-amz-target,content-type"


def test_no_web_page_reads_the_inbox(server, email):
    server.register(email)
    inbox = server.ready["wireDoor"] + "/inbox?email=" + email
    assert requests.get(inbox, timeout=30).json()["messages"]
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"},
                    {"Sec-Fetch-Site": "cross-site"}):
        answer = requests.get(inbox, headers=headers, timeout=30)
        assert answer.status_code == 403 and "code\":\"" + server.code(email) not in answer.text
    answer = requests.get(inbox, timeout=30)
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_keys_and_discovery(server):
    base = f"{server.ready['wireDoor']}/{server.ready['userPoolId']}/.well-known"
    keys = requests.get(base + "/jwks.json", timeout=30).json()["keys"]
    assert len(keys) == 2 and {key["alg"] for key in keys} == {"RS256"}
    assert len({key["kid"] for key in keys}) == 2
    discovery = requests.get(base + "/openid-configuration", timeout=30).json()
    assert discovery["issuer"] == server.ready["issuer"]
    assert discovery["jwks_uri"] == server.ready["issuer"] + "/.well-known/jwks.json"


def retrying(server, monkeypatch):
    """A client in standard mode that does not sleep, and the requests that it has sent."""
    monkeypatch.setattr(ExponentialBackoff, "delay_amount", lambda *_: 0)
    cognito = admin.client(
        server, signed=False, retries={"mode": "standard", "total_max_attempts": 3})
    sent = []
    cognito.meta.events.register("before-send.cognito-idp.*", lambda **_: sent.append(1))
    return cognito, sent


def attempts(call, error, sent):
    """Of one refused call: what the SDK counted, and what it sent."""
    sent.clear()
    with pytest.raises(Exception) as caught:
        call()
    assert caught.value.response["Error"]["Code"] == error
    return caught.value.response["ResponseMetadata"]["RetryAttempts"], len(sent)


def advance(server, seconds):
    moved = requests.post(
        server.ready["wireDoor"] + "/clock", json={"advanceSeconds": seconds}, timeout=30)
    assert moved.status_code == 200


def test_an_sdks_repetitions_do_not_lengthen_a_limit(start, email, monkeypatch):
    server = start()
    cognito, sent = retrying(server, monkeypatch)
    app = {"ClientId": server.ready["clientId"], "Username": email}
    server.register(email)

    def resend():
        return cognito.resend_confirmation_code(**app)

    for _ in range(2):
        for _ in range(5):
            assert resend()["ResponseMetadata"]["RetryAttempts"] == 0
        # Refused, an hour is not over half an hour later, and what was refused does not count.
        for seconds in (1_800, 1_799):
            assert attempts(resend, "LimitExceededException", sent) == (2, 3)
            advance(server, seconds)
        assert attempts(resend, "LimitExceededException", sent) == (2, 3)
        advance(server, 60)
    cognito.confirm_sign_up(**app, ConfirmationCode=server.code(email))


def test_an_sdk_repeats_what_came_too_often(start, email, monkeypatch):
    server = start(GATEHOUSE_RATE_LIMITS="mail=1/3600")
    cognito, sent = retrying(server, monkeypatch)
    app = {"ClientId": server.ready["clientId"], "Username": email}

    def forget():
        return cognito.forgot_password(**app)

    assert forget()["CodeDeliveryDetails"]
    assert attempts(forget, "TooManyRequestsException", sent) == (2, 3)
    # What sends no mail goes on.
    assert attempts(
        lambda: cognito.get_user(AccessToken="x"), "NotAuthorizedException", sent) == (0, 1)


CONFIRMED = WaiterModel({"version": 2, "waiters": {"UserConfirmed": {
    "operation": "AdminGetUser", "delay": 0, "maxAttempts": 5, "acceptors": [
        {"matcher": "path", "argument": "UserStatus", "expected": "CONFIRMED",
         "state": "success"},
        {"matcher": "error", "expected": "UserNotFoundException", "state": "retry"}]}}})


def test_a_waiter_of_ones_own_sees_a_user_confirmed(server, email):
    cognito = admin.client(server)
    assert cognito.waiter_names == []
    user = {"UserPoolId": server.ready["userPoolId"], "Username": email}
    seen = []

    def go_on(parsed, **_):
        """Between two looks: the user comes to be, then is confirmed."""
        seen.append(parsed.get("UserStatus"))
        if len(seen) == 1:
            server.register(email)
        if len(seen) == 2:
            cognito.admin_confirm_sign_up(**user)

    cognito.meta.events.register("after-call.cognito-idp.AdminGetUser", go_on)
    create_waiter_with_client("UserConfirmed", CONFIRMED, cognito).wait(**user)
    assert seen == [None, "UNCONFIRMED", "CONFIRMED"]
