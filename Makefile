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
	bench profile allocations sanitize fuzz slowhttptest slow-clients churn enumeration crash growth container-check clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  %-16s %s\n", $$1, $$2}'

run: build-deps release ## Build and start the server on the embedded pool
	@$(BINARY)

deps: build-deps test-deps ## Install what building and testing need (Debian's packages, PyPI)

build-deps:
	@.ci/install libargon2-dev libcurl4-openssl-dev libsqlite3-dev libssl-dev pkg-config

test-deps: build-deps $(VENV)/installed
	@.ci/install caddy haproxy nginx-light openssl python3-venv

VECTORS := Tests/JSONWebTokenTests/Vectors
PIP := $(VENV)/bin/pip --quiet --disable-pip-version-check

$(VENV)/installed: Tests/EndToEnd/requirements.txt $(VECTORS)/requirements.txt $(VECTORS)/sources.txt
	@.ci/install python3-venv
	python3 -m venv $(VENV)
	$(PIP) install -r Tests/EndToEnd/requirements.txt -r $(VECTORS)/requirements.txt
	$(PIP) download --no-deps --no-binary :all: --dest $(VENV)/sources -r $(VECTORS)/sources.txt
	@touch $@

build: build-deps ## Build everything, tests included (debug)
	$(SWIFT) build --build-tests

release: ## Build the release binary
	$(SWIFT) build $(RELEASE) --product gatehouse

test: unit-test end-to-end ## Run every test

# What waits for sockets goes first and by itself: tests that hash passwords and draw keys would keep
# it from the cores until it gives up.
WAITING := HTTPServerTests|CognitoClientTests|MailTests
unit-test: test-deps build
	$(SWIFT) test --skip-build --parallel --disable-xctest --filter '$(WAITING)'
	$(SWIFT) test --skip-build --parallel --disable-xctest --skip '$(WAITING)'

end-to-end: test-deps build
	$(VENV)/bin/python -m pytest Tests/EndToEnd -q -n 2 -p no:cacheprovider

check: lint build test allocations ## Lint, build with warnings as errors, test: what CI runs

lint: ## Check the format of the sources
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

format: ## Format the sources
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

# NIO's world takes minutes to build: once, and apart from the product.
PEER := .build/benchmarks/release/HummingbirdPeer
VERIFIER := .build/benchmarks/release/VerifierRate
$(PEER) $(VERIFIER): Tests/Benchmarks/Package.swift $(wildcard Tests/Benchmarks/Sources/*/*.swift) \
		$(wildcard Sources/JSONWebToken/*.swift Sources/StrictJSON/*.swift Sources/Cryptography/*.swift)
	$(SWIFT) build --package-path Tests/Benchmarks --scratch-path .build/benchmarks -c release \
		--static-swift-stdlib --product $(@F)
	@touch $@

bench: release $(VENV)/installed $(PEER) $(VERIFIER) ## Measure beside nginx, Express, Hummingbird and moto (ONLY=health,protected,guard,pool,idle,start)
	@.ci/install nginx-light node-express openssl wrk util-linux
	$(VENV)/bin/python Tests/Benchmarks/bench.py

profile: release ## Instructions and allocations per request (valgrind)
	@.ci/install valgrind
	python3 Tests/Benchmarks/costs.py
	LOG_LEVEL=info python3 Tests/Benchmarks/costs.py

allocations: build-deps ## Count what reading a request and writing an answer ask of the heap (Linux)
	$(SWIFT) build --package-path Tests/Allocations --scratch-path .build/allocations -c release
	.build/allocations/release/Allocations

# The rooms that read a peer's bytes or share state between threads; what waits for sockets by itself. Each
# sanitizer needs a build of its own.
SANITIZED := 'HTTPServerTests' \
	'HTTPWireTests|HTTPRoutingTests|StrictJSONTests|JSONWebTokenTests|RevocationTests|StorageTests|AuthAPITests'
sanitize: export LSAN_OPTIONS := suppressions=$(CURDIR)/Tests/Sanitizers/leaks.txt
sanitize: export TSAN_OPTIONS := suppressions=$(CURDIR)/Tests/Sanitizers/thread.txt
sanitize: test-deps ## Test the rooms that read a peer's bytes or share state under the sanitizers
	for kind in address thread; do for suites in $(SANITIZED); do \
		$(SWIFT) test --disable-xctest --sanitize=$$kind --scratch-path .build/$$kind \
			--filter "$$suites" || exit 1; \
	done; done

# 0 is without end. FUZZ_SANITIZERS=fuzzer leaves the address sanitizer out, which is some times as fast.
FUZZ_RUNS ?= 1000000
FUZZ := .build/fuzz
fuzz: build-deps ## Let libFuzzer look for bytes that parser or connection read in two ways (FUZZ_RUNS=n)
	$(SWIFT) build --package-path Tests/Fuzz --scratch-path $(FUZZ) -c release
	for target in Parser Connection; do \
		mkdir -p $(FUZZ)/corpus/$$target && \
		$(FUZZ)/release/$${target}Fuzz -runs=$(FUZZ_RUNS) -max_len=1024 -timeout=60 \
			-dict=Tests/Fuzz/http.dict -artifact_prefix=$(FUZZ)/$$target- \
			$(FUZZ)/corpus/$$target Tests/Fuzz/Corpus/$$target || exit 1; \
	done

HOSTILE := .build/hostile
$(HOSTILE)/%: Tests/Hostile/%.c Tests/Hostile/loopback.h
	@.ci/install gcc libc6-dev util-linux
	@mkdir -p $(@D)
	$(CC) -std=c17 -O2 -Wall -Wextra -Werror $< -o $@

slowhttptest: release ## Stay available under slowhttptest's four modes (2 minutes)
	@.ci/install slowhttptest util-linux
	python3 Tests/Hostile/slowhttptest.py

slow-clients: release $(HOSTILE)/slow_clients $(HOSTILE)/sampler ## Serve a normal client beside 10,000 slow ones, and see what nginx does (8 minutes)
	@.ci/install nginx-light
	python3 Tests/Hostile/slow_clients.py

churn: release $(HOSTILE)/churn ## Forget a million connections that come and go in every way
	python3 Tests/Hostile/churn.py

enumeration: release ## Tell by the time of answers whether an address has an account (a minute)
	@.ci/install util-linux
	python3 Tests/Hostile/enumeration.py

crash: release ## Kill the process 200 times under load; nothing acknowledged may be lost (minutes)
	@.ci/install util-linux
	python3 Tests/Hostile/crash.py

growth: release ## Compare a pool of a million users with one of a thousand (minutes)
	@.ci/install util-linux
	python3 Tests/Hostile/growth.py

container-check: ## Run the Dockerfile's steps in a clean chroot (root; takes minutes)
	@.ci/install debootstrap
	Tests/Container/prove

clean: ## Remove what was built
	rm -rf .build
