# `make demo`, `make test` and `make bench`; each builds .venv first.
PYTHON ?= python3.11
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint types unit bench clean

.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,training]'
	touch $@

demo: .venv/.installed
	$(BIN)/translator translate examples/caspian-week.en.md --from en --to ru,az,tr --glossary caspian \
	  --output demo/{lang}.txt --output demo/{lang}.tmx --output demo/{lang}.bi.html
	$(BIN)/python -c "print('Open demo/ru.bi.html, demo/az.bi.html and demo/tr.bi.html in a browser.')"

test: lint types unit

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.installed
	$(BIN)/mypy

unit: .venv/.installed
	$(BIN)/python -m pytest -n auto --dist loadscope --cov --cov-report=term:skip-covered

# BENCH takes arguments, such as `make bench BENCH='throughput/folder --quick'`.
bench: .venv/.installed
	$(BIN)/python benchmarks/all.py $(BENCH)

clean:
	rm -rf .venv demo build dist .coverage .mypy_cache .ruff_cache .pytest_cache
