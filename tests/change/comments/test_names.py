import pytest

from kinerja_lib.change.comments.names import gather_names, may_name, remove_names

KNOWN = gather_names(
    ["Dr. Budi Santoso, S.E., M.Si.", "Siti Nur'aini", "Suharto", "Hari Wibowo", "Gizesyaze Rekaan"]
)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Terima kasih kepada Budi Santoso", "Terima kasih kepada [nama]"),
        (
            "terima kasih BUDI  SANTOSO, S.E., M.Si. atas bantuannya",
            "terima kasih [nama] atas bantuannya",
        ),
        (
            "Kata Siti Nur’aini jadwalnya berubah.Suharto ada",
            "Kata [nama] jadwalnya berubah.[nama] ada",
        ),
        ("Hubungi 197307251995071001 atau 0812-3456-7890", "Hubungi [nomor] atau [nomor]"),
        ("kirim ke budi.s@contoh.go.id", "kirim ke [alamat]"),
        ("Kepala Dinas Kesehatan perlu hadir", "[jabatan] perlu hadir"),
        ("mohon pak kadis mendengar", "mohon [jabatan] mendengar"),
        ("Jadwal penilaian 3 hari kerja", "Jadwal penilaian 3 hari kerja"),
    ],
)
def test_names_numbers_addresses_and_posts_are_removed(text, clean):
    assert remove_names(text, KNOWN) == clean


@pytest.mark.parametrize(
    "text",
    [
        "Pak Budi tidak adil",
        "menurut budi jadwalnya terlambat",
        "Jadwal dari Wibowo berubah",
        "tolong bu ningsih membantu",
        "Jadwal dibuat Joko tanpa rapat",
        "Menurut Pak Hari sudah baik",
    ],
)
def test_a_text_that_may_still_name_someone_is_told(text):
    assert may_name(remove_names(text, KNOWN), KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "Jadwal penilaian sebaiknya diumumkan lebih awal",
        "Aplikasi SKP lambat. Mohon diperbaiki pada bulan Januari",
        "Beban 3 hari kerja terlalu berat",
        "Terima kasih kepada [nama]",
    ],
)
def test_an_ordinary_text_passes(text):
    assert not may_name(remove_names(text, KNOWN), KNOWN)


def test_only_names_that_begin_with_the_word_are_compared():
    many = gather_names([f"{a}udi {b}anto" for a in "bcd" for b in "klmn"])
    assert {word: len(own) for word, own in many.starts.items()} == {
        "budi": 4,
        "cudi": 4,
        "dudi": 4,
    }
