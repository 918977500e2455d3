"""Primary withholding of sentences: those about too few people give the reason instead."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import Any

from kinerja_lib.errors import DisclosureError
from kinerja_lib.i18n import _
from kinerja_lib.privacy.primary_rules import MINIMUM, NEVER, WITHHELD, people_for_quantile

SMALL_GROUP = _("Tidak ditampilkan: kurang dari {minimum} orang.")
_LEAST_QUOTED = 10
QUOTING = _("Tidak ditampilkan: kalimat ini memuat angka yang ditahan.")
NAMING = _("Tidak ditampilkan: kalimat ini menyebut kelompok yang hasilnya ditahan.")
NO_COMMENTS = _("Tidak ditampilkan: komentar tidak dimuat pada edisi publik.")


def withhold_finding(finding: Mapping[str, Any], edition: str) -> dict[str, Any]:
    """Replace a sentence about too few people by the reason; other sentences stay as they are.

    A sentence with a median, another quantile, or the least or greatest value needs more people;
    see `primary_rules.people_for_quantile`. In public one that writes n beside a count of nearly
    all of them (384 of 389) is about the few others.

    Raises
    ------
    DisclosureError
        The sentence is about persons, states a number, and does not say how many people it is
        about.
    """
    minimum = MINIMUM[edition][finding["subject"]]
    if minimum == 0:
        return dict(finding)
    numbers = [value for value in finding["values"].values() if isinstance(value, dict)]
    if finding["n"] is None and not numbers:
        return dict(finding)
    if finding["n"] is None:
        raise DisclosureError(
            _("Kalimat '{id}' memuat angka tentang pegawai tanpa n. Beri n.").format(
                id=finding["id"]
            )
        )
    quantiles = [v["quantile"] for v in numbers if v.get("quantile") is not None]
    needed = max([minimum, *(people_for_quantile(q, minimum) for q in quantiles)])
    if finding["n"] >= needed and not (edition == "public" and _tells_of_few(finding, minimum)):
        return dict(finding)
    limit = {"unit": "", "decimals": 0, "words": False, "low": None, "high": None}
    none_shown = minimum == NEVER
    return {
        **finding,
        "outcome": WITHHELD,
        "message": NO_COMMENTS if none_shown else SMALL_GROUP,
        "values": {} if none_shown else {"minimum": limit | {"value": float(needed)}},
        "n": None,
        "test": "",
    }


def _tells_of_few(finding: Mapping[str, Any], minimum: int) -> bool:
    """Say whether a sentence writes its n, and a count that leaves fewer people than the limit."""
    values = [v["value"] for v in finding["values"].values() if isinstance(v, dict)]
    counts = [v for v in values if v is not None and float(v).is_integer()]
    return finding["n"] in counts and any(0 < finding["n"] - v < minimum for v in counts)


def is_withheld(block: Mapping[str, Any]) -> bool:
    """Say whether a block is a sentence that gives only the reason why it is not shown."""
    return block.get("outcome") == WITHHELD


def withhold_quoting(
    finding: Mapping[str, Any], hidden: Collection[float], near: Collection[float], edition: str
) -> dict[str, Any]:
    """Replace a sentence that quotes a number which the gate withheld in a table.

    Parameters
    ----------
    hidden, near : collection of float
        Withheld numbers of all tables, and of the tables of the sentence's own section. A number
        with decimals is compared with all of them, a whole number from 10 with `near` alone, as
        the same whole number means something else elsewhere. Whole numbers below 10 are counts that
        sentences never write.
    """
    if MINIMUM[edition][finding["subject"]] == 0 or finding["outcome"] == WITHHELD:
        return dict(finding)
    quoted = [finding["n"]] if finding["n"] is not None else []
    for value in finding["values"].values():
        if isinstance(value, dict):
            quoted += [value[name] for name in ("value", "low", "high") if value[name] is not None]
    if not any(_is_quote(float(number), hidden, near) for number in quoted):
        return dict(finding)
    return _say_instead(finding, QUOTING)


def withhold_naming(
    finding: Mapping[str, Any], names: Collection[str], edition: str
) -> dict[str, Any]:
    """Replace a sentence that names a group whose verdict is withheld in the section's tables.

    Parameters
    ----------
    names : collection of str
        See `find_unnamed`.
    """
    if MINIMUM[edition][finding["subject"]] == 0 or finding["outcome"] == WITHHELD:
        return dict(finding)
    values = finding["values"].values()
    texts = [text for value in values for text in (value if isinstance(value, list) else [value])]
    if not any(isinstance(text, str) and text in names for text in texts):
        return dict(finding)
    return _say_instead(finding, NAMING)


def withhold_stating(finding: Mapping[str, Any]) -> dict[str, Any]:
    """Replace a sentence that states a number from which withheld ones follow."""
    return _say_instead(finding, QUOTING)


def find_unnamed(table: Mapping[str, Any]) -> set[str]:
    """Give the groups of a table of one key whose verdict is withheld; none may be named."""
    roles = [column["role"] for column in table["columns"]]
    keys = [place for place, role in enumerate(roles) if role == "key"]
    verdicts = [place for place, role in enumerate(roles) if role == "verdict"]
    if len(keys) != 1:
        return set()
    hidden = (row for row in table["rows"] if any(row[place] == WITHHELD for place in verdicts))
    return {name for row in hidden if (name := str(row[keys[0]]))}


def _say_instead(finding: Mapping[str, Any], message: str) -> dict[str, Any]:
    return {**finding, "outcome": WITHHELD, "message": message, "values": {}, "n": None, "test": ""}


def _is_quote(number: float, hidden: Collection[float], near: Collection[float]) -> bool:
    if number.is_integer():
        return number >= _LEAST_QUOTED and number in near
    return any(math.isclose(number, other, rel_tol=1e-9) for other in hidden)
