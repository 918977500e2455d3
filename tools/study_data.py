"""Public data sets as the kit reads a survey: a codebook, answers, and the tables beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.change.responses.review import ResponseLimits, Responses, review_responses
from kinerja_lib.config.instrument import Codebook, Instrument, Item, Subscale, join_instruments
from kinerja_lib.stats.psychometrics.careless_flags import CarelessLimits
from kinerja_lib.tables.registry import CONTRACTS

EVERYONE = ResponseLimits(min_usable=0.0, careless=CarelessLimits(needed=99))
_PERIOD, _DAY = "2026-TW3", dt.date(2026, 9, 30)


@dataclass(frozen=True)
class Scale:
    """Declare one subscale: code, columns of the file, columns asked the other way round."""

    code: str
    columns: Sequence[str]
    reverse: Sequence[str] = ()
    theme: str = "lain"
    favourable_high: bool = True


@dataclass(frozen=True)
class Study:
    """Hold one data set as a survey.

    Parameters
    ----------
    name, asked : str
        Data set; what was asked of whom, source and licence.
    book : Codebook
        `Item.text` holds the column of the file.
    evidence : Evidence
    groupings : mapping of str to str
        Grouping of the kit -> what it holds here.
    """

    name: str
    asked: str
    book: Codebook
    evidence: Evidence
    groupings: Mapping[str, str]

    def read(self, *, everyone: bool = False, wave: str = "") -> Responses:
        """Read the answers by the codebook; `everyone`: nobody is set apart, as in publications."""
        return review_responses(self.evidence, self.book, EVERYONE if everyone else None, wave=wave)


class Tables:
    """Serve the survey and its units; every other table has no rows."""

    def __init__(self, survey: pd.DataFrame, units: pd.DataFrame) -> None:
        self.tables = {"survei_asn": survey, "unit": units}
        self.loads = pd.DataFrame(
            {"table": ["survei_asn"], "rows_in": len(survey), "accepted": len(survey)}
        )

    def frame(self, table: str, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """Return a table with the columns asked for, all of them else."""
        fields = [field.name for field in CONTRACTS[table].fields if not field.is_family]
        found = self.tables.get(table, pd.DataFrame(columns=fields))
        return found if columns is None else found[list(columns)]


def declare(scales: Sequence[Scale], ends: tuple[int, int], **more: object) -> Instrument:
    """Declare one instrument; items get the codes butir_01, butir_02, ... from `start`."""
    number = int(more.pop("start", 1))
    made = []
    for scale in scales:
        items = []
        for column in scale.columns:
            items.append(Item(f"butir_{number:02d}", column, column in scale.reverse))
            number += 1
        made.append(
            Subscale(scale.code, scale.code, tuple(items), scale.favourable_high, scale.theme)
        )
    given = {"code": scales[0].code, "missing_codes": ()} | more
    return Instrument(
        name=str(given["code"]), source="-", licence="-", evidence="-", low=ends[0], high=ends[1],
        labels=("-", "-"), publish_text=False, subscales=tuple(made), **given,
    )  # fmt: skip


def make_study(
    name: str,
    asked: str,
    instruments: Sequence[Instrument],
    answers: Mapping[str, pd.DataFrame],
    people: Mapping[str, Mapping[str, pd.Series]],
) -> Study:
    """Make a study of waves.

    Parameters
    ----------
    answers : mapping of str to DataFrame
        Wave -> table with the columns that the items name.
    people : mapping
        "columns": column of the survey (resp_id, unit_id, jenis_kelamin, kelompok_usia, status) ->
        values, index as the answers; "means": the same column -> what it holds, for groupings.
    """
    book = join_instruments(instruments)
    columns, means = people["columns"], people["means"]
    survey = pd.concat(
        [_lay_out(table, book, columns, wave) for wave, table in answers.items()], ignore_index=True
    )
    codes = sorted(survey["unit_id"].dropna().unique())
    units = pd.DataFrame({"unit_id": codes, "nama": codes}).astype("str")
    for field in CONTRACTS["unit"].fields:
        if field.name not in units and not field.is_family:
            units[field.name] = pd.Series(None, index=units.index, dtype="str")
    return Study(name, asked, book, Evidence(Tables(survey, units), _PERIOD, _DAY), dict(means))


def _lay_out(
    table: pd.DataFrame, book: Codebook, columns: Mapping[str, pd.Series], wave: str
) -> pd.DataFrame:
    survey = pd.DataFrame({item.code: table[item.text].astype(float) for item in book.items})
    texts = ("resp_id", "unit_id", "jenis_kelamin", "kelompok_usia", "status", "komentar")
    given = {"resp_id": pd.Series(table.index.astype(str), index=table.index)} | dict(columns)
    for name in texts:
        empty = pd.Series(None, index=table.index, dtype="str")
        survey[name] = given[name].astype("str") if name in given else empty
    day = pd.Timestamp(wave[:4] + "-05-04")
    return survey.assign(gelombang=wave, tanggal=day, detik=float("nan"))
