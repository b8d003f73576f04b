# The commands of the README. Everything runs in .venv, which the first of them makes.

MONTH ?= $(shell date +%Y-%m)
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: demo test crawl draft lint bench test-lowest clean

demo: .venv/ready
	$(BIN)/python -m aggregator.demo

test: .venv/ready
	$(BIN)/pytest

crawl: .venv/ready
	$(BIN)/aggregator crawl

draft: .venv/ready
	@mkdir -p data/drafts
	$(BIN)/aggregator draft $(MONTH) -o data/drafts/$(MONTH).md

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/bench-ready
	$(BIN)/python -m bench

test-lowest: .venv-lowest/ready
	.venv-lowest/bin/pytest

.venv/ready: pyproject.toml constraints.txt
ifdef UV
	uv venv --quiet --allow-existing .venv
	uv pip install --quiet --python .venv --constraint constraints.txt --group test --group lint --editable .
else
	python3 -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group test --group lint --editable .
endif
	@touch $@

.venv/bench-ready: .venv/ready
ifdef UV
	uv pip install --quiet --python .venv --constraint constraints.txt --group bench
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group bench
endif
	@touch $@

# The oldest versions that pyproject.toml allows; only uv can choose them.
.venv-lowest/ready: pyproject.toml .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv || uv --version
	python3 -m venv .venv-lowest
	$$(command -v uv || echo $(BIN)/uv) pip install --quiet --python .venv-lowest --resolution lowest-direct --group test --editable .
	@touch $@

clean:
	rm -rf .venv .venv-lowest data/demo.db* data/drafts
