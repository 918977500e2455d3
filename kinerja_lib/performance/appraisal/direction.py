"""Labels of raters that run the wrong way: a "bawahan" who is in fact the person's superior."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.performance.appraisal.data import SUBORDINATE, SUPERIOR


def list_superiors(evidence: Evidence, year: int) -> pd.DataFrame:
    """List who stands above whom.

    Heads of a person's unit and of the units above it, by `unit.kepala_nip` and the unit of
    `pegawai`, and the appraising official of the year's results (`hasil_penilaian.penilai_nip`).

    Returns
    -------
    DataFrame
        Columns bawahan and atasan (NIP), each pair once.
    """
    units = evidence.units
    chain = [(unit, above) for unit in units.index for above in _ancestors(unit, units["induk_id"])]
    heads = pd.DataFrame(chain, columns=["unit_id", "di_atas"], dtype="str")
    heads = heads.assign(atasan=heads["di_atas"].map(units["kepala_nip"])).dropna(subset="atasan")
    staff = evidence.staff["unit_id"].rename_axis("bawahan").reset_index()
    by_unit = staff.merge(heads, on="unit_id")[["bawahan", "atasan"]]
    results = evidence.frame("hasil_penilaian", ["nip", "periode", "penilai_nip"])
    results = results[results["periode"].str[:4] == str(year)]
    by_result = results[["nip", "penilai_nip"]].set_axis(["bawahan", "atasan"], axis=1).dropna()
    both = pd.concat([by_unit, by_result]).drop_duplicates()
    return both[both["bawahan"] != both["atasan"]].reset_index(drop=True)


def _ancestors(unit: str, parents: pd.Series) -> list[str]:
    """List a unit and those above it, the nearest first; a circle ends the list."""
    found: list[str] = []
    while isinstance(unit, str) and unit in parents.index and unit not in found:
        found.append(unit)
        unit = parents[unit]
    return found


def judge_direction(pairs: pd.DataFrame, superiors: pd.DataFrame) -> pd.Series:
    """Compare labels with who stands above whom.

    Parameters
    ----------
    pairs : DataFrame
        Columns dinilai, penilai, hubungan.
    superiors : DataFrame
        From `list_superiors`.

    Returns
    -------
    Series, index of pairs
        "sesuai", "terbalik", or missing where the label is neither atasan nor bawahan or the tables
        do not say who is above. Where they say both (a circle), it is missing too.
    """
    known = pd.MultiIndex.from_frame(superiors[["bawahan", "atasan"]])
    above = pd.MultiIndex.from_frame(pairs[["dinilai", "penilai"]]).isin(known)
    below = pd.MultiIndex.from_frame(pairs[["penilai", "dinilai"]]).isin(known)
    up, down = above & ~below, below & ~above
    label = pairs["hubungan"]
    right = ((label == SUPERIOR) & up) | ((label == SUBORDINATE) & down)
    wrong = ((label == SUPERIOR) & down) | ((label == SUBORDINATE) & up)
    verdict = pd.Series(pd.NA, index=pairs.index, dtype="str")
    return verdict.mask(right, "sesuai").mask(wrong, "terbalik")
