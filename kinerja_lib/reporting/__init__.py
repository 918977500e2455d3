"""Run notebooks, render what they show, and publish it."""
