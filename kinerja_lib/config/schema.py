"""Write the JSON Schema of params files, so that editors complete names and show ranges."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path

from kinerja_lib.config.contract import NotebookContract
from kinerja_lib.config.declaration import Parameter, Shape
from kinerja_lib.config.params_file import common_parameters
from kinerja_lib.config.values import PERIOD
from kinerja_lib.i18n import _

_TYPES = {
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    # An editor takes 2021 without quotes for a number; the kit reads it as text either way.
    "period": {"type": ["string", "integer"], "pattern": f"^{PERIOD.pattern}$"},
    "code": {"type": "string", "minLength": 1, "maxLength": 64},
    "nip": {"type": "string", "pattern": "^( *[0-9]){18} *$"},
    "path": {"type": "string", "minLength": 1},
}


def params_schema(contracts: Iterable[NotebookContract]) -> dict:
    """Return the JSON Schema (draft 2020-12) of a params file for these notebooks.

    An editor may be stricter than `read_params`: it reads 007 without quotes as a number.
    """
    common = common_parameters()
    reports = {contract.name: _report(contract, common) for contract in contracts}
    properties = {name: _describe(parameter) for name, parameter in common.items()}
    properties["editions"] |= {"minItems": 1, "uniqueItems": True}
    properties["reports"] = {
        "type": "object",
        "description": _("laporan yang dibuat, masing-masing dengan parameternya"),
        "properties": dict(sorted(reports.items())),
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _("Berkas params kinerja"),
        "type": "object",
        "properties": properties,
        "required": [name for name, key in common.items() if key.required] + ["reports"],
        "additionalProperties": False,
    }


def write_schema(path: Path, contracts: Iterable[NotebookContract]) -> None:
    """Write the schema; the same notebooks give the same bytes."""
    text = json.dumps(params_schema(contracts), ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _report(contract: NotebookContract, common: dict[str, Parameter]) -> dict:
    own = {name: key for name, key in contract.parameters.items() if name not in common}
    return {
        "type": ["object", "null"],
        "description": contract.title,
        "properties": {name: _describe(key) for name, key in own.items()},
        "additionalProperties": False,
    }


def _describe(parameter: Parameter) -> dict:
    entry = _shape(parameter)
    if parameter.meaning:
        entry["description"] = parameter.meaning
    default = parameter.default
    unwritable = isinstance(default, float) and not math.isfinite(default)
    if not parameter.required and not unwritable:
        entry["default"] = default
    return entry


def _shape(shape: Shape) -> dict:
    entry = _content(shape)
    if shape.low is not None:
        entry["minimum"] = shape.low
    if shape.high is not None:
        entry["maximum"] = shape.high
    if shape.pattern is not None:
        entry["pattern"] = f"^(?:{shape.pattern})$"
    return {"anyOf": [entry, {"type": "null"}]} if shape.optional else entry


def _content(shape: Shape) -> dict:
    if shape.kind == "choice":
        return {"enum": list(shape.choices)}
    if shape.kind == "list" and shape.item is not None:
        return {"type": "array", "items": _shape(shape.item)}
    if shape.kind == "dict" and shape.item is not None:
        return {"type": "object", "additionalProperties": _shape(shape.item)}
    return dict(_TYPES[shape.kind])
