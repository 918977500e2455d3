"""The cards of the indicators: what is missing, wrong or unbalanced."""
