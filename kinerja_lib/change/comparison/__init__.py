"""Scores of groups beside one another: units, kinds of unit, sex, age, status; never persons."""
