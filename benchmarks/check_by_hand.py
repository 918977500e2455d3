"""What people do without the kit: check exports by hand with pandas, or a large table with SQL.

`python benchmarks/check_by_hand.py pandas FOLDER` reads every CSV file as text and looks for empty
required cells, equal keys and keys that no parent has. It leaves out: workbooks, title rows,
numbers, dates and codes (no cell is tried), rules between columns and rows, other spellings, the
row and remedy of each fault, rows set aside. Rows with too many cells are skipped without a word;
apostrophes before keys are taken off, as one would after a first look.

`python benchmarks/check_by_hand.py duckdb FOLDER LIMIT` asks DuckDB the questions that the
contracts ask of results, employees and units that are clean. It leaves out: other spellings, the
row and remedy of each fault, rows set aside, check codes of the files.
"""

import sys
from pathlib import Path

HEADER_BYTES = 4096


def check_with_pandas(folder: Path) -> None:
    """Print rows, empty cells, equal keys and orphans of each file."""
    import pandas as pd

    from kinerja_lib.tables.registry import CONTRACTS, parents_first

    keys: dict[str, set[str]] = {}
    for name in parents_first():
        path, contract = folder / f"{name}.csv", CONTRACTS[name]
        if not path.exists():
            continue
        encoding, separator = _guess(path)
        rows = pd.read_csv(
            path, dtype=str, sep=separator, encoding=encoding, on_bad_lines="skip", low_memory=False
        )
        key = [column for column in contract.key if column in rows]
        required = [column for column in contract.required if column in rows]
        orphans = 0
        for field in contract.fields:
            if field.references in keys and field.name in rows:
                filled = rows[field.name].dropna().str.lstrip("'")
                orphans += int((~filled.isin(keys[field.references])).sum())
        doubled = int(rows.duplicated(key).sum()) if key else 0
        empty = int(rows[required].isna().sum().sum())
        print(name, len(rows), "empty", empty, "equal keys", doubled, "orphans", orphans)
        for column in contract.key:
            if column in rows:
                keys[f"{name}.{column}"] = set(rows[column].dropna().str.lstrip("'"))


def _guess(path: Path) -> tuple[str, str]:
    """Guess encoding and separator from the beginning, as one would by looking at it."""
    with path.open("rb") as file:
        start = file.read(HEADER_BYTES)
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        path.read_bytes().decode(encoding) if encoding == "utf-8-sig" else None
    except UnicodeDecodeError:
        encoding = "cp1252"
    head = start.decode(encoding, errors="ignore")
    return encoding, max(",;\t|", key=head.count)


EXPECTATION = "('di bawah ekspektasi', 'sesuai ekspektasi', 'di atas ekspektasi')"
RATED = """CASE WHEN perilaku = 'di bawah ekspektasi' THEN
    CASE WHEN hasil_kerja = 'di bawah ekspektasi' THEN 'Sangat Kurang' ELSE 'Kurang' END
    WHEN hasil_kerja = 'di bawah ekspektasi' THEN 'Butuh Perbaikan'
    WHEN hasil_kerja = 'di atas ekspektasi' AND perilaku = 'di atas ekspektasi' THEN 'Sangat Baik'
    ELSE 'Baik' END"""
PERIOD = "(19|20)[0-9]{2}(-(TW[1-4]|S[12]|0[1-9]|1[0-2]))?"
NIP = """(regexp_full_match(nip, '[0-9]{18}')
    AND try_cast(nip[1:4] || '-' || nip[5:6] || '-' || nip[7:8] AS DATE) IS NOT NULL
    AND (nip[13:14] BETWEEN '01' AND '12' OR nip[13:14] >= '21')
    AND nip[15] IN ('1', '2') AND nip[16:] <> '000')"""
QUESTIONS = (
    f"""SELECT count(*), count_if(nip IS NULL OR NOT {NIP}),
    count_if(periode IS NULL OR NOT regexp_full_match(periode, '{PERIOD}')),
    count_if(hasil_kerja NOT IN {EXPECTATION}), count_if(perilaku NOT IN {EXPECTATION}),
    count_if(predikat NOT IN ('Sangat Baik', 'Baik', 'Butuh Perbaikan', 'Kurang', 'Sangat Kurang')),
    count_if(status NOT IN ('draf', 'diajukan', 'disetujui', 'final')),
    count_if(predikat <> {RATED}),
    count_if(status IN ('draf', 'diajukan') AND predikat IS NOT NULL),
    count(unit_id), count(tanggal), min(tanggal), max(tanggal) FROM results""",
    "SELECT count(*) FROM (SELECT nip FROM results GROUP BY nip, periode HAVING count(*) > 1)",
    "SELECT count(*) FROM results ANTI JOIN employees USING (nip)",
    "SELECT periode, count(*) FROM results GROUP BY 1 ORDER BY 1",
    f"SELECT count(*), count_if(nip IS NULL OR NOT {NIP}), count(DISTINCT nip) FROM employees",
    "SELECT count(*) FROM employees ANTI JOIN units USING (unit_id)",
    "SELECT count(*), count(DISTINCT unit_id), count(nama) FROM units",
)


def check_with_duckdb(folder: Path, limit: str) -> None:
    """Print the answers to `QUESTIONS`."""
    import tempfile

    import duckdb

    with tempfile.TemporaryDirectory() as spill:
        connection = duckdb.connect(config={"memory_limit": limit, "temp_directory": spill})
        names = {"results": "hasil_penilaian", "employees": "pegawai", "units": "unit"}
        for view, name in names.items():
            file = str(folder / f"{name}.parquet").replace("'", "''")
            connection.execute(f"CREATE VIEW {view} AS SELECT * FROM read_parquet('{file}')")
        for question in QUESTIONS:
            print(connection.execute(question).fetchall())


if __name__ == "__main__":
    kind, folder, *rest = sys.argv[1:]
    if kind == "pandas":
        check_with_pandas(Path(folder))
    else:
        check_with_duckdb(Path(folder), *rest)
