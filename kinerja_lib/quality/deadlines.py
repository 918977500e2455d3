"""How old a table may be: its rhythm, the end of a period, days after the deadline."""

from __future__ import annotations

import calendar
import datetime as dt
import re

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.quality.grades import grade_days
from kinerja_lib.quality.limits import Limits
from kinerja_lib.tables.columns import NOT_APPLICABLE
from kinerja_lib.tables.contract import TableContract
from kinerja_lib.tables.registry import CONTRACTS

RHYTHM_DAYS = {_("bulanan"): 31, _("triwulanan"): 92, _("semesteran"): 184, _("tahunan"): 366}
# How often a new export is expected. A table that is not named has no rhythm: events, or lists
# without a date. The choice is the kit's own.
RHYTHMS = {
    **dict.fromkeys(
        ["target_realisasi", "kegiatan", "laporan_kinerja", "skm", "layanan_log", "pengaduan"],
        "bulanan",
    ),
    **dict.fromkeys(["layanan_sektor", "proses_admin", "tpp"], "bulanan"),
    **dict.fromkeys(
        ["tahap", "penilaian", "hasil_penilaian", "umpan_balik", "pembinaan"], "triwulanan"
    ),
    **dict.fromkeys(["bukti", "partisipasi", "peserta_pelatihan"], "triwulanan"),
    "dialog_kinerja": "tahunan",
    **dict.fromkeys(["observasi", "capaian_unit"], "semesteran"),
    **dict.fromkeys(
        ["abk", "kompetensi", "kelulusan", "kejadian", "survei_asn", "ip_asn"], "tahunan"
    ),
}
NO_RHYTHM = _("tidak berjadwal")
NO_COLUMN = _("tanpa kolom tanggal")
NO_DATE = _("tidak ada tanggal yang terbaca")
FUTURE = _("tanggal terakhir sesudah tanggal acuan")
_QUARTER = re.compile(r"(\d{4})-(TW|S)([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def read_span(moment: object) -> tuple[dt.date, dt.date] | None:
    """Give first and last day of a date, moment, month, quarter, half-year or year; None if none.

    `moment` is ISO text, such as 2026-09-30, 2026-09-30T08:00, 2026-09, 2026-TW3, 2026-S1, 2026.
    """
    text = "" if pd.isna(moment) else str(moment).strip()
    if match := _QUARTER.fullmatch(text):
        months = {"TW": 3, "S": 6}[match[2]]
        last = int(match[3]) * months
        return _months(int(match[1]), last - months + 1, last) if last <= 12 else None
    if match := _MONTH.fullmatch(text):
        month = int(match[2])
        return _months(int(match[1]), month, month) if 1 <= month <= 12 else None
    if re.fullmatch(r"\d{4}(\.0)?", text) and 1 <= int(text[:4]):
        return _months(int(text[:4]), 1, 12)
    try:
        day = dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day, day


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date] | None:
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def fill_dates(
    freshness: pd.DataFrame, periods: pd.DataFrame, reference_date: dt.date
) -> pd.DataFrame:
    """Take the last period of a table where its column of dates is empty.

    Parameters
    ----------
    freshness : DataFrame
        Columns table, latest; missing where no date was read.
    periods : DataFrame
        Columns table, period, rows_in, quarantined.
    reference_date : date
        Day of the data; a period that begins later is taken only where there is no other.

    Returns
    -------
    DataFrame
        The same rows with `latest` filled, and `dari_periode` (whether a period filled it).
    """
    latest: dict[str, tuple[tuple[bool, dt.date], str]] = {}
    for row in periods[periods["rows_in"] > periods["quarantined"]].itertuples():
        span = read_span(row.period)
        if span is None:
            continue
        order = (span[0] <= reference_date, span[1])
        if row.table not in latest or order > latest[row.table][0]:
            latest[row.table] = (order, str(row.period))
    known = [read_span(text) is not None for text in freshness["latest"]]
    undated = [not k and name in latest for k, name in zip(known, freshness["table"], strict=True)]
    filled = [
        latest[name][1] if empty else text
        for name, text, empty in zip(freshness["table"], freshness["latest"], undated, strict=True)
    ]
    return freshness.assign(latest=filled, dari_periode=undated)


def measure_ages(freshness: pd.DataFrame, reference_date: dt.date, limits: Limits) -> pd.DataFrame:
    """Tell how old each table is against the day by which a newer one was due.

    Parameters
    ----------
    freshness : DataFrame
        Columns table, column, latest (ISO text or missing), and where known dari_periode, which
        is passed on; one row per table.
    reference_date : date
        Day the ages are counted to.
    limits : Limits
        `grace_days` and `late_days`.

    Returns
    -------
    DataFrame
        Columns table, terakhir (ISO), irama, umur, tenggat_hari, terlambat (days, NaN where not
        computable), ketepatan_waktu (grade, or why there is none), alasan. A period that is still
        running has age 0.
    """
    rows = [_age_row(row, reference_date, limits) for row in freshness.itertuples()]
    columns = ["table", "terakhir", "irama", "umur", "tenggat_hari", "terlambat"]
    ages = pd.DataFrame(rows, columns=[*columns, "ketepatan_waktu", "alasan"])
    told = freshness.get("dari_periode", pd.Series(False, index=freshness.index))
    return ages.assign(dari_periode=told.to_numpy(dtype=bool))


def _latest_day(contract: TableContract, today: dt.date) -> dt.date:
    """Give the last day that data may speak of: of periods, the end of the running year."""
    if contract.field(contract.as_of).kind in ("period", "year"):
        return dt.date(today.year, 12, 31)
    return today


def _age_row(row: object, today: dt.date, limits: Limits) -> dict[str, object]:
    contract = CONTRACTS.get(row.table)
    rhythm = RHYTHMS.get(row.table, "")
    result = {"table": row.table, "terakhir": None, "irama": rhythm or NO_RHYTHM, "alasan": ""}
    if contract is None or not contract.as_of:
        return result | {"ketepatan_waktu": NOT_APPLICABLE, "alasan": NO_COLUMN}
    span = read_span(row.latest)
    if span:
        result |= {"terakhir": span[1].isoformat(), "umur": max((today - span[1]).days, 0)}
    if not rhythm:
        return result | {"ketepatan_waktu": NOT_APPLICABLE, "alasan": NO_RHYTHM}
    late, reason = float("nan"), NO_DATE
    allowed = RHYTHM_DAYS[rhythm] + limits.grace_days
    if span:
        future = span[0] > _latest_day(contract, today)
        late = float("nan") if future else float(max(result["umur"] - allowed, 0))
        reason = FUTURE if future else ""
    grade = grade_days(late, limits)
    return result | {
        "tenggat_hari": allowed,
        "terlambat": late,
        "ketepatan_waktu": grade,
        "alasan": reason,
    }
