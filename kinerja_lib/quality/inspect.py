"""The quality review: everything the report needs, worked out once from the frames of a check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import pandas as pd

from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.quality.costs import (
    EVERYONE,
    cost_results,
    count_people,
    list_missing,
    person_column,
)
from kinerja_lib.quality.deadlines import fill_dates, measure_ages, read_span
from kinerja_lib.quality.faults import add_dimension, add_sheet_rows
from kinerja_lib.quality.feasibility import judge_feasibility
from kinerja_lib.quality.grades import grade_share, percent
from kinerja_lib.quality.indicators import FIGURE_TABLE, grade_indicators
from kinerja_lib.quality.limits import Limits
from kinerja_lib.quality.persons import find_small, is_few, open_columns, withhold
from kinerja_lib.quality.repairs import locate_repairs, rank_repairs
from kinerja_lib.quality.scorecard import score_tables, title_of
from kinerja_lib.quality.trend import follow_quarters, follow_years
from kinerja_lib.tables.columns import NOT_COMPUTABLE

FRAMES = {
    "loads": [
        *("table", "file", "sheet", "mapping", "rows_in", "accepted", "flagged", "quarantined"),
        *("digest", "remarks"),
    ],
    "findings": [
        *("table", "file", "sheet", "row", "column", "value", "fault", "severity", "rule"),
        "what_to_do",
    ],
    "columns": ["table", "column", "required", "rows", "filled", "faulty"],
    "freshness": ["table", "column", "earliest", "latest"],
    "references": [
        *("table", "column", "parent", "filled", "matched", "unmatched", "unmatched_values")
    ],
    "periods": ["table", "period", "rows_in", "quarantined"],
}
_TEXTS = ["table", "file", "sheet", "column", "fault", "severity", "rule", "what_to_do"]
_CARD = ["iku_id", "nama", "satuan", "rumus", "sumber", "arah", "frekuensi", "putus_seri"]
_FIGURE = ["iku_id", "unit_id", "periode", "realisasi", "target_bawah", "target_atas"]


class Checked(Protocol):
    """The result of a check: frames with the columns `FRAMES`, and the accepted rows."""

    loads: pd.DataFrame
    findings: pd.DataFrame
    columns: pd.DataFrame
    freshness: pd.DataFrame
    references: pd.DataFrame
    periods: pd.DataFrame

    def frame(self, table: str, columns: list[str] | None = None) -> pd.DataFrame:
        """Give the accepted rows of a table."""


@dataclass(frozen=True)
class QualityReview:
    """Hold the graded sources of one region.

    Parameters
    ----------
    loads, findings, columns : DataFrame
        As checked; findings with `dimensi`.
    tables : DataFrame
        From `score_tables`.
    ages : DataFrame
        From `measure_ages`, with `judul`.
    references : DataFrame
        As checked, with persen, mutu, judul, induk (title of the parent); worst first.
    quarters : DataFrame
        From `follow_quarters`.
    years : DataFrame
        From `follow_years`.
    indicators : DataFrame
        From `grade_indicators` and `judge_feasibility`, one row per indicator.
    people : DataFrame
        From `count_people`.
    reference_date : date
        Day of the data.
    period : str
        Period of the report.
    limits : Limits
        Choices that the grades rest on.
    """

    loads: pd.DataFrame
    findings: pd.DataFrame
    columns: pd.DataFrame
    tables: pd.DataFrame
    ages: pd.DataFrame
    references: pd.DataFrame
    quarters: pd.DataFrame
    years: pd.DataFrame
    indicators: pd.DataFrame
    people: pd.DataFrame
    reference_date: dt.date
    period: str
    limits: Limits

    @cached_property
    def results(self) -> pd.DataFrame:
        """Results and whether they can be computed, from `cost_results`."""
        return cost_results(self.tables, self.small)

    @cached_property
    def missing(self) -> pd.DataFrame:
        """Tables without an accepted row, from `list_missing`."""
        return list_missing(self.tables)

    @cached_property
    def repairs(self) -> pd.DataFrame:
        """Repairs by effect, from `rank_repairs`."""
        return rank_repairs(self.findings, self.tables, self.limits.focus)

    @cached_property
    def places(self) -> pd.DataFrame:
        """File and rows of each repair, from `locate_repairs`; internal only."""
        return locate_repairs(self.findings, self.repairs)

    @property
    def repair_day(self) -> dt.date:
        """Day by which repairs are asked for."""
        return self.reference_date + dt.timedelta(days=self.limits.repair_days)

    def total(self, name: str) -> int:
        """Add a count of all loads up, such as `rows_in`; rows of unknown tables are in it."""
        return int(self.loads[name].sum())

    @cached_property
    def small(self) -> frozenset[str]:
        """Tables whose number of rows is on no page, from `find_small`."""
        return find_small(self.tables.set_index("table")["rows_in"].to_dict())

    @property
    def named_repairs(self) -> pd.DataFrame:
        """Repairs of tables that every edition may name.

        `tertutup` marks those whose column or count is internal: sentences are the same for all.
        """
        known = self.repairs[~self.repairs["table"].isin([*self.small, ""])]
        few = is_few(known["table"], known["baris"])
        return known.assign(tertutup=few | ~known.index.isin(open_columns(known).index))

    @property
    def unread(self) -> int:
        """Count the files and sheets that no table could be read from."""
        aside = self.findings[self.findings["severity"] == "quarantine"]
        aside = aside[aside["table"] == ""]
        return len(aside.drop_duplicates(["file", "sheet"]))

    @property
    def undated(self) -> pd.DataFrame:
        """Scheduled tables, rows of `ages`, whose age cannot be computed."""
        return self.ages[self.ages["ketepatan_waktu"] == NOT_COMPUTABLE]

    def protect(self, frame: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
        """Put the word for withheld into the named columns of the rows of `small` tables.

        `frame` has a column table.
        """
        return withhold(frame, frame["table"].isin(self.small), list(names))


def inspect_quality(
    checked: Checked, *, reference_date: str | dt.date, period: str, limits: Limits | None = None
) -> QualityReview:
    """Grade the sources of a region from the result of a check.

    Parameters
    ----------
    checked : Checked
        Frames of the check; nothing in them is changed.
    reference_date : str or date
        Day that ages are counted to, ISO; pages never read the clock.
    period : str
        Period of the report; later periods are left out of the trend and the indicators.
    limits : Limits, optional
        Choices that the grades rest on.

    Raises
    ------
    ParameterError
        A period or reference date that is none.
    """
    limits = limits or Limits()
    today, last_day = _last_day(str(reference_date)), _last_day(period)
    frames = {name: _fill_texts(getattr(checked, name), FRAMES[name]) for name in FRAMES}
    findings = add_sheet_rows(add_dimension(frames["findings"]), frames["loads"])
    dates = fill_dates(frames["freshness"], frames["periods"], today)
    ages = measure_ages(dates, today, limits)
    known = frames["loads"][frames["loads"]["table"] != ""]
    tables = score_tables(
        *(known, findings, frames["columns"], frames["references"], ages), limits=limits
    )
    filled = set(tables.loc[tables["accepted"] > 0, "table"])
    return QualityReview(
        **{"loads": frames["loads"], "findings": findings, "columns": frames["columns"]},
        tables=tables,
        ages=_ages_of_loaded(ages, tables),
        references=_grade_references(frames["references"], limits),
        quarters=follow_quarters(frames["periods"], last_day),
        years=follow_years(frames["periods"], last_day),
        indicators=_read_indicators(checked, tables, filled, (today, last_day), limits),
        people=_read_people(checked, filled),
        **{"reference_date": today, "period": period, "limits": limits},
    )


def _fill_texts(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Give the columns in order; missing texts that name a place or a rule become ""."""
    kept = frame.reindex(columns=columns)
    texts = {
        name: kept[name].astype(object).where(kept[name].notna(), "")
        for name in _TEXTS
        if name in columns
    }
    return kept.assign(**texts)


def _last_day(text: str) -> dt.date:
    span = read_span(text)
    if span is None:
        raise ParameterError(
            _(
                "'{text}' bukan periode atau tanggal. Tulis misalnya 2026-TW3 atau 2026-09-30."
            ).format(text=clean_text(text, 60))
        )
    return span[1]


def _ages_of_loaded(ages: pd.DataFrame, tables: pd.DataFrame) -> pd.DataFrame:
    """Keep the tables that have rows, the latest first."""
    kept = ages[ages["table"].isin(tables.loc[tables["rows_in"] > 0, "table"])]
    kept = kept.assign(judul=[title_of(name) for name in kept["table"]])
    return kept.sort_values(
        ["terlambat", "umur"], ascending=False, kind="stable", ignore_index=True
    )


def _grade_references(references: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """Grade each reference by its share of matched keys, worst first; empty ones are left out."""
    used = references[references["filled"] > 0]
    shares = [percent(m, n) for m, n in zip(used["matched"], used["filled"], strict=True)]
    graded = used.assign(
        persen=shares,
        mutu=[grade_share(share, limits) for share in shares],
        judul=[title_of(name) for name in used["table"]],
        induk=[title_of(str(name).split(".")[0]) for name in used["parent"]],
    )
    return graded.sort_values("persen", kind="stable", ignore_index=True)


def _read_indicators(
    checked: Checked,
    tables: pd.DataFrame,
    filled: set[str],
    days: tuple[dt.date, dt.date],
    limits: Limits,
) -> pd.DataFrame:
    today, last_day = days
    cards = _read(checked, "iku", _CARD, filled)
    figures = _read(checked, FIGURE_TABLE, _FIGURE, filled)
    graded = grade_indicators(
        cards, figures, tables, last_day=last_day, reference_date=today, limits=limits
    )
    return graded.merge(judge_feasibility(cards, figures, last_day, limits=limits), on="iku_id")


def _read(checked: Checked, table: str, columns: list[str], filled: set[str]) -> pd.DataFrame:
    """Read columns of a table, none of a table that gave no row."""
    if table not in filled:
        return pd.DataFrame(columns=columns)
    return checked.frame(table, columns=columns)


def _read_people(checked: Checked, filled: set[str]) -> pd.DataFrame:
    wanted = [name for name in ("pegawai", *EVERYONE) if name in filled]
    return count_people(
        {name: checked.frame(name, columns=[person_column(name)]) for name in wanted}
    )
