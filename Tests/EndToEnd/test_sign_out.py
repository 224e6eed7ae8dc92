"""A sign-out counts at once: everywhere, or for one session."""

import admin
import pytest
from gatehouse import PASSWORD

from test_upstream import pointing_at


@pytest.fixture(params=["embedded", "wire", "wire with a secret"])
def doors(request, start, tmp_path):
    """The API whose routes are called, and the process that has the inbox."""
    settings = {}
    if request.param == "wire with a secret":
        policy = tmp_path / "policy.json"
        policy.write_text('{"UserPoolClient": {"ClientSecret": "0123456789abcdefghijklmnop"}}')
        settings = {"GATEHOUSE_POOL_POLICY": str(policy)}
    pool = start("pool", **settings)
    if request.param == "embedded":
        return pool, pool
    secret = {"COGNITO_CLIENT_SECRET": "0123456789abcdefghijklmnop"} if settings else {}
    return start("front", **pointing_at(
        pool.ready | {"endpoint": pool.ready["wireDoor"]},
        COGNITO_ISSUER=pool.ready["issuer"]) | secret), pool


def account(server, pool, email):
    assert server.register(email).status_code == 201
    assert server.post("/verify", {"email": email, "code": pool.code(email)}).status_code == 200


def accepted(server, tokens):
    answers = {server.get(path, tokens["accessToken"]).status_code
               for path in ("/protected", "/forward-auth")}
    assert len(answers) == 1
    return answers == {200}


def test_one_session_ends_and_the_other_goes_on(doors, email):
    server, pool = doors
    account(server, pool, email)
    phone, laptop = server.login(email).json(), server.login(email).json()
    refreshed = server.post("/refresh", {"refreshToken": phone["refreshToken"]}).json()
    for tokens in (phone, laptop, refreshed):
        assert accepted(server, tokens)

    answer = server.post(
        "/logout", {"scope": "session", "refreshToken": phone["refreshToken"]},
        token=phone["accessToken"])
    assert (answer.status_code, answer.json()) == (200, {"message": "Logged out successfully."})
    assert not accepted(server, phone) and not accepted(server, refreshed)
    assert server.get("/protected", phone["accessToken"]).json()["code"] == "token_revoked"
    assert server.post("/refresh", {"refreshToken": phone["refreshToken"]}).status_code == 401
    assert accepted(server, laptop)
    assert server.post("/refresh", {"refreshToken": laptop["refreshToken"]}).status_code == 200

    server.kill()
    server.start()
    assert not accepted(server, phone) and accepted(server, laptop)


def test_tokens_of_two_sessions_end_both(doors, email):
    server, pool = doors
    account(server, pool, email)
    phone, laptop, tablet = (server.login(email).json() for _ in range(3))
    assert server.post(
        "/logout", {"scope": "session", "refreshToken": laptop["refreshToken"]},
        token=phone["accessToken"]).status_code == 200
    assert not accepted(server, phone) and not accepted(server, laptop)
    assert server.post("/refresh", {"refreshToken": laptop["refreshToken"]}).status_code == 401
    assert accepted(server, tablet)


def test_every_session_ends_by_default(doors, email):
    server, pool = doors
    account(server, pool, email)
    phone, laptop = server.login(email).json(), server.login(email).json()
    assert accepted(server, phone) and accepted(server, laptop)
    answer = server.post(
        "/logout", {"refreshToken": phone["refreshToken"]}, token=phone["accessToken"])
    assert answer.status_code == 200
    assert not accepted(server, phone) and not accepted(server, laptop)
    assert accepted(server, server.login(email).json())


def test_a_logout_that_is_not_understood_ends_nothing(doors, email):
    server, pool = doors
    account(server, pool, email)
    tokens = server.login(email).json()
    for body in ({"scope": "session"}, {"scope": "everything"}, {"scope": 1}):
        assert server.post("/logout", body, token=tokens["accessToken"]).status_code == 400
    answer = server.post(
        "/logout", {"scope": "session", "refreshToken": "garbage"}, token=tokens["accessToken"])
    assert answer.status_code in (400, 401), answer.json()
    assert accepted(server, tokens)


def revoke(door, server, email, tokens):
    door.revoke_token(Token=tokens["refreshToken"], ClientId=server.ready["clientId"])


def change_password(door, server, email, tokens):
    door.change_password(
        AccessToken=tokens["accessToken"], PreviousPassword=PASSWORD, ProposedPassword=PASSWORD + "x")
    door.global_sign_out(AccessToken=tokens["accessToken"])


def administer(operation):
    def act(door, server, email, tokens):
        getattr(door, operation)(UserPoolId=server.ready["userPoolId"], Username=email)
    return act


@pytest.mark.parametrize("act", [
    revoke, change_password, administer("admin_disable_user"), administer("admin_delete_user"),
    administer("admin_user_global_sign_out")])
def test_what_happens_at_the_wire_door_counts_at_the_guard(start, email, act):
    server = start()
    tokens = server.account(email)
    assert accepted(server, tokens)
    act(admin.client(server), server, email, tokens)
    assert not accepted(server, tokens)
    server.kill()
    server.start()
    assert not accepted(server, tokens)
