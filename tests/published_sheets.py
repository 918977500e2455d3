"""Published tables as sheets, from a few numbers."""

from kinerja_lib.privacy.sheets import Sheet, SheetColumn


def counts_sheet(table, rows, columns, *, report="r", hidden=(), minimum=10):
    """Make a sheet with one key; `n` is the people of a row, other columns are counts.

    `hidden` names withheld cells as (row, column); counts below the minimum are withheld too.
    """
    made = {
        name: SheetColumn(
            "n" if name == "n" else "count",
            tuple(None if v is None else float(v) for v in values),
            tuple(
                (row, name) in hidden or (v is not None and 0 < v < minimum)
                for row, v in enumerate(values)
            ),
        )
        for name, values in columns.items()
    }
    return Sheet(report, table, ("nama",), tuple((row,) for row in rows), made, minimum)
