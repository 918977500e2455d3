"""Evidence from small invented surveys of staff."""

import datetime as dt

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.change.responses.review import ResponseLimits, review_responses
from kinerja_lib.config.instrument import Codebook, Instrument, Item, Subscale
from kinerja_lib.stats.psychometrics.careless_flags import CarelessLimits
from tests.performance.results_evidence import Checked

DAYS = {"2025-1": "2025-05-06", "2026-1": "2026-05-06"}


class SurveyChecked(Checked):
    """As `Checked`, with the item columns of the survey, which the contract names as a family."""

    def __init__(self, tables):
        super().__init__(tables)
        rows = pd.DataFrame(tables.get("survei_asn", []))
        items = {c: rows[c].astype(float) for c in rows.columns if c.startswith("butir_")}
        if items:
            self.tables["survei_asn"] = self.tables["survei_asn"].assign(**items)


def make_book(
    sizes=(4, 4, 4), high=5, reverse=(), *, themes=("resistensi", "kesiapan", "iklim"), **more
):
    """Invent one instrument: subscale after subscale, items butir_01, butir_02, ..."""
    codes = [f"butir_{n + 1:02d}" for n in range(sum(sizes))]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    subscales = tuple(
        Subscale(
            f"skala_{place + 1}",
            f"Skala {place + 1}",
            tuple(
                Item(code, f"Teks {code}", code in reverse)
                for code in codes[starts[place] : starts[place + 1]]
            ),
            favourable_high=themes[place % len(themes)] != "resistensi",
            theme=themes[place % len(themes)],
        )
        for place in range(len(sizes))
    )
    return bind_book(subscales, high, **more)


def name_book(subscales, high=5):
    """One instrument from subscale -> (theme, items); high is favourable."""
    made = tuple(
        Subscale(code, code.capitalize(), tuple(Item(item) for item in items), True, theme)
        for code, (theme, items) in subscales.items()
    )
    return bind_book(made, high)


def bind_book(subscales, high, **more):
    """The codebook of one instrument of given subscales, answers from 1."""
    ends = ("Sangat tidak setuju", "Sangat setuju")
    given = {"publish_text": True, "missing_codes": (), "labels": ends} | more
    instrument = Instrument(
        code="uji", name="Uji", source="s", licence="l", evidence="e", low=1, high=high,
        subscales=subscales, **given,
    )  # fmt: skip
    return Codebook((instrument,))


def draw_answers(count, book, seed=1, *, loading=0.75, related=0.35, shift=None):
    """Draw answers of honest people as asked (reversed items turned), shape (count, items)."""
    rng = np.random.default_rng(seed)
    size = len(book.subscales)
    phi = np.full((size, size), related) + (1 - related) * np.eye(size)
    factors = rng.multivariate_normal(np.zeros(size), phi, count)
    if shift is not None:
        factors = factors + shift
    columns = []
    for place, subscale in enumerate(book.subscales):
        low, high = book.ranges[subscale.items[0].code]
        for item in subscale.items:
            latent = loading * factors[:, place]
            latent = latent + np.sqrt(1 - loading**2) * rng.normal(size=count)
            answer = np.clip(np.rint((low + high) / 2 + 0.25 * (high - low) * latent), low, high)
            columns.append(low + high - answer if item.reverse else answer)
    return np.stack(columns, axis=1)


def make_rows(answers, book, wave="2026-1", *, units=4, start=0, **columns):
    """Lay answers out as rows of survei_asn; people R0, R1, ... in units U0, U1, ..."""
    count = len(answers)
    fixed = {
        "resp_id": [f"R{start + n}" for n in range(count)],
        "gelombang": [wave] * count,
        "unit_id": [f"U{(start + n) % units}" for n in range(count)],
        "tanggal": [DAYS.get(wave)] * count,
        "jenis_kelamin": ["P" if n % 2 else "L" for n in range(count)],
        "kelompok_usia": ["30-39" if n % 3 else "50 ke atas" for n in range(count)],
        "status": ["PNS"] * count,
    }
    items = {item.code: answers[:, place] for place, item in enumerate(book.items)}
    return pd.DataFrame({**fixed, **columns, **items}).to_dict("records")


def make_units(count=4, kinds=("dinas", "kecamatan")):
    return [
        {"unit_id": f"U{n}", "nama": f"Unit {n}", "jenis": kinds[n % len(kinds)]}
        for n in range(count)
    ]


def make_staff(count, units=4):
    return [
        {
            "nip": f"{n}",
            "unit_id": f"U{n % units}",
            "nama": f"Orang {n:03d}",
            "jenis_kelamin": "P" if n % 2 else "L",
            "status": "PNS",
            "tanggal_lahir": "1990-03-01",
            "status_kerja": "aktif",
        }
        for n in range(count)
    ]


def make_evidence(rows, *, units=4, staff=0, period="2026-TW3", day=dt.date(2026, 9, 30)):
    tables = {"survei_asn": rows, "unit": make_units(units)}
    if staff:
        tables["pegawai"] = make_staff(staff, units)
    return gather_evidence(tables, period, day)


def gather_evidence(tables, period="2026-TW3", day=dt.date(2026, 9, 30)):
    """Evidence of given tables, rows or frames, the survey among them."""
    return Evidence(SurveyChecked(tables), period, day)


def make_responses(answers=None, book=None, *, limits=None, wave="", staff=0, units=4, **columns):
    """Give the responses of one wave of invented answers; 200 honest people unless given."""
    book = book or make_book()
    answers = draw_answers(200, book) if answers is None else np.asarray(answers, dtype=float)
    rows = make_rows(answers, book, units=units, **columns)
    evidence = make_evidence(rows, units=units, staff=staff)
    return review_responses(evidence, book, limits or ResponseLimits(), wave=wave)


def survey_rows(waves):
    """Rows by wave from (resp_id, unit, answers...): items butir_01, butir_02, ..."""
    rows = []
    for wave, people in waves.items():
        for code, unit, *answers in people:
            row = {"resp_id": code, "gelombang": wave, "unit_id": unit, "detik": 900.0,
                   "tanggal": DAYS[wave], "jenis_kelamin": "P",
                   "kelompok_usia": "30-39", "status": "PNS", "komentar": None}  # fmt: skip
            rows.append(row | {f"butir_{i:02d}": a for i, a in enumerate(answers, 1)})
    return pd.DataFrame(rows)


def gather_responses(rows, book, **tables):
    """Responses of given rows without careless exclusion, so that small tables stay whole."""
    named = sorted(rows["unit_id"].dropna().unique())
    units = [{"unit_id": u, "nama": f"Unit {u}", "jenis": "dinas"} for u in named]
    evidence = gather_evidence({"unit": units} | tables | {"survei_asn": rows})
    limits = ResponseLimits(careless=CarelessLimits(needed=99))
    return review_responses(evidence, book, limits)
