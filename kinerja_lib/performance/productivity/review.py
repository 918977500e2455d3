"""Efficiency and effectiveness kept apart: cost of output, output per FTE, achievement."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.comparisons import ABOVE, BELOW, Family, compare_groups
from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.performance.achievement.review import AchievementReview, review_achievement
from kinerja_lib.performance.results.movers import name_units
from kinerja_lib.publish.phrases import CANNOT

NO_COST, NO_OUTPUT, NO_UNIT_OF_OUTPUT = "tanpa biaya", "tanpa keluaran", "tanpa satuan"
_ACTIVITY = ["unit_id", "jenis", "tanggal", "keluaran", "satuan", "realisasi_anggaran"]
_LOG = ["nip", "tanggal", "keluaran", "jam"]


@dataclass(frozen=True)
class ProductivityLimits:
    """Hold what is chosen for efficiency.

    Parameters
    ----------
    months : int
        Months up to the end of the period that are looked at.
    margin : float
        Smallest difference of interest, per cent.
    minimum : int
        Fewest activities, or people, of a unit that is compared.
    fte_hours : float
        Working hours of one FTE in a year.
    """

    months: int = 12
    margin: float = 25.0
    minimum: int = 3
    fte_hours: float = 1250.0

    @property
    def family(self) -> Family:
        """Comparisons of logarithms, with the margin as a ratio."""
        return Family(margin=float(np.log1p(self.margin / 100)), minimum=self.minimum)


@dataclass(frozen=True)
class ProductivityReview:
    """Hold cost, output and achievement of units; the three are never merged into one number.

    Parameters
    ----------
    evidence : Evidence
    limits : ProductivityLimits
    achievement : AchievementReview
    """

    evidence: Evidence
    limits: ProductivityLimits
    achievement: AchievementReview = field(repr=False)

    def _recent(self, table: str, columns: list[str]) -> pd.DataFrame:
        """Take the rows of a table from the months looked at."""
        rows = self.evidence.frame(table).reindex(columns=columns).dropna(subset="tanggal")
        day, last = pd.to_datetime(rows["tanggal"]), pd.Timestamp(self.evidence.period_end)
        first = last + pd.Timedelta(days=1) - pd.DateOffset(months=self.limits.months)
        return rows[(day >= first) & (day < last + pd.Timedelta(days=1))].reset_index(drop=True)

    @cached_property
    def activities(self) -> pd.DataFrame:
        """Activities of the months: unit_id, kelompok (kind and unit of output), harga, alasan.

        harga is the rupiah for one output; missing where cost or output is missing or 0, which
        alasan says. Nothing is taken as 0.
        """
        rows = self._recent("kegiatan", _ACTIVITY)
        cost, output = rows["realisasi_anggaran"], rows["keluaran"]
        missing = [~(cost > 0), ~(output > 0), rows["satuan"].isna()]
        reason = np.select(missing, [NO_COST, NO_OUTPUT, NO_UNIT_OF_OUTPUT], "")
        price = (cost / output.where(output > 0)).where(reason == "")
        kind = rows["jenis"].fillna("") + " (" + rows["satuan"].fillna("") + ")"
        return rows.assign(kelompok=kind, harga=price.astype(float), alasan=reason)

    @cached_property
    def costs(self) -> pd.DataFrame:
        """Compare the cost of one output with other units that do the same.

        Columns of `compare_groups` for logarithms, and kelompok, unit_id, nama, biaya (rupiah for
        one output: sum over sum), rasio, rasio_low, rasio_high (per cent of the others' cost).
        """
        rows = self.activities.dropna(subset="harga")
        values = pd.DataFrame(
            {"kind": rows["kelompok"], "group": rows["unit_id"], "value": np.log(rows["harga"])}
        )
        table = compare_groups(values, self.limits.family)
        sums = rows.groupby(["kelompok", "unit_id"])[["realisasi_anggaran", "keluaran"]].sum()
        keys = pd.MultiIndex.from_frame(table[["kind", "group"]])
        price = (sums["realisasi_anggaran"] / sums["keluaran"]).reindex(keys).to_numpy()
        return _add_ratios(table).assign(
            kelompok=table["kind"],
            unit_id=table["group"],
            nama=name_units(self.evidence, table["group"]),
            biaya=price.astype(float),
        )

    @cached_property
    def costly(self) -> pd.DataFrame:
        """Rows of `costs` whose cost is beyond that of the others by more than the margin."""
        return self.costs[self.costs["outcome"] == ABOVE].sort_values(["kelompok", "nama"])

    @property
    def cost_comparisons(self) -> int:
        """Count the comparisons of cost that could be made: the family of Holm."""
        return int((self.costs["outcome"] != CANNOT).sum())

    @cached_property
    def work(self) -> pd.DataFrame:
        """Output per FTE of each person who logged work: nip, unit_id, rumpun, keluaran, jam, fte.

        fte is output / hours * hours of one FTE, missing without hours or output.
        """
        rows = self._recent("laporan_kinerja", _LOG).dropna(subset=["keluaran", "jam"])
        people = rows.groupby("nip")[["keluaran", "jam"]].sum().reset_index()
        posts = self.evidence.frame("jabatan").reindex(columns=["jabatan_id", "rumpun"])
        staff = self.evidence.frame("pegawai").reindex(columns=["nip", "unit_id", "jabatan_id"])
        people = people.merge(staff, on="nip").merge(posts, on="jabatan_id", how="left")
        usable = (people["jam"] > 0) & (people["keluaran"] > 0)
        rate = people["keluaran"] / people["jam"].where(usable) * self.limits.fte_hours
        return people.assign(fte=rate.astype(float))

    @cached_property
    def outputs(self) -> pd.DataFrame:
        """Compare output per FTE with other units within each job family; columns as in `costs`."""
        rows = self.work.dropna(subset=["fte", "rumpun"])
        values = pd.DataFrame(
            {"kind": rows["rumpun"], "group": rows["unit_id"], "value": np.log(rows["fte"])}
        )
        table = compare_groups(values, self.limits.family)
        return _add_ratios(table).assign(
            rumpun=table["kind"], nama=name_units(self.evidence, table["group"])
        )

    @property
    def output_comparisons(self) -> int:
        """Count the comparisons of output per FTE that could be made."""
        return int((self.outputs["outcome"] != CANNOT).sum())

    @cached_property
    def families(self) -> pd.DataFrame:
        """Give each job family its people, workload and output.

        Columns rumpun, pegawai (active), kebutuhan, tersedia, beban (hours a year for each person
        there is), melapor (people who logged work), fte (output per FTE: sum over sum), unit
        (units compared), rendah and tinggi (units beyond the margin). Missing stays missing.
        """
        staff, load = self._staff_by_family(), self._load_by_family()
        work = self.work.dropna(subset=["fte", "rumpun"]).groupby("rumpun")
        sums = work[["keluaran", "jam"]].sum()
        judged = self.outputs[self.outputs["outcome"] != CANNOT]
        units = {o: judged[judged["outcome"] == o]["rumpun"].value_counts() for o in (BELOW, ABOVE)}
        table = pd.DataFrame(
            {
                "pegawai": staff,
                **{name: load[name] for name in load.columns},
                "melapor": work.size(),
                "fte": sums["keluaran"] / sums["jam"] * self.limits.fte_hours,
                "unit": judged["rumpun"].value_counts(),
                "rendah": units[BELOW],
                "tinggi": units[ABOVE],
            }
        )
        counts = ["pegawai", "melapor", "unit", "rendah", "tinggi"]
        table = table.fillna(dict.fromkeys(counts, 0)).astype(dict.fromkeys(counts, int))
        return table.reset_index(names="rumpun").sort_values(
            "rumpun", ignore_index=True, kind="stable"
        )

    def _staff_by_family(self) -> pd.Series:
        staff = self.evidence.frame("pegawai").reindex(columns=["jabatan_id", "status_kerja"])
        posts = self.evidence.frame("jabatan").reindex(columns=["jabatan_id", "rumpun"])
        active = staff[staff["status_kerja"].fillna("aktif") == "aktif"]
        return active.merge(posts, on="jabatan_id")["rumpun"].value_counts()

    def _load_by_family(self) -> pd.DataFrame:
        """Add up the newest workload analysis up to the report's year."""
        names = ["jabatan_id", "tahun", "kebutuhan", "tersedia", "beban_kerja"]
        rows = self.evidence.frame("abk").reindex(columns=names)
        rows = rows[rows["tahun"] <= self.evidence.year]
        rows = rows[rows["tahun"] == rows["tahun"].max()]
        posts = self.evidence.frame("jabatan").reindex(columns=["jabatan_id", "rumpun"])
        own = rows.merge(posts, on="jabatan_id").groupby("rumpun")
        sums = own[["kebutuhan", "tersedia", "beban_kerja"]].sum(min_count=1)
        there = sums["tersedia"].where(sums["tersedia"] > 0)
        return sums[["kebutuhan", "tersedia"]].assign(beban=sums["beban_kerja"] / there)

    @cached_property
    def achieved(self) -> pd.DataFrame:
        """Median achievement of each unit's own indicators (per cent of the plan to date).

        Columns unit_id, capaian, indikator (number with a per cent), tanpa (due, but without).
        """
        rows = self.achievement.latest
        rows = rows[rows["unit_id"] != ""]
        grouped = rows.groupby("unit_id")["capaian_terbatas"]
        table = pd.DataFrame({"capaian": grouped.median(), "indikator": grouped.count()})
        return table.assign(tanpa=grouped.size() - table["indikator"]).reset_index()

    @cached_property
    def axes(self) -> pd.DataFrame:
        """Put the two axes beside each other, one row per unit that has both.

        Columns unit_id, nama, biaya (cost of one output in per cent of other units', geometric
        mean over the kinds compared, by activities), kegiatan (activities), mahal (a kind is beyond
        the margin after Holm), capaian, indikator. Not one score: each axis keeps its meaning.
        """
        rows = self.costs[self.costs["outcome"] != CANNOT]
        weighed = rows.assign(bobot=rows["difference"] * rows["n"], mahal=rows["outcome"] == ABOVE)
        sums = weighed.groupby("unit_id")[["bobot", "n"]].sum().astype(float)
        table = pd.DataFrame(
            {
                "biaya": np.exp(sums["bobot"] / sums["n"]) * 100,
                "kegiatan": sums["n"].astype(int),
                "mahal": weighed.groupby("unit_id")["mahal"].any(),
            }
        ).reset_index()
        both = table.merge(self.achieved.dropna(subset="capaian"), on="unit_id")
        return both.assign(nama=name_units(self.evidence, both["unit_id"])).sort_values(
            "nama", ignore_index=True, kind="stable"
        )

    @cached_property
    def budgets(self) -> pd.DataFrame:
        """Put achievement beside the budget used, for indicators that have a budget.

        Columns iku_id, indikator (name), unit_id, nama, periode, capaian (per cent of the plan to
        date), terserap (per cent of the budget to date that was used).
        """
        money = self.evidence.frame("target_realisasi").reindex(
            columns=["iku_id", "unit_id", "periode", "anggaran", "realisasi_anggaran"]
        )
        rows = self.achievement.latest[["iku_id", "unit_id", "periode", "nama", "capaian_terbatas"]]
        rows = rows.rename(columns={"nama": "indikator", "capaian_terbatas": "capaian"})
        rows = rows.merge(money.dropna(subset="anggaran"), on=["iku_id", "unit_id", "periode"])
        used = rows["realisasi_anggaran"] / rows["anggaran"].where(rows["anggaran"] > 0) * 100
        names = name_units(self.evidence, rows["unit_id"])
        return rows.assign(terserap=used.astype(float), nama=names).reset_index(drop=True)


def review_productivity(
    evidence: Evidence,
    limits: ProductivityLimits | None = None,
    *,
    achievement: AchievementReview | None = None,
) -> ProductivityReview:
    """Prepare efficiency and effectiveness of the units of a region.

    Parameters
    ----------
    achievement : AchievementReview, optional
        The same one as the section on achievement; made here where it is not given.
    """
    achievement = achievement or review_achievement(evidence)
    return ProductivityReview(evidence, limits or ProductivityLimits(), achievement)


def _add_ratios(table: pd.DataFrame) -> pd.DataFrame:
    """Turn differences of logarithms into per cent of the others."""
    columns = {"rasio": "difference", "rasio_low": "low", "rasio_high": "high"}
    numbers = {new: np.exp(table[old].astype(float)) * 100 for new, old in columns.items()}
    return table.assign(**numbers)
