"""The indicator review: one judged set of figures and the views the report needs of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.performance.areas.area_names import name_area
from kinerja_lib.performance.areas.indicators import (
    follow_path,
    inspect_quality,
    judge_indicators,
    summarise_areas,
    summarise_indicators,
)
from kinerja_lib.performance.areas.series_checks import fill_missing_rows


@dataclass(frozen=True)
class IndicatorReview:
    """Hold the judged figures of one review.

    Parameters
    ----------
    judged : DataFrame
        From `judge_indicators`: one row per area, indicator and year.
    cards : DataFrame
        One row per indicator.
    year : int
        Year the verdicts are about.
    reference_area : str
        Name of the area shown for comparison and never counted, "" for none.
    cap : float
        Highest achievement shown in the capped column, per cent.
    rows_read : int
        Rows of figures read, all accepted.
    target_owner : str
        `nasional` when the targets are those of national plans, `wilayah` when each area set its
        own: pages say it in every verdict.
    """

    judged: pd.DataFrame
    cards: pd.DataFrame
    year: int
    reference_area: str
    cap: float
    rows_read: int
    target_owner: str = "nasional"

    @property
    def scope(self) -> str:
        """Give the word that says whose the targets are, "" for the area's own."""
        return _("nasional") if self.target_owner == "nasional" else ""

    @property
    def target(self) -> str:
        """Name the targets: "target nasional", or "target" for the area's own."""
        return _("target nasional") if self.scope else _("target")

    @cached_property
    def own(self) -> pd.DataFrame:
        """Judged figures without the reference area."""
        return self.judged[self.judged["wilayah"] != self.reference_area]

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Verdict counts of the year per area, reference area included and last."""
        areas = summarise_areas(self.judged, self.year)
        is_reference = areas["wilayah"] == self.reference_area
        return pd.concat([areas[~is_reference], areas[is_reference]], ignore_index=True)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """Verdict counts of the year per indicator, reference area not counted."""
        return summarise_indicators(self.own, self.year)

    @cached_property
    def paths(self) -> pd.DataFrame:
        """First and last value of each unbroken series up to the year."""
        return follow_path(self.own, self.year)

    @property
    def directed(self) -> pd.DataFrame:
        """Paths that have a better side: two values or more, and no band to stay inside."""
        paths = self.paths
        computable = paths["arah_perubahan"].isin(["membaik", "memburuk", "tetap"])
        return paths[computable & (paths["arah"] != "rentang")]

    @cached_property
    def quality(self) -> pd.DataFrame:
        """What is there and what is missing, per indicator."""
        return inspect_quality(self.judged, self.cards)

    def rows(self, indicator: str, *, year: int | None = None) -> pd.DataFrame:
        """Give the rows of one indicator, of one year or of all, reference area last.

        An area without a row in a year is there all the same, and says so.
        """
        own = self.judged[self.judged["indikator"] == indicator]
        years = [year] if year is not None else sorted(self.judged["tahun"].unique())
        areas = list(self.areas["wilayah"])
        grid = pd.MultiIndex.from_product([areas, years], names=["wilayah", "tahun"])
        return fill_missing_rows(own.set_index(["wilayah", "tahun"]).reindex(grid)).reset_index()


def review_indicators(
    figures: pd.DataFrame,
    cards: pd.DataFrame,
    *,
    year: int,
    cap: float,
    areas: list[str] | None = None,
    reference_area: str = "",
    target_owner: str = "nasional",
) -> IndicatorReview:
    """Judge the figures of some areas in one year.

    Parameters
    ----------
    figures, cards : DataFrame
        As `read_indicators` gives them.
    year : int
        Year to judge; earlier and later years are shown as the path.
    cap : float
        Highest achievement in per cent.
    areas : list of str, optional
        Areas to keep, written as in the data; all when empty.
    reference_area : str
        Area for comparison, kept even when `areas` leaves it out; "" for none.
    target_owner : str
        `nasional` or `wilayah`, as in `IndicatorReview`.

    Raises
    ------
    DataError
        An area that is not in the data, no figure in the year, or no area beside the reference.
    """
    # Derived totals are found with all areas at hand, so judging comes before selecting.
    judged = judge_indicators(figures, cards, cap=cap)
    wanted = [*(areas or []), *([reference_area] if reference_area else [])]
    present = set(judged["provinsi"])
    absent = [area for area in wanted if area not in present]
    if absent:
        raise DataError(
            _("Wilayah {absent} tidak ada dalam data. Yang ada: {present}.").format(
                absent=", ".join(clean_text(a, 60) for a in absent),
                present=", ".join(sorted(clean_text(a, 60) for a in present)),
            )
        )
    if areas:
        judged = judged[judged["provinsi"].isin(wanted)].reset_index(drop=True)
    if year not in set(judged["tahun"]):
        raise DataError(
            _(
                "Tidak ada satu angka pun untuk tahun {year}; data memuat {first} sampai {last}. "
                "Ubah 'period' atau lengkapi data."
            ).format(year=year, first=judged["tahun"].min(), last=judged["tahun"].max())
        )
    if set(judged["provinsi"]) <= {reference_area}:
        raise DataError(
            _(
                "Tidak ada wilayah yang dinilai selain pembanding {reference}. "
                "Tambahkan wilayah pada 'areas' atau kosongkan 'reference_area'."
            ).format(reference=clean_text(reference_area, 60))
        )
    name = name_area(reference_area) if reference_area else ""
    return IndicatorReview(judged, cards, year, name, cap, len(figures), target_owner)
