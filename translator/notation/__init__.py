"""How languages write dates, datelines and figures: read in one, written in another."""
