"""Cognito's service model as botocore has it, written as the text that UserPool/ServiceModel reads.

`python service_model.py` writes the Swift files anew.
"""

import botocore.session

from gatehouse import ROOT

FOLDER = ROOT / "Sources/UserPool/ServiceModel"
MODEL = botocore.session.get_session().get_service_model("cognito-idp")._service_description
SHAPES, OPERATIONS = MODEL["shapes"], MODEL["operations"]
# The model's is that of a prefix alone; a domain of one's own has dots ("such as auth.example.com", says
# the member's text). Who may have them, the operation knows.
PATTERNS = {"DomainType": r"^[a-z0-9](?:[a-z0-9\-.]{0,61}[a-z0-9])?$"}


def inputs():
    """Every shape that an input can hold."""
    found, open_ = set(), [o["input"]["shape"] for o in OPERATIONS.values() if "input" in o]
    while open_:
        name = open_.pop()
        if name in found:
            continue
        found.add(name)
        shape = SHAPES[name]
        parts = list(shape.get("members", {}).values())
        parts += [shape[key] for key in ("member", "key", "value") if key in shape]
        open_ += [part["shape"] for part in parts]
    return sorted(found)


def bounds(shape):
    low, high = shape.get("min"), shape.get("max")
    return "" if low is None and high is None else f" {'' if low is None else low}..{'' if high is None else high}"


def line(name):
    shape = SHAPES[name]
    kind, secret = shape["type"], " !" if shape.get("sensitive") else ""
    if shape.get("document"):
        return f"{name} document"
    if kind == "structure":
        required = set(shape.get("required", []))
        return f"{name} struct{secret}" + "".join(
            f" {key}{'!' if key in required else ''}:{member['shape']}"
            for key, member in shape["members"].items())
    if kind == "list":
        return f"{name} list{bounds(shape)} {shape['member']['shape']}"
    if kind == "map":
        return f"{name} map{bounds(shape)}{secret} {shape['key']['shape']} {shape['value']['shape']}"
    if "enum" in shape:
        return f"{name} enum " + " ".join(shape["enum"])
    pattern = PATTERNS.get(name, shape.get("pattern"))
    pattern = f" ~{pattern}" if kind == "string" and pattern else ""
    return f"{name} {kind}{bounds(shape)}{secret if kind == 'string' else ''}{pattern}"


def operation(name):
    made = OPERATIONS[name]
    return " ".join([
        name, made["input"]["shape"], "open" if made.get("authtype") == "none" else "signed",
        "body" if "output" in made else "empty"])


def file(variable, comment, lines):
    text = ["// Made by Tests/EndToEnd/service_model.py.", "", "extension ServiceModel {"]
    text += [f"    /// {line}" for line in comment]
    text += [f'    static let {variable} = #"""']
    text += ["        " + line for line in lines]
    return "\n".join(text + ['        """#', "}", ""])


def files():
    names = inputs()
    structures = [n for n in names if SHAPES[n]["type"] == "structure"]
    return {
        "ServiceModel+Operations.swift": file(
            "operationText", [
                "Every operation: its input, whether its caller signs (`signed`) or not, and `empty`"
                " where the", "answer has no body at all."],
            [operation(name) for name in sorted(OPERATIONS)]),
        "ServiceModel+Inputs.swift": file(
            "inputText", ["What each operation takes; `!` marks what must be there."],
            [line(n) for n in structures if n.endswith("Request")]),
        "ServiceModel+Structures.swift": file(
            "structureText", ["The structures inside inputs."],
            [line(n) for n in structures if not n.endswith("Request")]),
        "ServiceModel+Values.swift": file(
            "valueText", [
                "Lists, maps and plain values with their bounds; `!` marks what no answer repeats."],
            [line(n) for n in names if SHAPES[n]["type"] != "structure"]),
    }


if __name__ == "__main__":
    for name, text in files().items():
        (FOLDER / name).write_text(text)
