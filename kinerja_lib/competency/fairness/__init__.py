"""Fairness: need, value and cost of training by groups that are looked at and never an input."""
