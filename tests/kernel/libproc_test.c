/* libproc_test.c - the columns that libproc2 reads agree with our own parsers, and what it cannot read is unknown. */
#include "libproc.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "kernel/child.h"
#include "procfs.h"
#include "suite.h"

static struct libproc *open_library(void)
{
	struct libproc *l = libproc_open();

	ck_assert_ptr_nonnull(l);
	return l;
}

static size_t column(const char *id)
{
	for (size_t i = 0; i < libproc_cold_count(); i++)
		if (strcmp(libproc_cold(i)->id, id) == 0)
			return i;
	ck_abort_msg("no column %s", id);
}

static void want(uint64_t *wanted, const char *id)
{
	wanted[column(id) / 64] |= UINT64_C(1) << column(id) % 64;
}

/* One column of one process, which may have vanished: NULL. The value lives as long as the arena. */
static const struct value *read_one(struct libproc *l, const char *id, pid_t pid, struct arena *arena)
{
	uint64_t wanted[COLD_WORDS] = { 0 };
	const struct value *values;

	want(wanted, id);
	libproc_read_cold(l, wanted, &pid, 1, arena, &values);
	return values ? &values[column(id)] : NULL;
}

static uint64_t number(struct libproc *l, const char *id, pid_t pid, struct arena *arena)
{
	const struct value *v = read_one(l, id, pid, arena);

	ck_assert_msg(v != NULL && v->kind == VALUE_NUMBER, "%s is no number", id);
	return v->number;
}

static void read_own(pid_t pid, struct stat_line *stat, struct statm_line *statm)
{
	static char text[STAT_ROOM];
	struct procfs p;
	struct err e;
	ssize_t n;

	ck_assert(procfs_open(&p, "/proc", &e));
	n = procfs_read(&p, pid, 0, "statm", text, sizeof(text));
	ck_assert(n > 0 && statm_parse(text, (size_t)n, statm));
	n = procfs_read(&p, pid, 0, "stat", text, sizeof(text));
	ck_assert(n > 0 && stat_parse(text, (size_t)n, stat));
	procfs_close(&p);
}

START_TEST(cold_columns_of_a_process_agree_with_our_parsers)
{
	struct libproc *l = open_library();
	pid_t pid = child_start(NULL);
	struct arena arena = { 0 };
	struct statm_line statm;
	struct stat_line stat;

	child_stop(pid);
	read_own(pid, &stat, &statm);
	ck_assert_uint_eq(number(l, "addr_code_start", pid, &arena), stat.start_code);
	ck_assert_uint_eq(number(l, "addr_stack_start", pid, &arena), stat.start_stack);
	ck_assert_uint_eq(number(l, "flags", pid, &arena), stat.flags);
	ck_assert_uint_eq(number(l, "tics_user", pid, &arena), stat.user_ns);
	ck_assert_uint_eq(number(l, "tics_system", pid, &arena), stat.system_ns);
	ck_assert_uint_eq(number(l, "vm_rss_anon", pid, &arena) + number(l, "vm_rss_file", pid, &arena) +
	                  number(l, "vm_rss_shared", pid, &arena), statm.rss);
	ck_assert_uint_eq(number(l, "vm_rss_file", pid, &arena) + number(l, "vm_rss_shared", pid, &arena), statm.shr);
	ck_assert_uint_eq(number(l, "vm_used", pid, &arena) - number(l, "vm_swap", pid, &arena), statm.rss);
	child_end(pid);
	arena_free(&arena);
	libproc_close(l);
}
END_TEST

/* Without a controlling terminal nobody is in its foreground. */
static void leave_the_terminal(void)
{
	if (setsid() < 0)
		_exit(1);
}

START_TEST(numbers_below_zero_keep_their_sign)
{
	struct libproc *l = open_library();
	pid_t pid = child_start(leave_the_terminal);
	struct arena arena = { 0 };

	ck_assert_int_eq((int64_t)number(l, "id_tpgid", pid, &arena), -1);
	child_end(pid);
	arena_free(&arena);
	libproc_close(l);
}
END_TEST

START_TEST(what_is_not_wanted_is_unknown)
{
	struct libproc *l = open_library();
	uint64_t wanted[COLD_WORDS] = { 0 };
	const struct value *values;
	struct arena arena = { 0 };
	pid_t us = getpid();

	want(wanted, "exe");
	want(wanted, "vm_stack");
	libproc_read_cold(l, wanted, &us, 1, &arena, &values);
	ck_assert_ptr_nonnull(values);
	for (size_t i = 0; i < libproc_cold_count(); i++)
		ck_assert_msg((values[i].kind != VALUE_UNKNOWN) == (i == column("exe") || i == column("vm_stack")), "%s",
		              libproc_cold(i)->id);
	libproc_read_cold(l, (const uint64_t[COLD_WORDS]){ 0 }, &us, 1, &arena, &values);
	ck_assert_ptr_null(values);
	arena_free(&arena);
	libproc_close(l);
}
END_TEST

START_TEST(a_process_that_has_vanished_has_no_values)
{
	struct libproc *l = open_library();
	uint64_t wanted[COLD_WORDS] = { 0 };
	const struct value *values[3];
	struct arena arena = { 0 };
	pid_t gone = child_start(NULL), pids[] = { gone, getpid(), gone };

	child_end(gone);
	want(wanted, "vm_stack");
	libproc_read_cold(l, wanted, pids, 3, &arena, values);
	ck_assert_ptr_null(values[0]);
	ck_assert_ptr_nonnull(values[1]);
	ck_assert_ptr_null(values[2]);
	libproc_read_cold(l, wanted, &gone, 1, &arena, values);
	ck_assert_ptr_null(values[0]);
	arena_free(&arena);
	libproc_close(l);
}
END_TEST

START_TEST(as_many_processes_as_promised_can_be_read_in_one_call)
{
	struct libproc *l = open_library();
	uint64_t wanted[COLD_WORDS] = { 0 };
	const struct value *values[COLD_PROCESSES];
	struct arena arena = { 0 };
	pid_t pids[COLD_PROCESSES];

	want(wanted, "vm_stack");
	for (size_t i = 0; i < COLD_PROCESSES; i++)
		pids[i] = getpid();
	libproc_read_cold(l, wanted, pids, COLD_PROCESSES, &arena, values);
	for (size_t i = 0; i < COLD_PROCESSES; i++)
		ck_assert_ptr_nonnull(values[i]);
	arena_free(&arena);
	libproc_close(l);
}
END_TEST

static void reads_what_it_may(void *with)
{
	static const char *const forbidden[] = {
		"environ", "exe", "io_read_bytes", "io_read_chars", "io_read_ops", "io_write_bytes", "io_write_cbytes", "io_write_chars",
		"io_write_ops", "ns_cgroup", "ns_ipc", "ns_mnt", "ns_net", "ns_pid", "ns_time", "ns_user", "ns_uts", "smap_huge_anon",
		"smap_lazy_free", "smap_referenced", "addr_code_start", "addr_code_end", "addr_stack_start", "wchan_name",
	};
	struct libproc *l = open_library();
	pid_t pid = *(const pid_t *)with;
	struct arena arena = { 0 };

	for (size_t i = 0; i < sizeof(forbidden) / sizeof(forbidden[0]); i++) {
		const struct value *v = read_one(l, forbidden[i], pid, &arena);
		ck_assert_msg(v != NULL && v->kind == VALUE_UNKNOWN, "%s is said to be known", forbidden[i]);
		v = read_one(l, forbidden[i], getpid(), &arena);
		ck_assert_msg(v != NULL && v->kind != VALUE_UNKNOWN, "%s of our own is unknown", forbidden[i]);
	}
	ck_assert_uint_gt(number(l, "vm_stack", pid, &arena), 0);
	arena_free(&arena);
	libproc_close(l);
}

START_TEST(what_a_plain_user_may_not_read_is_unknown_and_not_zero)
{
	pid_t root = geteuid() == 0 ? child_start(NULL) : 1;

	child_as_nobody(reads_what_it_may, &root);
	if (root != 1)
		child_end(root);
}
END_TEST

START_TEST(a_share_of_cpu_time_needs_two_looks)
{
	struct libproc *l = open_library();
	struct machine_figures m;
	time_t deadline = time(NULL) + SUITE_PATIENCE / 2;

	ck_assert(libproc_machine(l, &m));
	ck_assert(!m.has_cpu);
	ck_assert_uint_gt(m.uptime_ns, 0);
	ck_assert_double_ge(m.load[0], 0);
	do
		ck_assert(libproc_machine(l, &m));
	while (!m.has_cpu && time(NULL) < deadline);
	ck_assert(m.has_cpu);
	ck_assert_double_ge(m.cpu, 0);
	ck_assert_double_le(m.cpu, 100);
	libproc_close(l);
}
END_TEST

/* A counter of /proc/vmstat. */
static uint64_t vmstat(const char *name)
{
	FILE *in = fopen("/proc/vmstat", "r");
	char word[64];
	unsigned long long n;

	ck_assert_ptr_nonnull(in);
	while (fscanf(in, "%63s %llu", word, &n) == 2)
		if (strcmp(word, name) == 0) {
			fclose(in);
			return n;
		}
	ck_abort_msg("no %s in /proc/vmstat", name);
}

START_TEST(events_are_those_of_vmstat)
{
	struct libproc *l = open_library();
	struct machine_events e;
	uint64_t major = vmstat("pgmajfault"), in = vmstat("pswpin"), out = vmstat("pswpout"), kills = vmstat("oom_kill");

	ck_assert(libproc_events(l, &e));
	ck_assert(major <= e.major_faults && e.major_faults <= vmstat("pgmajfault"));
	ck_assert(in <= e.swapped_in && e.swapped_in <= vmstat("pswpin"));
	ck_assert(out <= e.swapped_out && e.swapped_out <= vmstat("pswpout"));
	ck_assert(kills <= e.oom_kills && e.oom_kills <= vmstat("oom_kill"));
	libproc_close(l);
}
END_TEST

START_TEST(every_column_has_an_id_of_its_own_and_a_sentence)
{
	for (size_t i = 0; i < libproc_cold_count(); i++) {
		const struct cold_column *c = libproc_cold(i);
		for (const char *at = c->id; *at; at++)
			ck_assert_msg(islower((unsigned char)*at) || *at == '_', "%s", c->id);
		ck_assert_msg(c->width > 0 && strlen(c->title) <= (size_t)c->width, "%s is too narrow for %s", c->id, c->title);
		ck_assert_msg(c->help[strlen(c->help) - 1] == '.', "%s: %s", c->id, c->help);
		ck_assert_uint_eq(column(c->id), i);
	}
}
END_TEST

SUITE(libproc, cold_columns_of_a_process_agree_with_our_parsers, numbers_below_zero_keep_their_sign,
      what_is_not_wanted_is_unknown, a_process_that_has_vanished_has_no_values,
      as_many_processes_as_promised_can_be_read_in_one_call, what_a_plain_user_may_not_read_is_unknown_and_not_zero,
      a_share_of_cpu_time_needs_two_looks, events_are_those_of_vmstat, every_column_has_an_id_of_its_own_and_a_sentence)
