"""What the service model says of inputs, the door holds callers to; no input of any shape is a 500."""

import json

import pytest
import requests
from botocore import xform_name
from botocore.exceptions import ClientError

import service_model as model
from admin import client

PREFIX = "AWSCognitoIdentityProviderService."
# What this version does not have: nothing leaves the registry, or enters it, unseen.
UNANSWERED = set("""
    StartWebAuthnRegistration CompleteWebAuthnRegistration ListWebAuthnCredentials
    DeleteWebAuthnCredential
    AdminDeleteSoftwareToken AdminGetUserAuthFactors AdminUpdateAuthEventFeedback GetClientToken
    AdminLinkProviderForUser AdminDisableProviderForUser GetSigningCertificate
    GetProvisionedLimit UpdateProvisionedLimit
    CreateManagedLoginBranding DescribeManagedLoginBranding DescribeManagedLoginBrandingByClient
    UpdateManagedLoginBranding DeleteManagedLoginBranding GetUICustomization SetUICustomization
    CreateTerms DescribeTerms DescribeTermsByClient ListTerms UpdateTerms DeleteTerms
    CreateUserImportJob DescribeUserImportJob ListUserImportJobs StartUserImportJob
    StopUserImportJob GetCSVHeader
    CreateUserPoolReplica ListUserPoolReplicas UpdateUserPoolReplica DeleteUserPoolReplica
    DescribeRiskConfiguration SetRiskConfiguration
    GetLogDeliveryConfiguration SetLogDeliveryConfiguration
    """.split())


@pytest.mark.parametrize("name", sorted(model.files()))
def test_the_text_is_botocores(name):
    assert (model.FOLDER / name).read_text() == model.files()[name]


@pytest.fixture(scope="module")
def send(server):
    session = requests.Session()

    def post(operation, body):
        answer = session.post(
            server.ready["wireDoor"] + "/", data=json.dumps(body), timeout=30, headers={
                "X-Amz-Target": PREFIX + operation, "Content-Type": "application/x-amz-json-1.1"})
        return answer.status_code, (answer.json() if answer.content else {})

    return post


@pytest.fixture(scope="module")
def answered(send):
    """Operations that this version has."""
    return {name for name in model.OPERATIONS
            if send(name, {})[1].get("__type") != "UnknownOperationException"}


def test_every_operation_is_where_it_was(answered):
    assert set(model.OPERATIONS) - answered == UNANSWERED
    # Passkeys are all that a user's own program asks for in vain.
    unsigned = {name for name, made in model.OPERATIONS.items() if made.get("authtype") == "none"}
    assert all("WebAuthn" in name for name in unsigned & UNANSWERED)
    assert len(unsigned - answered) == 4


def test_what_is_not_there_is_said_cleanly(send, answered):
    for name in set(model.OPERATIONS) - answered:
        assert send(name, {"UserPoolId": "us-east-1_AbCdEfGhI"}) == (
            400, {"__type": "UnknownOperationException", "message": "Unknown operation."})


def test_an_sdk_understands_that_an_operation_is_not_there(server, answered):
    cognito = client(server, retries={"mode": "standard"})
    for name in sorted(set(model.OPERATIONS) - answered):
        with pytest.raises(ClientError) as refused:
            getattr(cognito, xform_name(name))(
                **sample(model.OPERATIONS[name]["input"]["shape"]))
        metadata = refused.value.response["ResponseMetadata"]
        assert refused.value.response["Error"]["Code"] == "UnknownOperationException", name
        # Asked once: an SDK repeats what it takes for a passing fault.
        assert (metadata["HTTPStatusCode"], metadata["RetryAttempts"]) == (400, 0), name
        assert metadata["HTTPHeaders"]["x-amzn-errortype"] == "UnknownOperationException:"


def test_absent_members_are_all_named(send, answered):
    for name in sorted(answered):
        shape = model.SHAPES[model.OPERATIONS[name]["input"]["shape"]]
        required = shape.get("required", [])
        status, body = send(name, {})
        assert status in (200, 400), (name, body)
        if required:
            assert body["__type"] == "InvalidParameterException", (name, body)
            for member in required:
                told = f"Value null at '{member[0].lower()}{member[1:]}' failed to satisfy"
                assert told in body["message"], (name, body)
            assert body["message"].startswith(f"{len(required)} validation error")


def sample(name, depth=0):
    """A value that the model allows."""
    shape = model.SHAPES[name]
    kind = shape["type"]
    if "enum" in shape:
        return shape["enum"][0]
    if shape.get("document"):
        return {}
    if kind == "structure":
        return {key: sample(member["shape"], depth + 1) for key, member in shape["members"].items()
                if key in shape.get("required", [])}
    if kind == "list":
        return [sample(shape["member"]["shape"], depth + 1)]
    if kind == "map":
        return {}
    if kind in ("integer", "long"):
        return shape.get("min", 1)
    if kind == "boolean":
        return True
    return {"UserPoolIdType": "us-east-1_AbCdEfGhI", "DomainType": "nobody",
            "ArnType": "arn:aws:iam::123456789012:role/x"}.get(
        name, "x" * max(1, min(shape.get("min", 1), 60)))


def broken(name):
    """Values that the model refuses, or that are of another JSON type."""
    shape = model.SHAPES[name]
    kind = shape["type"]
    yield {"boolean": "x", "structure": [], "list": {}, "map": []}.get(kind, {"a": 1})
    if kind == "string" and shape.get("max", 10**9) < 5000 and "enum" not in shape:
        yield "x" * (shape["max"] + 1)
    if "enum" in shape:
        yield "NONSENSE"
    if kind == "string" and "pattern" in shape and shape["pattern"].startswith("[\\w"):
        yield "\u0000 \n\u0301"
    if kind == "integer" and "max" in shape:
        yield shape["max"] + 1
    if kind == "integer" and "min" in shape:
        yield shape["min"] - 1


def test_each_member_of_each_operation(send, answered):
    tried = 0
    for name in sorted(answered):
        input_ = model.OPERATIONS[name]["input"]["shape"]
        good = sample(input_)
        for key, member in model.SHAPES[input_]["members"].items():
            if model.SHAPES[member["shape"]].get("document"):
                continue
            for value in broken(member["shape"]):
                status, body = send(name, good | {key: value})
                assert status == 400, (name, key, value, body)
                assert body["__type"] in (
                    "InvalidParameterException", "SerializationException"), (name, key, body)
                tried += 1
    assert tried > 400


@pytest.mark.parametrize("operation, body, error, told", [
    ("SignUp", {"ClientId": 1, "Username": "a"}, "SerializationException",
     "NUMBER_VALUE can not be converted to a String"),
    ("SignUp", {"ClientId": "a", "Username": "a", "AnalyticsMetadata": []},
     "SerializationException", "START_ARRAY can not be converted to an Object"),
    ("SetUserMFAPreference", {"AccessToken": "a", "WebAuthnMfaSettings": []},
     "SerializationException", "START_ARRAY can not be converted to an Object"),
    ("UpdateUserAttributes", {"AccessToken": "a", "UserAttributes": [{"Value": "x"}]},
     "InvalidParameterException", "Value null at 'userAttributes.1.member.name' failed"),
    ("GetDevice", {"AccessToken": "a", "DeviceKey": "bad"}, "InvalidParameterException",
     "Member must satisfy regular expression pattern: [\\w-]+_[0-9a-f-]+"),
    ("ListDevices", {"AccessToken": "a", "Limit": 61}, "InvalidParameterException",
     "Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or"),
    ("ListDevices", {"AccessToken": "a", "Limit": -1}, "InvalidParameterException",
     "Value '-1' at 'limit' failed to satisfy constraint: Member must have value greater than"),
    ("ConfirmSignUp", {"ClientId": "a", "Username": "a", "ConfirmationCode": "12 456"},
     "InvalidParameterException", "Value at 'confirmationCode' failed"),
])
def test_what_nobody_signs_is_held_to_the_model_too(send, operation, body, error, told):
    status, answer = send(operation, body)
    assert status == 400 and answer["__type"] == error and told in answer["message"], answer


def test_no_shape_is_a_500(send, answered):
    odd = [None, True, 0, -1, 10**30, 1.5, "", "x", "\u0000", "é" * 3000, [], [None], [[]], {},
           {"a": None}, "x" * 20_000]
    for name in sorted(answered):
        input_ = model.OPERATIONS[name]["input"]["shape"]
        good = sample(input_)
        for key in model.SHAPES[input_]["members"]:
            for value in odd:
                status, body = send(name, good | {key: value})
                # A pool that such a body made is of no harm.
                assert status in (200, 400), (name, key, value, body)


def test_samples_are_answered_in_the_models_shapes(server, answered):
    """botocore reads each answer or refusal as the operation's own."""
    cognito = client(server)
    for name in sorted(answered):
        shape = model.OPERATIONS[name]
        if shape.get("authtype") == "none" or name in ("CreateUserPool", "ListUserPools"):
            continue
        with pytest.raises(cognito.exceptions.ClientError) as caught:
            cognito._make_api_call(name, sample(shape["input"]["shape"]))
            assert name == "DescribeUserPoolDomain"
            raise cognito.exceptions.ClientError({}, name)
        assert caught.value.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 400) == 400
