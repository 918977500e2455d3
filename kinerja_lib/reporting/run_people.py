"""Take the list of people out of an executed notebook, and replace their codes by keyed ones.

The codes of the kernel are plain digests of a NIP and so can be guessed; they must not stay
anywhere. What is kept needs the key of the output root, `.runs/.key`, to be made again.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kinerja_lib.errors import RunError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.privacy.people import People
from kinerja_lib.publish import MIME
from kinerja_lib.reporting.locks import hold_key
from kinerja_lib.reporting.record import RUNS, write_atomic

KEY_FILE = ".key"
_KEY_BYTES, _CODE_BYTES = 32, 12
Person = Sequence[str]  # code, unit, kind of unit


def take_people(notebook: Mapping[str, Any]) -> tuple[dict[str, Any], list[Person] | None]:
    """Give an executed notebook without its list of people, and the list; None without one."""
    found: list[Person] | None = None
    cells = []
    for cell in notebook["cells"]:
        outputs = []
        for output in cell.get("outputs", []):
            shown = output.get("data", {}).get(MIME)
            if isinstance(shown, Mapping) and "people" in shown:
                found = [*(found or []), *shown["people"]]
                shown = {name: value for name, value in shown.items() if name != "people"}
                output = {**output, "data": {**output["data"], MIME: shown}}
            outputs.append(output)
        cells.append({**cell, "outputs": outputs} if "outputs" in cell else cell)
    return {**notebook, "cells": cells}, found


def read_key(out: Path) -> bytes:
    """Read the key of an output root; it is made once, not for readers (0600).

    Raises
    ------
    RunError
        It was changed.
    """
    path = out / RUNS / KEY_FILE
    with hold_key(out):
        if not path.exists():
            write_atomic(path, secrets.token_bytes(_KEY_BYTES), mode=0o600)
        key = path.read_bytes()
    if len(key) != _KEY_BYTES:
        raise RunError(
            _(
                "Berkas kunci .runs/{name} rusak. Pulihkan dari cadangan; tanpa itu pegawai yang "
                "pindah unit tidak dapat dibandingkan dengan terbitan sebelumnya."
            ).format(name=KEY_FILE)
        )
    return key


def group_people(people: Iterable[Person] | None, key: bytes) -> People | None:
    """Group people by unit under keyed codes; None where nothing is known of them."""
    if people is None:
        return None
    units: dict[str, set[str]] = defaultdict(set)
    kinds = {}
    for code, unit, kind in people:
        keyed = hashlib.blake2b(code.encode(), key=key, digest_size=_CODE_BYTES).hexdigest()
        name = clean_text(unit)  # as the tables write it
        units[name].add(keyed)
        kinds[name] = clean_text(kind)
    return People({unit: frozenset(codes) for unit, codes in units.items()}, kinds)
