"""The seven routes, literally as the contract has them, and a restart in between."""

from gatehouse import PASSWORD

NEW_PASSWORD = "Another-Horse-8"


def test_the_whole_journey(start, email):
    server = start()
    answer = server.register(email)
    assert answer.status_code == 201
    assert answer.json() == {
        "message": "Registration successful. Check your email for a verification code."}
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"

    code = server.code(email)
    assert any(line.get("code") == code for line in server.log), "the code shows in the log"
    answer = server.post("/verify", {"email": email, "code": code})
    assert (answer.status_code, answer.json()) == (
        200, {"message": "Email verified. You can now log in."})

    answer = server.login(email)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    tokens = answer.json()
    assert set(tokens) == {"accessToken", "idToken", "refreshToken", "expiresIn"}
    assert tokens["expiresIn"] == 3600

    answer = server.get("/protected", tokens["accessToken"])
    assert answer.status_code == 200
    assert answer.json()["message"] == (
        f"Hello, {email}! You have access to this protected resource.")
    assert answer.json()["user"]["token_use"] == "access"

    answer = server.post("/refresh", {"refreshToken": tokens["refreshToken"]})
    assert answer.status_code == 200
    refreshed = answer.json()
    assert refreshed["accessToken"] != tokens["accessToken"]
    assert server.get("/protected", refreshed["accessToken"]).status_code == 200

    answer = server.post("/forgot-password", {"email": email})
    assert (answer.status_code, answer.json()) == (
        200, {"message": "Password reset code sent to your email."})
    answer = server.post("/reset-password", {
        "email": email, "code": server.code(email), "newPassword": NEW_PASSWORD})
    assert (answer.status_code, answer.json()) == (
        200, {"message": "Password reset successfully."})
    assert server.login(email, PASSWORD).status_code == 401
    answer = server.get("/protected", refreshed["accessToken"])
    assert (answer.status_code, answer.json()["code"]) == (401, "token_revoked")
    assert server.post("/refresh", {"refreshToken": tokens["refreshToken"]}).status_code == 401
    answer = server.login(email, NEW_PASSWORD)
    assert answer.status_code == 200
    tokens = answer.json()
    refreshed = server.post("/refresh", {"refreshToken": tokens["refreshToken"]}).json()

    answer = server.post("/logout", token=tokens["accessToken"])
    assert (answer.status_code, answer.json()) == (200, {"message": "Logged out successfully."})
    answer = server.get("/protected", tokens["accessToken"])
    assert answer.status_code == 401 and answer.json()["message"] == "Unauthorized"
    assert answer.json()["code"] == "token_revoked"
    assert server.get("/protected", refreshed["accessToken"]).status_code == 401
    assert server.post("/refresh", {"refreshToken": tokens["refreshToken"]}).status_code == 401
    assert server.stop() == 0


def test_a_restart_forgets_nothing(start, email):
    server = start()
    signed_out = server.account("out-" + email)
    signed_in = server.account(email)
    assert server.post("/logout", token=signed_out["accessToken"]).status_code == 200
    server.register("new-" + email)
    code = server.code("new-" + email)
    server.kill()
    server.start()

    assert server.get("/protected", signed_in["accessToken"]).status_code == 200
    assert server.post("/refresh", {"refreshToken": signed_in["refreshToken"]}).status_code == 200
    assert server.login(email).status_code == 200
    assert server.post("/verify", {"email": "new-" + email, "code": code}).status_code == 200
    assert server.get("/protected", signed_out["accessToken"]).json()["code"] == "token_revoked"
    assert server.post(
        "/refresh", {"refreshToken": signed_out["refreshToken"]}).status_code == 401


def test_the_pools_client_may_have_a_secret(start, email, tmp_path):
    (tmp_path / "policy.json").write_text(
        '{"UserPoolClient": {"ClientSecret": "0123456789abcdefghijklmnop"}}')
    server = start(GATEHOUSE_POOL_POLICY=str(tmp_path / "policy.json"))
    tokens = server.account(email)
    assert server.post("/refresh", {"refreshToken": tokens["refreshToken"]}).status_code == 200
    assert server.post("/logout", token=tokens["accessToken"]).status_code == 200


def test_signing_in_again_at_once_after_a_sign_out_works(server, email):
    tokens = server.account(email)
    assert server.post("/logout", token=tokens["accessToken"]).status_code == 200
    again = server.login(email).json()
    assert server.get("/protected", again["accessToken"]).status_code == 200
    assert server.get("/protected", tokens["accessToken"]).status_code == 401
