"""boto3 against the wire door, with nothing changed but the endpoint."""

import boto3
import pytest
import requests
from botocore import UNSIGNED
from botocore.config import Config

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
