# What a person types. Every target works on a fresh Debian, Ubuntu or macOS that has Python 3.11 or newer.
.PHONY: help setup run test lint audit validate bench fuzz kill faults wheel clean
.DEFAULT_GOAL := help

BIN := .venv/bin

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' $(MAKEFILE_LIST) | expand -t 14

setup: ## Set up everything in .venv, without running anything
	@packaging/setup.sh dev

run: ## Set up what is needed and open the window (without a display: show the same work in files)
	@packaging/setup.sh run
	@packaging/run.sh

test: lint ## Set up everything and run all checks
	@$(BIN)/python -m pytest -n auto --maxprocesses=8 --dist worksteal --cov --cov-report=term

lint: setup ## Check style, types and layers
	@packaging/lint.sh

audit: setup ## Check the packages Masthead runs on: reasons, pins, licences, known faults
	@packaging/audit.sh

validate: setup ## Have exports judged by the validators that are here (HTML, accessibility, EPUB, Atom)
	@packaging/validate.sh $(KIND)

bench: setup ## Measure speed
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/benchmarks --no-cov

INPUTS ?= 2000
fuzz: setup ## Try hostile inputs on all that reads: make fuzz INPUTS=100000
	@$(BIN)/python -m tests.fuzz.run --inputs $(INPUTS)

KILLS ?= 200
kill: setup ## Kill the program 200 times at each kind of work, and check what is left
	@MASTHEAD_TRIALS=$(KILLS) QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -s --no-cov tests/reliability/test_kills.py

faults: setup ## Let every single write of a working day fail, once and from then on
	@MASTHEAD_TRIALS=1000 $(BIN)/python -m pytest -s --no-cov tests/reliability/test_faults.py tests/reliability/test_export_faults.py

wheel: setup ## Build the installable program in dist/ and try it
	@packaging/check_wheel.sh

clean: ## Remove everything that was made here
	rm -rf .venv build dist .coverage htmlcov .audit .benchmarks .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .validate
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
