"""The commands `kinerja check` and `kinerja sample`: exit codes, words, and nothing personal."""

import json
import stat

import pytest

from kinerja_lib.cli import main
from tests.conftest import run_kinerja

NIP = "198503302010011001"
OTHER = "199012312015022002"


@pytest.fixture
def call(capsys, monkeypatch, project):
    """Call the command line in this process: exit code, output, messages."""
    monkeypatch.setenv("KINERJA_PROJECT", str(project))

    def call(*arguments):
        code = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sumber").mkdir()
    return tmp_path / "sumber"


def test_clean_data_end_with_0(call, folder):
    (folder / "unit.csv").write_text("unit_id;nama\nU-1;Dinas\n")
    code, out, err = call("check", folder)
    assert code == 0 and err == ""
    assert "1 baris masuk, 1 diterima, 0 dikarantina (tabel unit)" in out
    assert "Tidak ada temuan" in out


def test_a_folder_for_proposals_without_map_is_a_wrong_command(call, folder, tmp_path):
    (folder / "unit.csv").write_text("unit_id;nama\nU-1;Dinas\n")
    code, out, err = call("check", folder, "--save", tmp_path / "usulan")
    assert code == 2 and out == "" and "--map" in err
    assert not (tmp_path / "usulan").exists()


def test_a_flag_alone_ends_with_0(call, folder):
    rows = "P;U;L;03-04-2026\n"
    (folder / "layanan_log.csv").write_text("permohonan_id;unit_id;layanan;mulai\n" + rows)
    code, out, _ = call("check", folder)
    assert code == 0 and "[tanggal_rancu]" in out and "1 baris ditandai" in out


def test_a_row_set_aside_ends_with_1_and_says_what_to_do(call, folder):
    (folder / "unit.csv").write_text("unit_id;nama;jenis\nU-1;Dinas;dinass\nU-2;;dinas\n")
    code, out, _ = call("check", folder)
    assert code == 1
    assert "baris 2, kolom jenis (misalnya 'dinass')" in out and "[bukan_pilihan]" in out
    assert "baris 3, kolom nama" in out and "[kosong_wajib]" in out
    assert "ekspor ulang" in out and "2 dari 2 baris dikarantina" in out
    assert ".." not in out.replace("...", "")


def test_a_file_that_is_not_read_ends_with_1(call, folder):
    (folder / "unit.csv").write_text("unit_id;nama\nU-1;Dinas\n")
    (folder / "lama.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    code, out, _ = call("check", folder)
    assert code == 1 and "[format_lama]" in out


def test_a_file_beside_the_exports_is_noted_and_costs_nothing(call, folder):
    (folder / "unit.csv").write_text("unit_id;nama\nU-1;Dinas\n")
    (folder / "surat.docx").write_bytes(b"x")
    code, out, _ = call("check", folder)
    assert code == 0 and "[berkas_tidak_dikenal]" in out


def test_all_unknown_headers_are_named(call, folder):
    (folder / "unit.csv").write_text("unit_id;nama;Zodiak;Hobi\nU-1;Dinas;Leo;Catur\n")
    code, out, _ = call("check", folder)
    assert code == 0 and "('Zodiak', 'Hobi')" in out and "Catur" not in out


@pytest.mark.parametrize(
    ("source", "code", "words"),
    [
        ("https://contoh.go.id/data", 2, "adalah alamat"),
        ("s3://ember/data", 2, "adalah alamat"),
        ("tidak/ada", 2, "tidak ditemukan"),
    ],
)
def test_a_source_that_is_not_here_is_refused(call, source, code, words):
    found = call("check", source)
    assert found[0] == code and words in found[2] and found[1] == ""


def test_a_source_that_is_a_link_is_refused(call, folder, tmp_path):
    (folder / "unit.csv").write_text("unit_id;nama\nU-1;Dinas\n")
    (tmp_path / "tautan").symlink_to(folder)
    for arguments in (["check", tmp_path / "tautan"], ["check", tmp_path / "tautan", "--map"]):
        code, out, err = call(*arguments)
        assert code == 1 and "tautan" in err and out == ""


def test_an_empty_folder_is_no_success(call, folder):
    code, out, _ = call("check", folder)
    assert code == 1 and "Tidak ada tabel yang terbaca" in out


def test_neither_source_nor_params_is_a_usage_error(call):
    code, _, err = call("check")
    assert code == 2 and "kinerja check data/jambi" in err


def test_no_value_of_a_person_reaches_the_terminal(call, folder):
    rows = (
        f"{NIP};U-1;Rahasia Satu;III/c;31-02-1985;{NIP}",
        f"{NIP};U-1;Rahasia Dua;;;L",  # two rows for one employee
        f"{OTHER[:-1]};U-1;Rahasia Tiga;{OTHER};;L",
        "Rahasia Empat;U-1;x;;;L",
        f"{OTHER};U-1;Rahasia;Lima;;L;Rahasia Enam",
        f"Jumlah Rahasia;{OTHER};;;;",
    )
    headers = "nip;unit_id;nama;golongan;tanggal_lahir;jenis_kelamin"
    (folder / "pegawai.csv").write_text(headers + "\n" + "\n".join(rows) + "\n")
    code, out, err = call("check", folder)
    assert code == 1
    for secret in ("Rahasia", NIP, OTHER, OTHER[:-1], "31-02-1985"):
        assert secret not in out + err


def test_findings_go_to_private_files(call, folder, tmp_path):
    (folder / "unit.csv").write_text("unit_id;nama\nU-1;\n")
    target = tmp_path / "hasil" / "findings.json"
    code, out, _ = call("check", folder, "--json", target)
    assert code == 1 and "karantina.csv" in out
    assert json.loads(target.read_text())["findings"][0]["fault"] == "kosong_wajib"
    for path in (target, target.with_name("karantina.csv")):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_findings_that_cannot_be_written_end_with_2(call, folder, tmp_path):
    (folder / "unit.csv").write_text("unit_id;nama\nU-1;Dinas\n")
    code, _, err = call("check", folder, "--json", folder / "unit.csv" / "findings.json")
    assert code == 2 and "tidak dapat ditulis" in err


def test_the_result_of_a_check_is_not_read_as_a_source(call, folder):
    (folder / "unit.csv").write_text("unit_id;nama\nU-1;\n")
    first = call("check", folder, "--json", folder / "findings.json")
    second = call("check", folder, "--json", folder / "findings.json")
    assert first == second


def test_params_name_the_source(call, folder, tmp_path, project):
    (folder / "unit.csv").write_text("unit_id;nama\nU-1;Dinas\n")
    params = tmp_path / "daerah.yaml"
    text = (project / "params" / "jambi.yaml").read_text(encoding="utf-8")
    params.write_text(text.replace("source: data/jambi", f"source: {folder}"), encoding="utf-8")
    code, out, _ = call("check", "--params", params)
    assert code == 0 and "tabel unit" in out
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain" / "unit.csv").write_text("unit_id;nama\nU-1;\n")
    assert call("check", tmp_path / "lain", "--params", params)[0] == 1


def test_params_that_are_wrong_end_with_2(call, tmp_path):
    params = tmp_path / "daerah.yaml"
    params.write_text("!!python/object/apply:os.system ['true']\n")
    code, out, err = call("check", "--params", params)
    assert code == 2 and err and out == ""


def test_a_contract_is_shown_and_a_near_name_is_offered(call):
    code, out, _ = call("check", "--contract", "pegawai")
    assert code == 0 and "Satu baris: satu pegawai" in out and "nip" in out
    assert "Kunci: nip" in call("check", "--contract", "data_utama")[1]
    code, out, _ = call("check", "--contract")
    assert code == 0 and "pegawai: Pegawai" in out and "skm:" in out
    code, _, err = call("check", "--contract", "pegawi")
    assert code == 2 and "Maksud Anda 'pegawai'?" in err


def test_templates_are_written_and_give_no_findings(call, tmp_path):
    code, out, _ = call("check", "--templates", tmp_path / "templat")
    assert code == 0 and "templat ditulis" in out
    code, out, _ = call("check", tmp_path / "templat")
    assert code == 0 and "Tidak ada temuan" in out


def test_a_mapping_is_proposed_without_showing_a_person(call, folder, tmp_path):
    (folder / "unduhan.csv").write_text(
        f"NIP BARU KARYAWAN;Nama Lengkap;OPD;TglLahir\n{NIP};Rahasia Satu;U-1;30-03-1985\n"
    )
    code, out, _ = call("check", folder, "--map")
    assert code == 0 and "pegawai" in out and "NIP BARU KARYAWAN" in out
    assert NIP not in out and "Rahasia" not in out
    code, out, _ = call("check", folder, "--map", "--save", tmp_path / "usulan")
    assert code == 0 and len(list((tmp_path / "usulan").glob("*.yaml.usulan"))) == 1


@pytest.mark.parametrize("command", ["check", "sample"])
def test_help_is_in_indonesian(call, command):
    code, out, _ = call(command, "--help")
    assert code == 0 and "Pemakaian: kinerja" in out and "Pilihan:" in out
    assert "menampilkan bantuan ini" in out and "Usage" not in out and "Options" not in out


def test_an_invented_region_is_written_and_checked(call, tmp_path):
    out = tmp_path / "andir"
    code, text, _ = call("sample", "--region", "andir", "--employees", "300", "--out", out)
    assert code == 0 and "300" in text and (out / "truth.json").is_file()
    code, text, _ = call("check", out)
    assert code in (0, 1) and "baris masuk" in text


def test_wrong_words_for_a_sample_end_with_2(call, tmp_path):
    code, _, err = call("sample", "--region", "bali", "--out", tmp_path / "x")
    assert code == 2 and "wanggar" in err
    assert call("sample")[0] == 2
    (tmp_path / "isi").mkdir()
    (tmp_path / "isi" / "data.csv").write_text("x")
    code, _, err = call("sample", "--region", "andir", "--out", tmp_path / "isi")
    assert code == 2 and err
    assert (tmp_path / "isi" / "data.csv").read_text() == "x"


def test_the_command_runs_as_a_program(folder):
    (folder / "unit.csv").write_text("unit_id;nama\nU-1;\n")
    done = run_kinerja("check", folder)
    assert done.returncode == 1 and done.stderr == "" and "[kosong_wajib]" in done.stdout
