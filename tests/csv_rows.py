"""Read a CSV file of a report as any reader would: texts only, nothing taken away."""

import csv


def read_rows(path):
    """Every line as a list of texts, the header first."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def read_records(path):
    """Every line below the header by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
