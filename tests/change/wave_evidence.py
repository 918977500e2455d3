"""Two waves of a small survey by hand, or those of an invented region."""

from functools import cache

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.change.responses.review import ResponseLimits, review_responses
from kinerja_lib.config.instrument import Instrument, Item, Subscale, join_instruments
from kinerja_lib.stats.psychometrics.careless_flags import CarelessLimits
from kinerja_lib.synthetic.instrument import NAMES, RANGES, list_items
from kinerja_lib.synthetic.outreach import build_outreach
from kinerja_lib.synthetic.plan import REGIONS
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.synthetic.survey import build_survey
from tests.performance.appraisal_evidence import make_evidence

DAYS = {"2025-1": "2025-05-05", "2026-1": "2026-05-04"}
THEMES = {"kesiapan": "kesiapan", "manfaat_sosialisasi": "manfaat", "iklim_kerja": "iklim"}


def add_survey(evidence: Evidence, rows: pd.DataFrame) -> Evidence:
    """Evidence with a survey, items and all, beside its tables."""
    kinds = {"resp_id": "str", "gelombang": "str", "unit_id": "str", "komentar": "str"}
    rows = rows.astype({k: v for k, v in kinds.items() if k in rows})
    plain = evidence.checked.frame

    def frame(table, columns=None):
        own = rows if table == "survei_asn" else plain(table)
        return own.copy() if columns is None else own[list(columns)].copy()

    evidence.checked.frame = frame
    return evidence


def make_book(subscales: dict[str, tuple[str, list[str]]], low: int = 1, high: int = 5):
    """A codebook of one instrument: code -> (theme, items); high is favourable."""
    made = tuple(
        Subscale(code, code.capitalize(), tuple(Item(i) for i in items), True, theme)
        for code, (theme, items) in subscales.items()
    )
    ends = ("tidak", "ya")
    return join_instruments(
        [Instrument("uji", "Uji", "-", "-", "-", low, high, ends, True, (), made)]
    )


def survey_rows(waves: dict[str, list[tuple]], units=None):
    """Rows from (resp_id, unit, answers...) by wave; all items alike where one answer is given."""
    rows = []
    for wave, people in waves.items():
        for code, unit, *answers in people:
            row = {"resp_id": code, "gelombang": wave, "unit_id": unit, "detik": 900.0,
                   "tanggal": pd.Timestamp(DAYS[wave]), "jenis_kelamin": "P",
                   "kelompok_usia": "30-39", "status": "PNS", "komentar": None}  # fmt: skip
            rows.append(row | {f"butir_{i:02d}": a for i, a in enumerate(answers, 1)})
    return pd.DataFrame(rows)


def make_responses(rows, book, **tables):
    """Responses without careless exclusion, so that small tables stay whole."""
    units = sorted(rows["unit_id"].dropna().unique())
    tables = {
        "unit": [{"unit_id": u, "nama": f"Unit {u}", "jenis": "dinas"} for u in units]
    } | tables
    limits = ResponseLimits(careless=CarelessLimits(needed=99))
    return review_responses(add_survey(make_evidence(**tables), rows), book, limits)


@cache
def region(slug, employees=None, seed=7):
    """Responses of an invented region, and its truth."""
    people = build_population(REGIONS[slug], seed, employees)
    survey, outreach = build_survey(people), build_outreach(people)
    rows = pd.DataFrame(survey.tables["survei_asn"])
    items = list_items()
    rows = rows.astype(dict.fromkeys(items.column, "float64") | {"detik": "float64"})
    tables = {n: pd.DataFrame(t) for n, t in (people.tables | outreach.tables).items()}
    evidence = add_survey(make_evidence(**tables), rows)
    return review_responses(evidence, region_book(slug)), survey.truth | outreach.truth


def region_book(slug):
    """The codebook that the builder of the survey follows."""
    items = list_items()
    subscales = []
    for place, name in enumerate(NAMES):
        own = [
            Item(items.column[i], reverse=bool(items.reverse[i]))
            for i in np.flatnonzero(items.subscale == place)
        ]
        good = name in ("kesiapan", "penerimaan_penilaian", "manfaat_sosialisasi", "iklim_kerja")
        theme = THEMES.get(name, "lain")
        subscales.append(Subscale(name, name.capitalize(), tuple(own), good, theme))
    ends = ("tidak", "ya")
    book = Instrument(
        "uji", "Uji", "-", "-", "-", 1, RANGES[slug], ends, True, (), tuple(subscales)
    )
    return join_instruments([book])
