# ramtop: where did my memory go?
#
#   make          builds build/ramtop              make run      installs what is missing, builds, starts it
#   make check    the same for the tests, runs them   make bench    measures it against htop, top, btop, atop
#   make soak     shows it a million births and deaths    make storm    lets it refresh and kill where memory is short
#   make install  PREFIX, DESTDIR; make uninstall    make fuzz     fuzzes the parsers (clang)
#   V=1           shows the commands

VERSION = 0.1.0
PREFIX ?= /usr/local
CFLAGS ?= -O2 -g
quiet = $(if $(V),,@)

# ---- what must be there ------------------------------------------------------------------------------------------------
have_library = $(shell pkg-config --exists $1 2>/dev/null && echo yes)
have_command = $(shell command -v $1 2>/dev/null)

need_to_build = $(if $(wildcard /usr/include/stdio.h),,libc6-dev) \
	$(if $(call have_command,pkg-config),,pkg-config) \
	$(if $(call have_library,ncursesw),,libncurses-dev) \
	$(if $(call have_library,libproc2),,libproc2-dev) \
	$(if $(call have_library,inih),,libinih-dev) \
	$(if $(call have_library,jansson),,libjansson-dev)
# Without these two ramtop is built all the same, and leaves the BPF task iterator out. libbpf is opened when it runs, by the
# process that loads the program: nothing is linked with it.
need_for_bpf = $(if $(call have_library,libbpf),,libbpf-dev) $(if $(call have_command,clang),,clang)
# The same for names of containers from their engines: libcurl is opened by the process that asks them.
need_for_engines = $(if $(call have_library,libcurl),,libcurl4-openssl-dev)
need_to_check = $(need_to_build) $(need_for_bpf) $(need_for_engines) \
	$(if $(call have_library,check),,check) \
	$(if $(call have_library,vterm),,libvterm-dev) \
	$(if $(call have_command,jq),,jq) \
	$(if $(call have_command,/usr/bin/time),,time) \
	$(if $(call have_command,python3),,python3-minimal) \
	$(if $(call have_command,mandoc),,mandoc)

sudo = $(if $(filter 0,$(shell id -u)),,sudo)

# Names the packages, then installs them. $1: the packages
install_packages = @$(if $(strip $1),echo "ramtop needs these Debian packages and installs them now: $(strip $1)" && \
	$(sudo) apt-get update -qq && \
	$(sudo) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(strip $1) >/dev/null,:)

# Stops with one line. $1: the packages
demand_packages = $(if $(strip $1),$(error ramtop needs the Debian package$(if $(word 2,$1),s) $(strip $1); to get it: $(if $(sudo),sudo )apt-get install $(strip $1)))

bpf = $(if $(strip $(need_for_bpf)),,yes)
engines = $(if $(strip $(need_for_engines)),,yes)
libraries = ncursesw libproc2 inih jansson
test_libraries = check vterm

# ---- the house: base <- kernel <- {sample, probe} <- table <- {print, screen} <- main -----------------------------------
base   = base
kernel = $(base) kernel
sample = $(kernel) sample
probe  = $(kernel) probe
table  = $(sample) probe table
print  = $(table) print
screen = $(table) screen
main   = $(table) print screen main
layers = base kernel sample probe table print screen main

warnings = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Werror
flags = -std=gnu11 $(warnings) -MMD -MP -pthread
linking = -pthread $$(pkg-config --libs $(libraries))

left_out = %.bpf.c %/$(if $(bpf),taskiter_unbuilt.c,taskiter_load.c) %/$(if $(engines),engine_get_unbuilt.c,engine_get.c)
sources_of = $(filter-out $(left_out),$(if $(filter main,$1),$(wildcard src/*.c),$(wildcard src/$1/*.c)))
sources = $(foreach l,$(layers),$(call sources_of,$l))
embedded = $(if $(bpf),build/kernel/taskiter_object.o)
objects = $(sources:src/%.c=build/%.o)
checked = $(sources:src/%.c=build/check/%.o)
completions = ramtop.bash _ramtop ramtop.fish
sanitize = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

.PHONY: all run check check-house check-fuzz check-man bench soak storm fuzz clean install uninstall build-packages check-packages
.DELETE_ON_ERROR:

all: build/ramtop build/ramtop.1 $(completions:%=build/completions/%)

run:
	$(call install_packages,$(need_to_build) $(need_for_bpf) $(need_for_engines))
	@$(MAKE) --no-print-directory build/ramtop
	@build/ramtop $(ARGS)

build-packages:
	@:$(call demand_packages,$(need_to_build))
	$(if $(bpf),@:,@echo 'ramtop is built without the BPF task iterator, which would need: $(strip $(need_for_bpf))')
	$(if $(engines),@:,@echo 'ramtop is built without asking container engines, which would need: $(strip $(need_for_engines))')

check-packages:
	@:$(call demand_packages,$(need_to_check))

build/ramtop: $(objects) $(embedded)
	@echo '  LINK   $@'
	$(quiet)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(linking)

build/check/ramtop: $(checked) $(embedded)
	@echo '  LINK   $@'
	$(quiet)$(CC) $(sanitize) -o $@ $^ $(linking)

# The program that runs in the kernel, and the object that embeds it.
build/kernel/taskiter.bpf.o: src/kernel/taskiter.bpf.c include/kernel/taskiter_record.h | build-packages
	@mkdir -p $(@D)
	@echo '  BPF    $<'
	$(quiet)clang -target bpf -O2 -g -Wall -Wextra -Werror -I/usr/include/$$($(CC) -print-multiarch) -iquote include/kernel -c $< -o $@

build/kernel/taskiter_object.o: src/kernel/taskiter_object.S build/kernel/taskiter.bpf.o
	$(quiet)$(CC) -DTASKITER_OBJECT='"build/kernel/taskiter.bpf.o"' -c $< -o $@

# The tables of the manual and of the shells' completions are the program's own.
build/ramtop.1 build/check/ramtop.1: %/ramtop.1: man/ramtop.1.in man/fill.awk %/ramtop
	$(quiet)awk -v ramtop=$*/ramtop -v version=$(VERSION) -f man/fill.awk $< >$@

shell_of = $(if $(filter _ramtop,$1),zsh,$(patsubst .%,%,$(suffix $1)))
define complete
$1/completions/$2: completions/$2.in completions/fill.awk $1/ramtop
	@mkdir -p $$(@D)
	$$(quiet)awk -v ramtop=$1/ramtop -v shell=$(call shell_of,$2) -f completions/fill.awk $$< >$$@
endef
$(foreach c,$(completions),$(foreach b,build build/check,$(eval $(call complete,$b,$c))))

# One rule for each layer: it sees the headers of the layers below it only.
define compile_layer
$(patsubst src/%.c,build/%.o,$(call sources_of,$1)): build/%.o: src/%.c | build-packages
	@mkdir -p $$(@D)
	@echo '  CC     $$<'
	$$(quiet)$$(CC) $$(CPPFLAGS) $$(flags) $$(CFLAGS) $(if $(filter main,$1),-DVERSION='"$(VERSION)"') $(addprefix -iquote include/,$($1)) -c $$< -o $$@
$(patsubst src/%.c,build/check/%.o,$(call sources_of,$1)): build/check/%.o: src/%.c | build-packages
	@mkdir -p $$(@D)
	@echo '  CC     $$< (checked)'
	$$(quiet)$$(CC) $$(flags) $$(sanitize) -DVEC_FIRST=2 -DARENA_BLOCK=64 $(if $(filter main,$1),-DVERSION='"$(VERSION)"') $(addprefix -iquote include/,$($1)) -c $$< -o $$@
endef
$(foreach l,$(layers),$(eval $(call compile_layer,$l)))

# ---- the tests ------------------------------------------------------------------------------------------------------------
test_sources = $(wildcard tests/*/*_test.c)
test_helpers = $(wildcard tests/screen/pty*.c) $(wildcard tests/system/workload*.c) tests/soak/births.c
test_objects = $(patsubst tests/%.c,build/check/tests/%.o,tests/main.c $(sort $(test_sources) $(test_helpers)))
test_flags = $(flags) $(sanitize) -iquote build/check -iquote tests -iquote tests/screen -iquote tests/system \
	$(addprefix -iquote include/,$(main)) $$(pkg-config --cflags $(test_libraries))
parts = $(filter-out build/check/main.o,$(checked)) $(embedded)
fuzzers = $(patsubst tests/fuzz/%_fuzz.c,build/check/fuzz/%,$(wildcard tests/fuzz/*_fuzz.c))

check:
	$(call install_packages,$(need_to_check))
	@$(MAKE) --no-print-directory check-house check-fuzz check-man build/check/run build/check/ramtop
	@build/check/run

# Who may know what, where the compiler cannot tell: only terminal.c knows curses, only libproc.c libproc2, only ini_text.c libinih,
# only json_tree.c libjansson, only engine_get.c libcurl.
check-house:
	@! grep -rlE '^#[[:space:]]*include[[:space:]]*<(n?curses|term)\.h>' src include | grep -v '^src/screen/terminal.c$$'
	@! grep -rlE '^#[[:space:]]*include[[:space:]]*<libproc2/' src include | grep -v '^src/kernel/libproc.c$$'
	@! grep -rlE '^#[[:space:]]*include[[:space:]]*<ini\.h>' src include | grep -v '^src/base/ini_text.c$$'
	@! grep -rlE '^#[[:space:]]*include[[:space:]]*<jansson\.h>' src include | grep -v '^src/base/json_tree.c$$'
	@! grep -rlE '^#[[:space:]]*include[[:space:]]*<curl/' src include | grep -v '^src/kernel/engine_get.c$$'

# The manual is well-formed: whatever stands in the tables, too.
check-man: build/check/ramtop.1
	@mandoc -Tlint -Wwarning $<

build/check/suites.h: $(test_sources)
	@mkdir -p $(@D)
	@printf 'SUITE_OF(%s)\n' $(sort $(patsubst %_test,%,$(basename $(notdir $(test_sources))))) >$@

build/check/tests/%.o: tests/%.c | build/check/suites.h check-packages
	@mkdir -p $(@D)
	@echo '  CC     $<'
	$(quiet)$(CC) $(test_flags) -c $< -o $@

# Its malloc must be the C library's: no sanitizer has a part in it.
build/check/hoard: tests/probe/hoard.c | build-packages
	@mkdir -p $(@D)
	$(quiet)$(CC) -O1 $(filter-out -MMD -MP,$(flags)) -o $@ $<

build/check/run: $(test_objects) $(parts) | build/check/hoard $(completions:%=build/check/completions/%)
	@echo '  LINK   $@'
	$(quiet)$(CC) $(sanitize) -o $@ $^ $(linking) $$(pkg-config --libs $(test_libraries))

# Every parser has a fuzz target; check replays its corpus, fuzz makes it grow.
build/check/fuzz/%: tests/fuzz/%_fuzz.c tests/fuzz/replay.c $(parts)
	@mkdir -p $(@D)
	@echo '  LINK   $@'
	$(quiet)$(CC) $(test_flags) -MF $@.d -MT $@ -o $@ $(filter %.c,$^) $(parts) $(linking)

check-fuzz: $(fuzzers)
	@for f in $(fuzzers); do $$f tests/fuzz/corpus/$${f##*/} || exit 1; done

fuzz: $(embedded) | check-packages
	@mkdir -p build/fuzz
	@for f in $(patsubst tests/fuzz/%_fuzz.c,%,$(wildcard tests/fuzz/*_fuzz.c)); do \
		clang $(filter-out -MMD -MP,$(flags)) -O1 -g -fsanitize=fuzzer,address,undefined $(addprefix -iquote include/,$(main)) \
			-o build/fuzz/$$f tests/fuzz/$${f}_fuzz.c $(foreach l,$(filter-out main,$(main)),$(call sources_of,$l)) $(embedded) $(linking) && \
		mkdir -p build/fuzz/corpus-$$f && \
		build/fuzz/$$f -max_total_time=$(or $(SECONDS),30) build/fuzz/corpus-$$f tests/fuzz/corpus/$$f || exit 1; done

# ---- the benchmark: ratios against the peers on PATH, in one run of two minutes; LONG=1: all of it, twenty ----------------
bench_sources = $(filter-out tests/bench/load.c,$(wildcard tests/bench/*.c))
stages_sources = $(wildcard tests/bench/stages/*.c)
bench_flags = $(CFLAGS) $(filter-out -MMD -MP,$(flags))

build/bench/load: tests/bench/load.c | build-packages
	@mkdir -p $(@D)
	$(quiet)$(CC) $(bench_flags) -o $@ $<

# It is made of ramtop's own parts.
build/bench/stages: $(stages_sources) $(wildcard tests/bench/stages/*.h) $(filter-out build/main.o,$(objects)) $(embedded)
	@mkdir -p $(@D)
	$(quiet)$(CC) $(bench_flags) $(addprefix -iquote include/,$(main)) -o $@ $(filter-out %.h,$^) $(linking)

build/bench/bench: $(bench_sources) $(wildcard tests/bench/*.h) | build-packages
	@mkdir -p $(@D)
	$(quiet)$(CC) $(bench_flags) -o $@ $(bench_sources)

bench: build/ramtop build/bench/load build/bench/stages build/bench/bench
	@build/bench/bench $(if $(LONG),--long)

# ---- a million births and deaths before its eyes; it takes minutes -------------------------------------------------------
build/soak: tests/soak/soak.c tests/soak/births.c tests/soak/births.h | build-packages
	$(quiet)$(CC) $(CFLAGS) $(filter-out -MMD -MP,$(flags)) -o $@ $(filter %.c,$^) -lutil

soak: build/ramtop build/soak
	@build/soak build/ramtop $(or $(BIRTHS),1000000)

# ---- memory is short, in a control group and, with MACHINE=MB, until so little is available on the machine: not on one that is
# ---- needed ----------------------------------------------------------------------------------------------------------------
build/storm: tests/storm/storm.c tests/storm/weather.c tests/storm/weather.h | build-packages
	$(quiet)$(CC) $(CFLAGS) $(filter-out -MMD -MP,$(flags)) -o $@ $(filter %.c,$^) -lutil

storm: build/ramtop build/storm
	@build/storm $(if $(MACHINE),--machine $(MACHINE)) build/ramtop

clean:
	rm -rf build

install: all
	install -D -m 755 build/ramtop $(DESTDIR)$(PREFIX)/bin/ramtop
	install -D -m 644 build/ramtop.1 $(DESTDIR)$(PREFIX)/share/man/man1/ramtop.1
	install -D -m 644 build/completions/ramtop.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/ramtop
	install -D -m 644 build/completions/_ramtop $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_ramtop
	install -D -m 644 build/completions/ramtop.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/ramtop.fish

uninstall:
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/,bin/ramtop share/man/man1/ramtop.1 share/bash-completion/completions/ramtop \
		share/zsh/site-functions/_ramtop share/fish/vendor_completions.d/ramtop.fish)

-include $(fuzzers:=.d) $(objects:.o=.d) $(checked:.o=.d) $(test_objects:.o=.d)
