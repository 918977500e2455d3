"""Mapping files: strict, every problem with its line, and the files that come with the project."""

from pathlib import Path

import pytest

from kinerja_lib.config.mappings import read_mapping, read_mappings
from kinerja_lib.errors import ParameterError
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS

SHIPPED = Path(__file__).parents[2] / "params" / "mappings"


def _read(tmp_path, text, name="contoh.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_mapping(path, CONTRACTS, squash)


def _refused(tmp_path, text):
    with pytest.raises(ParameterError) as error:
        _read(tmp_path, text)
    return str(error.value)


def test_a_mapping_keeps_headers_in_the_order_of_preference(tmp_path):
    mapping = _read(
        tmp_path,
        "table: tpp\nsource: Rekap\ncolumns:\n  nip: [NIP BARU, NIP, nip]\n  periode: Bulan\n",
    )
    assert mapping.columns == {"nip": ("NIP BARU", "NIP"), "periode": ("Bulan",)}
    assert mapping.name == "contoh" and mapping.targets == ("nip", "periode")


def test_every_problem_is_named_with_its_line(tmp_path):
    text = (
        "table: tpp\n"
        "source: Rekap\n"
        "kolom: {}\n"
        "columns:\n"
        "  nip: [NIP]\n"
        "  hadirr: [HADIR]\n"
        "  terlambat: [n.i.p]\n"
        "  alpa: []\n"
        "constants:\n"
        "  nip: tetap\n"
        "lookups:\n"
        "  pagu: pegawe.unit_id by nip\n"
    )
    said = _refused(tmp_path, text).splitlines()
    places = [line.partition(":")[0] for line in said]
    assert places == [f"contoh.yaml, baris {n}" for n in (3, 6, 7, 8, 9, 12)]
    joined = "\n".join(said)
    assert "Maksud Anda 'hadir'?" in joined and "Maksud Anda 'columns'?" not in joined
    assert "diisi oleh 'columns' dan 'constants'" in joined


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("table: pegawe\nsource: x\ncolumns: {nip: NIP}\n", "Maksud Anda 'pegawai'?"),
        ("source: x\ncolumns: {nip: NIP}\n", "'table' harus berisi"),
        ("table: tpp\nsource: x\n", "Belum ada kolom"),
        ("table: tpp\nsource: x\ncolumns: [nip]\n", "'columns' harus berupa"),
        ("table: tpp\nsource: x\ncolumns: {nip: {a: b}}\n", "satu teks atau daftar teks"),
        ("table: tpp\nsource: x\ncolumns: {nip: '...'}\n", "tidak kosong"),
        (
            "table: tpp\nsource: x\ncolumns: {nip: NIP}\nwords: [periode]\n",
            "belum ada di 'columns'",
        ),
        ("table: tpp\nsource: x\ncolumns: {nip: NIP}\nnumber: [hadir]\n", "tidak dapat dipakai"),
        (
            "table: tpp\nsource: x\ncolumns: {nip: NIP}\ncombine: {periode: {year: Tahun}}\n",
            "Tulis 'year' dan 'month'",
        ),
        (
            "table: tpp\nsource: x\ncolumns: {nip: NIP}\ncombine: {hadir: {year: T, month: B}}\n",
            "bukan kolom periode",
        ),
        (
            "table: disiplin\nsource: x\ncolumns: {nip: NIP, tingkat: T}\n"
            "values: {tingkat: {Keras: berat sekali}}\n",
            "Nilai",
        ),
        ("table: survei_asn\nsource: x\ncolumns: {'butir_*': B}\n", "Kolom"),
        ("table: &a tpp\nsource: x\n", "Jangkar"),
        ("table: !!python/name:os.system tpp\n", "Tag"),
        ("table: tpp\ntable: skm\n", "dua kali"),
    ],
)
def test_wrong_or_hostile_files_are_refused(tmp_path, text, words):
    assert words in _refused(tmp_path, text)


def test_problems_of_all_files_come_together(tmp_path):
    (tmp_path / "a.yaml").write_text("table: x1\nsource: a\n")
    (tmp_path / "b.yml").write_text("table: [\n")
    (tmp_path / "catatan.txt").write_text("bukan pemetaan")
    with pytest.raises(ParameterError) as error:
        read_mappings(tmp_path, CONTRACTS, squash)
    assert "a.yaml" in str(error.value) and "b.yml" in str(error.value)
    assert read_mappings(tmp_path / "tidak_ada", CONTRACTS, squash) == {}


def test_two_files_may_not_share_a_name(tmp_path):
    for name in ("a.yaml", "a.yml"):
        (tmp_path / name).write_text("table: tpp\nsource: x\ncolumns: {nip: NIP}\n")
    with pytest.raises(ParameterError, match="dipakai dua kali"):
        read_mappings(tmp_path, CONTRACTS, squash)


def test_a_family_column_may_be_mapped_one_by_one(tmp_path):
    mapping = _read(tmp_path, "table: survei_asn\nsource: x\ncolumns: {butir_07: Saya siap}\n")
    assert mapping.columns["butir_07"] == ("Saya siap",)


def test_the_project_comes_with_a_mapping_for_each_known_export():
    mappings = read_mappings(SHIPPED, CONTRACTS, squash)
    assert {
        "siasn_data_utama": "pegawai",
        "siasn_skp_tahunan": "hasil_penilaian",
        "siasn_kinerja_periodik": "hasil_penilaian",
        "ekinerja_skp": "skp",
        "rekap_asesmen": "kompetensi",
        "skm": "skm",
        "sp4n_lapor": "pengaduan",
        "tpp_rekap": "tpp",
        "ip_asn": "ip_asn",
    }.items() <= {name: m.table for name, m in mappings.items()}.items()
    for mapping in mappings.values():
        assert mapping.source and mapping.signature, mapping.name


def test_number_codes_of_ratings_are_translated_nowhere():
    mappings = read_mappings(SHIPPED, CONTRACTS, squash)
    for name in ("siasn_skp_tahunan", "siasn_kinerja_periodik"):
        assert set(mappings[name].words) == {"hasil_kerja", "perilaku", "predikat"}
        assert not mappings[name].values


SURVEY = """table: survei_asn
source: Survei
signature: [Kode, Q1]
columns: {resp_id: Kode, butir_q01: Q1, butir_q02: Q2}
"""


def test_labels_of_a_family_hold_for_each_of_its_columns_and_own_ones_go_before(tmp_path):
    more = "values:\n  butir_*: {Setuju: 5, Netral: 3}\n  butir_q02: {Setuju: 1}\n"
    (tmp_path / "a.yaml").write_text(SURVEY + more)
    found = read_mappings(tmp_path, CONTRACTS, squash)["a"].values
    assert found == {
        "butir_q01": {"Setuju": "5", "Netral": "3"},
        "butir_q02": {"Setuju": "1", "Netral": "3"},
    }


def test_a_family_is_known_by_its_own_name_only(tmp_path):
    (tmp_path / "a.yaml").write_text(SURVEY + "values: {lain_*: {Setuju: 5}}\n")
    with pytest.raises(ParameterError, match=r'Kolom "lain_\*" tidak dikenal'):
        read_mappings(tmp_path, CONTRACTS, squash)


def test_two_mappings_of_the_same_headers_may_not_write_different_waves(tmp_path):
    for wave in ("2025", "2026"):
        more = f'constants: {{gelombang: "{wave}"}}\n'
        (tmp_path / f"survei_{wave}.yaml").write_text(SURVEY + more)
    with pytest.raises(ParameterError) as caught:
        read_mappings(tmp_path, CONTRACTS, squash)
    assert "survei_2026: 'signature' sama dengan survei_2025" in str(caught.value)
    assert "gelombang" in str(caught.value) and "from_name" in str(caught.value)
    same = (tmp_path / "survei_2025.yaml").read_text()
    (tmp_path / "survei_2026.yaml").write_text(same)  # nothing differs: either may be used
    assert len(read_mappings(tmp_path, CONTRACTS, squash)) == 2


def test_a_wave_may_be_read_in_the_name_of_a_file_but_no_other_code(tmp_path):
    (tmp_path / "a.yaml").write_text(SURVEY + "from_name: [gelombang]\n")
    assert read_mappings(tmp_path, CONTRACTS, squash)["a"].from_name == ("gelombang",)
    (tmp_path / "a.yaml").write_text(SURVEY + "from_name: [unit_id]\n")
    with pytest.raises(ParameterError, match="tidak dapat dipakai pada 'from_name'"):
        read_mappings(tmp_path, CONTRACTS, squash)


def test_an_office_without_codes_gives_one_header_to_a_code_and_its_name(tmp_path):
    text = "table: unit\nsource: x\ncolumns:\n  unit_id: Nama OPD\n  nama: Nama OPD\n"
    mapping = _read(tmp_path, text)
    assert mapping.columns == {"unit_id": ("Nama OPD",), "nama": ("Nama OPD",)}
    assert "sudah dipakai" in _refused(tmp_path, text + "  induk_id: Nama OPD\n")
    assert "sudah dipakai" in _refused(tmp_path, text.replace("  nama:", "  kecamatan:"))
