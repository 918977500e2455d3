"""Items and scales: keying, spread, reliability of each subscale."""
