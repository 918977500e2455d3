"""Traps of appraisals: reversed labels, empty cells, unsettled results, mixed scales, movers."""

import pandas as pd
import pytest
from click.testing import CliRunner

from kinerja_lib.cli import kinerja
from kinerja_lib.performance.appraisal.labels import find_direction
from kinerja_lib.performance.appraisal.review import review_appraisal
from kinerja_lib.performance.calibration.review import review_calibration
from kinerja_lib.performance.cycle.review import review_cycle
from kinerja_lib.performance.results.findings import find_unsettled
from kinerja_lib.performance.results.review import review_results
from kinerja_lib.performance.results.tables import tabulate_units
from kinerja_lib.privacy.withholding import WITHHELD, withhold_table
from kinerja_lib.rules.skm import average_answers
from tests.sources.conftest import list_faults

UNITS = "unit_id;nama;induk_id;kepala_nip\n"
RATINGS = "dinilai;penilai;hubungan;aspek;nilai;periode\n"
RESULTS = "nip;periode;unit_id;hasil_kerja;perilaku;predikat;nilai;status\n"
STAFF = "nip;nama;unit_id;tmt_pegawai;status_kerja\n"
AS_EXPECTED = "sesuai ekspektasi;sesuai ekspektasi"


def nip(number):
    return f"198001012005011{number:03d}"


HEAD, ANI, BUDI, CITRA = map(nip, range(1, 5))


def staff(*units):
    """Staff list: the n-th person is in the n-th unit."""
    rows = (f"{nip(n)};Orang {n};{u};2005-01-01;aktif\n" for n, u in enumerate(units, start=1))
    return STAFF + "".join(rows)


@pytest.fixture
def office(make_evidence):
    """One unit with a head and three people, and the tables of the test."""

    def make(period="2026-TW1", **tables):
        base = {
            "unit": f"{UNITS}U-1;Dinas Satu;;{HEAD}\n",
            "pegawai": staff("U-1", "U-1", "U-1", "U-1"),
        }
        return make_evidence(period, **base | tables)

    return make


# The application of one regional office stores ratings by subordinates under "SUPERIOR".
@pytest.mark.parametrize(
    "label", ["SUPERIOR", "superior", "BAWAHAN menilai", "peer_review", "Atasan 2", "oleh atasan"]
)
def test_a_label_whose_direction_is_not_clear_is_set_aside_and_never_guessed(office, label):
    rows = f"{HEAD};{ANI};{label};Adaptif;90;2026-TW1\n{BUDI};{HEAD};atasan;Adaptif;80;2026-TW1\n"
    evidence = office(penilaian=RATINGS + rows)
    assert list_faults(evidence.checked) == [(2, "hubungan", "bukan_pilihan", "quarantine")]
    assert evidence.frame("penilaian")["hubungan"].tolist() == ["atasan"]


@pytest.mark.parametrize("label", ["SUPERIOR", "BAWAHAN menilai", "PEER"])
def test_the_preview_of_a_mapping_says_who_rates_whom_and_asks(bench, label):
    rows = "".join(f"{nip(n)},{nip(n + 1)},{label},Adaptif,90,2026\n" for n in range(1, 9))
    bench.write("ekspor.csv", "NIP RATEE,NIP RATER,ASSESSMENT TYPE,ASPEK,NILAI,PERIODE\n" + rows)
    shown = CliRunner().invoke(kinerja, ["check", "--map", str(bench.folder)]).output
    assert 'orang pada kolom "NIP RATER" menilai orang pada kolom "NIP RATEE" sebagai' in shown
    assert f"'{label}'" in shown and "pastikan apakah penilai itu atasan, bawahan" in shown


def test_a_label_mapped_the_wrong_way_is_found_from_the_heads_of_units(office):
    # All of "bawahan" is given by the head: the mapping took "SUPERIOR" for its word.
    rows = "".join(f"{p};{HEAD};bawahan;Adaptif;90;2026-TW1\n" for p in (ANI, BUDI, CITRA))
    found = review_appraisal(office(penilaian=RATINGS + rows))
    assert found.labelled["arah"].tolist() == ["terbalik"] * 3
    assert "tampaknya bertukar" in find_direction(found).sentence()
    assert found.sources["size", "bawahan"].sum() == 0  # and they enter no figure


def test_an_empty_score_is_no_zero(office):
    # A known fault of one calculator: what has no value counts as 0 and pulls the mean down.
    rows = f"{ANI};{HEAD};atasan;Adaptif;90;2026-TW1\n{ANI};{BUDI};rekan;Adaptif;80;2026-TW1\n"
    empty = f"{ANI};{CITRA};rekan;Adaptif;;2026-TW1\n"
    evidence = office(penilaian=RATINGS + rows + empty)
    assert list_faults(evidence.checked) == [(4, "nilai", "kosong_wajib", "quarantine")]
    assert review_appraisal(evidence).sources.loc[ANI, ("mean", "rekan")] == 80


@pytest.mark.parametrize("written", ["", "-", "n/a", "NULL", "tidak ada data"])
def test_a_missing_value_of_an_indicator_stays_missing_or_is_set_aside(office, written):
    figures = f"iku_id;unit_id;periode;target;realisasi\nI-1;U-1;2026-TW1;80;{written}\n"
    checked = office(iku="iku_id;nama\nI-1;Indikator\n", target_realisasi=figures).checked
    assert not (checked.frame("target_realisasi")["realisasi"] == 0).any()
    assert checked.frame("target_realisasi")["realisasi"].isna().all()


def test_an_unknown_column_is_named_and_gives_no_values(office):
    results = f"nip;periode;unit_id;Nilai Akhir Baru;predikat\n{ANI};2026-TW1;U-1;95;Baik\n"
    checked = office(hasil_penilaian=results).checked
    assert "kolom_tidak_dikenal" in set(checked.findings["fault"])
    assert checked.frame("hasil_penilaian")["nilai"].isna().all()


def test_an_unanswered_element_of_a_survey_is_left_out_of_its_mean():
    # (4 + 3) / 2, not (4 + 3 + 0) / 3
    assert float(average_answers([4, 3, None]).exact_mean) == 3.5
    assert average_answers([None, float("nan")]).exact_mean is None


PENDING = f"{ANI};2026-TW1;U-1;{AS_EXPECTED};Baik;95;{{}}\n"
SETTLED = f"{BUDI};2026-TW1;U-1;{AS_EXPECTED};Baik;95;final\n"


@pytest.mark.parametrize(
    "status",
    [*("PENDING", "draf", "Diajukan", "DRAFT", "MENUNGGU", "BELUM FINAL"), "Menunggu persetujuan"],
)
def test_a_predikat_that_is_stored_before_it_is_settled_counts_nowhere(office, status):
    evidence = office(hasil_penilaian=RESULTS + PENDING.format(status) + SETTLED)
    assert (2, "predikat", "predikat_belum_final", "flag") in list_faults(evidence.checked)
    found = review_results(evidence)
    assert found.by_period[["n", "b", "belum"]].to_numpy().tolist() == [[1, 1, 1]]
    assert "belum" in find_unsettled(found).sentence()
    cycle = review_cycle(evidence)
    assert cycle.coverage.set_index("kelompok")["dinilai"].sum() == 1


def test_a_blank_status_among_filled_ones_counts_nowhere(office):
    evidence = office(hasil_penilaian=RESULTS + PENDING.format("") + SETTLED)
    found = review_results(evidence)
    assert found.by_period[["n", "b", "belum"]].to_numpy().tolist() == [[1, 1, 1]]
    assert "tanpa status" in find_unsettled(found).sentence()
    assert review_cycle(evidence).coverage["dinilai"].sum() == 1


@pytest.mark.parametrize("status", ["final (revisi)", "ditolak"])
def test_a_status_that_is_not_known_never_counts_as_final(office, status):
    evidence = office(hasil_penilaian=RESULTS + PENDING.format(status) + SETTLED)
    assert list_faults(evidence.checked) == [(2, "status", "bukan_pilihan", "quarantine")]
    assert review_results(evidence).by_period["n"].tolist() == [1]


def test_a_unit_without_data_is_blank_and_not_zero(make_evidence):
    people = staff(*["U-1"] * 6, *["U-2"] * 6, *["U-3"] * 6)
    rows = "".join(f"{nip(n)};2026-TW1;U-1;{AS_EXPECTED};Baik;95;final\n" for n in range(1, 7))
    open_rows = "".join(f"{nip(n)};2026-TW1;U-2;;;;;draf\n" for n in range(7, 13))
    evidence = make_evidence(
        "2026-TW1",
        unit=UNITS + "".join(f"U-{n};Dinas {n};;\n" for n in (1, 2, 3, 4)),
        pegawai=people,
        hasil_penilaian=RESULTS + rows + open_rows,
    )
    assert review_results(evidence).by_unit["unit_id"].tolist() == ["U-1"]
    cycle = review_cycle(evidence).units
    assert cycle["dinilai"].to_dict() == {"U-1": 100.0, "U-2": 0.0, "U-3": 0.0}  # U-4 has nobody
    assert cycle["persen"].isna().all()  # no stages recorded: unknown, not nobody late
    calibrated = review_calibration(evidence).units.set_index("unit_id")["n"].to_dict()
    assert calibrated == {"U-1": 6}


def test_without_any_result_nothing_is_zero_per_cent(office):
    evidence = office()
    assert review_results(evidence).share("2026-TW1") is None
    cycle = review_cycle(evidence).units
    assert pd.isna(cycle.loc["U-1", "dinilai"])


@pytest.mark.parametrize(
    ("values", "aside"),
    [
        (["85", "4", "82"], [3]),  # one rater on a scale of five
        (["85", "9,5", "82"], [3]),  # of ten
        (["85", "25", "82"], []),  # strict on the right scale
        (["4", "5", "3"], [2, 3, 4]),  # everyone on a scale of five
        (["4", "5", "101"], [4]),  # beyond the scale of the table
    ],
)
def test_a_rater_on_another_scale_is_set_aside_and_never_averaged_in(office, values, aside):
    raters = (HEAD, BUDI, CITRA)
    rows = "".join(
        f"{ANI};{rater};{kind};Adaptif;{value};2026-TW1\n"
        for rater, kind, value in zip(raters, ("atasan", "rekan", "rekan"), values, strict=True)
    )
    checked = office(penilaian=RATINGS + rows).checked
    assert [row for row, column, *_rest in list_faults(checked) if column == "nilai"] == aside
    kept = [float(v.replace(",", ".")) for n, v in enumerate(values, start=2) if n not in aside]
    assert checked.frame("penilaian")["nilai"].tolist() == kept


HISTORY = "nip;jabatan_id;unit_id;mulai;selesai;status\n"


@pytest.mark.parametrize(
    ("left", "by_end", "by_days"),
    [
        ("2026-03-10", "U-2", "U-1"),  # 69 days of 90 in the first unit
        ("2026-01-31", "U-2", "U-2"),  # 31 of 90
        ("2026-02-14", "U-2", "U-2"),  # 45 and 45: the later one
        ("", "U-1", "U-1"),  # acting elsewhere is no move
    ],
)
def test_who_moved_is_counted_once_in_the_unit_that_the_stated_rule_gives(
    make_evidence, left, by_end, by_days
):
    start = pd.Timestamp(left) + pd.Timedelta(days=1) if left else pd.Timestamp("2026-02-01")
    status = "definitif" if left else "Plt."
    rows = "".join(f"{nip(n)};2026-TW1;U-1;{AS_EXPECTED};Baik;95;final\n" for n in range(1, 13))
    evidence = make_evidence(
        "2026-TW1",
        unit=UNITS + "U-1;Dinas Satu;;\nU-2;Dinas Dua;;\n",
        pegawai=staff(*["U-1"] * 12),
        jabatan="jabatan_id;nama;jenis\nJ-1;Analis;pelaksana\n",
        riwayat_jabatan=f"{HISTORY}{ANI};J-1;U-1;2020-01-01;{left};definitif\n"
        f"{ANI};J-1;U-2;{start:%Y-%m-%d};;{status}\n",
        hasil_penilaian=RESULTS + rows,
    )
    for rule, unit in (("akhir", by_end), ("hari", by_days)):
        found = review_results(evidence, mover_rule=rule)
        people = found.places.people.set_index("nip")["unit_id"]
        assert people[ANI] == unit and len(people) == 12
        assert found.by_unit["n"].sum() == 12
        stated = tabulate_units(found).values["aturan"]
        assert ("hari terakhir" if rule == "akhir" else "hari terbanyak") in stated


# One unit of 12 and one of 4 people, each with a share: the smaller may not be read.
ROLES = ("key", "n", "count", "count", "value")
COLUMNS = [{"name": f"k{n}", "role": role} for n, role in enumerate(ROLES)]
BARE = {"id": "t", "subject": "kinerja", "columns": COLUMNS, "helpers": {}}


@pytest.mark.parametrize(
    ("edition", "row", "shown"),
    [
        # Hiding the metric alone leaves 3 of 4: the counts go with it.
        ("internal", ["B", 4, 3, 1, 75.0], ["B", *[WITHHELD] * 4]),
        ("public", ["B", 9, 5, 4, 55.6], ["B", *[WITHHELD] * 4]),
        ("internal", ["B", 12, 9, 3, 75.0], ["B", 12, 9, WITHHELD, 75.0]),
        ("internal", ["B", 12, 12, 0, 100.0], ["B", 12, *[WITHHELD] * 3]),  # all in one class
        ("internal", ["B", None, 6, 6, 50.0], ["B", *[WITHHELD] * 4]),
    ],
)
def test_the_counts_of_a_small_group_are_withheld_with_its_figures(edition, row, shown):
    """Primary withholding only.

    In the third case n minus the other count still gives the withheld one, and so do totals and
    other tables: complementary withholding and the attack that proves it are not built yet.
    """
    full = ["A", 40, 25, 15, 62.5]
    found = withhold_table({**BARE, "rows": [full, row]}, edition)
    assert found["rows"] == [full, shown]
