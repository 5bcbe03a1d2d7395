# ถึงบ้าน (Thueng Baan). Two commands matter: `make run` and `make test`. Both prepare the machine themselves.

# The one already in .venv, else the newest that answers (a shim of pyenv may be on the path and yet not answer).
PYTHON ?= $(shell for python in .venv/bin/python python3.13 python3.12 python3.11 python3; do \
	$$python -c '' 2>/dev/null && echo $$python && break; done)

# How many tests at a time, and anything else for pytest: make test WORKERS=4 ARGS="-k visit"
WORKERS ?= 2
ARGS ?=

.PHONY: help setup tools run test check bench bench-media bench-alarm understand-bench namesakes-bench drill screenshots

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup  ## a chat in the browser: web, clock and a LINE of our own; Ctrl-C ends all of it
	@.venv/bin/python -m scripts.run

test: tools  ## every test, the browser's and PostgreSQL's included
	@.venv/bin/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

check: tools  ## style and slips, by ruff
	@.venv/bin/python -m ruff check .

bench: tools  ## events per second on both databases, beside LINE's own echo bot
	@.venv/bin/python -m benchmarks.bench $(ARGS)

bench-media: tools  ## photos per second and the memory of a film, on both databases and both stores
	@.venv/bin/python -m benchmarks.media $(ARGS)

bench-alarm: tools  ## from a volunteer's tap to LINE's yes to the officer's push, on both databases
	@.venv/bin/python -m benchmarks.alarm $(ARGS)

understand-bench: tools  ## how well a told story is read, field by field, on the labelled messages
	@.venv/bin/python -m benchmarks.understand $(ARGS)

namesakes-bench: tools  ## is a misspelt name found, how fast, and how many are offered wrongly; on both databases
	@.venv/bin/python -m benchmarks.namesakes $(ARGS)

drill: tools  ## a day of urgent cases at ten times the rate, LINE failing and clocks killed; 65 minutes on each database
	@.venv/bin/python -m benchmarks.drill $(ARGS)

screenshots: tools  ## the pictures of the README, taken anew
	@.venv/bin/python -m scripts.screenshots

setup:  ## .venv with what the service needs (run and test call it themselves)
	@$(or $(PYTHON),$(error Python 3.11 or newer is needed; there is none on the path. On Debian or Ubuntu: apt-get install python3 python3-venv)) scripts/setup.py

tools: setup  ## and with what the tests need: pytest, PostgreSQL, a browser
	@.venv/bin/python scripts/setup.py --tests
