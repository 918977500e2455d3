"""Build goals, indicators, targets, evidence and activities of an invented region."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd

from kinerja_lib.synthetic import activities, aims, targets
from kinerja_lib.synthetic.columns import number_codes
from kinerja_lib.synthetic.counters import agency_of
from kinerja_lib.synthetic.indicators import CARDS, CARDS_OF, iku_codes
from kinerja_lib.synthetic.new_policies import list_new_policies
from kinerja_lib.synthetic.plan import QUARTERS, Built
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.working_days import list_holidays, working_days

NEED_COLUMNS = (
    *("kebutuhan_id", "unit_id", "uraian", "prioritas", "sumber", "pemilik_nip", "rencana"),
    "tanggal",
)
WITHOUT_EVIDENCE = ("koordinasi", "rapat")
NO_OWNER, NO_PLAN = 0.08, 0.15  # share of needs that lack them
NEEDS_A_UNIT = {"andir": 1, "mamuju": 1, "jambi": 1, "kotabumi": 1, "wanggar": 4}
_NEEDS = (
    "Pelatihan komunikasi untuk petugas loket",
    "Penambahan perangkat komputer pelayanan",
    "Pendampingan penyusunan laporan kinerja",
    "Penambahan petugas pada jam ramai",
    "Perbaikan ruang tunggu",
    "Pelatihan pengolahan data",
    "Penyederhanaan alur persyaratan",
    "Jaringan internet yang tetap menyala",
)
_ORIGINS = (
    *("hasil SKM", "analisis beban kerja", "penilaian kompetensi", "laporan pengaduan"),
    "rencana kerja",
)
_PLANS = ("Diusulkan pada anggaran 2027", "Dijadwalkan triwulan IV 2026", "Sedang berjalan")
_POLICIES = (
    ("Standar pelayanan terpadu yang baru", "pelayanan publik", "2026-02-02", "2026-08-31"),
    ("Pencatatan medis elektronik", "kesehatan", "2025-06-02", "2026-03-31"),
    ("Penilaian pembelajaran yang baru", "pendidikan", "2025-07-14", "2026-06-30"),
    ("Keamanan informasi pemerintah daerah", "teknologi informasi", "2026-01-05", "2026-12-31"),
)
_OWN_POLICY = {
    "andir": ("Peta jabatan berbasis kinerja", "kepegawaian", "2025-09-01", "2026-05-29"),
    "mamuju": ("Kanal pengaduan daring terpadu", "pelayanan publik", "2025-10-01", "2026-04-30"),
    "jambi": ("Portal satu data daerah", "perencanaan", "2025-11-03", "2026-07-31"),
    "kotabumi": ("Tahapan penilaian kinerja", "kepegawaian", "2025-12-01", "2026-06-30"),
    "wanggar": ("Analisis kebutuhan tiap unit", "perencanaan", "2025-08-01", "2026-02-27"),
}


def list_policies(people: Population) -> pd.DataFrame:
    """Return the table `kebijakan`; the training it demands is still empty."""
    rows = [*_POLICIES, _OWN_POLICY[people.plan.slug]]
    table = pd.DataFrame(rows, columns=["nama", "bidang", "tanggal", "tenggat"], dtype="str")
    for column in ("tanggal", "tenggat"):
        table[column] = pd.to_datetime(table[column]).astype("datetime64[s]")
    table.insert(0, "kebijakan_id", number_codes("KBJ-", np.arange(1, len(rows) + 1), 2))
    return table.assign(pelatihan_id=pd.Series([None] * len(rows), dtype="str"))


def unplanned_unit(people: Population) -> str:
    """Return Wanggar's agency whose needs have neither an owner nor a plan; else nothing."""
    return agency_of(people, "kesehatan") if people.plan.slug == "wanggar" else ""


def draw_needs(people: Population) -> pd.DataFrame:
    """Return the table `kebutuhan_unit`: needs of each unit, noted from 2025 to 2026-09."""
    rng = people.random("kebutuhan_unit")
    unit = people.unit.loc[
        people.unit.index.repeat(NEEDS_A_UNIT[people.plan.slug]), ["unit_id", "kepala_nip"]
    ].reset_index(drop=True)
    n = len(unit)
    days = working_days("2025-07-01", "2026-09-30", np.array([], dtype="datetime64[D]"))
    bare = unit["unit_id"].eq(unplanned_unit(people)).to_numpy(dtype=bool)
    plan = np.array(_PLANS, dtype=object)[rng.integers(0, len(_PLANS), n)]
    table = unit.assign(
        kebutuhan_id=number_codes("KBT-", np.arange(1, n + 1), 5),
        uraian=np.array(_NEEDS, dtype=object)[rng.integers(0, len(_NEEDS), n)],
        prioritas=rng.integers(1, 6, n),
        sumber=np.array(_ORIGINS, dtype=object)[rng.integers(0, len(_ORIGINS), n)],
        pemilik_nip=unit["kepala_nip"].mask(bare | (rng.random(n) < NO_OWNER)),
        rencana=np.where(bare | (rng.random(n) < NO_PLAN), None, plan),
        tanggal=days[rng.integers(0, len(days), n)].astype("datetime64[s]"),
    )
    return table[list(NEED_COLUMNS)]


def list_evidence(people: Population) -> pd.DataFrame:
    """Return the table `bukti`: a file for each indicator and quarter since 2025.

    The digest is the SHA-256 of the file name; the files do not exist. Two indicators have none.
    """
    codes, slug = iku_codes(people.plan.slug), people.plan.slug
    rows = []
    for key in CARDS_OF[slug]:
        for quarter in () if key in WITHOUT_EVIDENCE else QUARTERS[5:]:
            name = f"{codes[key]}_{quarter}.pdf"
            digest = hashlib.sha256(f"{slug}/{name}".encode()).hexdigest()
            last = pd.Period(quarter.replace("TW", "Q"), freq="Q").end_time.normalize()
            rows.append((codes[key], "berita acara", name, digest, last))
    table = pd.DataFrame(rows, columns=["iku_id", "jenis", "berkas", "sidik", "tanggal"])
    table.insert(0, "bukti_id", number_codes("BKT-", np.arange(1, len(rows) + 1), 4))
    return table.assign(tanggal=table["tanggal"].astype("datetime64[s]"))


def build_goals(people: Population) -> Built:
    """Invent the tables of goals, indicators and activities of a region.

    Formulas stand in `targets` (`_levels`, `_sums`) and `activities`. Indicators are `IKU-01`,
    `IKU-02`, ... in the order of `indicators.CARDS_OF`.
    """
    tables = {
        "tujuan": aims.list_aims(people),
        "iku": aims.list_cards(people),
        "target_realisasi": targets.draw_targets(people),
        "bukti": list_evidence(people),
        "kegiatan": activities.draw_activities(people),
        "kebijakan": pd.concat(
            [list_policies(people), list_new_policies(people)], ignore_index=True
        ),
        "hari_libur": list_holidays(people.plan.slug),
        "kebutuhan_unit": draw_needs(people),
    }
    codes = iku_codes(people.plan.slug)
    truth = {
        "tujuan": aims.describe_aims(people),
        "target_realisasi": targets.describe_targets(people),
        "kegiatan": activities.describe_activities(people),
        "bukti": {"iku_tanpa_bukti": [codes[key] for key in WITHOUT_EVIDENCE]},
        "findings": _findings(people),
    }
    return Built(tables, truth)


def _findings(people: Population) -> list[dict[str, object]]:
    slug = people.plan.slug
    if slug == "jambi":
        late = [code for key, code in iku_codes(slug).items() if _is_late(key)]
        what = "indicators of one owner are reported about 40 days later than the others"
        size = {"hari": targets.LATE_DAYS, "pemilik": agency_of(people, targets.LATE_FIELD)}
        return [_finding("pelaporan_terlambat", what, "target_realisasi", late, size)]
    if slug == "wanggar":
        what = "a mission whose goal has no indicator"
        uncovered = _finding("misi_tanpa_indikator", what, "tujuan", ["M-05"], {"tujuan": ["T-08"]})
        what = "no need of one agency has an owner or a plan"
        ids = [unplanned_unit(people)]
        return [uncovered, _finding("kebutuhan_tanpa_rencana", what, "kebutuhan_unit", ids, {})]
    return []


def _is_late(key: str) -> bool:
    return CARDS[key].owner == targets.LATE_FIELD


def _finding(
    name: str, what: str, table: str, ids: list[str], size: dict[str, object]
) -> dict[str, object]:
    return {"id": name, "what": what, "table": table, "ids": ids, "size": size}
