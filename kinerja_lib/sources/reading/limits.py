"""Limits of what is read, each with its reason."""

from __future__ import annotations

# A year of daily attendance of 100,000 people is about 2 GB; ten times that is a mistake.
MAX_FILE_BYTES = 20 * 1024**3
# The widest official export has about 120 columns; survey exports may have some hundreds.
MAX_CSV_COLUMNS = 2_000
MAX_SHEET_COLUMNS = 512
MAX_PARQUET_COLUMNS = 2_000
# What a spreadsheet program itself can hold; a reference beyond is forged.
EXCEL_COLUMNS = 16_384
EXCEL_ROWS = 1_048_576
# calamine keeps the rectangle of all used cells in memory, some 32 bytes each: at most 1.3 GB.
MAX_SHEET_CELLS = 40_000_000
# A rectangle larger than this must be filled at least one cell in SPARSE_FACTOR: a single cell in
# the last row would else cost the memory of a full sheet.
SPARSE_CELLS = 4_000_000
SPARSE_FACTOR = 200
# Spreadsheet XML shrinks 10 to 60 times; deflate can reach 1,032.
MAX_UNPACKED_BYTES = 3 * 1024**3
MAX_UNPACKED_RATIO = 300
RATIO_FROM_BYTES = 50 * 1024**2
MAX_ZIP_ENTRIES = 10_000
# The parts that are parsed as a whole (list of sheets, links between parts) are small.
MAX_INDEX_BYTES = 8 * 1024**2
# Cells filled from merged cells; a forged merge may cover a whole sheet.
MAX_MERGED_CELLS = 2_000_000
# A text cell of a spreadsheet holds 32,767 characters; lines hold a few hundred cells.
MAX_LINE_CHARACTERS = 10 * 1024**2
# A quoted cell over more lines than this is an opening quote that was never closed.
MAX_CELL_LINES = 200
# Title blocks of official forms are shorter; the rest is needed to see what data look like.
HEADER_SEARCH_ROWS = 45
SAMPLE_ROWS = 64
SAMPLE_CHARACTERS = 4 * 1024**2
# Below this size the exact reader needs well under half a second.
FAST_FROM_BYTES = 1024**2
# A block that fits the cache of a core is scanned fastest.
SCAN_BYTES = 512 * 1024
BATCH_ROWS = 20_000
BATCH_CHARACTERS = 32 * 1024**2
# Larger typed files are scanned where they lie; a copy would double time and space.
COPY_UP_TO_BYTES = 200 * 1024**2
COPY_UP_TO_ROWS = 20_000_000
# A few hundred bytes of Parquet can claim any number of equal rows.
MAX_PARQUET_ROWS = 2_000_000_000
# More files or sheets than this are not one set of exports.
MAX_FILES = 2_000
MAX_SHEETS = 500
# A workbook of a million rows and 50 columns has about 300 MB.
MAX_WORKBOOK_BYTES = 1024**3
# Text of all cells of a sheet, each shared text counted as often as it is used.
MAX_SHEET_TEXT_BYTES = 4 * 1024**3
# XML of one row: 512 cells of 32,767 characters would be 16 MB.
MAX_ROW_BYTES = 64 * 1024**2
