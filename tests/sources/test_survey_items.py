"""A questionnaire of an office's own is recognised: items, wave, answers in words."""

import pytest

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.config.mappings import read_mapping
from kinerja_lib.sources.check import check_source
from kinerja_lib.sources.column_content import Content
from kinerja_lib.sources.proposal_file import write_proposal
from kinerja_lib.sources.propose import propose_source
from kinerja_lib.sources.sheet_names import find_wave
from kinerja_lib.sources.survey_items import find_items, is_answer
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS
from tests.sources.test_propose import _propose

WORDS = ("Sangat tidak setuju", "Tidak setuju", "Netral", "Setuju", "Sangat setuju")
HEADERS = ["Kode Responden", "OPD", *(f"Q{n}" for n in range(1, 13)), "Tanggal isi"]
HEADERS += ["Lama pengisian (detik)", "JK", "Umur", "Saran"]
TAIL = ["05/04/2025", "312", "L", "41", "Panduan kurang jelas"]


def _rows(count=6):
    answers = [[str(1 + (n + q) % 5) for q in range(10)] for n in range(count)]
    said = [[WORDS[n % 5], WORDS[(n + 2) % 5]] for n in range(count)]
    return [[f"R{n}", "Dinas A", *answers[n], *said[n], *TAIL] for n in range(count)]


@pytest.mark.parametrize(
    ("name", "wave"),
    [
        ("Survei Budaya Kerja 2026", "2026"),
        ("Survei 2026-2", "2026-2"),
        ("Survei gelombang 2 tahun 2026", "2026-2"),
        ("Survei Gel. II", "2"),
        ("survei 2026 semester 1", "2026-S1"),
        ("survei 2026-03", "2026-03"),
        ("Form Responses 1", ""),
        ("Survei 2025 dan 2026", ""),
        ("Survei gelombang 1 dan gelombang 2", ""),
    ],
)
def test_the_wave_in_the_name_of_a_file(name, wave):
    assert find_wave(name) == wave


def test_a_questionnaire_is_no_survey_of_citizens_and_its_words_wait_for_numbers(tmp_path):
    _connection, proposal = _propose(HEADERS, *_rows(), file="Survei Budaya 2025.csv")
    assert proposal.table == "survei_asn"
    items = [f"butir_q{n:02d}" for n in range(1, 13)]
    known = ["resp_id", "unit_id", *items, "tanggal", "detik", "jenis_kelamin"]
    assert [c.column for c in proposal.columns] == [*known, "kelompok_usia", "komentar"]
    assert all(f'#    "{word}": ...' in proposal.yaml for word in WORDS)
    mapping = read_mapping(write_proposal(proposal.yaml, tmp_path / "a.yaml"), CONTRACTS, squash)
    assert mapping.from_name == ("gelombang",) and not mapping.values
    filled = proposal.yaml.replace("#values", "values").replace("#  ", "  ")
    for number, word in enumerate(WORDS, start=1):
        filled = filled.replace(f'"{word}": ...', f'"{word}": {number}')
    (tmp_path / "b.yaml").write_text(filled)
    values = read_mapping(tmp_path / "b.yaml", CONTRACTS, squash).values
    assert set(values) == set(items) and values["butir_q12"]["Sangat setuju"] == "5"


def test_a_questionnaire_whose_wave_is_nowhere_is_proposed_and_asks_for_it():
    _connection, proposal = _propose(HEADERS, *_rows(), file="Jawaban.csv")
    assert proposal.table == "survei_asn" and "from_name" not in proposal.yaml
    assert any("Kolom wajib yang belum ditemukan: gelombang" in line for line in proposal.listing)


@pytest.mark.parametrize(
    ("headers", "codes"),
    [
        ([f"Butir {n}" for n in range(1, 7)], [f"butir_{n:02d}" for n in range(1, 7)]),
        ([f"{n}" for n in range(1, 7)], [f"butir_p{n:02d}" for n in range(1, 7)]),
        ([f"Saya setia {'abcdef'[n]}" for n in range(6)], [f"butir_p{n:02d}" for n in range(1, 7)]),
        (["Q1", "Q2", "Q3", "Q4"], []),
    ],
)
def test_items_are_named_after_their_headers_or_numbered(headers, codes):
    contents = [Content(("1", "5", "Sangat setuju"))] * len(headers)
    assert list(find_items(headers, contents, ()).values()) == codes


def test_columns_of_other_numbers_and_words_are_no_items():
    contents = [Content(("12", "40")), Content(("Budi", "Siti")), Content(()), Content(("3",))]
    assert find_items(["a1", "a2", "a3", "a4"], contents, ()) == {}
    assert not is_answer("Saya tidak setuju bila jadwalnya dipercepat") and is_answer("Ragu-ragu")


def test_two_waves_in_two_files_are_read_by_one_mapping(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    folder = tmp_path / "params/mappings"
    folder.mkdir(parents=True)
    (tmp_path / "data").mkdir()
    for year in ("2025", "2026"):
        lines = [HEADERS, *_rows()]
        text = "\n".join(";".join(line) for line in lines).replace("2025", year)
        (tmp_path / f"data/Survei Budaya {year}.csv").write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KINERJA_PROJECT", str(tmp_path))
    list(propose_source("data", folder))
    (proposal,) = folder.glob("*2026.yaml.usulan")
    text = proposal.read_text().replace("#values", "values").replace("#  ", "  ")
    for number, word in enumerate(WORDS, start=1):
        text = text.replace(f'"{word}": ...', f"{word}: {number}")
    (folder / "survei.yaml").write_text(text)
    evidence = Evidence(check_source("data"), period="2026", reference_date="2026-12-31")
    rows = evidence.frame("survei_asn")
    assert rows.groupby("gelombang").size().to_dict() == {"2025": 6, "2026": 6}
    assert rows["butir_q11"].tolist()[:5] == [1, 2, 3, 4, 5]
