# Every command a developer needs; `make help` lists them.
SHELL := /bin/bash
SWIFT ?= swift
# Static: the binary needs the distribution's C libraries and nothing of Swift's.
RELEASE := -c release --static-swift-stdlib -Xlinker -s
BINARY := .build/release/gatehouse
VENV := .build/venv
export SWIFT_BACKTRACE := enable=no

.DEFAULT_GOAL := help
.PHONY: help deps build-deps test-deps run build release test unit-test end-to-end check lint format \
	bench profile sanitize fuzz container-check clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  %-16s %s\n", $$1, $$2}'

run: build-deps release ## Build and start the server on the embedded pool
	@$(BINARY)

deps: build-deps test-deps ## Install what building and testing need (Debian's packages, PyPI)

build-deps:
	@.ci/install libargon2-dev libcurl4-openssl-dev libsqlite3-dev libssl-dev pkg-config

test-deps: build-deps $(VENV)/installed
	@.ci/install openssl python3-venv

$(VENV)/installed: Tests/EndToEnd/requirements.txt
	@.ci/install python3-venv
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

build: build-deps ## Build everything, tests included (debug)
	$(SWIFT) build --build-tests

release: ## Build the release binary
	$(SWIFT) build $(RELEASE) --product gatehouse

test: unit-test end-to-end ## Run every test

unit-test: test-deps build
	$(SWIFT) test --skip-build --parallel

end-to-end: test-deps build
	$(VENV)/bin/python -m pytest Tests/EndToEnd -q -n 2 -p no:cacheprovider

check: lint build test ## Lint, build with warnings as errors, test: what CI runs

lint: ## Check the format of the sources
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

format: ## Format the sources
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

bench: release $(VENV)/installed ## Measure against nginx and Express, side by side on pinned cores
	@.ci/install nginx-light node-express wrk util-linux
	Tests/Benchmarks/run

profile: release ## Instructions and allocations per request (valgrind)
	@.ci/install valgrind
	python3 Tests/Benchmarks/costs.py
	LOG_LEVEL=info python3 Tests/Benchmarks/costs.py

# The rooms that read a peer's bytes. Each sanitizer needs a build of its own.
SANITIZED := HTTPWireTests|HTTPServerTests|HTTPRoutingTests|StrictJSONTests
sanitize: build-deps ## Test the rooms that read a peer's bytes under the address and thread sanitizers
	$(SWIFT) test --disable-xctest --sanitize=address --scratch-path .build/address --filter '$(SANITIZED)'
	$(SWIFT) test --disable-xctest --sanitize=thread --scratch-path .build/thread --filter '$(SANITIZED)'

FUZZ_RUNS ?= 1000000
fuzz: ## Let libFuzzer look for bytes that the request parser reads in two ways (FUZZ_RUNS=n)
	$(SWIFT) build --package-path Tests/Fuzz --scratch-path .build/fuzz -c release --product ParserFuzz
	@mkdir -p .build/fuzz/corpus
	.build/fuzz/release/ParserFuzz -runs=$(FUZZ_RUNS) -max_len=4096 -dict=Tests/Fuzz/http.dict \
		-artifact_prefix=.build/fuzz/ .build/fuzz/corpus Tests/Fuzz/Corpus

container-check: ## Run the Dockerfile's steps in a clean chroot (root; takes minutes)
	@.ci/install debootstrap
	Tests/Container/prove

clean: ## Remove what was built
	rm -rf .build
