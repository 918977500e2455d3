"""Achievement of units in every quarter and year (`capaian_unit`)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days
from kinerja_lib.synthetic.history import MERGE_DAY, SPLIT_DAY
from kinerja_lib.synthetic.periods import last_day
from kinerja_lib.synthetic.plan import QUARTERS, YEARS
from kinerja_lib.synthetic.population import Population
from kinerja_lib.tables.choices import CAPAIAN

PERIODS = QUARTERS + YEARS


@dataclass(frozen=True)
class UnitResults:
    """Hold the achievement of units.

    Parameters
    ----------
    table : DataFrame
        `capaian_unit`, for units of today's structure from the day they exist.
    classes : int array of shape (periods, units + 3)
        Places in `CAPAIAN`, 0 Istimewa to 4 Sangat Kurang; the last three units are the old ones.
    """

    table: pd.DataFrame
    classes: np.ndarray


def build_unit_results(people: Population) -> UnitResults:
    """Draw the achievement of units.

    `z = 0.7 * unit + 0.5 * quarter`, both standard normal; Istimewa above 1.1, Kurang below -2.3,
    Butuh Perbaikan below -1.3, else Baik. A year takes the lower median of its four quarters.
    """
    rng = people.random("capaian_unit")
    size = len(people.unit) + 3
    level = 0.7 * rng.normal(size=size) + 0.5 * rng.normal(size=(len(QUARTERS), size))
    quarters = np.select([level > 1.1, level < -2.3, level < -1.3], [0, 3, 2], 1)
    years = []
    for year in YEARS:
        own = [place for place, name in enumerate(QUARTERS) if name.startswith(year)]
        years.append(np.sort(quarters[own], axis=0)[2])
    classes = np.concatenate([quarters, np.array(years)])
    return UnitResults(_table(people, classes), classes)


def _table(people: Population, classes: np.ndarray) -> pd.DataFrame:
    units = len(people.unit)
    ends = np.array([last_day(period) for period in PERIODS])
    period, unit = np.indices((len(PERIODS), units)).reshape(2, -1)
    new = (ends[period] < SPLIT_DAY) & np.isin(unit, people.moves.split)
    new |= (ends[period] < MERGE_DAY) & (unit == people.moves.merged)
    period, unit = period[~new], unit[~new]
    return pd.DataFrame(
        {
            "unit_id": choose(people.unit["unit_id"], unit),
            "periode": choose(PERIODS, period),
            "capaian": choose(CAPAIAN, classes[period, unit]),
            "tanggal": days(ends[period] - 10),
        }
    )
