"""The part of the SARIF 2.1.0 schema (OASIS, sarif-schema-2.1.0.json) that covers what the program writes.

Each object: its members with their types, and which are required; as in the schema, no other member may occur.
"""

from typing import Any

_TEXT, _WHOLE, _BAG = "string", "integer", "bag"
_LEVEL = ("none", "note", "warning", "error")
SHAPES: dict[str, tuple[dict[str, Any], frozenset[str]]] = {
    "log": ({"$schema": _TEXT, "version": ("2.1.0",), "runs": ["run"]}, frozenset({"version", "runs"})),
    "run": (
        {"tool": "tool", "results": ["result"], "columnKind": ("utf16CodeUnits", "unicodeCodePoints")},
        frozenset({"tool"}),
    ),
    "tool": ({"driver": "toolComponent"}, frozenset({"driver"})),
    "toolComponent": ({"name": _TEXT, "version": _TEXT, "rules": ["reportingDescriptor"]}, frozenset({"name"})),
    "reportingDescriptor": (
        {
            "id": _TEXT,
            "shortDescription": "multiformatMessageString",
            "fullDescription": "multiformatMessageString",
            "help": "multiformatMessageString",
            "defaultConfiguration": "reportingConfiguration",
            "properties": _BAG,
        },
        frozenset({"id"}),
    ),
    "multiformatMessageString": ({"text": _TEXT, "markdown": _TEXT}, frozenset({"text"})),
    "reportingConfiguration": ({"level": _LEVEL}, frozenset()),
    "result": (
        {
            "ruleId": _TEXT,
            "ruleIndex": _WHOLE,
            "level": _LEVEL,
            "message": "message",
            "locations": ["location"],
            "partialFingerprints": _BAG,
            "properties": _BAG,
        },
        frozenset({"message"}),
    ),
    "message": ({"text": _TEXT}, frozenset({"text"})),
    "location": ({"physicalLocation": "physicalLocation", "logicalLocations": ["logicalLocation"]}, frozenset()),
    "physicalLocation": (
        {"artifactLocation": "artifactLocation", "region": "region"},
        frozenset({"artifactLocation"}),
    ),
    "artifactLocation": ({"uri": _TEXT}, frozenset({"uri"})),
    "region": ({"startLine": _WHOLE}, frozenset({"startLine"})),
    "logicalLocation": ({"fullyQualifiedName": _TEXT, "kind": _TEXT}, frozenset()),
}


def faults(value: Any, kind: Any = "log", where: str = "$") -> list[str]:
    """Return where `value` departs from the schema, as paths."""
    if isinstance(kind, list):
        if not isinstance(value, list):
            return [where]
        return [fault for index, item in enumerate(value) for fault in faults(item, kind[0], f"{where}[{index}]")]
    if isinstance(kind, tuple):
        return [] if value in kind else [where]
    if kind in (_TEXT, _WHOLE, _BAG):
        kinds = {_TEXT: str, _WHOLE: int, _BAG: dict}
        right = isinstance(value, kinds[kind]) and (kind != _WHOLE or (type(value) is int and value >= 0))
        return [] if right else [where]
    members, required = SHAPES[kind]
    if not isinstance(value, dict):
        return [where]
    wrong = [f"{where}.{name}" for name in value.keys() - members.keys() | required - value.keys()]
    known = [name for name in value if name in members]
    return wrong + [fault for name in known for fault in faults(value[name], members[name], f"{where}.{name}")]
