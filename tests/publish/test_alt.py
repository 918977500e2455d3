import re

import numpy as np

from kinerja_lib.privacy.withholding import withhold_block
from kinerja_lib.publish.alt import alt_text, describe_figure


def describe(figure, title="Satu wilayah mencapai target."):
    return describe_figure(figure.to_json(), title)


def words(text):
    return len(text.split())


def test_a_comparison_names_kind_unit_n_highest_and_lowest(target_figure):
    assert alt_text(describe(target_figure())) == (
        "Grafik target. Satu wilayah mencapai target. Ukuran: Realisasi; satuan: %; n = 2 angka. "
        "Tertinggi: Lampung, 12,0; terendah: Jambi, 9,5. "
        "Angka lengkap ada pada tabel di bawah gambar."
    )


def test_a_time_series_gives_a_trend_that_does_not_cross_the_break(path_figure):
    # Jambi: 70.0, 72.5 | 68.3, 69.0 rose after the break; from 70.0 to 69.0 would be a fall.
    # Papua: 60.0 | 56.0, 55.0 fell.
    assert alt_text(describe(path_figure())) == (
        "Grafik deret waktu. Satu wilayah mencapai target. Ukuran: Realisasi; satuan: indeks; "
        "n = 7 angka. Tertinggi: Jambi 2012, 72,5; terendah: Papua 2014, 55,0. Nilai akhir "
        "dibanding awal deret yang tidak terputus: 1 naik, 1 turun, 0 tetap. "
        "Angka lengkap ada pada tabel di bawah gambar."
    )


def test_a_series_of_one_value_has_no_trend(path_figure):
    frame = path_figure().frame
    single = frame.assign(realisasi=frame["realisasi"].where(frame["tahun"] == 2014))
    assert "0 naik, 0 turun, 0 tetap" in alt_text(describe(path_figure(frame=single)))


def test_a_chart_without_values_says_so(target_figure):
    frame = target_figure().frame.assign(realisasi=np.nan)
    text = alt_text(describe(target_figure(frame=frame)))
    assert "n = 0 angka. Tidak ada angka yang dapat digambar." in text


def test_alt_texts_are_short(target_figure, path_figure):
    for figure in (target_figure(), path_figure()):
        assert words(alt_text(describe(figure))) <= 75


def test_every_number_of_the_alt_text_is_a_value_of_the_finding(path_figure):
    description = describe(path_figure())
    numbers = [v["value"] for v in description["values"].values() if isinstance(v, dict)]
    assert sorted(numbers) == [0.0, 1.0, 1.0, 7.0, 55.0, 72.5]
    names = set(re.findall(r"\{([a-z]+)\}", description["message"]))
    assert names == set(description["values"])
    assert description["id"] == "alt-perjalanan"


def test_withheld_values_are_not_described(target_figure):
    frame = target_figure().frame.assign(n=[4, 40, 40])
    columns = target_figure().columns
    columns["n"] = type(columns["realisasi"])("n", "n")
    figure = target_figure(frame=frame, columns=columns, subject="kinerja")
    # sentences about people need their n; this one is about the chart only
    shown = withhold_block({**figure.to_json(), "remark": None}, "internal")
    text = alt_text(describe_figure(shown, "Judul"))
    assert "n = 1 angka. Tertinggi: Lampung, 12,0; terendah: Lampung, 12,0." in text


def test_hostile_names_stay_text(target_figure):
    frame = target_figure().frame.assign(wilayah=["{high}", "**x**", "<b>"])
    text = alt_text(describe(target_figure(frame=frame), "{low}"))
    assert "Tertinggi: x, 12,0; terendah: {high}, 9,5." in text
    assert "Grafik target. {low}." in text


def test_a_key_that_is_a_number_says_what_it_counts(target_figure):
    frame = target_figure().frame.assign(wilayah=[1, 2, 3])
    assert "Tertinggi: Wilayah" in alt_text(describe(target_figure(frame=frame)))
