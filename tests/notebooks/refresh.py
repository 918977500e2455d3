"""Make the executed copies again: each notebook on a small invented region, outputs kept.

Run `python tests/notebooks/refresh.py` after a change that moves a printed table on purpose, look
at the difference, and say in the commit what moved. nbval then compares every later run with it,
numbers up to the rounding of a processor (`tests/notebooks/near.py`).
"""

import json
from pathlib import Path

import papermill

PROJECT = Path(__file__).resolve().parents[2]
PARAMETERS = {
    "area_indicators": {
        "region": "Contoh Rekaan",
        "period": "2021",
        "source": "tests/data/wilayah_rekaan.csv",
        "cards": "tests/data/kartu_rekaan.csv",
        "reference_area": "",
    },
    "performance_review": {"region": "Contoh Rekaan", "source": "examples/mutu_rekaan"},
    "competency_training": {
        "region": "Contoh Rekaan",
        "source": "examples/kompetensi_rekaan",
        "system_course": "Sistem Informasi Kinerja Terbaru",
    },
    "change_resistance": {
        "region": "Contoh Rekaan",
        "source": "examples/survei_rekaan",
        "answer_range": [1, 5],
    },
    "data_quality": {"region": "Contoh Rekaan", "source": "examples/mutu_rekaan"},
    "training_impact": {"region": "Contoh Rekaan", "source": "examples/mutu_rekaan"},
}


def refresh(name: str, target: Path) -> None:
    """Execute one notebook and keep cells and outputs only, without times."""
    papermill.execute_notebook(
        str(PROJECT / "notebooks" / f"{name}.ipynb"),
        str(target),
        parameters=PARAMETERS[name],
        kernel_name="python3",
        cwd=str(PROJECT),
        progress_bar=False,
    )
    notebook = json.loads(target.read_text(encoding="utf-8"))
    notebook["metadata"] = {
        key: notebook["metadata"][key] for key in ("kernelspec", "language_info")
    }
    notebook["metadata"]["language_info"] = {"name": "python"}
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{number}"
        cell["metadata"] = {"tags": cell["metadata"].get("tags", [])}
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("image/png", None)  # figures are compared by their data
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    target.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    for report in PARAMETERS:
        refresh(report, Path(__file__).parent / f"{report}.ipynb")
