"""Who may call what Amazon wants signed."""

import datetime

import requests

from admin import KEY, client, raises

# What proxies add; each alone says that somebody else may be asking.
PROXY_HEADERS = [
    "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Via", "X-Real-IP",
    "CF-Connecting-IP", "X-Forwarded-Server", "X-Client-IP", "True-Client-IP", "X-Amzn-Trace-Id",
    "X-Envoy-External-Address", "X-Original-Forwarded-For"]
PREFIX = "AWSCognitoIdentityProviderService."


def with_key(start):
    return start(
        GATEHOUSE_POOL_ACCESS_KEY_ID=KEY["aws_access_key_id"],
        GATEHOUSE_POOL_SECRET_ACCESS_KEY=KEY["aws_secret_access_key"])


def test_botocore_signs_and_the_door_verifies(start):
    server = with_key(start)
    assert server.ready["administrators"] == "who signs with AKIDTEST"
    assert client(server).list_user_pools(MaxResults=1)["UserPools"]
    with raises("UnrecognizedClientException",
                "The security token included in the request is invalid."):
        client(server, aws_access_key_id="AKIDOTHER").list_user_pools(MaxResults=1)
    with raises("InvalidSignatureException"):
        client(server, aws_secret_access_key="another-secret-of-letters").list_user_pools(
            MaxResults=1)
    with raises("MissingAuthenticationTokenException", "Missing Authentication Token"):
        client(server, signed=False).list_user_pools(MaxResults=1)
    # What takes no signature takes one all the same.
    with raises("NotAuthorizedException", "Invalid Access Token"):
        client(server, aws_access_key_id="AKIDOTHER").get_user(AccessToken="x")


def test_a_stale_or_changed_request_is_refused(start):
    server = with_key(start)
    seen = []
    signer = client(server)
    signer.meta.events.register(
        "before-send.cognito-idp.*", lambda request, **_: seen.append(request))
    signer.list_user_pools(MaxResults=1)
    headers = {k: v.decode() if isinstance(v, bytes) else v for k, v in seen[0].headers.items()}
    url, body = server.ready["wireDoor"] + "/", seen[0].body

    def send(body, **changes):
        return requests.post(url, data=body, headers=headers | changes, timeout=30).json()

    assert "UserPools" in send(body)
    assert send(b'{"MaxResults":2}')["__type"] == "InvalidSignatureException"
    other = {"X-Amz-Target": PREFIX + "ListUsers"}
    assert send(body, **other)["__type"] == "InvalidSignatureException"
    stale = datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=6)
    answer = send(body, **{"X-Amz-Date": stale.strftime("%Y%m%dT%H%M%SZ")})
    assert answer["__type"] in ("InvalidSignatureException", "IncompleteSignatureException")


def test_without_a_key_this_machine_is_let_in_while_the_inbox_is_on(start):
    server = start()
    assert server.ready["administrators"] == "whoever runs on this machine (development)"
    assert client(server, aws_access_key_id="anything").list_user_pools(MaxResults=1)
    url = server.ready["wireDoor"] + "/"
    headers = {"X-Amz-Target": PREFIX + "ListUserPools", "Content-Type": "application/x-amz-json-1.1"}
    body = '{"MaxResults":1}'
    assert requests.post(url, data=body, headers=headers, timeout=30).status_code == 200
    for more in ({"Origin": "https://evil.example"}, {"Host": "evil.example"},
                 *({name: "x"} for name in PROXY_HEADERS)):
        answer = requests.post(url, data=body, headers=headers | more, timeout=30)
        assert answer.json()["__type"] == "MissingAuthenticationTokenException", more

    server = start("closed", GATEHOUSE_INBOX="off")
    assert server.ready["administrators"] == "nobody: GATEHOUSE_POOL_ACCESS_KEY_ID is not set"
    with raises("AccessDeniedException"):
        client(server).list_user_pools(MaxResults=1)
    with raises("MissingAuthenticationTokenException"):
        client(server, signed=False).list_user_pools(MaxResults=1)
