"""Make the executed notebook the same for two runs of the same inputs; its outputs stay."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

_KERNEL_FILE = re.compile(r"ipykernel_\d+([/\\]\d+\.py)")
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,16}\b")
_TIMED = ("papermill", "execution", "ExecuteTime")


def clean_notebook(executed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy without times, process numbers, temporary paths and memory addresses.

    A cell's state is kept as metadata `kinerja.status`: completed, failed or pending. Pieces of
    printed text, whose borders depend on the clock, are joined per stream.
    """
    notebook = copy.deepcopy(dict(executed))
    notebook["metadata"] = _without_times(notebook["metadata"])
    for cell in notebook["cells"]:
        state = cell["metadata"].get("papermill", {}).get("status", "pending")
        cell["metadata"] = _without_times(cell["metadata"]) | {"kinerja": {"status": state}}
        if cell["cell_type"] == "code":
            cell["outputs"] = _join_streams([_clean_output(o) for o in cell.get("outputs", [])])
    return notebook


def _without_times(metadata: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in metadata.items() if key not in _TIMED}


def _clean_output(output: dict[str, Any]) -> dict[str, Any]:
    if output["output_type"] == "stream":
        return output | {"text": _clean_text(_as_text(output["text"]))}
    data = output.get("data", {})
    if "text/plain" in data:
        plain = _clean_text(_as_text(data["text/plain"]))
        return output | {"data": data | {"text/plain": plain}}
    return output


def _join_streams(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    joined: list[dict[str, Any]] = []
    streams: dict[str, dict[str, Any]] = {}
    for output in outputs:
        name = output.get("name") if output["output_type"] == "stream" else None
        if name in streams:
            streams[name]["text"] += output["text"]
            continue
        joined.append(output)
        if name is not None:
            streams[name] = output
    return joined


def _clean_text(text: str) -> str:
    return _ADDRESS.sub("at 0x…", _KERNEL_FILE.sub(r"ipykernel\1", text))


def _as_text(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
