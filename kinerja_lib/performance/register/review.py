"""The register of indicators: what its cards lack, and which kinds of indicator each owner has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.performance.achievement.review import CARD_COLUMNS
from kinerja_lib.performance.register.formula import read_formula
from kinerja_lib.performance.register.lint import is_filled, lint_cards, mix_kinds


@dataclass(frozen=True)
class RegisterReview:
    """Hold the cards and what was found on them.

    Parameters
    ----------
    cards : DataFrame
        Rows of `iku`.
    findings : DataFrame
        From `lint_cards`.
    mix : DataFrame
        From `mix_kinds`, with pemilik (name of the owner; missing where nobody owns).
    units : Series
        Names of units by code.
    """

    cards: pd.DataFrame
    findings: pd.DataFrame
    mix: pd.DataFrame
    units: pd.Series

    @cached_property
    def faulty(self) -> pd.DataFrame:
        """One row per card with findings: nama, pemilik, isian (fields joined), temuan (count)."""
        groups = self.findings.groupby("iku_id", sort=False)
        table = groups.agg(
            nama=("nama", "first"),
            pemilik_unit_id=("pemilik_unit_id", "first"),
            isian=("isian", lambda names: ", ".join(dict.fromkeys(names))),
            temuan=("temuan", "size"),
        ).reset_index()
        return table.assign(pemilik=table["pemilik_unit_id"].map(self.units))

    @property
    def complete(self) -> int:
        """Cards without any finding."""
        return len(self.cards) - len(self.faulty)

    @cached_property
    def executable(self) -> int:
        """Cards whose formula can be worked out."""
        return sum(read_formula(text) is not None for text in self.cards["rumus"])

    @property
    def no_outcome(self) -> pd.DataFrame:
        """Owners without a single outcome indicator: rows of `mix` that have an owner."""
        return self.mix[(self.mix["outcome"] == 0) & self.mix["pemilik"].notna()]


def review_register(evidence: Evidence) -> RegisterReview:
    """Check the card of every indicator."""
    cards = evidence.frame("iku", CARD_COLUMNS)
    goals = pd.Index(evidence.frame("tujuan", ["tujuan_id"])["tujuan_id"])
    columns = ["iku_id", "unit_id", "periode", "target_bawah", "target_atas"]
    figures = evidence.frame("target_realisasi", columns)
    names = evidence.units["nama"]
    findings = lint_cards(cards, names.index, goals, figures)
    mix = mix_kinds(cards)
    owner = [names.get(code, code) if is_filled(code) else None for code in mix["pemilik_unit_id"]]
    return RegisterReview(cards, findings, mix.assign(pemilik=owner), names)
