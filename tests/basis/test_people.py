"""Who stands behind units: for a run only, each person once, nothing that names them."""

import hashlib

from kinerja_lib.basis import people
from kinerja_lib.basis.files import tabulate_files
from kinerja_lib.reporting.processes import RUN_VARIABLE
from tests.performance.results_evidence import make_evidence, result

A, B, C, D, E = (f"19900101201001100{n}" for n in range(1, 6))


def post(nip, unit, start, end=None):
    return {"nip": nip, "unit_id": unit, "jabatan_id": "J", "mulai": start, "selesai": end,
            "status": "definitif"}  # fmt: skip


def staff(nip, unit, status="aktif", since="2020-01-01", appointed="2010-01-01"):
    return {"nip": nip, "unit_id": unit, "status_kerja": status, "sejak": since,
            "tmt_pegawai": appointed}  # fmt: skip


def office():
    return make_evidence(
        unit=[
            {"unit_id": "U-1", "nama": "Dinas Satu", "jenis": "dinas"},
            {"unit_id": "U-2", "nama": "Dinas Dua", "jenis": "badan"},
        ],
        pegawai=[
            staff(A, "U-2"),
            staff(B, "U-2"),
            staff(C, "U-2", "pensiun", "2026-02-01"),
            staff(D, "U-1", appointed="2026-12-01"),
            staff(E, "U-1", "pensiun", "2026-12-01"),
        ],
        riwayat_jabatan=[post(A, "U-1", "2020-01-01", "2026-09-10"), post(A, "U-2", "2026-09-11")],
        hasil_penilaian=[
            result(A, "2026-TW3", "Baik", unit_id="U-1"),
            result(B, "2026-TW3", "Baik", unit_id="U-1"),
        ],
    )


def code(nip):
    return hashlib.sha256(nip.encode()).hexdigest()


def test_everyone_of_the_period_has_one_unit():
    # A by his history, B by his result, E is still there; C had left and D comes later
    assert sorted(people.list_people(office())) == sorted(
        [
            (code(A), "Dinas Dua", "badan"),
            (code(B), "Dinas Satu", "dinas"),
            (code(E), "Dinas Satu", "dinas"),
        ]
    )


def test_only_kernels_of_a_run_tell_people(monkeypatch):
    evidence = office()
    evidence.checked.loads = evidence.checked.loads.assign(file="a.csv", digest="sha256:0")
    monkeypatch.delenv(people.RUN_VARIABLE, raising=False)
    assert "people" not in tabulate_files(evidence, ["pegawai"]).to_json()
    monkeypatch.setenv(people.RUN_VARIABLE, "x")
    assert len(tabulate_files(evidence, ["pegawai"]).to_json()["people"]) == 3
    assert people.RUN_VARIABLE == RUN_VARIABLE


def test_an_office_without_people_has_none():
    assert people.list_people(make_evidence()) == []
