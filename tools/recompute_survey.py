"""Work three published numbers of the survey report out again, from the source rows only.

Run `python -m tools.recompute_survey` to write the worked example of docs/panduan-penilai.md: an
alpha, a share of hoped-for answers, and a change between two waves. Nothing of `kinerja_lib` is
used for the numbers, so that agreement says something. Nobody is set apart for careless answers in
this run, because no edition says who that is; the report shows the difference it makes. The data
are those of the invented region Wanggar.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from kinerja_lib.i18n import format_number
from tools import recompute_training
from tools.recompute_review import (
    DOCUMENT,
    Recomputed,
    Rows,
    describe,
    put_example,
    read_accepted,
    read_rows,
)
from tools.recompute_training import PERIOD, REGION

REPORT = "change_resistance"
NOBODY_APART = ("-p", "careless_signs", "8")
MARK = "contoh survei"
SUBSCALE, ITEMS = "Manfaat sosialisasi", tuple(f"butir_{n}" for n in range(42, 46))
WAVES = ("2025-1", "2026-1")
HOPED, MOST = 4.0, 5.0  # answers on the hoped-for side of 1 to 5; none of the four items is turned
USABLE, SCORED = 0.5, 0.75  # shares of all items, and of the four, that must be answered
Person = dict[str, float]


def find_people(source: Path, aside: Rows) -> dict[str, list[tuple[str, Person]]]:
    """Give code and answers of who answered half of the items inside the range, by wave."""
    found: dict[str, list[tuple[str, Person]]] = {wave: [] for wave in WAVES}
    for row in read_accepted(source, "survei_asn", aside):
        items = {name: text for name, text in row.items() if name.startswith("butir_")}
        given = {name: float(text) for name, text in items.items() if text.strip()}
        inside = all(1 <= value <= MOST for value in given.values())
        if inside and len(given) >= USABLE * len(items):
            found[row["gelombang"]].append((row["resp_id"], given))
    return found


def recompute(source: Path, quarantine: Path) -> list[Recomputed]:
    """Work the three numbers out."""
    people = find_people(source, read_rows(quarantine))
    last = [answers for _code, answers in people[WAVES[1]]]
    return [_alpha(last), _theme(last), _change(people)]


def _alpha(people: Sequence[Person]) -> Recomputed:
    spread = {(a, b): _covariance(people, a, b) for a in ITEMS for b in ITEMS}
    own, whole = sum(spread[name, name] for name in ITEMS), sum(spread.values())
    k, texts = len(ITEMS), (format_number(own, 4), format_number(whole, 4))
    return Recomputed(
        f"Alfa {SUBSCALE}",
        "skala-alfa",
        "alfa",
        {"nama": SUBSCALE},
        "skala-alfa.alfa",
        f"`survei_asn.csv`, gelombang {WAVES[1]}, {ITEMS[0]} sampai {ITEMS[-1]}: {len(people)} "
        f"kuesioner; jumlah keempat varians butir {texts[0]}, jumlah semua varians dan kovarians "
        f"{texts[1]}. Kovarians dua butir dihitung dari orang yang mengisi keduanya",
        f"{k} / {k - 1} × (1 − {texts[0]} / {texts[1]})",
        k / (k - 1) * (1 - own / whole),
    )


def _covariance(people: Sequence[Person], one: str, other: str) -> float:
    """Give the covariance of two items over those who answered both; a variance of one item."""
    pairs = [(answers[one], answers[other]) for answers in people if {one, other} <= set(answers)]
    x, y = (fmean(pair[i] for pair in pairs) for i in (0, 1))
    return sum((a - x) * (b - y) for a, b in pairs) / (len(pairs) - 1)


def score(answers: Person) -> list[float]:
    """Give the answers to the four items where enough are answered, else nothing."""
    own = [answers[name] for name in ITEMS if name in answers]
    return own if len(own) >= SCORED * len(ITEMS) else []


def _theme(people: Sequence[Person]) -> Recomputed:
    known = [own for own in map(score, people) if own]
    shares = [sum(value >= HOPED for value in own) / len(own) for own in known]
    total = format_number(sum(shares), 4)
    return Recomputed(
        f"Jawaban yang diharapkan pada {SUBSCALE}",
        "tema-sisi",
        "harap",
        {"subskala": SUBSCALE},
        "tema-sisi.harap",
        f"butir dan kuesioner yang sama: {len(known)} orang mengisi paling sedikit tiga butir. "
        "Tiap orang: banyaknya jawaban 4 atau 5 dibagi banyaknya butir yang diisi; "
        f"jumlah bagian itu {total}",
        f"{total} / {len(known)} × 100",
        100 * fmean(shares),
    )


def _change(people: dict[str, list[tuple[str, Person]]]) -> Recomputed:
    once = []
    for wave in WAVES:
        counts = Counter(code for code, _answers in people[wave])
        once.append({code: score(own) for code, own in people[wave] if counts[code] == 1})
    both = [(once[0][code], once[1][code]) for code in once[0] if code in once[1]]
    pairs = [(fmean(a), fmean(b)) for a, b in both if a and b]
    before, after = (fmean(pair[i] for pair in pairs) for i in (0, 1))
    texts = (format_number(before, 4), format_number(after, 4))
    return Recomputed(
        f"Perubahan {SUBSCALE}",
        "gelombang-perubahan",
        "ubah",
        {"nama": SUBSCALE},
        "gelombang-perubahan.ubah",
        f"`survei_asn.csv`, `resp_id` yang ada sekali pada gelombang {WAVES[0]} dan sekali pada "
        f"{WAVES[1]}, paling sedikit tiga dari keempat butir diisi pada keduanya: {len(pairs)} "
        f"orang, rerata skor {texts[0]} lalu {texts[1]}",
        f"{texts[1]} − {texts[0]}",
        after - before,
    )


def make_run(folder: Path) -> tuple[Path, Path, Path]:
    """Write the region, check it and run the report; give source, rows set aside, output."""
    return recompute_training.make_run(folder, (REPORT,), NOBODY_APART)


def find_tables(out: Path) -> Path:
    """Give the folder of tables of the report."""
    return out / "internal" / REGION / PERIOD / REPORT / "tables"


def main() -> int:
    """Write the example into the guide."""
    with tempfile.TemporaryDirectory() as name:
        source, quarantine, out = make_run(Path(name))
        example = describe(recompute(source, quarantine), find_tables(out))
    old = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(put_example(old, example, MARK), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
