/* system_oracle_test.c - what libproc2 says of a stopped child, and what the program prints of it: the same. */
#define _GNU_SOURCE
#include <libproc2/pids.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "pty.h"
#include "suite.h"
#include "workload.h"
#include "workload_program.h"

enum form { INT, LONG, ULL, CHAR, STRING, KIB, RESIDENT, TICKS };

static const struct {
	const char *id;
	enum pids_item item;
	enum form form;
} columns[] = {
	{ "pid",              PIDS_ID_TGID,          INT },
	{ "tgid",             PIDS_ID_TGID,          INT },
	{ "ppid",             PIDS_ID_PPID,          INT },
	{ "pgrp",             PIDS_ID_PGRP,          INT },
	{ "session",          PIDS_ID_SESSION,       INT },
	{ "user",             PIDS_ID_EUSER,         STRING },
	{ "state",            PIDS_STATE,            CHAR },
	{ "threads",          PIDS_NLWP,             INT },
	{ "rss",              PIDS_MEM_RES,          RESIDENT },
	{ "vsz",              PIDS_MEM_VIRT,         KIB },
	{ "shr",              PIDS_MEM_SHR,          RESIDENT },
	{ "swap",             PIDS_VM_SWAP,          KIB },
	{ "anon",             PIDS_VM_RSS_ANON,      KIB },
	{ "file",             PIDS_VM_RSS_FILE,      KIB },
	{ "shmem",            PIDS_VM_RSS_SHARED,    KIB },
	{ "data",             PIDS_VM_DATA,          KIB },
	{ "stack",            PIDS_VM_STACK,         KIB },
	{ "locked",           PIDS_VM_RSS_LOCKED,    KIB },
	{ "swappss",          PIDS_SMAP_SWAP_PSS,    KIB },
	{ "time",             PIDS_TICS_ALL,         TICKS },
	{ "nice",             PIDS_NICE,             INT },
	{ "prio",             PIDS_PRIORITY,         INT },
	{ "processor",        PIDS_PROCESSOR,        INT },
	{ "minflt",           PIDS_FLT_MIN,          LONG },
	{ "majflt",           PIDS_FLT_MAJ,          LONG },
	{ "comm",             PIDS_CMD,              STRING },
	{ "command",          PIDS_CMDLINE,          STRING },
	{ "addr_code_start",  PIDS_ADDR_CODE_START,  LONG },
	{ "addr_code_end",    PIDS_ADDR_CODE_END,    LONG },
	{ "addr_stack_start", PIDS_ADDR_STACK_START, LONG },
	{ "environ",          PIDS_ENVIRON,          STRING },
	{ "exe",              PIDS_EXE,              STRING },
	{ "exit_signal",      PIDS_EXIT_SIGNAL,      INT },
	{ "flags",            PIDS_FLAGS,            LONG },
	{ "flt_maj_c",        PIDS_FLT_MAJ_C,        LONG },
	{ "flt_min_c",        PIDS_FLT_MIN_C,        LONG },
	{ "id_egroup",        PIDS_ID_EGROUP,        STRING },
	{ "id_login",         PIDS_ID_LOGIN,         INT },
	{ "id_ruser",         PIDS_ID_RUSER,         STRING },
	{ "id_suser",         PIDS_ID_SUSER,         STRING },
	{ "id_tpgid",         PIDS_ID_TPGID,         INT },
	{ "io_read_chars",    PIDS_IO_READ_CHARS,    LONG },
	{ "io_read_ops",      PIDS_IO_READ_OPS,      LONG },
	{ "io_write_bytes",   PIDS_IO_WRITE_BYTES,   LONG },
	{ "io_write_chars",   PIDS_IO_WRITE_CHARS,   LONG },
	{ "mem_code",         PIDS_MEM_CODE,         KIB },
	{ "mem_data",         PIDS_MEM_DATA,         KIB },
	{ "ns_mnt",           PIDS_NS_MNT,           LONG },
	{ "ns_pid",           PIDS_NS_PID,           LONG },
	{ "oomadj",           PIDS_OOM_ADJ,          INT },
	{ "priority_rt",      PIDS_PRIORITY_RT,      INT },
	{ "sched_class",      PIDS_SCHED_CLASS,      INT },
	{ "sigblocked",       PIDS_SIGBLOCKED,       STRING },
	{ "sigcatch",         PIDS_SIGCATCH,         STRING },
	{ "sigignore",        PIDS_SIGIGNORE,        STRING },
	{ "smap_huge_anon",   PIDS_SMAP_HUGE_ANON,   KIB },
	{ "supgroups",        PIDS_SUPGROUPS,        STRING },
	{ "tics_system",      PIDS_TICS_SYSTEM,      TICKS },
	{ "tics_user",        PIDS_TICS_USER,        TICKS },
	{ "tty_name",         PIDS_TTY_NAME,         STRING },
	{ "vm_data",          PIDS_VM_DATA,          KIB },
	{ "vm_exe",           PIDS_VM_EXE,           KIB },
	{ "vm_lib",           PIDS_VM_LIB,           KIB },
	{ "vm_rss_anon",      PIDS_VM_RSS_ANON,      KIB },
	{ "vm_rss_file",      PIDS_VM_RSS_FILE,      KIB },
	{ "vm_rss_locked",    PIDS_VM_RSS_LOCKED,    KIB },
	{ "vm_rss_shared",    PIDS_VM_RSS_SHARED,    KIB },
	{ "vm_stack",         PIDS_VM_STACK,         KIB },
	{ "vm_swap",          PIDS_VM_SWAP,          KIB },
	{ "vm_used",          PIDS_VM_USED,          KIB },
	{ "start",            PIDS_TICS_BEGAN,       ULL },
};

#define BETWEEN "\x1e"   /* values: none of them holds it */
#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

static double hertz(void)
{
	return (double)sysconf(_SC_CLK_TCK);
}

static double seconds(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static void expect_start(const char *text, unsigned long long ticks)
{
	double want = seconds(CLOCK_REALTIME) - seconds(CLOCK_BOOTTIME) + (double)ticks / hertz(), got;
	const char *fraction;
	struct tm tm = { 0 };

	fraction = strptime(text, "%Y-%m-%dT%H:%M:%S", &tm);
	ck_assert_msg(fraction && fraction[0] == '.', "'%s' is no instant", text);
	got = (double)timegm(&tm) + strtod(fraction, NULL);
	ck_assert_msg(fabs(got - want) < 0.05, "%s is %.3f s off", text, got - want);
}

static void expect_same(const char *text, size_t i, const struct pids_result *r)
{
	const char *want = NULL;

	switch (columns[i].form) {
	case INT:    want = text_of("%d", r->result.s_int); break;
	case LONG:   want = text_of("%lu", r->result.ul_int); break;
	case CHAR:   want = text_of("%c", r->result.s_ch); break;
	case STRING: want = text_of("%s", r->result.str ? r->result.str : "null"); break;
	case RESIDENT:
		/* Libproc2 has it from statm, which may lack some before Linux 6.2. See system_memory_test.c for the iterator's. */
		if (program_has_iterator())
			return;
		/* fall through */
	case KIB:    want = text_of("%llu", 1024ULL * r->result.ul_int); break;
	case TICKS:
		/* Stat cuts user and system time to ticks, each by itself; the iterator cuts nothing. */
		ck_assert_msg(fabs(strtod(text, NULL) - (double)r->result.ull_int / hertz()) < (program_has_iterator() ? 0.025 : 0.005),
		              "%s: %s is not %llu ticks",
		              columns[i].id, text, r->result.ull_int);
		return;
	case ULL:
		expect_start(text, r->result.ull_int);
		return;
	}
	ck_assert_msg(strcmp(text, want) == 0, "%s: '%s' is not '%s'", columns[i].id, text, want);
}

/* The child is stopped. */
static void expect_agreement(pid_t pid)
{
	enum pids_item items[COLUMNS];
	struct pids_info *info = NULL;
	const struct pids_fetch *fetch;
	unsigned these = (unsigned)pid;
	const char *list = "", *values;

	for (size_t i = 0; i < COLUMNS; i++) {
		items[i] = columns[i].item;
		list = text_of("%s%s%s", list, i ? "," : "", columns[i].id);
	}
	values = jq(json_of("-o", list, "-p", pid_text(pid)), ".tasks[0] | [.[] | tostring] | join(\"" BETWEEN "\")");
	ck_assert_int_ge(procps_pids_new(&info, items, COLUMNS), 0);
	fetch = procps_pids_select(info, &these, 1, PIDS_SELECT_PID);
	ck_assert(fetch && fetch->counts->total == 1);
	for (size_t i = 0; i < COLUMNS; i++) {
		size_t length = strcspn(values, BETWEEN);
		expect_same(text_of("%.*s", (int)length, values), i, &fetch->stacks[0]->head[i]);
		values += length + (values[length] != '\0');
	}
	ck_assert_str_eq(values, "");
	procps_pids_unref(&info);
}

static void be_nice_and_big(void *arg)
{
	(void)arg;
	setpriority(PRIO_PROCESS, 0, 7);
	workload_anonymous(16 * MEBIBYTE);
	workload_touch(workload_shared(8 * MEBIBYTE), 8 * MEBIBYTE);
	for (volatile unsigned i = 0; i < 20000000; i++)
		;
}

START_TEST(a_child_that_holds_memory_and_has_worked_is_the_same_to_both)
{
	pid_t pid = workload_start(be_nice_and_big, NULL);

	workload_stop(pid);
	expect_agreement(pid);
	workload_end_all();
}
END_TEST

START_TEST(a_program_with_arguments_is_the_same_to_both)
{
	pid_t pid = workload_exec((const char *const[]){ "cat", "-", "/dev/null", NULL });

	workload_stop(pid);
	expect_agreement(pid);
	workload_end_all();
}
END_TEST

START_TEST(a_program_in_a_terminal_is_the_same_to_both)
{
	struct pty *p = pty_open(PTY_LIST("sh", "-c", "echo here; exec cat"), 24, 80, NULL);
	pid_t pid = pty_pid(p);

	expect_text(p, "here");
	pty_type(p, "echoed by cat\n");
	pty_signal(p, SIGSTOP);
	expect_stopped(p);
	expect_jq(json_of("-o", "tty_name", "-p", pid_text(pid)), ".tasks[0].tty_name | startswith(\"pts/\")", "true");
	expect_agreement(pid);
	pty_close(p);
	workload_end_all();
}
END_TEST

static void be_nobody(void *arg)
{
	(void)arg;
	workload_be_nobody();
}

START_TEST(a_process_of_another_user_is_the_same_to_both)
{
	pid_t pid;

	if (geteuid() == 0) {
		pid = workload_start(be_nobody, NULL);
		workload_stop(pid);
		expect_agreement(pid);
	}
	workload_end_all();
}
END_TEST

SUITE(system_oracle, a_child_that_holds_memory_and_has_worked_is_the_same_to_both, a_program_with_arguments_is_the_same_to_both,
      a_program_in_a_terminal_is_the_same_to_both, a_process_of_another_user_is_the_same_to_both)
