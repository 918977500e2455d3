"""Turn any export into raw sheets in DuckDB: no row lost, hostile input refused."""
