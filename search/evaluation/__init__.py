"""How good and how quick the search is on a data set with known answers."""
