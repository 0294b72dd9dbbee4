"""How the tables came about, one step a file in `versions`. Run by `migrating.migrate`, never by hand."""
