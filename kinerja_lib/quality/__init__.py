"""Data quality: how far the sources can be trusted, what that costs, and what to repair first."""
