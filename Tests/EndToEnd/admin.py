"""boto3 clients for the wire door, and what many tests of it do."""

import contextlib

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

KEY = {"aws_access_key_id": "AKIDTEST", "aws_secret_access_key": "a-secret-of-enough-letters"}


def client(server, signed=True, retries=None, **credentials):
    options = {"retries": retries or {"total_max_attempts": 1}}
    if not signed:
        options["signature_version"] = UNSIGNED
    return boto3.client(
        "cognito-idp", region_name="us-east-1", endpoint_url=server.ready["wireDoor"],
        config=Config(**options), **((KEY | credentials) if signed else {}))


@contextlib.contextmanager
def raises(error, text=None):
    """The exception's type, and its text where one is given."""
    try:
        yield
    except ClientError as caught:
        found = caught.response["Error"]
        assert found["Code"] == error, found
        assert text is None or found["Message"] == text, found
    else:
        raise AssertionError(f"{error} was not raised")


def names(attributes):
    return {a["Name"]: a["Value"] for a in attributes}
