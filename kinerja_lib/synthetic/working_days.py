"""Public holidays of the invented regions, and clocks that run in working hours only."""

from __future__ import annotations

import numpy as np
import pandas as pd

_FIXED = (
    ("01-01", "Tahun Baru Masehi"),
    ("05-01", "Hari Buruh"),
    ("06-01", "Hari Lahir Pancasila"),
    ("08-17", "Hari Kemerdekaan"),
    ("12-25", "Hari Natal"),
)
# Days that move with another calendar; plausible, not taken from the yearly decree.
_MOVABLE = {
    "Tahun Baru Imlek": ("2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17"),
    "Isra Mikraj": ("2023-02-18", "2024-02-08", "2025-01-27", "2026-01-16"),
    "Hari Suci Nyepi": ("2023-03-22", "2024-03-11", "2025-03-28", "2026-03-19"),
    "Wafat Yesus Kristus": ("2023-04-07", "2024-03-29", "2025-04-18", "2026-04-03"),
    "Idulfitri hari pertama": ("2023-04-22", "2024-04-10", "2025-03-31", "2026-03-21"),
    "Idulfitri hari kedua": ("2023-04-23", "2024-04-11", "2025-04-01", "2026-03-22"),
    "Kenaikan Yesus Kristus": ("2023-05-18", "2024-05-09", "2025-05-29", "2026-05-14"),
    "Hari Raya Waisak": ("2023-06-04", "2024-05-23", "2025-05-12", "2026-05-31"),
    "Iduladha": ("2023-06-29", "2024-06-17", "2025-06-06", "2026-05-27"),
    "Tahun Baru Islam": ("2023-07-19", "2024-07-07", "2025-06-27", "2026-06-16"),
    "Maulid Nabi": ("2023-09-28", "2024-09-16", "2025-09-05", "2026-08-25"),
}
_JOINT_LEAVE = (
    *("2023-04-19", "2023-04-20", "2023-04-21", "2023-04-24", "2023-04-25", "2023-12-26"),
    *("2024-04-08", "2024-04-09", "2024-04-12", "2024-04-15", "2024-12-26"),
    *("2025-04-02", "2025-04-03", "2025-04-04", "2025-04-07", "2025-12-26"),
    *("2026-03-20", "2026-03-23", "2026-03-24", "2026-12-24"),
)
# Anniversary of each region, invented.
_ANNIVERSARY = {
    "andir": "02-12",
    "mamuju": "07-14",
    "jambi": "01-06",
    "kotabumi": "10-15",
    "wanggar": "09-03",
}
OPENING_MINUTE = 8 * 60
MINUTES_A_DAY = 8 * 60


def list_holidays(slug: str) -> pd.DataFrame:
    """Return the holidays 2023 to 2026 of a region: columns tanggal, keterangan, jenis.

    Days of fixed date are exact. Days that move with another calendar, joint leave and the region's
    anniversary are invented and say so with `rekaan` in `keterangan`. No two rows share a day.
    """
    years = range(2023, 2027)
    rows = [(f"{y}-{day}", name, "libur nasional") for y in years for day, name in _FIXED]
    rows += [
        (day, f"{name} (tanggal rekaan)", "libur nasional")
        for name, days in _MOVABLE.items()
        for day in days
    ]
    rows += [(day, "Cuti bersama (tanggal rekaan)", "cuti bersama") for day in _JOINT_LEAVE]
    rows += [
        (f"{y}-{_ANNIVERSARY[slug]}", "Hari jadi daerah (tanggal rekaan)", "libur daerah")
        for y in years
    ]
    table = pd.DataFrame(rows, columns=["tanggal", "keterangan", "jenis"])
    table = table.drop_duplicates("tanggal").sort_values(
        "tanggal", ignore_index=True, kind="stable"
    )
    return table.assign(tanggal=pd.to_datetime(table["tanggal"]).astype("datetime64[s]"))


def days_off(slug: str) -> np.ndarray:
    """Return the holidays of a region as datetime64[D]; weekends are not among them."""
    return list_holidays(slug)["tanggal"].to_numpy().astype("datetime64[D]")


def working_days(first: str, last: str, off: np.ndarray) -> np.ndarray:
    """Return the working days (Monday to Friday, no holiday) from first to last, both included."""
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    return days[np.is_busday(days, holidays=off)]


def add_working_time(start: np.ndarray, days: np.ndarray, off: np.ndarray) -> np.ndarray:
    """Let a clock run for some working days from each start.

    Parameters
    ----------
    start : ndarray of datetime64, shape (n,)
        Moments; one outside office hours (working days, 08.00 to 16.00) counts from the next
        opening. NaT gives NaT.
    days : ndarray of float, shape (n,)
        Working days of eight hours, 0 or more.
    off : ndarray of datetime64[D]
        Holidays.

    Returns
    -------
    ndarray of datetime64[m]
        Moments within office hours: with d = whole days and m = minutes of
        `minute of start + 480 * days`, the d-th working day after the start at 08.00 + m.
    """
    known = ~np.isnat(start)
    moment = np.where(known, start, np.datetime64("2023-01-02")).astype("datetime64[m]")
    day = moment.astype("datetime64[D]")
    minute = (moment - day).astype(np.int64) - OPENING_MINUTE
    open_day = np.is_busday(day, holidays=off)
    minute = np.where(open_day, np.maximum(minute, 0), 0)
    # After closing: minute 480 of this day is minute 0 of the next one.
    first = np.busday_offset(day, 0, roll="forward", holidays=off)
    total = np.minimum(minute, MINUTES_A_DAY) + np.rint(days * MINUTES_A_DAY).astype(np.int64)
    whole, rest = np.divmod(total, MINUTES_A_DAY)
    last = np.busday_offset(first, whole, roll="forward", holidays=off)
    end = last.astype("datetime64[m]") + (OPENING_MINUTE + rest).astype("timedelta64[m]")
    return np.where(known, end, np.datetime64("NaT"))
