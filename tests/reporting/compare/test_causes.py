import pytest

from kinerja_lib.reporting.compare.causes import CODE, DATA, PARAMETERS, RULES, TOOLS, name_causes

FILE = {"file": "a.csv", "digest": "sha256:1", "rows_in": 10, "accepted": 9, "quarantined": 1}
RECORD = {
    "id": "satu",
    "parameters": {"period": "2026-TW2", "cap": 120.0},
    "data_files": [FILE],
    "rules": ["capaian-2021.1"],
    "code": {"version": "0.1.0", "commit": "a" * 40, "dirty": False},
    "inputs": {"notebook": "n", "library": "l", "settings": {"rules/bawaan.yaml": "s"}},
    "lock": "sha256:k",
    "python": "3.11",
    "tools": {"pandas": "3.1.1"},
    "language": "id",
}


def changed(**more):
    return {**RECORD, "id": "dua", **more}


def test_two_runs_of_the_same_inputs_differ_in_nothing():
    assert name_causes(RECORD, changed()) == []


@pytest.mark.parametrize(
    ("kind", "words", "new"),
    [
        (DATA, "a.csv: baris masuk 10 menjadi 12, diterima 9 menjadi 11",
         {"data_files": [{**FILE, "digest": "sha256:2", "rows_in": 12, "accepted": 11}]}),
        (DATA, "a.csv: jumlah baris sama, isinya berbeda",
         {"data_files": [{**FILE, "digest": "sha256:2"}]}),
        (DATA, "a.csv: tidak dipakai lagi", {"data_files": []}),
        (DATA, "b.csv: berkas baru, 10 baris", {"data_files": [FILE, {**FILE, "file": "b.csv"}]}),
        (PARAMETERS, "cap: 120.0 menjadi 110.0",
         {"parameters": {"period": "2026-TW2", "cap": 110.0}}),
        (RULES, "aturan baru: siklus.tahunan", {"rules": ["capaian-2021.1", "siklus.tahunan"]}),
        (RULES, "berkas params/rules/bawaan.yaml berubah",
         {"inputs": {**RECORD["inputs"], "settings": {"rules/bawaan.yaml": "t"}}}),
        (CODE, "commit: aaaaaaaaaa menjadi bbbbbbbbbb",
         {"code": {**RECORD["code"], "commit": "b" * 40}}),
        (CODE, "notebook berubah", {"inputs": {**RECORD["inputs"], "notebook": "m"}}),
        (CODE, "isi kinerja_lib berubah", {"inputs": {**RECORD["inputs"], "library": "m"}}),
        (TOOLS, "Python: 3.11 menjadi 3.12", {"python": "3.12"}),
        (TOOLS, "daftar versi paket (requirements.lock) berubah", {"lock": "sha256:j"}),
        (TOOLS, "pandas: 3.1.1 menjadi 3.2.0", {"tools": {"pandas": "3.2.0"}}),
    ],
)  # fmt: skip
def test_each_cause_is_named_alone(kind, words, new):
    assert [(c.kind, c.text) for c in name_causes(RECORD, changed(**new))] == [(kind, words)]


def test_records_without_data_files_name_no_file():
    public = {k: v for k, v in RECORD.items() if k not in ("data_files", "inputs")}
    other = {**public, "id": "dua", "python": "3.12"}
    assert [c.kind for c in name_causes(public, other)] == [TOOLS]


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        ("internal", "ada perubahan lokal yang belum dicatat dalam git"),
        ("public", "perubahan program"),
    ],
)
def test_how_the_office_keeps_its_code_is_told_inside_only(edition, told):
    old = {k: v for k, v in RECORD.items() if k != "inputs"} | {"edition": edition}
    new = {**old, "code": {**RECORD["code"], "dirty": True}}
    assert [c.text for c in name_causes(old, new)] == [told]


def test_a_workbook_is_compared_sheet_by_sheet():
    sheets = [FILE, {**FILE, "rows_in": 3, "accepted": 3}]
    more = [FILE, {**FILE, "rows_in": 4, "accepted": 4}]
    (cause,) = name_causes(changed(data_files=sheets), {**RECORD, "data_files": more})
    assert cause.text == "a.csv: baris masuk 3 menjadi 4, diterima 3 menjadi 4"
