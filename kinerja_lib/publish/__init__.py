"""The objects that notebooks show and pages are made from."""

from kinerja_lib.publish.figure import Figure
from kinerja_lib.publish.finding import Finding
from kinerja_lib.publish.mime import MIME, show
from kinerja_lib.publish.prose import Prose
from kinerja_lib.publish.quantity import Quantity
from kinerja_lib.publish.table import Table

__all__ = ["MIME", "Figure", "Finding", "Prose", "Quantity", "Table", "show"]
