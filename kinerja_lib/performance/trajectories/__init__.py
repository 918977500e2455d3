"""Which way the results of a person went over many periods."""
