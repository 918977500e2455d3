"""Research and reporting kit for the performance management of Indonesian civil servants."""

__version__ = "0.1.0"
