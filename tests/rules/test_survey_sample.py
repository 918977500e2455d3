"""Sample sizes of the printed table, and what holds for all of them."""

import pytest

from kinerja_lib.rules.survey_sample import size_sample


@pytest.mark.parametrize(
    ("population", "size"),
    [
        # printed table of Krejcie and Morgan (1970)
        *((10, 10), (15, 14), (20, 19), (30, 28), (50, 44), (100, 80), (200, 132), (500, 217)),
        *((900, 269), (1000, 278), (1100, 285), (5000, 357), (10_000, 370), (1_000_001, 384)),
        (1, 1),
    ],
)
def test_sample_sizes_of_the_printed_table(population, size):
    assert size_sample(population) == size


def test_the_sample_grows_with_the_population_and_never_exceeds_it():
    sizes = [size_sample(n) for n in range(1, 3000)]
    assert sizes == sorted(sizes)
    assert all(size <= n for n, size in enumerate(sizes, start=1))
    for wrong in (0, -5, 2.5, True):
        with pytest.raises(ValueError, match="population"):
            size_sample(wrong)
