"""The pool's table and what was promised of it."""

from pooling import Results
from report import at_least, at_most, head, promises, row


def write(results: Results):
    head("pool", "who", "per second", "server CPU ms each", "p50 ms", "p99 ms")
    for (operation, who), run in results.runs.items():
        # In the storm the process's time is mostly the storm's.
        cpu = "" if "storm" in operation else f"{run.cpu / 1000:,.2f}"
        row(operation, who, f"{run.rate:,.1f}", cpu, f"{run.p50:,.2f}", f"{run.p99:,.2f}")
    bounds(results)
    promises([*storm(results.runs), *rates(results.runs)])


def bounds(results: Results):
    rsa, (signed_in, refused) = results.rsa, results.storm
    print(f"\nAlone on that core: {results.hashes:.1f} Argon2id hashes/s (19 MiB, 2 passes); "
          f"{rsa.signatures / 2:,.0f} pairs of RSA-2048 signatures/s")
    print(f"\nThe storm: {signed_in:.1f} sign-ins/s, {refused:,.0f} refused for want of room")
    srp = next(run for (name, _), run in results.runs.items() if "SRP" in name)
    print(f"\nSRP's clients used {results.srp_clients:.0%} of their core; by the server's CPU time "
          f"a core could take {1e6 / srp.cpu:,.0f} such sign-ins/s")


def storm(runs: dict):
    for path in ("/health", "/protected"):
        quiet, beside = (runs[f"`GET {path}`, {when}", "gatehouse"].p99
                         for when in ("quiet", "in the storm"))
        yield at_most(f"p99 of `{path}`, in a login storm / quiet", 3, beside / quiet)


def rates(runs: dict):
    # Keycloak's published figures for a vCPU.
    for operation, what, wanted in (
            ("`POST /login`", "password sign-ins", 15),
            ("`USER_PASSWORD_AUTH`", "password sign-ins", 15),
            ("`POST /refresh`", "refreshes", 120), ("`REFRESH_TOKEN_AUTH`", "refreshes", 120)):
        rate = runs[operation, "gatehouse"].rate
        yield at_least(f"{what} per second, {operation}", wanted, rate)
