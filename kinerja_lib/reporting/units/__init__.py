"""A page for each unit, cut from the tables of the report, and the page that lists them."""
