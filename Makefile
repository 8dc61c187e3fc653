# Two commands do all set-up on a bare machine without root: `make demo` and `make test`.
# `make help` lists the rest.

PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin
STAMP  := $(VENV)/.installed-$(shell cat requirements.lock pyproject.toml | cksum | tr -d ' ')
OUT    ?= out
SITE   ?= serve

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types check cover server bench bench-site crash spark lock clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

setup: $(STAMP) ## make the virtual environment

$(STAMP): requirements.lock pyproject.toml tools/environment.sh
	@sh tools/environment.sh "$(PYTHON)" "$(VENV)"
	@rm -f $(VENV)/.installed-* && touch $@

demo: setup ## score an example market, settle the demo city, serve it on http://127.0.0.1:8000 (SITE=serve, check or none)
	@exec $(RUN)/python tools/demo.py "$(OUT)" "$(SITE)"

test: setup lint types ## everything that must hold: style, types, imports, tests
	@sh tools/tests.sh $(RUN)/python

server: setup ## the same tests on a PostgreSQL server made from the machine's own binaries
	@tools/on_own_server.sh sh tools/tests.sh $(RUN)/python

lint: setup
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/lint-imports

types: setup
	@$(RUN)/mypy

bench: setup ## the figures that the docs quote, as ratios (long)
	@$(RUN)/python benchmarks/run.py

bench-site: setup ## the site with a million invented people, as ratios to bare Django (long; the first time much longer)
	@$(RUN)/python benchmarks/site/run.py

crash: setup ## two hundred registrations while web workers and the database are killed; none lost, none doubled
	@$(RUN)/python -m tests.crash.drill

spark: setup ## run every indicator on Spark as well and compare (needs Java; installs pyspark)
	@$(RUN)/uv pip install -q "pyspark>=3.5,<5"
	@$(RUN)/python -m pytest tests/facts/test_spark.py

lock: setup ## compile requirements.lock anew
	@$(RUN)/uv pip compile -q --no-header --no-annotate --generate-hashes --python-version 3.11 --universal \
	    --group dev pyproject.toml -o requirements.lock

clean: ## remove what was made here
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis
