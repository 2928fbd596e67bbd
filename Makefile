# Every target sets itself up first; see docs/setup.md.
.PHONY: setup demo demo-campaign test test-all lint bench clean

# What may be reached while testing: this machine only.
loopback_only = AUDITOR_ONLY=127.0.0.0/8,::1/128

setup:
	@bash scripts/setup

demo: setup
	$(loopback_only) .venv/bin/python -m demo

# An office's quarter from the register to the circular, and the next quarter to compare with.
demo-campaign: setup
	$(loopback_only) .venv/bin/python -m demo.quarter

test: setup
	$(loopback_only) .venv/bin/python -m pytest

# The tests that take half a minute each, besides those of `make test`.
test-all: setup
	$(loopback_only) .venv/bin/python -m pytest -m "slow or not slow"

lint: setup
	.venv/bin/python -m ruff check
	.venv/bin/python -m ruff format --check
	.venv/bin/python -m mypy
	.venv/bin/lint-imports --no-logo

bench: setup
	@bash scripts/setup bench
	.venv/bin/python -m bench
	.venv/bin/python -m bench.stages
	.venv/bin/python -m bench.hostile
	.venv/bin/python -m bench.identity_speed
	.venv/bin/python -m bench.ipv6
	.venv/bin/python -m bench.campaign
	.venv/bin/python -m bench.office

# Evidence (var/) is never deleted.
clean:
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
