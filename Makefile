PYTHON ?= python3
VENV ?= .venv
TORCH ?= torch==2.13.0
MODEL ?= models/khabar-small
REAL ?= ../shared/gold
FUZZ_SECONDS ?= 60

BIN = $(VENV)/bin
PLAIN = $(VENV)/.plain
DEV = $(VENV)/.dev

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types eval bench bench-serve picture page scores kills fuzz versions dist clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# Stamps: installed without extras, which is all that reading needs, and with everything for training and tests.
# torch comes first and alone, so that no later requirement chooses its build.
$(PLAIN): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(DEV): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet $(TORCH)
	$(BIN)/python -m pip install --quiet --editable '.[train,dev]'
	touch $@ $(PLAIN)

setup: $(DEV) ## everything for work on Khabar in .venv

demo: $(PLAIN) ## read the example article with the shipped model
	$(BIN)/khabar analyze examples/tel-al-sanabil.txt

test: $(DEV) ## run the tests
	$(BIN)/python -m pytest -q

lint: $(DEV) ## ruff
	$(BIN)/ruff check .

types: $(DEV) ## pyright: strict on src, basic elsewhere
	$(BIN)/pyright --pythonpath $(BIN)/python

eval: $(DEV) ## score MODEL into eval/reports: on our test split and, where it lies beside the checkout, on real news
	$(BIN)/python -m eval run $(MODEL) --gold data/gold/test.jsonl.xz --out eval/reports/gold-test
	if [ -d $(REAL) ]; then $(BIN)/python -m eval run $(MODEL) --gold $(REAL)/dev.jsonl --seen $(REAL)/train.jsonl \
		--out eval/reports/real-dev; fi

bench: $(DEV) ## cold start, memory and sentences a second
	$(BIN)/python -m bench speed --large

bench-serve: $(DEV) ## khabar serve under load, beside a plain transformers server, then a soak
	$(BIN)/python -m bench serve
	$(BIN)/python -m bench serve --soak 100000

kills: $(DEV) ## kill a batch at 20 random moments, with one process and with two: nothing lost, nothing doubled
	KILLS=20 $(BIN)/python -m pytest -q tests/test_batch_run.py -k kill_9

picture: $(PLAIN) ## draw docs/picture.svg from what the model says of the example
	$(BIN)/python docs/picture.py

page: $(DEV) ## photograph the reading page as docs/page.webp; needs Chromium
	PYTHONPATH=tests $(BIN)/python docs/page.py

scores: $(PLAIN) ## put the scores of eval/reports into README.md
	$(BIN)/python docs/scores.py

fuzz: $(DEV) ## fuzz every door of Khabar for FUZZ_SECONDS each
	$(BIN)/python -m pip install --quiet --editable '.[fuzz]'
	for target in text figures document record command reader server manifest; do \
		$(BIN)/python -m tests.fuzz $$target -max_total_time=$(FUZZ_SECONDS) -verbosity=0 || exit 1; done

versions: $(DEV) ## try the wheel with every dependency at its lower bound, and on every Python that is found
	VENV=$(VENV) .ci/versions

dist: $(DEV) ## wheel and sdist in dist/
	rm -rf dist
	$(BIN)/python -m build --no-isolation

clean: ## remove what was built, also .venv
	rm -rf $(VENV) dist build .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
