"""The recipe of the built-in model: prepare, align, annotate, pack, train, evaluate, export."""
