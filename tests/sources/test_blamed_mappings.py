"""A header that a mapping leads to the wrong column is named, with the mapping, as the remedy."""

import pytest

from kinerja_lib.sources.check import check_source

NIP = "198503302010011001"
OTHER = "197912312005012002"
MAPPING = (
    "table: hasil_penilaian\nsource: x\nsignature: [Pejabat]\n"
    "columns: {nip: NIP, periode: Periode, nilai: Pejabat}\n"
)


@pytest.fixture
def advise(tmp_path, monkeypatch):
    """Check a recap with the mapping, and give what to do about the column `nilai`."""

    def check(*cells, mapping=MAPPING, header="Pejabat"):
        for name in ("notebooks", "params/mappings", "data"):
            (tmp_path / name).mkdir(parents=True)
        monkeypatch.setenv("KINERJA_PROJECT", str(tmp_path))
        if mapping:
            (tmp_path / "params/mappings/rekap.yaml").write_text(mapping)
        people = [f"{NIP[:15]}{number:03d}" for number in range(1, len(cells) + 1)]
        rows = [f"{nip},2026-TW3,{cell}" for nip, cell in zip(people, cells, strict=True)]
        text = "\n".join([f"NIP,Periode,{header}", *rows]) + "\n"
        (tmp_path / "data/hasil_penilaian.csv").write_text(text)
        found = check_source("data").findings
        return found.loc[found["column"] == "nilai", "what_to_do"].tolist()

    return check


def test_nearly_all_rows_of_another_kind_name_header_and_mapping(advise):
    told = advise(NIP, OTHER, NIP, OTHER)
    assert len(told) == 4 and len(set(told)) == 1
    assert "pemetaan rekap di params/mappings" in told[0] and '"Pejabat"' in told[0]


def test_a_few_wrong_cells_are_corrected_in_the_source(advise):
    told = advise("90", "91", "sembilan", "92", "93")
    assert len(told) == 1 and "Hampir semua baris" not in told[0]


def test_without_a_mapping_there_is_none_to_name(advise):
    told = advise(NIP, OTHER, NIP, OTHER, mapping="", header="nilai")
    assert len(told) == 4 and "Hampir semua baris" not in told[0]
