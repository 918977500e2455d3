"""Ratings up to the report's period: one row for each rater, person and kind of rater."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.periods import span_of
from kinerja_lib.config.rule_declaration import EXPECTED
from kinerja_lib.config.rule_settings import RuleSettings
from kinerja_lib.tables.choices import RELATIONS

SELF, SUPERIOR, PEER, SUBORDINATE, PUBLIC = RELATIONS
BY_DATA, EVERYBODY, LEADERS, OTHERS, NOBODY = EXPECTED
INCOMPLETE, REWEIGHT = "incomplete", "reweight"
COLUMNS = ("dinilai", "penilai", "hubungan", "aspek", "nilai", "periode", "tanggal")
PAIR = ["dinilai", "penilai", "hubungan", "periode"]


@dataclass(frozen=True)
class SourceRules:
    """What the agency sets for several sources.

    Attributes
    ----------
    weights : mapping
        Per cent by kind of rater, 100 together.
    missing : str
        `incomplete`: no composite where a source lacks; `reweight`: the other sources share.
    minimum : mapping
        Fewest raters of each kind.
    expected : mapping
        Of whom each kind is expected: a word of `EXPECTED`.
    share : float
        Share of a group (0 to 1) that has a source before `BY_DATA` expects it of the others.
    """

    weights: Mapping[str, float]
    missing: str
    minimum: Mapping[str, int]
    expected: Mapping[str, str]
    share: float

    @classmethod
    def of(cls, settings: RuleSettings) -> SourceRules:
        """Read the settings `multisumber`."""
        weights, minimum = (settings[f"multisumber.{k}"] for k in ("bobot", "penilai_terkecil"))
        return cls(
            {source: float(weights.get(source, 0)) for source in RELATIONS},
            str(settings["multisumber.sumber_kosong"]),
            {source: max(1, int(minimum.get(source, 1))) for source in RELATIONS},
            settings["multisumber.diharapkan_dari"],
            float(settings["multisumber.bagian_dipakai"]) / 100,
        )


def read_ratings(evidence: Evidence, *, years: int = 1) -> pd.DataFrame:
    """Read the ratings of rounds that began by the end of the report's period.

    Parameters
    ----------
    evidence : Evidence
    years : int
        1 for the latest round only; more to add the rounds of so many years back, the report's
        year being the first.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`, texts as categories. Rows dated after the period are left out before
        the round is chosen, so a round that has only begun on paper does not hide the one before;
        rows without a date count.
    """
    rows = evidence.frame("penilaian", COLUMNS)
    late = rows["tanggal"] > pd.Timestamp(evidence.period_end)
    rows = rows[~late & rows["nilai"].notna()]
    rounds = [p for p in rows["periode"].unique() if span_of(p)[0] <= evidence.period_end]
    if years == 1:
        chosen = [max(rounds, key=lambda p: span_of(p)[::-1])] if rounds else []
    else:
        chosen = [p for p in rounds if int(p[:4]) > evidence.year - years]
    rows = rows[rows["periode"].isin(chosen)]
    texts = [name for name in COLUMNS if name not in ("nilai", "tanggal")]
    return rows.reset_index(drop=True).astype(dict.fromkeys(texts, "category"))


def average_aspects(ratings: pd.DataFrame) -> pd.DataFrame:
    """Average the aspects that a rater gave a person.

    Returns
    -------
    DataFrame
        Columns `PAIR` as text, `nilai` (0 to 100) and `aspek` (number of aspects rated).
    """
    grouped = ratings.groupby(PAIR, observed=True, sort=False)["nilai"]
    pairs = grouped.agg(nilai="mean", aspek="size").reset_index()
    return pairs.astype(dict.fromkeys(PAIR, "str"))


def count_set_aside(evidence: Evidence, table: str) -> pd.DataFrame:
    """Count the rows of a table that the check set aside, by column and fault.

    Returns
    -------
    DataFrame
        Columns column, fault, rule, rows; one row per column and fault, largest first.
    """
    found = evidence.checked.findings
    own = found[(found["table"] == table) & (found["severity"] == "quarantine")]
    own = own.drop_duplicates(["file", "sheet", "row", "column", "fault"])
    counted = own.groupby(["column", "fault", "rule"], sort=True).size().rename("rows")
    return counted.reset_index().sort_values(
        "rows", ascending=False, ignore_index=True, kind="stable"
    )
