"""Calendar of the appraisal cycle and the stages people completed (`kalender`, `tahap`)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days
from kinerja_lib.synthetic.periods import first_day, last_day
from kinerja_lib.synthetic.plan import END, QUARTERS, Built
from kinerja_lib.synthetic.population import Population
from kinerja_lib.tables.choices import STAGES

STAGE_QUARTERS = tuple(name for name in QUARTERS if name.startswith("2026"))
# Days of a stage: the first two counted from the first day of the quarter, then from its last.
_WINDOWS = ((0, 9), (10, -18), (-17, -13), (-12, -8), (-7, -4), (-3, 0))
_ABSENT = np.datetime64("1900-01-01")  # stands for people who have no stages at all
_LATE_STAGE = STAGES.index("penilaian atasan")


def build_cycle(people: Population, late: np.ndarray) -> Built:
    """Write the calendar of all quarters and the stages of 2026.

    Parameters
    ----------
    people : Population
    late : int array
        Units, rows of `unit`, that finish late: `penilaian atasan` and the stages after it come
        6 to 25 days after their deadline, in Kotabumi 12 to 50; what falls after the reference
        date is not done.

    Notes
    -----
    A stage is completed on a random day of its window; 4 of 100 are 1 to 6 days late, 1 of 100 not
    completed, and a stage is never earlier than the one before it, save for 3 in 1,000 people
    whose self-rating is dated after the superior's rating.
    """
    rng = people.random("tahap")
    tables, disordered = [], 0
    for period in STAGE_QUARTERS:
        dates = _dates(people, period, late, rng)
        there = dates[:, 0] != _ABSENT
        swap = (rng.random(len(dates)) < 0.003) & there
        dates[swap, 2] = dates[swap, 3] + 1
        dates[dates > np.datetime64(END, "D")] = np.datetime64("NaT")
        disordered += int((dates[:, 2] > dates[:, 3]).sum())
        tables.append(_stage_table(people, period, dates))
    codes = people.unit["unit_id"].to_numpy()
    truth = {
        "unit_terlambat": {"tahap": STAGES[_LATE_STAGE], "unit_id": codes[late].tolist()},
        "urutan_terbalik": disordered,
    }
    frames = {"kalender": _calendar(), "tahap": pd.concat(tables, ignore_index=True)}
    return Built(frames, truth)


def _window(period: str, stage: int) -> tuple[np.datetime64, np.datetime64]:
    first, last = first_day(period), last_day(period)
    start, stop = _WINDOWS[stage]
    return (first if stage < 2 else last) + start, (first if stage == 0 else last) + stop


def _calendar() -> pd.DataFrame:
    rows = [
        (period, name, *_window(period, stage))
        for period in QUARTERS
        for stage, name in enumerate(STAGES)
    ]
    table = pd.DataFrame(rows, columns=["periode", "tahap", "mulai", "selesai"])
    return table.assign(
        mulai=days(table["mulai"].to_numpy()), selesai=days(table["selesai"].to_numpy())
    )


def _dates(
    people: Population, period: str, late: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Draw the day of each stage for everyone employed, shape (people, stages)."""
    staff = people.staff
    shape = (len(staff.post), len(STAGES))
    windows = [_window(period, stage) for stage in range(len(STAGES))]
    begin = np.array([start for start, _ in windows])
    length = np.array([(stop - start).astype(int) + 1 for start, stop in windows])
    date = begin + np.floor(rng.random(shape) * length).astype("timedelta64[D]")
    slow = rng.random(shape) < 0.04
    date = date + np.where(slow, length + rng.integers(0, 6, shape), 0).astype("timedelta64[D]")
    least, most = (12, 50) if people.plan.slug == "kotabumi" else (6, 25)
    delay = rng.integers(least, most + 1, shape[0]) + length[_LATE_STAGE]
    tail = np.where(np.isin(staff.unit, late), delay, 0)
    date[:, _LATE_STAGE:] += tail[:, None].astype("timedelta64[D]")
    date = np.maximum.accumulate(date, axis=1)
    date[rng.random(shape) < 0.01] = np.datetime64("NaT")
    gone = ~people.employed_on(last_day(period)) | ((staff.working > 0) & (staff.working < 4))
    date[gone] = _ABSENT
    return date


def _stage_table(people: Population, period: str, date: np.ndarray) -> pd.DataFrame:
    person, stage = np.nonzero(date != _ABSENT)
    return pd.DataFrame(
        {
            "nip": people.nips(person),
            "periode": choose(QUARTERS, np.full(len(person), QUARTERS.index(period))),
            "tahap": choose(STAGES, stage),
            "tanggal": days(date[person, stage]),
        }
    )
