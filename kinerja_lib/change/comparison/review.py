"""The scores of groups in one wave: means, tests, units, dialogue, weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.change.comparison.dialogue import compare_kinds, compare_units, judge_dialogue
from kinerja_lib.change.comparison.groups import Scores, describe_groups, list_pairs, test_grouping
from kinerja_lib.change.comparison.limits import COMPARED, ComparisonLimits
from kinerja_lib.change.comparison.meaning import is_barred, name_use
from kinerja_lib.change.comparison.people import ComparedPeople
from kinerja_lib.change.comparison.units import (
    fit_effects,
    judge_units,
    measure_subscale,
    shrink_units,
)
from kinerja_lib.change.comparison.weights import Weighting, compare_weighted, weight_to_staff
from kinerja_lib.change.responses.review import Responses
from kinerja_lib.change.structure.groups import LEVELS, SCALAR, UNTESTED
from kinerja_lib.change.structure.review import StructureReview
from kinerja_lib.change.words import AGE, COLUMNS, KIND, SEX, STATUS, UNIT
from kinerja_lib.config.instrument import Subscale
from kinerja_lib.stats.multiplicity import adjust_holm

FIGURES = ("statistik", "df1", "df2", "p", "efek", "efek_low", "efek_high", "kelompok")
_MEANT = ["kode", "pengelompokan", "kelompok"]
_JUDGED = ("pengelompokan", "kelompok", "nama", "kode", "p_holm", "hasil", "setara", "tampil")


@dataclass(frozen=True)
class ComparisonReview(ComparedPeople):
    """Hold the comparison of groups of the reported wave.

    Parameters
    ----------
    responses : Responses
    limits : ComparisonLimits
    structure : StructureReview or None
        Tests whether groups understand the items alike; None: nothing was tested.
    """

    structure: StructureReview | None = None

    def _each(self) -> list[tuple[Subscale, Scores]]:
        return [(s, self.scores_of(s)) for s in self.subscales]

    @cached_property
    def groups(self) -> pd.DataFrame:
        """Mean of every group: pengelompokan, kode, subskala, kelompok, n, unit, rerata, guna."""
        rows = [
            {"pengelompokan": name, "kode": s.code, "subskala": s.name, **row}
            | {"guna": name_use(self.level(s.code, name, row["kelompok"]))}
            for s, data in self._each()
            for name in COMPARED
            for row in describe_groups(data, self.labels[name])
        ]
        return pd.DataFrame(rows)

    def meaning(self, code: str, grouping: str) -> str:
        """Say how far the groups of a grouping understand the items of a subscale alike.

        Returns
        -------
        str
            A level of `structure.groups`; "tidak diuji" also where a group with enough people was
            left out of a test that the others passed.
        """
        found = {self.level(code, grouping, group) for group in {*self.shown[grouping]} - {None}}
        barred = sorted((one for one in found if is_barred(one)), key=LEVELS.index)
        return barred[0] if barred else UNTESTED if UNTESTED in found or not found else SCALAR

    @cached_property
    def tests(self) -> pd.DataFrame:
        """One test per grouping and subscale, Holm within a grouping; columns of `test_grouping`.

        Groups that are not shown are not compared. With setara (see `meaning`); where it forbids
        comparing means every figure is missing and the row is no part of the family.
        """
        rows = [
            {"pengelompokan": name, "kode": s.code, "subskala": s.name}
            | {"setara": self.meaning(s.code, name)}
            | test_grouping(data, self.shown[name], name, self.limits)
            for name in COMPARED
            for s, data in self._each()
        ]
        names = ["pengelompokan", "p", "subskala", "setara"]
        table = pd.DataFrame(rows, columns=None if rows else names)
        barred = table["setara"].map(is_barred).astype(bool)
        figures = [name for name in FIGURES if name in table]
        table = table.assign(**{name: table[name].mask(barred) for name in figures})
        holm = np.full(len(table), np.nan)
        for name in COMPARED:
            own = (table["pengelompokan"] == name).to_numpy()
            holm[own] = adjust_holm(table.loc[own, "p"].to_numpy(dtype=float))
        return table.assign(p_holm=holm)

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Pairs of groups where the test of all supports a difference."""
        found = self.tests[self.tests["p_holm"] < self.limits.level]
        by_code = {s.code: s for s in self.subscales}
        rows = []
        for row in found.itertuples():
            data = self.scores_of(by_code[row.kode])
            label = self.shown[row.pengelompokan]
            pairs = list_pairs(data, label, row.pengelompokan, self.limits, row.uji)
            head = {"pengelompokan": row.pengelompokan, "subskala": row.subskala, "uji": row.uji}
            rows += [head | pair for pair in pairs]
        return pd.DataFrame(rows)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """How much of each score lies between units, with what a unit mean may be called."""
        rows = []
        codes = self._unit_code[0]
        for s, data in self._each():
            points = int(data.ends[1] - data.ends[0]) + 1
            placed = np.where(codes[:, None] >= 0, self.answers.of(s), np.nan)
            found = measure_subscale(data.placed, placed, codes, points)
            setara = self.meaning(s.code, UNIT)
            rows.append({"kode": s.code, "subskala": s.name, "setara": setara} | found)
        table = pd.DataFrame(rows, columns=None if rows else ["kode", "subskala", "p", "setara"])
        barred = table["setara"].map(is_barred).astype(bool)
        p = table["p"].mask(barred).to_numpy(dtype=float)
        table = table.assign(p_holm=adjust_holm(p))
        return table.assign(hasil=[judge_units(row, self.limits) for row in table.itertuples()])

    @cached_property
    def units(self) -> pd.DataFrame:
        """Mean of every unit drawn to the middle, by kind and name: one row per subscale.

        Subscales whose unit means may not be compared are left out.
        """
        parts = []
        codes = self._unit_code[0]
        names = self._unit_code[1]
        allowed = [(s, d) for s, d in self._each() if not is_barred(self.meaning(s.code, UNIT))]
        for s, data in allowed:
            own = shrink_units(data.placed, codes)
            unit = [names[int(code)] for code in own["unit_id"]]
            own = own.assign(unit_id=unit, kode=s.code, subskala=s.name)
            parts.append(own)
        table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({"unit_id": []})
        named = table["unit_id"].map(self.unit_names) if parts else []
        table = table.assign(unit=named, jenis=table["unit_id"].map(self.kind_of) if parts else [])
        return table.sort_values(["jenis", "unit", "unit_id"], kind="stable", ignore_index=True)

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Sex, age, status and kind at once, with a level for each unit; 95% without correction.

        Contrasts that may not be compared are left out.
        """
        rows = []
        codes = self._unit_code[0]
        labels = {name: self.shown[name] for name in (KIND, SEX, AGE, STATUS)}
        labels = {name: own for name, own in labels.items() if len({*own} - {None}) > 1}
        for s, data in self._each():
            found = fit_effects(data.placed, codes, labels)[1]
            head = {"kode": s.code, "subskala": s.name}
            barred = {name for name in labels if is_barred(self.meaning(s.code, name))}
            rows += [head | row for row in found if row["pengelompokan"] not in barred]
        return pd.DataFrame(rows)

    @cached_property
    def rates(self) -> pd.Series:
        """Response of each unit with staff, per cent; NaN where more answered than are listed."""
        units = self.responses.turnout.units
        return units[units["diundang"] > 0].set_index("unit_id")["persen"]

    def level(self, code: str, grouping: str, group: object) -> str:
        """Say how far a group understands the items of a subscale like the others."""
        if self.structure is None:
            return UNTESTED
        return self.structure.level_of(code, COLUMNS[grouping], group)

    @cached_property
    def dialogue(self) -> pd.DataFrame:
        """Every unit and kind of unit in every subscale that dialogue is about, judged.

        Columns of `judge_dialogue` with kode, subskala, nama and tampil (bool: may be shown).
        """
        own = [s for s in self.subscales if s.theme in self.limits.themes]
        parts = [self._compare(s) for s in own]
        if all(part.empty for part in parts):
            return pd.DataFrame(columns=_JUDGED)
        table = pd.concat(parts, ignore_index=True)
        low = self.rates[self.rates < self.limits.low_rate].index
        of_unit = table["pengelompokan"] == UNIT
        keys = zip(table["pengelompokan"], table["kelompok"], strict=True)
        hidden = np.array([key in self.hidden for key in keys], dtype=bool)
        names = table["kelompok"].map(self.unit_names)
        figures = table.assign(
            jarang=of_unit & table["kelompok"].isin(low),
            nama=names.where(of_unit, table["kelompok"]),
            tampil=~hidden,
            p=table["p"].mask(hidden),
            setara=[self.level(*row) for row in table[_MEANT].itertuples(index=False)],
        )
        return judge_dialogue(figures, self.limits)

    def _compare(self, subscale: Subscale) -> pd.DataFrame:
        data = self.scores_of(subscale)
        table = pd.concat(
            [
                compare_units(data, self._unit_code[1], self.limits),
                compare_kinds(data, self.labels[KIND], self.limits),
            ],
            ignore_index=True,
        )
        return table.assign(
            kode=subscale.code,
            subskala=subscale.name,
            tanda=1 if subscale.favourable_high else -1,
            batas=self.limits.points(*data.ends),
        )

    @cached_property
    def weighting(self) -> Weighting:
        """Weights that bring kind, sex, status and age of respondents to those of the staff."""
        labels = {name: self.labels[name] for name in (KIND, SEX, STATUS, AGE)}
        day = self.answers.people["tanggal"].min()
        return weight_to_staff(labels, self.responses.evidence, day, self.limits)

    @cached_property
    def weighted(self) -> pd.DataFrame:
        """Mean of each subscale as it is and weighted."""
        rows = [
            {"kode": s.code, "subskala": s.name, "batas": self.limits.points(*data.ends)}
            | compare_weighted(data.score, data.clusters, self.weighting)
            for s, data in self._each()
        ]
        return pd.DataFrame(rows)


def review_comparison(
    responses: Responses,
    limits: ComparisonLimits | None = None,
    structure: StructureReview | None = None,
) -> ComparisonReview:
    """Prepare the comparison of groups of the reported wave.

    Parameters
    ----------
    structure : StructureReview or None
        With it, means are compared only where groups understand the items alike.
    """
    return ComparisonReview(responses, limits or ComparisonLimits(), structure)
