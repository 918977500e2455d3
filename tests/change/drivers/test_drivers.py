import numpy as np
import pytest
from scipy import stats

from kinerja_lib.change.drivers import figures, findings, tables, trace
from kinerja_lib.change.drivers.behaviour import review_behaviour
from kinerja_lib.change.drivers.results import TOGETHER, review_results
from kinerja_lib.change.drivers.review import DriverLimits, review_drivers
from kinerja_lib.change.outcomes import CANNOT, FELL, OPEN
from kinerja_lib.stats.importance import weigh_predictors
from kinerja_lib.stats.lack import Lack
from tests.change.evidence import gather_responses, name_book, survey_rows
from tests.change.region_evidence import region
from tests.performance.appraisal_evidence import make_evidence

BOOK = name_book(
    {
        "kesiapan": ("kesiapan", ["butir_01"]),
        "tekanan": ("tekanan", ["butir_02"]),
        "iklim": ("iklim", ["butir_03"]),
    }
)
QUICK = {"draws": 200}


def survey(units=12, people=10, seed=5):
    """Readiness follows pressure closely and climate hardly."""
    rng = np.random.default_rng(seed)
    rows = []
    for unit in range(units):
        for person in range(people):
            tekanan, iklim = rng.integers(1, 6, 2)
            ready = int(np.clip(round(0.8 * tekanan + rng.normal(0, 0.7)), 1, 5))
            rows.append((f"R{unit}_{person}", f"U{unit:02d}", ready, tekanan, iklim))
    return survey_rows({"2026-1": rows})


def test_weights_sum_to_r_squared_and_find_the_strong_predictor():
    review = review_drivers(gather_responses(survey(), BOOK), DriverLimits(**QUICK))
    own = review.drivers[review.drivers["hasil"] == "kesiapan"]
    scores = review.answers.scores
    slopes = np.linalg.lstsq(
        np.column_stack([np.ones(len(scores)), scores[["tekanan", "iklim"]]]), scores["kesiapan"]
    )
    explained = 1 - slopes[1][0] / ((scores["kesiapan"] - scores["kesiapan"].mean()) ** 2).sum()
    assert own["bobot"].sum() == pytest.approx(100 * explained)
    assert own["lmg"].sum() == pytest.approx(100 * explained)
    assert list(own["subskala"]) == ["tekanan", "iklim"]
    assert own["penting"].tolist() == [True, False]
    assert own["low"].iloc[0] > own["high"].iloc[1]


def test_low_and_important_needs_both():
    review = review_drivers(gather_responses(survey(), BOOK), DriverLimits(low=90, **QUICK))
    assert review.find_low("kesiapan")["subskala"].tolist() == ["tekanan"]
    none = review_drivers(gather_responses(survey(), BOOK), DriverLimits(low=10, **QUICK))
    assert none.find_low("kesiapan").empty
    outcomes = [one.outcome for one in findings.find_drivers(none)]
    assert outcomes == ["sebagian", "tidak satu pun"] * 2


def test_whole_units_drawn_give_wider_intervals_where_units_differ():
    rng = np.random.default_rng(1)
    unit = np.repeat(np.arange(20), 25)
    shared = rng.normal(size=20)[unit]
    x = np.column_stack([shared + 0.3 * rng.normal(size=500), rng.normal(size=500)])
    y = shared + rng.normal(size=20)[unit] + 0.3 * rng.normal(size=500)
    alone = weigh_predictors(x, y, seed=3).weights[0]
    units = weigh_predictors(x, y, seed=3, clusters=unit).weights[0]
    assert units.estimate == alone.estimate
    assert units.high - units.low > 2 * (alone.high - alone.low)
    few = weigh_predictors(x, y, seed=3, clusters=unit // 10).weights[0]
    assert (few.low, few.high) == (alone.low, alone.high)


def test_units_are_correlated_once_each_and_small_ones_left_out():
    rows = survey(units=14)
    small = survey_rows({"2026-1": [(f"S{i}", "U99", 1, 1, 1) for i in range(9)]})
    rows = type(rows)(np.vstack([rows, small]), columns=rows.columns).infer_objects()
    scores = rows.groupby("unit_id")["butir_02"].mean().astype(float)
    results = [
        {"nip": f"{unit}{i}", "periode": "2026-TW3", "unit_id": unit, "status": "final",
         "nilai": 80 + 10 * scores[unit] + (i % 3)}
        for unit in scores.index
        for i in range(10)
    ]  # fmt: skip
    made = gather_responses(rows, BOOK, hasil_penilaian=results)
    found = review_results(review_drivers(made, DriverLimits(**QUICK)))
    row = found.table.set_index("subskala").loc["tekanan"]
    own = scores.drop("U99")
    assert (row.unit, row.n) == (14, 140)
    assert row.r == pytest.approx(1.0)
    assert row.hasil == TOGETHER
    other = found.table.set_index("subskala").loc["iklim"]
    means = rows[rows["unit_id"] != "U99"].groupby("unit_id")["butir_03"].mean().astype(float)
    assert other.r == pytest.approx(stats.pearsonr(means, own).statistic)
    assert other.hasil in (OPEN, TOGETHER)
    assert "menjadi sebab" in findings.RESULT[TOGETHER]
    few = review_results(review_drivers(made, DriverLimits(units=20, **QUICK)))
    assert set(few.table["sebab"]) == {Lack.FEW_GROUPS}
    assert "kurang dari 20" in findings.find_results(few, "tekanan")[0].sentence()


def test_behaviour_is_counted_by_kind_of_unit():
    units = [{"unit_id": u, "nama": u, "jenis": k} for u, k in (("A", "dinas"), ("B", "sekolah"))]
    staff = [{"nip": f"{u}{i:02d}", "nama": "N", "unit_id": u} for u in "AB" for i in range(12)]
    calendar = [
        {"periode": "2026-TW3", "tahap": "rencana", "mulai": "2026-07-01", "selesai": "2026-07-10"},
        {"periode": "2026-TW4", "tahap": "rencana", "mulai": "2026-10-01", "selesai": "2026-10-10"},
    ]
    days = ["2026-07-10", "2026-07-11", None] * 4  # one of three on time
    stages = [
        {"nip": f"A{i:02d}", "periode": "2026-TW3", "tahap": "rencana", "tanggal": day}
        for i, day in enumerate(days)
    ]
    late = {"nip": "A00", "periode": "2026-TW4", "tahap": "rencana", "tanggal": None}
    reports = [
        {"nip": "B00", "tanggal": "2026-08-01", "tanggal_lapor": day}
        for day in ("2026-08-04", "2026-08-05", None)
    ]
    results = [{"nip": f"B{i:02d}", "periode": "2026-TW1", "predikat": "Baik"} for i in range(8)]
    objections = [{"nip": "B01", "periode": "2026-TW1"}, {"nip": "B02", "periode": "2025-TW1"}]
    ratings = [
        {"dinilai": f"B{i:02d}", "penilai": "X", "hubungan": "atasan", "aspek": "Adaptif",
         "periode": year, "nilai": 80 - drop * (5 + i % 2)}
        for i in range(12)
        for year, drop in (("2025", 0), ("2026", 1))
    ]  # fmt: skip
    evidence = make_evidence(
        unit=units, pegawai=staff, kalender=calendar, tahap=[*stages, late], keberatan=objections,
        laporan_kinerja=reports, hasil_penilaian=results, penilaian=ratings,
    )  # fmt: skip
    review = review_behaviour(evidence)
    rows = review.kinds.set_index("jenis")
    assert rows.loc["dinas", "tepat_tahap"] == pytest.approx(100 / 3)
    assert rows.loc["sekolah", "tepat_lapor"] == 50
    assert (rows.loc["sekolah", "keberatan"], rows.loc["sekolah", "diajukan"]) == (12.5, 1)
    assert rows.loc["sekolah", "ubah"] == -5.5
    assert rows.loc["sekolah", "hasil"] == FELL
    assert rows.loc["dinas", "hasil"] == CANNOT
    assert "turun pada unit jenis sekolah" in findings.find_behaviour(review)[1].sentence()
    assert len(tables.tabulate_behaviour(review)) == 2
    assert len(trace.trace_behaviour(review)) == 4


def test_nothing_to_weigh_says_so():
    book = name_book({"kesiapan": ("kesiapan", ["butir_01"]), "lain": ("lain", ["butir_02"])})
    rows = survey_rows({"2026-1": [(f"R{i}", "U1", 3, 1 + i % 5) for i in range(30)]})
    review = review_drivers(gather_responses(rows, book), DriverLimits(**QUICK))
    assert findings.find_drivers(review)[0].outcome == CANNOT
    assert not tables.tabulate_drivers(review) + figures.chart_drivers(review)
    assert findings.find_behaviour(review_behaviour(make_evidence()))[0].outcome == CANNOT


def test_an_invented_region_gives_no_association_that_was_not_planted():
    responses, _truth = region("kotabumi", 1500)
    review = review_drivers(responses, DriverLimits(**QUICK))
    own = review.drivers[review.drivers["hasil"] == "kesiapan"]
    # of the factors, acceptance and benefit correlate most with readiness: .365 and .355
    assert {"penerimaan_penilaian", "manfaat_sosialisasi"} <= set(own["subskala"].head(3))
    shown = [*tables.tabulate_drivers(review), *figures.chart_drivers(review)]
    assert all(getattr(one, "table", one).subject == "sikap" for one in shown)
