"""Translation models behind one Protocol."""
