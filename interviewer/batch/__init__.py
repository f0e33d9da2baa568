"""Many answers at once: a table in, the same table with grades out."""
