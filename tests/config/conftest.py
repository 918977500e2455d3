import json

import pytest

PARAMETERS = {"tags": ["parameters"]}


def code(source, **metadata):
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": []}


def markdown(source):
    return {"cell_type": "markdown", "source": source, "metadata": {}}


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook whose parameters cell holds `source`; `cells` replaces all cells."""

    def write(source="", *, cells=None, name="laporan"):
        if cells is None:
            cells = [markdown("# Judul laporan\n\nIsi"), code(source, tags=["parameters"])]
        path = tmp_path / f"{name}.ipynb"
        path.write_text(json.dumps({"cells": cells, "nbformat": 4, "metadata": {}}), "utf-8")
        return path

    return write
