"""The tables and the ratios that were promised."""

from dataclasses import dataclass, field

from bounds import RSA
from load import Mode

FIRST = Mode(64, False)


@dataclass
class Results:
    health: dict = field(default_factory=dict)
    protected: dict = field(default_factory=dict)
    idle: dict = field(default_factory=dict)
    starts: dict = field(default_factory=dict)
    loaded: list | None = None
    rsa: RSA | None = None
    rsa_beside: RSA | None = None
    verifier: float | None = None
    forward_auth: dict = field(default_factory=dict)
    sign_out: object = None


def write(results: Results):
    speed(results.health | results.protected | results.forward_auth)
    sizes(results)
    for rsa, where in ((results.rsa, "alone"), (results.rsa_beside, "with the other core as busy")):
        if rsa:
            print(f"\n`openssl speed rsa2048`, {where}: {rsa.verifications:,.0f} verifications/s, "
                  f"{rsa.signatures:,.0f} signatures/s")
    if out := results.sign_out:
        print(f"\n`/logout` answered to first 401 under load: median {out.median:.2f} ms, longest "
              f"{out.longest:.2f} ms, {out.let_through} let through in between")
    if results.loaded:
        before, private, after, still = map(mib, results.loaded)
        print(f"\ngatehouse after a sign-up and a sign-in: {before} MiB resident, of which "
              f"{private} private; after the load on `/health`: {after}, {still}")
    promises([*health(results.health), *protected(results), *guard(results),
              *footprints(results)])


def promises(rows: list):
    if not rows: return
    head("promise", "wanted", "measured", "")
    for cells in rows: row(*cells)


def head(*cells: str):
    print()
    row(*cells)
    print("|" + "---|" * len(cells))


def row(*cells: str):
    print("| " + " | ".join(cells) + " |")


def speed(runs: dict):
    if not runs: return
    head("connections", "", "requests/s", "CPU µs/request", "p50 ms", "p99 ms")
    for (mode, name), run in runs.items():
        row(str(mode), name, f"{run.rate:,.0f}", f"{run.cpu:.1f}", f"{run.p50:.2f}",
            f"{run.p99:.2f}")


def sizes(results: Results):
    if not results.idle and not results.starts: return
    head("", "bytes per idle connection", "idle CPU µs/s", "with the connections",
         "first answer ms", "resident MiB", "private MiB")
    for name in results.idle or results.starts:
        start = f"{results.starts[name]:.1f}" if results.starts else ""
        one = results.idle.get(name)
        if not one:
            row(name, "", "", "", start, "", "")
            continue
        row(name, f"{one.per_connection:,.0f}", f"{one.idle_cpu:,.0f}", f"{one.held_cpu:,.0f}",
            start, mib(one.resident), mib(one.private))


def mib(size: int) -> str:
    return f"{size / 2**20:.1f}"


def at_least(promise: str, wanted: float, measured: float):
    verdict = "kept" if measured >= wanted else "**missed**"
    return promise, f"≥ {wanted}", f"{measured:.2f}", verdict


def at_most(promise: str, wanted: float, measured: float, unit: str = ""):
    verdict = "kept" if measured <= wanted else "**missed**"
    return promise, f"≤ {wanted}{unit}", f"{measured:,.2f}{unit}", verdict


def health(runs: dict):
    for mode in dict.fromkeys(mode for mode, _ in runs):
        ours, logged = runs[mode, "gatehouse"], runs[mode, "gatehouse, access log"]
        nginx = runs[mode, "nginx"]
        yield at_least(f"`/health` / nginx, {mode}", 1.0, ours.rate / nginx.rate)
        yield at_most(f"p99 of `/health` / nginx, {mode}", 1.0, ours.p99 / nginx.p99)
        yield at_least(f"the same with access log / nginx, {mode}", 0.7, logged.rate / nginx.rate)
        for peer, factor in (("Hummingbird", 5), ("Express", 8)):
            ratio = ours.rate / runs[mode, peer].rate
            yield at_least(f"`/health` / {peer}, {mode}", factor, ratio)


def protected(results: Results):
    runs = results.protected
    for mode in dict.fromkeys(mode for mode, _ in runs):
        warm = runs[mode, "gatehouse `/protected`, one token"].rate
        cold = runs[mode, "gatehouse `/protected`, new tokens"].rate
        own = runs[mode, "gatehouse `/health`"].rate
        express = runs[mode, "Express `/protected`"].rate
        hummingbird = runs[mode, "Hummingbird `/protected`"].rate
        yield at_least(f"`/protected`, one token / own `/health`, {mode}", 0.75, warm / own)
        yield at_least(f"`/protected`, one token / Express, {mode}", 8, warm / express)
        yield at_least(f"`/protected`, one token / Hummingbird, {mode}", 5, warm / hummingbird)
        limit = results.rsa.verifications
        yield at_least(f"`/protected`, new tokens / RSA limit, {mode}", 0.55, cold / limit)


def guard(results: Results):
    if not results.verifier: return
    ratio = results.verifier / results.rsa.verifications
    yield at_least("the verifier alone / RSA limit", 0.85, ratio)
    for (mode, name), run in results.forward_auth.items():
        if "auth_request" in name and "paced" in name:
            yield at_most(
                "p99 of nginx `auth_request` to gatehouse, 64 connections, 2,000 requests/s", 2,
                run.p99, " ms")


def footprints(results: Results):
    if one := results.idle.get("gatehouse"):
        yield at_most("user memory per idle connection", 1024, one.per_connection, " B")
        # libdispatch looks at its threads once a second, which costs some 70 µs.
        yield at_most("idle CPU, of a core", 0.05, one.idle_cpu / 1e4, " %")
        yield at_most("resident, idle", 20, one.resident / 2**20, " MiB")
    if results.starts:
        yield at_most("first answer after start", 15, results.starts["gatehouse"], " ms")
