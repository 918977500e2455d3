"""Rules files: strict, every problem with its line, and the files that come with the project."""

from decimal import Decimal
from pathlib import Path

import pytest

from kinerja_lib.config.rule_declaration import (
    CAPAIAN,
    COMPETENCIES,
    EXPECTATION,
    GAPS,
    MARKS,
    PREDIKAT,
)
from kinerja_lib.config.rule_settings import DECLARATIONS, read_rule_settings, use_default_settings
from kinerja_lib.config.yaml_text import YamlTable, read_yaml
from kinerja_lib.errors import ParameterError
from kinerja_lib.rules.complaints import ComplaintParameters
from kinerja_lib.rules.distribution import DistributionParameters
from kinerja_lib.rules.ip_asn import IpAsnParameters
from kinerja_lib.rules.ip_asn_training import EXEMPT_POSTS, SEMINAR_YEARS, TECHNICAL_YEARS
from kinerja_lib.rules.pay import EXAMPLE_TABLE, DeductionTable
from kinerja_lib.rules.person_job_match import MIX, VALID_YEARS
from kinerja_lib.rules.predikat import HeadOfUnit
from kinerja_lib.rules.required_levels import RequiredLevels
from kinerja_lib.rules.scales import GapRule
from kinerja_lib.rules.skm import SCALES
from kinerja_lib.rules.talent_box import TalentParameters, Thresholds
from kinerja_lib.rules.training_hours import HoursParameters
from kinerja_lib.tables import choices

PROJECT = Path(__file__).parents[2]
EXAMPLE = "contoh_potongan_permentan_2012"
HEAD = "nama: Contoh\ndasar: Perbup contoh\n"


def _read(tmp_path, text, name="contoh"):
    folder = tmp_path / "params" / "rules"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_rule_settings(tmp_path, name)


def _refused(tmp_path, text):
    with pytest.raises(ParameterError) as error:
        _read(tmp_path, HEAD + text)
    return str(error.value)


def test_the_default_file_has_every_setting_with_its_default():
    content = read_yaml(PROJECT / "params" / "rules" / "bawaan.yaml")
    sections = {k: v for k, v in content.items() if isinstance(v, YamlTable)}
    written = {f"{name}.{key}" for name, section in sections.items() for key in section}
    assert written == set(DECLARATIONS)
    assert read_rule_settings(PROJECT).changed == ()


def test_the_example_of_deductions_says_that_it_is_not_official():
    settings = read_rule_settings(PROJECT, EXAMPLE)
    assert "bukan tabel resmi" in settings.name and "bukan tabel resmi" in settings.basis
    assert [setting.name for setting in settings.changed] == ["tpp.potongan"]
    table = DeductionTable(settings.name, settings["tpp.potongan"], settings["tpp.batas_menit"])
    assert table.rates == EXAMPLE_TABLE.rates
    assert use_default_settings()["tpp.potongan"] == {}


def test_only_what_differs_is_written_and_its_source_is_the_agencys():
    settings = read_rule_settings(PROJECT, EXAMPLE)
    deductions = settings.settings["tpp.potongan"]
    assert deductions.source == settings.basis and deductions.mark == "L"
    assert settings["skm.bobot"] == "1/9" and not settings.settings["skm.bobot"].differs


def test_values_stay_as_exact_as_they_are_written(tmp_path):
    text = (
        "skm: {bobot: 0.111}\nip_asn: {poin_predikat: {Kurang: 10}}\ncapaian: {batas_atas: 120}\n"
    )
    settings = _read(tmp_path, HEAD + text)
    assert settings["skm.bobot"] == "0.111" and settings["capaian.batas_atas"] == 120
    assert settings["ip_asn.poin_predikat"]["Kurang"] == 10
    assert settings["ip_asn.poin_predikat"]["Baik"] == 25
    third = _read(tmp_path, HEAD + "tpp: {potongan: {TL1: 0.1}}\n")
    assert third["tpp.potongan"]["TL1"] == Decimal("0.1")


@pytest.mark.parametrize(
    ("written", "peers"), [("0.5, rekan: 0.3, bawahan: 0.2, diri: 0, masyarakat: 0", 30)]
)
def test_weights_add_up_to_1_or_100(tmp_path, written, peers):
    settings = _read(tmp_path, HEAD + f"multisumber: {{bobot: {{atasan: {written}}}}}\n")
    assert settings["multisumber.bobot"]["rekan"] == peers
    assert sum(settings["multisumber.bobot"].values()) == 100
    for wrong in ("{atasan: 70}", "{atasan: 0.6, rekan: 0.4}"):
        assert "bukan 1 atau 100" in _refused(tmp_path, f"multisumber: {{bobot: {wrong}}}\n")


def test_what_is_from_memory_is_listed_until_the_agency_sets_it(tmp_path):
    names = {setting.name for setting in use_default_settings().to_verify}
    assert {"jp.menit", "jpm.tingkat_syarat", "predikat.rating_kepala_unit"} <= names
    own = _read(tmp_path, HEAD + "jp: {menit: 60}\n")
    assert "jp.menit" not in {setting.name for setting in own.to_verify}
    assert [setting.name for setting in own.changed] == ["jp.menit"]


def test_an_agencys_own_post_needs_all_competencies(tmp_path):
    row = ", ".join(f"{name}: 3" for name in COMPETENCIES)
    text = f"jpm: {{tingkat_syarat: {{Analis Hukum: {{{row}, Teknis hukum: 4}}}}}}\n"
    levels = _read(tmp_path, HEAD + text)["jpm.tingkat_syarat"]
    assert levels["Analis Hukum"]["Teknis hukum"] == 4 and "ahli muda" in levels
    part = "jpm: {tingkat_syarat: {ahli muda: {Integritas: 4}}}\n"
    assert _read(tmp_path, HEAD + part)["jpm.tingkat_syarat"]["ahli muda"] == {
        **dict.fromkeys(COMPETENCIES, 3),
        "Integritas": 4,
    }
    lacking = "jpm: {tingkat_syarat: {Analis Hukum: {Integritas: 4}}}\n"
    assert "belum memuat kompetensi Kerja sama" in _refused(tmp_path, lacking)


def test_every_problem_is_named_with_its_line(tmp_path):
    text = (
        "skn: {bobot: 1/9}\n"
        "skm:\n"
        "  bobott: 1/9\n"
        "  bobot: 1/8\n"
        "talenta:\n"
        "  ambang_kinerja: [80, 60]\n"
        "  skor_predikat: {Cukup: 60}\n"
        "jp: 20\n"
    )
    said = _refused(tmp_path, text).splitlines()
    places = [line.partition(":")[0] for line in said[:-1]]
    assert places == [f"params/rules/contoh.yaml, baris {n}" for n in (3, 5, 6, 8, 9, 10)]
    joined = "\n".join(said)
    assert "Maksud Anda 'skm'?" in joined and "Maksud Anda 'bobot'?" in joined
    assert "terus naik" in joined and said[-1] == "Tidak ada proses yang dijalankan."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tpp: {potongan: {TL1: 101}}\n", "dari 0 sampai 100"),
        ("tpp: {potongan: {TL1: '1'}}\n", "tanda kutip"),
        ("tpp: {potongan: [1]}\n", "'nama: nilai'"),
        ("ip_asn: {tahun_teknis: 1.5}\n", "bilangan bulat"),
        ("ip_asn: {celah_kelas: bulat}\n", "salah satu dari"),
        ("ip_asn: {jabatan_tanpa_diklat: guru}\n", "daftar nama"),
        ("distribusi: {sebagian_besar_dihitung: ya}\n", "true atau false"),
        ("jpm: {tingkat_syarat: {ahli mudaa: {Integritas: 3}}}\n", "Maksud Anda 'ahli muda'?"),
        ("jpm: {tingkat_syarat: {ahli muda: {Integrita: 3}}}\n", "Maksud Anda 'Integritas'?"),
        ("jpm: {tingkat_syarat: {ahli muda: {Integritas: 6}}}\n", "dari 1 sampai 5"),
        ("pengaduan: {batas_hari: {aspirasii: 5}}\n", "Maksud Anda 'aspirasi'?"),
        ("talenta: {ambang_kinerja: [60]}\n", "daftar 2 angka"),
        ("predikat: {rating_kepala_unit: {Baik: bagus}}\n", "salah satu dari"),
        ("capaian: {batas_atas: 90}\n", "dari 100"),
    ],
)
def test_wrong_values_are_refused_with_what_is_accepted(tmp_path, text, words):
    assert words in _refused(tmp_path, text)


def test_a_file_says_its_name_and_basis(tmp_path):
    with pytest.raises(ParameterError, match="'dasar' harus berisi"):
        _read(tmp_path, "nama: Contoh\n")


@pytest.mark.parametrize(
    "name", ["../jambi", "/etc/passwd", "rules/bawaan", "", ".", "a\x00b", "bawaan.yml", "a" * 90]
)
def test_no_name_leads_out_of_the_folder(name):
    with pytest.raises(ParameterError, match="bukan nama di params/rules"):
        read_rule_settings(PROJECT, name)


def test_a_missing_file_and_a_link_elsewhere_are_refused(tmp_path):
    with pytest.raises(ParameterError, match="Maksud Anda 'bawaan'"):
        read_rule_settings(PROJECT, "bawaann")
    outside = tmp_path / "luar.yaml"
    outside.write_text(HEAD, encoding="utf-8")
    folder = tmp_path / "proyek" / "params" / "rules"
    folder.mkdir(parents=True)
    (folder / "tautan.yaml").symlink_to(outside)
    with pytest.raises(ParameterError, match="tautan ke luar"):
        read_rule_settings(tmp_path / "proyek", "tautan")


def test_settings_cannot_be_changed_after_reading():
    settings = use_default_settings()
    with pytest.raises(TypeError):
        settings["tpp.bobot"]["disiplin"] = 50
    with pytest.raises(AttributeError):
        settings.settings["skm.bobot"].value = "0.11"
    assert all(setting.mark in MARKS and setting.source for setting in settings)


def test_names_are_those_of_the_table_contracts_and_of_the_rules():
    assert (PREDIKAT, CAPAIAN, EXPECTATION, COMPETENCIES) == (
        choices.PREDIKAT,
        choices.CAPAIAN,
        choices.EXPECTATION,
        choices.COMPETENCIES,
    )
    assert set(GAPS) == set(GapRule)
    assert set(DECLARATIONS["skm.batas_kelas"].choices) == set(SCALES)
    assert set(use_default_settings()["multisumber.bobot"]) == set(choices.RELATIONS)


def test_defaults_are_those_of_the_rules():
    values = use_default_settings()
    index = IpAsnParameters()
    assert IpAsnParameters(
        values["ip_asn.poin_predikat"], values["ip_asn.poin_disiplin"], values["ip_asn.celah_kelas"]
    ) == IpAsnParameters(index.predikat, index.discipline, index.gap)
    assert values["ip_asn.jabatan_tanpa_diklat"] == EXEMPT_POSTS
    assert (values["ip_asn.tahun_teknis"], values["ip_asn.tahun_seminar"]) == (
        TECHNICAL_YEARS,
        SEMINAR_YEARS,
    )
    assert RequiredLevels(values["jpm.tingkat_syarat"]) == RequiredLevels()
    assert values["jpm.bobot_teknis"] == {name: mix[0] for name, mix in MIX.items()}
    assert values["jpm.berlaku_tahun"] == VALID_YEARS


def test_defaults_of_talent_complaints_hours_and_appraisal_are_those_of_the_rules():
    values = use_default_settings()
    talent = TalentParameters()
    assert values["talenta.skor_predikat"] == talent.predikat
    assert values["talenta.skor_integritas"] == talent.integrity
    assert Thresholds(*values["talenta.ambang_kinerja"]) == talent.performance
    assert Thresholds(*values["talenta.ambang_potensial"]) == talent.potential
    stages = values["pengaduan.tahap_hari"]
    assert (
        ComplaintParameters(values["pengaduan.batas_hari"], *map(int, stages.values()))
        == ComplaintParameters()
    )
    hours = values["jp.setahun"]
    assert HoursParameters(*hours.values(), values["jp.menit"]) == HoursParameters()
    assert values["distribusi.unit_terkecil"] == DistributionParameters().minimum_unit
    assert values["distribusi.sebagian_besar_dihitung"] == DistributionParameters().most_counts
    assert values["distribusi.rumusan_longgar_dihitung"] == DistributionParameters().loose_counts
    assert values["predikat.rating_kepala_unit"] == HeadOfUnit().ratings
