"""Second factors × pool's setting × flow × client: what is asked for, refused and done, through boto3.

The expectations are tables, written from Cognito's documentation and captures, not from the code.
"""

import itertools
import json
import time
import uuid
from dataclasses import dataclass

import pyotp
import pytest

from admin import names
from test_matrix import PASSWORD, by_srp, new_world, outcome, sign_in

SMS, TOTP, EMAIL = "SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"
SMS_CONFIGURATION = {"SnsCallerArn": "arn:aws:iam::000000000000:role/sns"}
FLOWS = ("USER_PASSWORD_AUTH", "USER_SRP_AUTH", "USER_AUTH", "ADMIN_USER_PASSWORD_AUTH")
CLIENTS = (("LEGACY", False), ("ENABLED", True))


@dataclass
class Setting:
    """What a user has turned on, what he prefers, and what he is asked for where MFA is optional and
    where it is on."""

    on: tuple
    preferred: str | None
    optional: str
    required: str
    attributes: tuple = ()


PEOPLE = {
    "nothing": Setting((), None, "tokens", "MFA_SETUP"),
    "a telephone, nothing on": Setting((), None, "tokens", SMS, (SMS,)),
    "TOTP": Setting((TOTP,), None, TOTP, TOTP),
    "TOTP, preferred": Setting((TOTP,), TOTP, TOTP, TOTP),
    "SMS": Setting((SMS,), None, SMS, SMS),
    "EMAIL": Setting((EMAIL,), None, EMAIL, EMAIL),
    "SMS and TOTP": Setting((SMS, TOTP), None, "SELECT_MFA_TYPE", "SELECT_MFA_TYPE"),
    "SMS and TOTP, TOTP preferred": Setting((SMS, TOTP), TOTP, TOTP, TOTP),
    "SMS and TOTP, SMS preferred": Setting((SMS, TOTP), SMS, SMS, SMS),
    "EMAIL and TOTP, EMAIL preferred": Setting((EMAIL, TOTP), EMAIL, EMAIL, EMAIL),
}
WRONG = {
    SMS: ("CodeMismatchException", "Invalid code or auth state for the user."),
    EMAIL: ("CodeMismatchException", "Invalid code or auth state for the user."),
    TOTP: ("CodeMismatchException", "Invalid code received for user"),
}
USED_SESSION = ("NotAuthorizedException",
                "Invalid session for the user, session can only be used once.")
USED_CODE = ("ExpiredCodeException", "Your software token has already been used once.")
# What an administrator's program does with the flows of a user's own.
ADMIN_FLOWS = ("ADMIN USER_SRP_AUTH", "ADMIN USER_AUTH")
CASES = [
    *itertools.product(PEOPLE, ("OFF", "OPTIONAL", "ON"), FLOWS, CLIENTS),
    *itertools.product(PEOPLE, ("ON",), ADMIN_FLOWS, CLIENTS[1:]),
    *itertools.product(["nothing", "TOTP"], ("OPTIONAL",), ADMIN_FLOWS, CLIENTS[:1])]


class Person:
    """A new user of that setting, set up while MFA was optional."""

    def __init__(self, world, setting):
        self.world, self.cognito, self.app = world, world.cognito, None
        self.name, self.mail = f"u{uuid.uuid4().hex}", f"m{uuid.uuid4().hex}@example.com"
        self.phone = f"+1555{uuid.uuid4().int % 10 ** 7:07}"
        kinds = {*setting.on, *setting.attributes}
        self.here = {"UserPoolId": world.pool, "Username": self.name}
        self.cognito.admin_create_user(
            **self.here, MessageAction="SUPPRESS",
            UserAttributes=[{"Name": name, "Value": value} for kind, name, value in (
                (SMS, "phone_number", self.phone), (EMAIL, "email", self.mail),
                (EMAIL, "email_verified", "true")) if kind in kinds])
        self.cognito.admin_set_user_password(**self.here, Password=PASSWORD, Permanent=True)
        set_mfa(world, "OPTIONAL")
        if TOTP in setting.on: self.set_up(world.open)
        if setting.on:
            self.cognito.admin_set_user_mfa_preference(**self.here, **{
                member: {"Enabled": True, "PreferredMfa": kind == setting.preferred}
                for kind, member in (
                    (SMS, "SMSMfaSettings"), (TOTP, "SoftwareTokenMfaSettings"),
                    (EMAIL, "EmailMfaSettings")) if kind in setting.on})

    def set_up(self, app):
        tokens = sign_in(self.world, "USER_PASSWORD_AUTH", app, self.name, PASSWORD=PASSWORD)
        self.verify(AccessToken=tokens["AuthenticationResult"]["AccessToken"])

    def verify(self, **proof):
        made = self.cognito.associate_software_token(**proof)
        self.totp = pyotp.TOTP(made["SecretCode"])
        if "Session" in proof: proof = {"Session": made["Session"]}
        return self.cognito.verify_software_token(**proof, UserCode=self.totp.now())

    def sign_in(self, flow):
        if flow.endswith("USER_SRP_AUTH"):
            return by_srp(self.world, self.app, self.name, PASSWORD, flow=flow)
        return sign_in(self.world, flow, self.app, self.name, self.hash, PASSWORD=PASSWORD)

    @property
    def hash(self):
        return self.world.secret_hash(self.app, self.name, "good")

    def answer(self, flow, challenge, session, **responses):
        responses = {"USERNAME": self.name} | responses
        if self.hash: responses["SECRET_HASH"] = self.hash
        return self.world.respond(flow)(
            ClientId=self.app["ClientId"], ChallengeName=challenge, Session=session,
            ChallengeResponses=responses)

    def code(self, kind):
        # The next one is good already, and unused.
        if kind == TOTP: return self.totp.at(int(time.time()) + 30)
        return self.world.server.code(self.phone if kind == SMS else self.mail)

    def shown(self):
        return self.cognito.admin_get_user(**self.here)


def set_mfa(world, value):
    """OFF may name no factors beside itself."""
    world.cognito.set_user_pool_mfa_config(UserPoolId=world.pool, MfaConfiguration=value, **({
        "SoftwareTokenMfaConfiguration": {"Enabled": True},
        "SmsMfaConfiguration": {"SmsConfiguration": SMS_CONFIGURATION},
        "EmailMfaConfiguration": {"Message": "{####}", "Subject": "Code"}}
        if value != "OFF" else {}))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with new_world(tmp_path_factory.mktemp("mfa"), MfaConfiguration="OFF") as world: yield world


@pytest.mark.parametrize("who, mfa, flow, app", CASES)
def test_the_second_factor(world, who, mfa, flow, app):
    setting = PEOPLE[who]
    person = Person(world, setting)
    person.app = world.clients[*app, True]
    set_mfa(world, mfa)
    check_preferences(person, setting)
    asked = person.sign_in(flow)
    expected = {"OFF": "tokens", "OPTIONAL": setting.optional, "ON": setting.required}[mfa]
    if expected == "tokens": return check_tokens(person, asked)
    assert asked["ChallengeName"] == expected and len(asked["Session"]) >= 20
    assert "AuthenticationResult" not in asked
    assert asked["ChallengeParameters"]["USER_ID_FOR_SRP"] == person.name
    if expected == "MFA_SETUP": return check_set_up(person, flow, asked)
    if expected == "SELECT_MFA_TYPE": asked = check_choice(person, flow, asked, setting)
    check_code(person, flow, asked)
    check_preferences(person, setting)


def check_preferences(person, setting):
    """Absent where there are none."""
    shown = person.shown()
    assert sorted(shown.get("UserMFASettingList", ["none"])) == sorted(setting.on or ["none"])
    assert shown.get("PreferredMfaSetting") == setting.preferred
    assert shown["UserStatus"] == "CONFIRMED"


def check_tokens(person, answer):
    assert "ChallengeName" not in answer and answer["ChallengeParameters"] == {}
    token = answer["AuthenticationResult"]["AccessToken"]
    assert person.cognito.get_user(AccessToken=token)["Username"] == person.name


def check_choice(person, flow, asked, setting):
    """One of those turned on, and no other; the answer is the chosen challenge."""
    offered = json.loads(asked["ChallengeParameters"]["MFAS_CAN_CHOOSE"])
    assert sorted(offered) == sorted(setting.on)

    def choose(kind):
        return person.answer(flow, "SELECT_MFA_TYPE", asked["Session"], ANSWER=kind)

    assert outcome(lambda: choose(EMAIL))[0] == "InvalidParameterException"
    chosen = choose(setting.on[-1])
    assert chosen["ChallengeName"] == setting.on[-1]
    assert outcome(lambda: choose(setting.on[-1])) == USED_SESSION
    return chosen


def check_code(person, flow, asked):
    kind, session = asked["ChallengeName"], asked["Session"]
    if kind != TOTP:
        place = f"+*******{person.phone[-4:]}" if kind == SMS else "m***@e***"
        said = asked["ChallengeParameters"]
        assert said["CODE_DELIVERY_DESTINATION"] == place
        assert said["CODE_DELIVERY_DELIVERY_MEDIUM"] == kind.partition("_")[0]
    code = person.code(kind)
    assert len(code) == 6

    def answer(code):
        return outcome(lambda: person.answer(flow, kind, session, **{kind + "_CODE": code}))

    # A wrong code doesn't end the session, nor does a missing one.
    assert answer(f"{(int(code) + 500_000) % 1_000_000:06}") == WRONG[kind]
    check_tokens(person, answer(code))
    assert answer(code) == USED_SESSION
    if kind == SMS:
        assert names(person.shown()["UserAttributes"])["phone_number_verified"] == "true"
    if kind == TOTP:
        asked = person.sign_in(flow)
        if asked["ChallengeName"] == "SELECT_MFA_TYPE":
            asked = person.answer(flow, "SELECT_MFA_TYPE", asked["Session"], ANSWER=TOTP)
        session = asked["Session"]
        assert answer(code) == USED_CODE


def check_set_up(person, flow, asked):
    can = json.loads(asked["ChallengeParameters"]["MFAS_CAN_SETUP"])
    assert sorted(can) == [EMAIL, TOTP]
    early = outcome(lambda: person.answer(flow, "MFA_SETUP", asked["Session"]))
    assert early[0] == "NotAuthorizedException"
    verified = person.verify(Session=asked["Session"])
    assert verified["Status"] == "SUCCESS"
    check_tokens(person, person.answer(flow, "MFA_SETUP", verified["Session"]))
    assert person.sign_in(flow)["ChallengeName"] == TOTP
