"""Quality of performance plans: weights, dates, measurable targets."""
