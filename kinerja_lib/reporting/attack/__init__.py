"""The test attack: what a reader can work out from everything that was ever public."""
