# libsky: `make demo` shows what it does, `make test` checks it. `make` alone says what else there is.

PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man
DESTDIR ?=

# yes: Embedded Swift, no Swift runtime in the library. no: ordinary Swift with the runtime linked in.
EMBEDDABLE ?= yes
BUILD := build
# Seconds for each fuzz target.
TIME ?= 60
VERSION := 0.1.0
SONAME := libsky.so.0

LINK := -Xswiftc -use-ld=lld -Xlinker -soname=$(SONAME) -Xlinker --version-script=$(CURDIR)/tools/interface/libsky.map \
	-Xlinker -z -Xlinker defs -Xlinker -z -Xlinker nodelete -Xlinker -z -Xlinker relro -Xlinker -z -Xlinker now \
	-Xlinker --gc-sections -Xlinker --icf=safe -Xlinker -lm --disable-local-rpath
ifeq ($(EMBEDDABLE),yes)
SCRATCH := .build-embeddable
# A section for each function: the copies that modules make of each other's functions fall away when linking.
FLAVOUR := --traits Embeddable -Xswiftc -Xfrontend -Xswiftc -function-sections
LIBRARY := $(BUILD)/$(SONAME)
else
SCRATCH := .build-runtime
# SwiftPM links as if for Embedded Swift, with or without the trait, and so leaves out the object that tells the runtime
# which types there are: the process would end where one is looked up by its name, as [UInt64].sort() does.
RUNTIME := $(shell swiftc -print-target-info -static-stdlib | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
FLAVOUR := -Xswiftc -static-stdlib -Xlinker $(RUNTIME)/linux/$(shell uname -m)/swiftrt.o
LIBRARY := $(BUILD)/runtime/$(SONAME)
endif

.PHONY: help all library command demo test check fuzz generate bench install uninstall clean

help:
	@echo "libsky $(VERSION), text messages for any program"
	@echo
	@echo "  make demo       send an SMS from C, Python and PHP to a provider on loopback, read the reports"
	@echo "  make test       run every test"
	@echo "  make check      the same, millions of numbers more against libphonenumber, and a longer soak"
	@echo
	@echo "  make all        build $(BUILD)/$(SONAME) and $(BUILD)/sky; EMBEDDABLE=no for the Swift runtime inside"
	@echo "  make install    install the library, header and manual below PREFIX=$(PREFIX) (DESTDIR works)"
	@echo "  make uninstall  take them away again"
	@echo "  make generate   write anew what is generated: header, bindings' declarations, man pages, tables"
	@echo "  make fuzz       rubbish for TIME=$(TIME) seconds at each fuzz target, with the address sanitizer"
	@echo "  make bench      measure, against other libraries, in one run"
	@echo "  make clean      remove what was built"

all: library command

library:
	@tools/setup.sh build
	swift build -c release --product Sky --scratch-path $(SCRATCH) $(FLAVOUR) \
		-Xswiftc -enforce-exclusivity=unchecked $(LINK)
	@mkdir -p $(dir $(LIBRARY))
	@cp $(SCRATCH)/release/libSky.so $(LIBRARY).new
	@strip --strip-unneeded $(LIBRARY).new
	@mv $(LIBRARY).new $(LIBRARY)
	@ln -sf $(SONAME) $(dir $(LIBRARY))libsky.so

command:
	@tools/setup.sh build
	swift build --product sky
	@mkdir -p $(BUILD)
	@cp "$$(swift build --show-bin-path)/sky" $(BUILD)/sky.new
	@mv $(BUILD)/sky.new $(BUILD)/sky

demo:
	@tools/setup.sh demo
	@$(MAKE) --no-print-directory library command
	@examples/demo.sh $(BUILD)/sky $(CURDIR)/$(BUILD)

test:
	@tools/setup.sh test
	@tools/test.sh

check: test
	@tools/numbers/check.sh
	@$(BUILD)/venv/bin/python -m pytest -q Tests/guests/test_soak.py --long
	@$(BUILD)/venv/bin/python -m pytest -q Tests/faults/test_every_byte*.py --every-byte

fuzz:
	@tools/setup.sh build
	@Tests/Fuzz/run.sh $(TIME)

generate:
	@tools/setup.sh test
	@$(MAKE) --no-print-directory library
	@tools/generate.sh .
	@python3 tools/text/make_text_tables.py

bench:
	@tools/setup.sh bench
	@$(MAKE) --no-print-directory library
	@tools/venv.sh
	@python3 benchmarks/run.py
	@benchmarks/numbers/run.sh

install: library
	install -d $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(INCLUDEDIR) $(DESTDIR)$(MANDIR)/man3
	install -m 755 $(LIBRARY) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libsky.so
	install -m 644 include/sky.h include/sky_ffi.h $(DESTDIR)$(INCLUDEDIR)
	install -m 644 docs/man/man3/*.3 $(DESTDIR)$(MANDIR)/man3
	sed -e 's|@PREFIX@|$(PREFIX)|;s|@LIBDIR@|$(LIBDIR)|;s|@INCLUDEDIR@|$(INCLUDEDIR)|;s|@VERSION@|$(VERSION)|' \
		tools/libsky.pc.in > $(DESTDIR)$(LIBDIR)/pkgconfig/libsky.pc
	@[ -n "$(DESTDIR)" ] || ldconfig 2>/dev/null || true

uninstall:
	rm -f $(DESTDIR)$(LIBDIR)/$(SONAME) $(DESTDIR)$(LIBDIR)/libsky.so $(DESTDIR)$(LIBDIR)/pkgconfig/libsky.pc
	rm -f $(DESTDIR)$(INCLUDEDIR)/sky.h $(DESTDIR)$(INCLUDEDIR)/sky_ffi.h
	for page in docs/man/man3/*.3; do rm -f "$(DESTDIR)$(MANDIR)/man3/$${page##*/}"; done

clean:
	rm -rf $(BUILD) .build .build-embeddable .build-runtime
