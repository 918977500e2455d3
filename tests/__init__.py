"""Tests of the kit: a package, so that no installed package named `tests` takes its place."""
