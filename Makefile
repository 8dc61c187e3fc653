# Two commands do all set-up on a bare machine without root: `make demo` and `make test`.
# `make help` lists the rest.

PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin
STAMP  := $(VENV)/.installed-$(shell cat requirements.lock pyproject.toml | cksum | tr -d ' ')
OUT    ?= out

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types check cover bench spark lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

setup: $(STAMP) ## make the virtual environment

$(STAMP): requirements.lock pyproject.toml tools/environment.sh
	@sh tools/environment.sh "$(PYTHON)" "$(VENV)"
	@rm -f $(VENV)/.installed-* && touch $@

demo: setup ## score an example market from its records, print the table, write the HTML report
	@$(RUN)/python tools/demo.py "$(OUT)"

test: setup lint types ## everything that must hold: style, types, imports, tests
	@$(RUN)/python -m pytest

lint: setup
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/lint-imports

types: setup
	@$(RUN)/mypy

bench: setup ## the figures that the docs quote, as ratios (long)
	@$(RUN)/python benchmarks/run.py

spark: setup ## run every indicator on Spark as well and compare (needs Java; installs pyspark)
	@$(RUN)/uv pip install -q "pyspark>=3.5,<5"
	@$(RUN)/python -m pytest tests/facts/test_spark.py

lock: setup ## compile requirements.lock anew
	@$(RUN)/uv pip compile -q --no-header --no-annotate --generate-hashes --python-version 3.11 --universal \
	    --group dev pyproject.toml -o requirements.lock

clean: ## remove what was made here
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis
