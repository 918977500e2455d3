"""What docs/validation.md says of the gates, and that the script behind it still runs."""

import pytest

from tools.cluster_regions import draw_region
from tools.measure_clusters import SEEDS, list_tasks, measure
from tools.write_validation import DOCUMENT


def read_rows():
    """Give the rows of the section's tables: name -> column -> text."""
    section = DOCUMENT.read_text(encoding="utf-8").split("<!-- begin clusters -->")[1]
    lines = [line for line in section.split("<!-- end")[0].splitlines() if line.startswith("| ")]
    head = [cell.strip() for cell in lines[0].strip("|").split("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].split(":")[0]: dict(zip(head, row, strict=True)) for row in cells}


@pytest.mark.parametrize(
    ("region", "structure"),
    [
        ("wanggar", "profil"),
        ("andir", "profil"),
        ("jambi", "profil"),
        ("kotabumi", "tidak_ada"),
        ("mamuju", "jenjang"),
    ],
)
def test_what_was_planted_is_found_in_95_of_100_seeds(region, structure):
    row = read_rows()[region]
    assert int(row["seeds"]) == SEEDS == 100
    assert int(row[structure]) >= 95
    if structure == "profil":
        own, plain = (float(row[name].split()[0]) for name in ("ARI", "plain ARI"))
        assert own > plain


def test_no_profile_is_claimed_where_there_are_no_groups():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert " tables without groups: 0 with a profile.**" in text


def test_a_region_is_measured_as_the_document_says():
    drawn = draw_region("kotabumi", 3)
    assert drawn.group is None and drawn.gap.shape[1] == 9
    row = measure(("kotabumi", 3))
    assert row["structure"] == "tidak_ada" and row["plain k"] >= 2
    tasks = list_tasks(0, 2, 1)
    assert len(set(tasks)) == len(tasks) and ("kotabumi", 1) in tasks
