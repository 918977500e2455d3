"""What was planted in the ratings of competency, ready for JSON."""

from __future__ import annotations

import numpy as np

from kinerja_lib.synthetic.gap_patterns import GROUPS, Gaps
from kinerja_lib.tables.choices import COMPETENCIES


def list_groups(gaps: Gaps, nip: np.ndarray) -> list[dict[str, object]]:
    """List planted groups: number, share of those rated, deficits by competency (levels), people.

    Parameters
    ----------
    gaps : Gaps
        Of n people.
    nip : object array of shape (n,)

    Returns
    -------
    list of dict
        Empty where the mechanism knows no groups; group 0 has no gap.
    """
    if not (gaps.group >= 0).any():
        return []
    return [
        {
            "group": number,
            "share": round(float((gaps.group == number).mean()), 4),
            "deficits": {
                name: round(float(gaps.deficits[number, column]), 3)
                for column, name in enumerate(COMPETENCIES)
                if name in GROUPS[number]
            },
            "nip": nip[gaps.group == number].tolist(),
        }
        for number in range(len(GROUPS))
    ]


def list_severity(gaps: Gaps, nip: np.ndarray) -> dict[str, object]:
    """Return each person's shift in all competencies, levels; empty where there is none."""
    if not gaps.severity.any():
        return {}
    return {"nip": nip.tolist(), "levels": np.round(gaps.severity, 3).tolist()}


def make_finding(
    code: str, what: str, table: str, ids: list[str], size: float
) -> dict[str, object]:
    """Return one planted finding in the form that the assembly expects."""
    return {"id": code, "what": what, "table": table, "ids": ids, "size": round(float(size), 4)}
