import numpy as np
import pandas as pd
import pytest

from kinerja_lib.performance.charts import plot_paths, plot_targets
from kinerja_lib.publish import Figure, Finding
from kinerja_lib.tables.columns import Column

STATUS = {"tercapai": "ok", "tidak tercapai": "bad", "tidak dapat dihitung": "na"}
NAN = np.nan
UNKNOWN = ("tidak dapat dihitung",) * 3


def title(text="Satu dari dua wilayah mencapai target"):
    return Finding("judul-gambar", "x", {"x": text}, place="title", subject="umum")


@pytest.fixture
def target_figure():
    """Two areas against one band, worked by hand: Jambi better, Papua without a value."""

    def build(**more):
        frame = pd.DataFrame(
            {
                "wilayah": ["Jambi", "Lampung", "Papua"],
                "kesimpulan": ["tercapai", "tidak tercapai", "tidak dapat dihitung"],
                "realisasi": [9.5, 12.0, NAN],
                "target_bawah": [9.2, 9.2, 9.2],
                "target_atas": [9.7, 9.7, 9.7],
                "alasan": ["", "", "realisasi tidak ada"],
            }
        )
        columns = {
            "wilayah": Column("Wilayah", "key"),
            "kesimpulan": Column("Kesimpulan", "verdict", kinds=STATUS),
            "realisasi": Column("Realisasi", unit="%", decimals=1, reason_from="alasan"),
            "target_bawah": Column("Bawah", unit="%", decimals=1),
            "target_atas": Column("Atas", unit="%", decimals=1),
        }
        fields = {
            "plot": plot_targets,
            "frame": frame,
            "id": "capaian",
            "title": title(),
            "columns": columns,
            "kind": "Grafik target",
            "value": "realisasi",
            "caption": "Capaian",
            "options": {"decimals": 1, "polarity": "turun"},
            "subject": "umum",
        }
        return Figure(**fields | more)

    return build


@pytest.fixture
def path_figure():
    """Two areas over four years with a series break before 2013; Papua has no value in 2012."""

    def build(**more):
        frame = pd.DataFrame(
            {
                "wilayah": ["Jambi"] * 4 + ["Papua"] * 4,
                "tahun": [2011, 2012, 2013, 2014] * 2,
                "realisasi": [70.0, 72.5, 68.3, 69.0, 60.0, NAN, 56.0, 55.0],
                "target_bawah": [NAN, NAN, NAN, 69.0] * 2,
                "target_atas": [NAN, NAN, NAN, 70.0] * 2,
                "kesimpulan": [*UNKNOWN, "tercapai", *UNKNOWN, "tidak tercapai"],
                "segmen": [0, 0, 1, 1] * 2,
                "alasan_nilai": ["", "", "", "", "", "realisasi tidak ada", "", ""],
            }
        )
        columns = {
            "wilayah": Column("Wilayah", "key"),
            "tahun": Column("Tahun", "year"),
            "realisasi": Column(
                "Realisasi",
                unit="indeks",
                decimals=1,
                reason_from="alasan_nilai",
                kinds=STATUS,
                status_from="kesimpulan",
            ),
            "target_bawah": Column("Bawah", decimals=1),
            "target_atas": Column("Atas", decimals=1),
            "kesimpulan": Column("Kesimpulan", "verdict", kinds=STATUS),
        }
        fields = {
            "plot": plot_paths,
            "frame": frame,
            "id": "perjalanan",
            "title": title("Satu wilayah tercatat membaik"),
            "columns": columns,
            "kind": "Grafik deret waktu",
            "value": "realisasi",
            "caption": "Perjalanan",
            "order": "tahun",
            "series": "wilayah",
            "segment": "segmen",
            "options": {"decimals": 1, "polarity": "naik", "year": 2014},
            "subject": "umum",
        }
        return Figure(**fields | more)

    return build
