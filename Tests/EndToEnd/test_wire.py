"""What of Cognito's protocol an SDK hides: headers, letter case, empty bodies, dates; raw requests."""

import http.client
import json
import re

import pytest
import requests

PREFIX = "AWSCognitoIdentityProviderService."
JSON = "application/x-amz-json-1.1"
BROWSER = {"Origin": "https://app.example.com"}
EXPOSED = {"x-amzn-requestid", "x-amzn-errortype", "x-amzn-errormessage", "date"}
NO_TOKEN = ("1 validation error detected: Value null at 'accessToken' failed to satisfy "
            "constraint: Member must not be null")


def call(server, operation, body=None, **headers):
    return requests.post(
        server.ready["wireDoor"] + "/", timeout=30,
        data=body if isinstance(body, (str, bytes)) else json.dumps(body or {}),
        headers={"X-Amz-Target": PREFIX + operation, "Content-Type": JSON} | headers)


def check_page_may_read(answer):
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    exposed = answer.headers["Access-Control-Expose-Headers"].lower()
    assert {name.strip() for name in exposed.split(",")} == EXPOSED
    assert answer.headers["Date"] and answer.headers["x-amzn-RequestId"]


def test_a_web_page_may_read_successes_refusals_and_preflights(server):
    forgotten = {"ClientId": server.ready["clientId"], "Username": "nobody@example.com"}
    success = call(server, "ForgotPassword", forgotten, **BROWSER)
    assert success.status_code == 200 and success.headers["Content-Type"] == JSON
    refusal = call(server, "GetUser", {"AccessToken": "x"}, **BROWSER)
    assert refusal.status_code == 400 and refusal.headers["Content-Type"] == JSON
    asked = "content-type,x-amz-target,x-amz-user-agent,amz-sdk-invocation-id,cache-control"
    preflight = requests.options(
        server.ready["wireDoor"] + "/", timeout=30, headers=BROWSER | {
            "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": asked})
    assert (preflight.status_code, preflight.content) == (200, b"")
    assert preflight.headers["Access-Control-Allow-Headers"] == asked
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert preflight.headers["Access-Control-Max-Age"] == "172800"
    for answer in (success, refusal, preflight):
        check_page_may_read(answer)


@pytest.mark.parametrize("path", ["jwks.json", "openid-configuration"])
def test_a_web_page_may_read_the_keys(server, path):
    document = f"{server.ready['wireDoor']}/{server.ready['userPoolId']}/.well-known/{path}"
    answer = requests.get(document, headers=BROWSER, timeout=30)
    assert answer.status_code == 200 and answer.json()
    assert answer.headers["Content-Type"].split(";")[0] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", [
    "x-amz-target", "X-AMZ-TARGET", "X-Amz-Target", "x-AmZ-tArGeT"])
def test_a_headers_name_has_no_letter_case(server, name):
    """By http.client, which sends the name as it is written."""
    connection = http.client.HTTPConnection(
        server.ready["wireDoor"].removeprefix("http://"), timeout=30)
    connection.request("POST", "/", b"{}", {name: PREFIX + "GetUser", "content-type": JSON})
    answer = json.loads(connection.getresponse().read())
    connection.close()
    assert answer == {"__type": "InvalidParameterException", "message": NO_TOKEN}


@pytest.mark.parametrize("kind", [
    JSON, JSON + "; charset=utf-8", JSON + ";charset=UTF-8", JSON.upper(),
    "application/json; charset=utf-8"])
@pytest.mark.parametrize("body", [b"", b"{}"])
def test_no_body_is_an_empty_object_whatever_its_character_set(server, kind, body):
    answer = call(server, "GetUser", body, **{"Content-Type": kind})
    assert answer.status_code == 400
    assert answer.json() == {"__type": "InvalidParameterException", "message": NO_TOKEN}


@pytest.mark.parametrize("operation, body, kind, text", [
    ("GetUser", {"AccessToken": "x"}, "NotAuthorizedException", "Invalid Access Token"),
    ("GetUser", {}, "InvalidParameterException", NO_TOKEN),
    ("Nonsense", {}, "UnknownOperationException", "Unknown operation."),
    ("DescribeUserPool", {"UserPoolId": "us-east-1_Nobody123"}, "ResourceNotFoundException",
     "User pool us-east-1_Nobody123 does not exist."),
])
def test_a_refusal_is_told_in_headers_and_body_alike(server, operation, body, kind, text):
    answer = call(server, operation, body)
    assert answer.status_code == 400
    assert answer.json() == {"__type": kind, "message": text}
    # The colon is Amazon's; Amplify cuts there.
    assert answer.headers["x-amzn-errortype"] == kind + ":"
    assert answer.headers["x-amzn-errormessage"] == text


def test_what_others_say_comes_back_in_no_header_of_its_own(server):
    """A refusal repeats the value; a line break in it must not end the header."""
    answer = call(server, "ListUserPools", {"MaxResults": 1, "NextToken": "a\r\nX-Evil: 1"})
    assert answer.status_code == 400 and "X-Evil" not in answer.headers
    answer = call(server, "CreateUserPool", {"PoolName": "é\r\nX-Evil: 1"})
    assert answer.json()["__type"] == "InvalidParameterException"
    assert "X-Evil" not in answer.headers and "x-amzn-errortype" in answer.headers


def test_dates_are_numbers_and_absent_members_are_absent(server):
    """Seconds with a fraction; what has no value is not there, not even as null."""
    made = call(server, "CreateUserPool", {"PoolName": "raw"}).json()["UserPool"]
    here = {"UserPoolId": made["Id"]}
    user = {**here, "Username": "ada"}
    call(server, "AdminCreateUser", {**user, "MessageAction": "SUPPRESS"})
    app = call(server, "CreateUserPoolClient", {**here, "ClientName": "raw"})
    group = call(server, "CreateGroup", {**here, "GroupName": "raw"})
    added = call(server, "AdminAddUserToGroup", {**user, "GroupName": "raw"})
    assert (added.status_code, added.content) == (200, b"")
    shown = call(server, "AdminGetUser", user)
    pool = call(server, "DescribeUserPool", here)
    listed = call(server, "ListUsers", here)
    dates = []
    for answer in (shown, pool, listed, app, group):
        assert answer.status_code == 200 and "null" not in answer.text
        dates += re.findall(r'"\w+Date":([^,}]*)', answer.text)
    assert len(dates) == 10
    for date in dates:
        assert re.fullmatch(r"\d{10}(\.\d{1,3})?", date), date
    assert any("." in date for date in dates), "not all of them on the full second"
    assert isinstance(shown.json()["UserCreateDate"], (int, float))
    assert not {"PreferredMfaSetting", "UserMFASettingList", "MFAOptions"} & set(shown.json())
    gone = call(server, "DeleteUserPool", here)
    assert (gone.status_code, gone.content) == (200, b"")
