"""The embedded user pool, beside moto's server where that has the operation."""

import json
import uuid
from dataclasses import dataclass
from pathlib import Path

import bounds
import load
import storm
from contenders import Gatehouse
from doors import PASSWORD, Door, GatehouseDoor, Moto, MotoDoor
from load import Mode
from posting import Posting, hashing, to_api, to_wire
from srp_load import SRPSignIns

FLOWS = ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
BY_SRP = {"UserPoolClient": {"ExplicitAuthFlows": FLOWS}}
# Shows what the database costs, as the hash costs next to nothing.
CHEAP = {"PasswordHashing": {"MemoryKiB": 8, "Iterations": 1, "Parallelism": 1}}
FEW = 8  # of the people; moto and SRP have no more


@dataclass
class Results:
    runs: dict  # load.Run by (operation, who)
    rsa: bounds.RSA
    hashes: float  # Argon2id a second, alone on the core
    storm: tuple[float, float]  # sign-ins a second, and refusals
    srp_clients: float  # of their core


class Pools:
    """The contenders with their people. `begin` starts one, and has it stopped in the end."""

    def __init__(self, directory: Path, begin):
        self.directory, self.begin = directory, begin
        self.ours, self.cheap, self.srp = map(self.gatehouse, ({}, CHEAP, BY_SRP))
        # Its sign-ups have a process of their own: moto slows down with its number of users.
        self.moto, self.filling = (MotoDoor(begin(Moto())) for _ in range(2))
        self.people = [f"person{number:03}@example.com" for number in range(storm.CLIENTS)]
        for email in self.people: self.ours.enrol(email)
        for door in (self.moto, self.srp):
            for email in self.people[:FEW]: door.enrol(email)

    def gatehouse(self, policy: dict) -> GatehouseDoor:
        file = self.directory / f"policy-{uuid.uuid4()}.json"
        file.write_text(json.dumps(policy))
        return GatehouseDoor(self.begin(Gatehouse(
            self.directory, GATEHOUSE_RATE_LIMITS="off", GATEHOUSE_POOL_POLICY=str(file))))

    def logins(self, people: list) -> Posting:
        bodies = [{"email": email, "password": PASSWORD} for email in people]
        return to_api(self.ours.contender, "/login", bodies)

    def sign_ins(self) -> list[Posting]:
        few = self.people[:FEW]
        return hashing([self.logins(few), *(
            to_wire("`USER_PASSWORD_AUTH`", door, self.directory, "InitiateAuth",
                    [door.sign_in(email) for email in few]) for door in (self.ours, self.moto))])

    def refreshes(self) -> list[Posting]:
        token = self.ours.refresh_token(self.people[0])
        return [to_api(self.ours.contender, "/refresh", [{"refreshToken": token}]),
                *map(self.refresh, (self.ours, self.moto))]

    def refresh(self, door: Door) -> Posting:
        tokens = [door.refresh_token(email) for email in self.people[:FEW]]
        return to_wire("`REFRESH_TOKEN_AUTH`", door, self.directory, "InitiateAuth", [
            door.initiate("REFRESH_TOKEN_AUTH", {"REFRESH_TOKEN": token}) for token in tokens])

    def sign_ups(self) -> list[Posting]:
        doors = [("`SignUp`", self.ours), ("`SignUp`, hash of 8 KiB", self.cheap),
                 ("`SignUp`, 1 connection", self.filling)]
        subjects = [
            to_wire(name, door, self.directory, "SignUp", [door.sign_up("SERIAL@example.com")])
            for name, door in doors]
        subjects[-1].connections = 1  # moto fails when users are added while it looks for one
        return hashing(subjects)


def measure(directory: Path, begin) -> Results:
    pools = Pools(directory, begin)
    srp = SRPSignIns(pools.srp, pools.people[:4])
    weather = storm.Storm(pools.logins(pools.people))
    groups = [
        (Mode(8, False, bare=True), pools.sign_ins()),
        (Mode(16, False, bare=True), pools.refreshes()),
        (Mode(4, False), [srp]),
        (Mode(32, False, bare=True), pools.sign_ups()),
        (Mode(16, False), storm.normal_clients(weather, pools.ours.identity.token)),
    ]
    runs = {}
    for mode, subjects in groups: runs |= load.compare(subjects, [mode])
    return Results({name: run for (_, name), run in runs.items()}, bounds.rsa(),
                   bounds.argon2id_rate(), weather.rates, srp.share)
