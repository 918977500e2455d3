"""Names of areas as readers should see them."""

from __future__ import annotations

PROVINCES = frozenset(
    "ACEH|SUMATERA UTARA|SUMATERA BARAT|RIAU|JAMBI|SUMATERA SELATAN|BENGKULU|LAMPUNG|"
    "KEPULAUAN BANGKA BELITUNG|KEPULAUAN RIAU|DKI JAKARTA|JAWA BARAT|JAWA TENGAH|DI YOGYAKARTA|"
    "JAWA TIMUR|BANTEN|BALI|NUSA TENGGARA BARAT|NUSA TENGGARA TIMUR|KALIMANTAN BARAT|"
    "KALIMANTAN TENGAH|KALIMANTAN SELATAN|KALIMANTAN TIMUR|KALIMANTAN UTARA|SULAWESI UTARA|"
    "SULAWESI TENGAH|SULAWESI SELATAN|SULAWESI TENGGARA|GORONTALO|SULAWESI BARAT|MALUKU|"
    "MALUKU UTARA|PAPUA|PAPUA BARAT|PAPUA SELATAN|PAPUA TENGAH|PAPUA PEGUNUNGAN|"
    "PAPUA BARAT DAYA|KEP. BANGKA BELITUNG|KEP. RIAU|INDONESIA".split("|")
)
_ACRONYMS = {"DKI", "DI"}


def name_area(area: str) -> str:
    """Write a province as a proper name: "JAWA BARAT" becomes "Jawa Barat"; others stay as given.

    The name of an office may hold abbreviations, which no rule can tell from words.
    """
    if area not in PROVINCES:
        return area
    return " ".join(word if word in _ACRONYMS else word.capitalize() for word in area.split())
