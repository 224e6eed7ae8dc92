"""What a pool's own templates make of its mail, over SMTP, and by which media an invitation goes."""

import pytest
import requests

from admin import KEY, client
from test_admin_pools import PASSWORD, app, user
from test_mail import mail_server, mailing_to  # noqa: F401


def text(message):
    return message.get_body(("plain",)).get_content().strip()


@pytest.fixture
def mail(mail_server):  # noqa: F811
    return mail_server()


@pytest.fixture
def cognito(start, mail):
    return client(start(**mailing_to(
        mail, GATEHOUSE_POOL_ACCESS_KEY_ID=KEY["aws_access_key_id"],
        GATEHOUSE_POOL_SECRET_ACCESS_KEY=KEY["aws_secret_access_key"])))


def invitation(message):
    return {"InviteMessageTemplate": {"EmailSubject": "Welcome", "EmailMessage": message}}


def test_an_invitation_names_the_user(cognito, mail):
    pool = cognito.create_user_pool(PoolName="plain", AdminCreateUserConfig=invitation(
        "hi {username} {####}"))["UserPool"]["Id"]
    cognito.admin_create_user(
        UserPoolId=pool, Username="i", TemporaryPassword=PASSWORD,
        DesiredDeliveryMediums=["EMAIL"],
        UserAttributes=[{"Name": "email", "Value": "i@example.com"}])
    message = mail.newest()
    assert (message["Subject"], text(message)) == ("Welcome", f"hi i {PASSWORD}")


def test_where_the_address_is_the_name_the_invitation_says_it(cognito, mail):
    pool = cognito.create_user_pool(
        PoolName="mailed", UsernameAttributes=["email"],
        AdminCreateUserConfig=invitation("hi {username} {####}"))["UserPool"]["Id"]
    cognito.admin_create_user(
        UserPoolId=pool, Username="i@example.com", TemporaryPassword=PASSWORD,
        DesiredDeliveryMediums=["EMAIL"])
    assert text(mail.newest()) == f"hi i@example.com {PASSWORD}"


def test_the_templates_of_create_and_of_update_count(cognito, mail):
    def template(number):
        return {"EmailSubject": f"Code {number}", "EmailMessage": f"Number {number}: {{####}}"}

    pool = cognito.create_user_pool(
        PoolName="worded", AutoVerifiedAttributes=["email"],
        VerificationMessageTemplate=template(1))["UserPool"]["Id"]
    web = app(cognito, pool)["ClientId"]

    def sign_up(name):
        cognito.sign_up(ClientId=web, Username=name, Password=PASSWORD, UserAttributes=[
            {"Name": "email", "Value": f"{name}@example.com"}])
        return mail.newest()

    message = sign_up("one")
    assert message["Subject"] == "Code 1" and text(message).startswith("Number 1: ")
    cognito.update_user_pool(
        UserPoolId=pool, AutoVerifiedAttributes=["email"], VerificationMessageTemplate=template(2))
    message = sign_up("two")
    assert message["Subject"] == "Code 2" and text(message).startswith("Number 2: ")


def test_a_second_factors_mail_is_worded_by_its_configuration(cognito, mail):
    pool = cognito.create_user_pool(PoolName="factor")["UserPool"]["Id"]
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, MfaConfiguration="ON", EmailMfaConfiguration={
            "Subject": "The factor", "Message": "Enter {####} now"})
    web = app(cognito, pool)["ClientId"]
    user(cognito, pool, UserAttributes=[
        {"Name": "email", "Value": "ada@example.com"}, {"Name": "email_verified", "Value": "true"}])
    asked = cognito.initiate_auth(
        ClientId=web, AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD})
    assert asked["ChallengeName"] == "EMAIL_OTP"
    message = mail.newest()
    assert message["Subject"] == "The factor"
    _, code, _ = text(message).split()
    assert cognito.respond_to_auth_challenge(
        ClientId=web, ChallengeName="EMAIL_OTP", Session=asked["Session"],
        ChallengeResponses={"USERNAME": "ada", "EMAIL_OTP_CODE": code})["AuthenticationResult"]


@pytest.mark.parametrize("media, gone_to", [
    ([], ["phone"]), (["SMS"], ["phone"]), (["EMAIL"], ["mail"]),
    (["EMAIL", "SMS"], ["mail", "phone"])])
def test_an_invitation_goes_by_the_media_that_are_wished(server, media, gone_to, email):
    cognito = client(server)
    pool = cognito.create_user_pool(PoolName="media")["UserPool"]["Id"]
    phone = f"+1555{int(email[:6], 16) % 10**7:07}"
    cognito.admin_create_user(
        UserPoolId=pool, Username="i", TemporaryPassword=PASSWORD,
        UserAttributes=[{"Name": "email", "Value": email},
                        {"Name": "phone_number", "Value": phone}],
        **({"DesiredDeliveryMediums": media} if media else {}))

    def letters(address):
        return requests.get(f"{server.ready['wireDoor']}/inbox", params={"email": address},
                            timeout=30).json()["messages"]

    found = [name for name, address in (("mail", email), ("phone", phone)) if letters(address)]
    assert found == gone_to
    assert all(letters(a)[0]["code"] == PASSWORD for a in (email, phone) if letters(a))
    cognito.delete_user_pool(UserPoolId=pool)
