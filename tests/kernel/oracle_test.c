/* oracle_test.c - of every field that both of us read, libproc2 says the same: on live children that stand still. */
#define _GNU_SOURCE
#include <libproc2/pids.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>

#include "kernel/child.h"
#include "procfs.h"
#include "scan_text.h"
#include "smaps.h"
#include "suite.h"
#include "vec.h"

/* What we read of a process. */
struct ours {
	struct stat_line stat;
	struct statm_line statm;
	struct rollup rollup;
	char comm[64];
};

/* A field as both say it, in our units. */
struct field {
	const char *name;
	enum pids_item item;
	uint64_t (*ours)(const struct ours *);
	uint64_t (*theirs)(const struct pids_result *);
};

static uint64_t as_int(const struct pids_result *r)       { return (uint64_t)(int64_t)r->result.s_int; }
static uint64_t as_long(const struct pids_result *r)      { return r->result.ul_int; }
static uint64_t as_char(const struct pids_result *r)      { return (uint64_t)r->result.s_ch; }
static uint64_t as_pages(const struct pids_result *r)     { return r->result.ul_int * kernel_page(); }
static uint64_t as_kilobytes(const struct pids_result *r) { return (uint64_t)r->result.ul_int * 1024; }
static uint64_t as_ticks(const struct pids_result *r)     { return r->result.ull_int * kernel_tick_ns(); }

#define OURS(name, expression) static uint64_t name(const struct ours *o) { return (uint64_t)(expression); }
OURS(state,       o->stat.state)
OURS(pid,         o->stat.pid)
OURS(ppid,        o->stat.ppid)
OURS(pgrp,        o->stat.pgrp)
OURS(session,     o->stat.session)
OURS(tty,         o->stat.tty)
OURS(flags,       o->stat.flags)
OURS(minflt,      o->stat.minflt)
OURS(majflt,      o->stat.majflt)
OURS(user_ns,     o->stat.user_ns)
OURS(system_ns,   o->stat.system_ns)
OURS(priority,    o->stat.priority)
OURS(nice_value,  o->stat.nice)
OURS(threads,     o->stat.threads)
OURS(start_ns,    o->stat.start_ns)
OURS(vsz,         o->stat.vsz)
OURS(rss,         o->stat.rss)
OURS(start_code,  o->stat.start_code)
OURS(start_stack, o->stat.start_stack)
OURS(processor,   o->stat.processor)
OURS(exact_vsz,   o->statm.vsz)
OURS(exact_rss,   o->statm.rss)
OURS(shr,         o->statm.shr)
OURS(mapped_rss,  o->rollup.rss)
OURS(pss,         o->rollup.pss)
OURS(uss,         o->rollup.uss)
OURS(swap,        o->rollup.swap)
OURS(swap_pss,    o->rollup.swap_pss)

static const struct field fields[] = {
	{ "state",       PIDS_STATE,            state,       as_char },
	{ "pid",         PIDS_ID_PID,           pid,         as_int },
	{ "ppid",        PIDS_ID_PPID,          ppid,        as_int },
	{ "pgrp",        PIDS_ID_PGRP,          pgrp,        as_int },
	{ "session",     PIDS_ID_SESSION,       session,     as_int },
	{ "tty",         PIDS_TTY,              tty,         as_int },
	{ "flags",       PIDS_FLAGS,            flags,       as_long },
	{ "minflt",      PIDS_FLT_MIN,          minflt,      as_long },
	{ "majflt",      PIDS_FLT_MAJ,          majflt,      as_long },
	{ "user time",   PIDS_TICS_USER,        user_ns,     as_ticks },
	{ "system time", PIDS_TICS_SYSTEM,      system_ns,   as_ticks },
	{ "priority",    PIDS_PRIORITY,         priority,    as_int },
	{ "nice",        PIDS_NICE,             nice_value,  as_int },
	{ "threads",     PIDS_NLWP,             threads,     as_int },
	{ "start",       PIDS_TICS_BEGAN,       start_ns,    as_ticks },
	{ "vsz",         PIDS_VSIZE_BYTES,      vsz,         as_long },
	{ "rss",         PIDS_RSS,              rss,         as_pages },
	{ "code",        PIDS_ADDR_CODE_START,  start_code,  as_long },
	{ "stack",       PIDS_ADDR_STACK_START, start_stack, as_long },
	{ "processor",   PIDS_PROCESSOR,        processor,   as_int },
	{ "statm vsz",   PIDS_MEM_VIRT_PGS,     exact_vsz,   as_pages },
	{ "statm rss",   PIDS_MEM_RES_PGS,      exact_rss,   as_pages },
	{ "statm shr",   PIDS_MEM_SHR_PGS,      shr,         as_pages },
	{ "rollup rss",  PIDS_SMAP_RSS,         mapped_rss,  as_kilobytes },
	{ "pss",         PIDS_SMAP_PSS,         pss,         as_kilobytes },
	{ "uss",         PIDS_SMAP_PRV_TOTAL,   uss,         as_kilobytes },
	{ "swap",        PIDS_SMAP_SWAP,        swap,        as_kilobytes },
	{ "swap pss",    PIDS_SMAP_SWAP_PSS,    swap_pss,    as_kilobytes },
};

#define COMM ARRAY_LEN(fields)   /* the item behind them */

static void read_ours(pid_t child, struct ours *o)
{
	char text[ROLLUP_ROOM];
	struct procfs p;
	struct err e;
	ssize_t n;

	ck_assert(procfs_open(&p, "/proc", &e));
	n = procfs_read(&p, child, 0, "smaps_rollup", text, sizeof(text));
	if (n <= 0)   /* a zombie has none */
		o->rollup = (struct rollup){ 0 };
	else
		ck_assert(rollup_parse(text, (size_t)n, &o->rollup));
	n = procfs_read(&p, child, 0, "statm", text, sizeof(text));
	ck_assert(n > 0 && statm_parse(text, (size_t)n, &o->statm));
	n = procfs_read(&p, child, 0, "stat", text, sizeof(text));
	ck_assert(n > 0 && stat_parse(text, (size_t)n, &o->stat));
	memcpy(o->comm, o->stat.comm, o->stat.comm_length);
	o->comm[o->stat.comm_length] = '\0';
	procfs_close(&p);
}

/* What libproc2 reads, in our units. */
static void read_theirs(struct pids_info *info, pid_t child, uint64_t *values, char *comm)
{
	unsigned these[] = { (unsigned)child };
	const struct pids_fetch *fetch = procps_pids_select(info, these, 1, PIDS_SELECT_PID);
	const struct pids_result *r;

	ck_assert(fetch && fetch->counts->total == 1);
	r = fetch->stacks[0]->head;
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		values[i] = fields[i].theirs(&r[i]);
	strcpy(comm, r[COMM].result.str);
}

/* The first field in which they differ; NULL: none. */
static const struct field *difference(const struct ours *o, const uint64_t *theirs)
{
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (fields[i].ours(o) != theirs[i])
			return &fields[i];
	return NULL;
}

/* A page that is shared with others is theirs too, and they run on while we look: so all may look again, for a while. Who
 * reads another field than the one that is meant never agrees. */
static void agree(pid_t child)
{
	enum pids_item items[ARRAY_LEN(fields) + 1];
	uint64_t theirs[ARRAY_LEN(fields)];
	time_t deadline = time(NULL) + SUITE_PATIENCE / 4;
	struct pids_info *info = NULL;
	const struct field *f;
	struct ours o;
	char comm[64];

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		items[i] = fields[i].item;
	items[COMM] = PIDS_CMD;
	ck_assert_int_ge(procps_pids_new(&info, items, ARRAY_LEN(items)), 0);
	do {
		read_theirs(info, child, theirs, comm);
		read_ours(child, &o);
		f = difference(&o, theirs);
	} while (f && time(NULL) < deadline);
	ck_assert_msg(f == NULL, "%s: ours %llu, theirs %llu", f->name, (unsigned long long)f->ours(&o),
	              (unsigned long long)theirs[f - fields]);
	ck_assert_str_eq(o.comm, comm);
	procps_pids_unref(&info);
}

START_TEST(a_child_of_one_program_agrees)
{
	pid_t child = child_start(NULL);

	child_stop(child);
	agree(child);
	child_end(child);
}
END_TEST

/* Memory that is its own, read only, shared with its parent, and shared by name. */
static void hold_memory(void)
{
	const size_t size = 8 << 20;
	char *private = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	memset(private, 1, size);
	memset(shared, 1, size / 2);
	mprotect(private, size / 2, PROT_READ);
}

START_TEST(a_child_that_holds_memory_of_all_kinds_agrees)
{
	pid_t child = child_start(hold_memory);
	struct ours o;

	child_stop(child);
	agree(child);
	read_ours(child, &o);
	ck_assert_uint_ge(o.rollup.uss, 12 << 20);
	child_end(child);
}
END_TEST

static void *stay(void *unused)
{
	for (;;)
		pause();
	return unused;
}

static void be_odd(void)
{
	pthread_t thread;

	prctl(PR_SET_NAME, "odd) R 1 (name");
	setpriority(PRIO_PROCESS, 0, 7);
	setsid();
	for (int i = 0; i < 3; i++)
		pthread_create(&thread, NULL, stay, NULL);
	for (volatile unsigned i = 0; i < 30000000; i++)
		;
}

START_TEST(a_child_with_threads_a_nice_value_and_an_odd_name_agrees)
{
	pid_t child = child_start(be_odd);
	struct ours o;

	child_stop(child);
	agree(child);
	read_ours(child, &o);
	ck_assert_str_eq(o.comm, "odd) R 1 (name");
	ck_assert_int_eq(o.stat.nice, 7);
	ck_assert_uint_ge(o.stat.threads, 4);
	ck_assert_int_eq(o.stat.session, child);
	child_end(child);
}
END_TEST

START_TEST(a_zombie_agrees)
{
	pid_t child = child_start(NULL);
	siginfo_t info;

	ck_assert_int_eq(kill(child, SIGKILL), 0);
	ck_assert_int_eq(waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT), 0);
	agree(child);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
}
END_TEST

SUITE(oracle, a_child_of_one_program_agrees, a_child_that_holds_memory_of_all_kinds_agrees,
      a_child_with_threads_a_nice_value_and_an_odd_name_agrees, a_zombie_agrees)
