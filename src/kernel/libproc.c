/* libproc.c - the only file that includes libproc2. What it reads is not on the hot path: see scan.c for that. */
#include "libproc.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libproc2/misc.h>
#include <libproc2/pids.h>
#include <libproc2/stat.h>
#include <libproc2/vmstat.h>

#include "scan_text.h"
#include "vec.h"

#define HUGE_PAGE (UINT64_C(2) << 20)   /* of most machines */

struct libproc {
	struct stat_info *stat;
	struct vmstat_info *vmstat;      /* these two are NULL until they are asked for */
	struct pids_info *pids;
	bool looked;                     /* whether stat has been read before */
};

struct libproc *libproc_open(void)
{
	struct libproc *l = memory_new(sizeof(*l));

	*l = (struct libproc){ 0 };
	if (procps_stat_new(&l->stat) < 0) {
		libproc_close(l);
		return NULL;
	}
	return l;
}

void libproc_close(struct libproc *l)
{
	if (l->stat)
		procps_stat_unref(&l->stat);
	if (l->vmstat)
		procps_vmstat_unref(&l->vmstat);
	if (l->pids)
		procps_pids_unref(&l->pids);
	free(l);
}

bool libproc_machine(struct libproc *l, struct machine_figures *out)
{
	enum stat_item items[] = { STAT_TIC_SUM_DELTA_BUSY, STAT_TIC_SUM_DELTA_TOTAL, STAT_SYS_PROC_RUNNING,
	                          STAT_SYS_PROC_CREATED };
	const struct stat_stack *s = procps_stat_select(l->stat, items, ARRAY_LEN(items));
	double uptime;
	long total;

	*out = (struct machine_figures){ 0 };
	if (!s || procps_loadavg(&out->load[0], &out->load[1], &out->load[2]) < 0 || procps_uptime(&uptime, NULL) < 0)
		return false;
	total = s->head[1].result.sl_int;
	out->has_cpu = l->looked && total > 0;
	out->cpu = out->has_cpu ? 100.0 * (double)s->head[0].result.sl_int / (double)total : 0;
	out->running = (unsigned)s->head[2].result.ul_int;
	out->forks = s->head[3].result.ul_int;
	out->uptime_ns = (uint64_t)(uptime * 1e9);
	l->looked = true;
	return true;
}

static uint64_t vmstat(struct libproc *l, enum vmstat_item item)
{
	const struct vmstat_result *r = procps_vmstat_get(l->vmstat, item);

	return r ? r->result.ul_int : 0;
}

bool libproc_events(struct libproc *l, struct machine_events *out)
{
	if (!l->vmstat && procps_vmstat_new(&l->vmstat) < 0)
		return false;
	out->major_faults = vmstat(l, VMSTAT_PGMAJFAULT);
	out->swapped_in = vmstat(l, VMSTAT_PSWPIN);
	out->swapped_out = vmstat(l, VMSTAT_PSWPOUT);
	out->oom_kills = vmstat(l, VMSTAT_OOM_KILL);
	return true;
}

bool libproc_reclaimed(struct libproc *l, uint64_t *bytes)
{
	/* What is taken is counted by its kind and, but for what a cgroup's limit takes, by the taker; older kernels know only the
	 * latter. What goes by MADV_PAGEOUT is counted when it reaches the swap. */
	enum vmstat_item items[] = { VMSTAT_PGSTEAL_ANON, VMSTAT_PGSTEAL_FILE, VMSTAT_PGSTEAL_DIRECT, VMSTAT_PGSTEAL_KSWAPD,
	                             VMSTAT_PSWPOUT, VMSTAT_THP_COLLAPSE_ALLOC };
	const struct vmstat_stack *s;

	if (!l->vmstat && procps_vmstat_new(&l->vmstat) < 0)
		return false;
	s = procps_vmstat_select(l->vmstat, items, ARRAY_LEN(items));
	if (!s)
		return false;
	*bytes = 0;
	for (size_t i = 0; i < ARRAY_LEN(items); i++)
		*bytes += s->head[i].result.ul_int * (items[i] == VMSTAT_THP_COLLAPSE_ALLOC ? HUGE_PAGE : kernel_page());
	return true;
}

/* Where in struct pids_result the value lies, and what it counts. */
enum form { INT, LONG, REAL, STRING, KIB, TICKS, SECONDS };

static const struct cold {
	struct cold_column column;
	enum pids_item item;
	enum form form;
	bool is_guarded;    /* only a debugger may read it (PTRACE_MODE_READ in ptrace(2)): of others' processes the library says 0 */
} cold[] = {
	/* Anyone may read ALL; OWN is of one's own processes only. */
#define ALL(id, title, width, unit, item, form, help) { { id, title, help, width, unit }, item, form, false }
#define OWN(id, title, width, unit, item, form, help) { { id, title, help, width, unit }, item, form, true }
	OWN("addr_code_end",    "CODEEND",   16, UNIT_COUNT,   PIDS_ADDR_CODE_END,    LONG,    "Address at which the program's code ends."),
	OWN("addr_code_start",  "CODESTART", 16, UNIT_COUNT,   PIDS_ADDR_CODE_START,  LONG,    "Address at which the program's code starts."),
	OWN("addr_stack_start", "STACKSTART",16, UNIT_COUNT,   PIDS_ADDR_STACK_START, LONG,    "Address at which the stack starts."),
	ALL("autogrp_id",       "AGID",       6, UNIT_ID,      PIDS_AUTOGRP_ID,       INT,     "Autogroup of the scheduler."),
	ALL("autogrp_nice",     "AGNI",       4, UNIT_SIGNED,  PIDS_AUTOGRP_NICE,     INT,     "Nice value of the autogroup."),
	ALL("cgname",           "CGNAME",    24, UNIT_TEXT,    PIDS_CGNAME,           STRING,  "Name of the systemd cgroup."),
	OWN("environ",          "ENVIRON",   24, UNIT_TEXT,    PIDS_ENVIRON,          STRING,  "Environment."),
	OWN("exe",              "EXE",       24, UNIT_TEXT,    PIDS_EXE,              STRING,  "File of the program."),
	ALL("exit_signal",      "XSIG",       4, UNIT_SIGNED,  PIDS_EXIT_SIGNAL,      INT,     "Signal that its parent gets when it ends."),
	ALL("flags",            "FLAGS",     10, UNIT_COUNT,   PIDS_FLAGS,            LONG,    "Flags of the kernel (PF_)."),
	ALL("flt_maj_c",        "MAJFLTC",    8, UNIT_COUNT,   PIDS_FLT_MAJ_C,        LONG,    "Major faults, ended children included."),
	ALL("flt_min_c",        "MINFLTC",    9, UNIT_COUNT,   PIDS_FLT_MIN_C,        LONG,    "Minor faults, ended children included."),
	ALL("id_egroup",        "GROUP",      9, UNIT_TEXT,    PIDS_ID_EGROUP,        STRING,  "Effective group."),
	ALL("id_login",         "LUID",       6, UNIT_SIGNED,  PIDS_ID_LOGIN,         INT,     "User id of the login."),
	ALL("id_rgroup",        "RGROUP",     9, UNIT_TEXT,    PIDS_ID_RGROUP,        STRING,  "Real group."),
	ALL("id_ruser",         "RUSER",      9, UNIT_TEXT,    PIDS_ID_RUSER,         STRING,  "Real user."),
	ALL("id_suser",         "SUSER",      9, UNIT_TEXT,    PIDS_ID_SUSER,         STRING,  "Saved user."),
	ALL("id_tpgid",         "TPGID",      7, UNIT_SIGNED,  PIDS_ID_TPGID,         INT,     "Process group in the foreground of the terminal."),
	OWN("io_read_bytes",    "IOR",        7, UNIT_BYTES,   PIDS_IO_READ_BYTES,    LONG,    "Read from storage."),
	OWN("io_read_chars",    "IORC",       7, UNIT_BYTES,   PIDS_IO_READ_CHARS,    LONG,    "Read by read(2) and its like."),
	OWN("io_read_ops",      "IORO",       8, UNIT_COUNT,   PIDS_IO_READ_OPS,      LONG,    "Calls that read."),
	OWN("io_write_bytes",   "IOW",        7, UNIT_BYTES,   PIDS_IO_WRITE_BYTES,   LONG,    "Written to storage."),
	OWN("io_write_cbytes",  "IOWX",       7, UNIT_BYTES,   PIDS_IO_WRITE_CBYTES,  LONG,    "Writes that were never done: the file was cut first."),
	OWN("io_write_chars",   "IOWC",       7, UNIT_BYTES,   PIDS_IO_WRITE_CHARS,   LONG,    "Written by write(2) and its like."),
	OWN("io_write_ops",     "IOWO",       8, UNIT_COUNT,   PIDS_IO_WRITE_OPS,     LONG,    "Calls that write."),
	ALL("lxcname",          "LXC",       12, UNIT_TEXT,    PIDS_LXCNAME,          STRING,  "Name of the LXC container."),
	ALL("mem_code",         "CODE",       7, UNIT_BYTES,   PIDS_MEM_CODE,         KIB,     "Code in the address space."),
	ALL("mem_data",         "DATA",       7, UNIT_BYTES,   PIDS_MEM_DATA,         KIB,     "Data and stack in the address space."),
	OWN("ns_cgroup",        "NSCGROUP",  11, UNIT_ID,      PIDS_NS_CGROUP,        LONG,    "Cgroup namespace."),
	OWN("ns_ipc",           "NSIPC",     11, UNIT_ID,      PIDS_NS_IPC,           LONG,    "IPC namespace."),
	OWN("ns_mnt",           "NSMNT",     11, UNIT_ID,      PIDS_NS_MNT,           LONG,    "Mount namespace."),
	OWN("ns_net",           "NSNET",     11, UNIT_ID,      PIDS_NS_NET,           LONG,    "Network namespace."),
	OWN("ns_pid",           "NSPID",     11, UNIT_ID,      PIDS_NS_PID,           LONG,    "Pid namespace."),
	OWN("ns_time",          "NSTIME",    11, UNIT_ID,      PIDS_NS_TIME,          LONG,    "Time namespace."),
	OWN("ns_user",          "NSUSER",    11, UNIT_ID,      PIDS_NS_USER,          LONG,    "User namespace."),
	OWN("ns_uts",           "NSUTS",     11, UNIT_ID,      PIDS_NS_UTS,           LONG,    "Host name namespace."),
	ALL("priority_rt",      "RTPRI",      5, UNIT_SIGNED,  PIDS_PRIORITY_RT,      INT,     "Real-time priority."),
	ALL("processor_node",   "NODE",       4, UNIT_SIGNED,  PIDS_PROCESSOR_NODE,   INT,     "NUMA node that it ran on last."),
	ALL("rss_rlim",         "RSSLIM",     7, UNIT_BYTES,   PIDS_RSS_RLIM,         LONG,    "Limit of its RSS, which the kernel does not enforce."),
	ALL("sched_class",      "CLS",        3, UNIT_SIGNED,  PIDS_SCHED_CLASS,      INT,     "Scheduling policy."),
	ALL("sd_mach",          "MACHINE",   12, UNIT_TEXT,    PIDS_SD_MACH,          STRING,  "Machine, as systemd-machined names it."),
	ALL("sd_ouid",          "OWNER",      9, UNIT_TEXT,    PIDS_SD_OUID,          STRING,  "User id that owns the login session."),
	ALL("sd_seat",          "SEAT",       8, UNIT_TEXT,    PIDS_SD_SEAT,          STRING,  "Seat of the login session."),
	ALL("sd_sess",          "SESSION",    8, UNIT_TEXT,    PIDS_SD_SESS,          STRING,  "Login session."),
	ALL("sd_slice",         "SLICE",     16, UNIT_TEXT,    PIDS_SD_SLICE,         STRING,  "systemd slice."),
	ALL("sd_unit",          "UNIT",      20, UNIT_TEXT,    PIDS_SD_UNIT,          STRING,  "systemd unit."),
	ALL("sd_uunit",         "USERUNIT",  20, UNIT_TEXT,    PIDS_SD_UUNIT,         STRING,  "systemd unit of the user's manager."),
	ALL("sigblocked",       "BLOCKED",   16, UNIT_TEXT,    PIDS_SIGBLOCKED,       STRING,  "Signals that it blocks."),
	ALL("sigcatch",         "CAUGHT",    16, UNIT_TEXT,    PIDS_SIGCATCH,         STRING,  "Signals that it handles."),
	ALL("sigignore",        "IGNORED",   16, UNIT_TEXT,    PIDS_SIGIGNORE,        STRING,  "Signals that it ignores."),
	OWN("smap_huge_anon",   "HANON",      7, UNIT_BYTES,   PIDS_SMAP_HUGE_ANON,   KIB,     "Anonymous memory in transparent huge pages."),
	OWN("smap_lazy_free",   "LAZYFREE",   8, UNIT_BYTES,   PIDS_SMAP_LAZY_FREE,   KIB,     "Memory given up by MADV_FREE and still there."),
	OWN("smap_referenced",  "REFD",       7, UNIT_BYTES,   PIDS_SMAP_REFERENCED,  KIB,     "Memory marked as used of late."),
	ALL("supgroups",        "SUPGROUPS", 20, UNIT_TEXT,    PIDS_SUPGROUPS,        STRING,  "Supplementary groups."),
	ALL("tics_blkio",       "BLKIO",      9, UNIT_SPAN,    PIDS_TICS_BLKIO,       TICKS,   "Time that it waited for storage."),
	ALL("tics_system",      "SYSTIME",    9, UNIT_SPAN,    PIDS_TICS_SYSTEM,      TICKS,   "CPU time in the kernel."),
	ALL("tics_user",        "USRTIME",    9, UNIT_SPAN,    PIDS_TICS_USER,        TICKS,   "CPU time in user mode."),
	ALL("time_elapsed",     "ELAPSED",    9, UNIT_SPAN,    PIDS_TIME_ELAPSED,     SECONDS, "Time since it was started."),
	ALL("tty_name",         "TTY",        8, UNIT_TEXT,    PIDS_TTY_NAME,         STRING,  "Terminal that controls it."),
	ALL("utilization",      "%LIFE",      6, UNIT_PERCENT, PIDS_UTILIZATION,      REAL,    "CPU time over its whole life."),
	ALL("vm_data",          "VMDATA",     7, UNIT_BYTES,   PIDS_VM_DATA,          KIB,     "Private writable mappings without the stack."),
	ALL("vm_exe",           "VMEXE",      7, UNIT_BYTES,   PIDS_VM_EXE,           KIB,     "The program's own code."),
	ALL("vm_lib",           "VMLIB",      7, UNIT_BYTES,   PIDS_VM_LIB,           KIB,     "Code of libraries."),
	ALL("vm_rss_anon",      "RSSANON",    7, UNIT_BYTES,   PIDS_VM_RSS_ANON,      KIB,     "RSS that belongs to no file."),
	ALL("vm_rss_file",      "RSSFILE",    7, UNIT_BYTES,   PIDS_VM_RSS_FILE,      KIB,     "RSS of mapped files."),
	ALL("vm_rss_locked",    "LOCKED",     7, UNIT_BYTES,   PIDS_VM_RSS_LOCKED,    KIB,     "Memory locked into RAM."),
	ALL("vm_rss_shared",    "RSSSHMEM",   8, UNIT_BYTES,   PIDS_VM_RSS_SHARED,    KIB,     "RSS of shared memory and tmpfs."),
	ALL("vm_stack",         "STACK",      7, UNIT_BYTES,   PIDS_VM_STACK,         KIB,     "Stack."),
	ALL("vm_swap",          "VMSWAP",     7, UNIT_BYTES,   PIDS_VM_SWAP,          KIB,     "Anonymous memory that is swapped out."),
	ALL("vm_used",          "VMUSED",     7, UNIT_BYTES,   PIDS_VM_USED,          KIB,     "RSS and swap."),
	OWN("wchan_name",       "WCHAN",     20, UNIT_TEXT,    PIDS_WCHAN_NAME,       STRING,  "Function of the kernel in which it waits."),
#undef ALL
#undef OWN
};

_Static_assert(ARRAY_LEN(cold) <= COLD_WORDS * 64, "COLD_WORDS is too small");

size_t libproc_cold_count(void)
{
	return ARRAY_LEN(cold);
}

const struct cold_column *libproc_cold(size_t column)
{
	return &cold[column].column;
}

static struct value text_copy(const char *text, struct arena *arena)
{
	size_t n = text ? strlen(text) : 0;
	char *copy;

	if (!text)
		return value_unknown();
	copy = arena_take(arena, n + 1);
	memcpy(copy, text, n);
	return value_text(copy, n);
}

static struct value value_of(const struct pids_result *r, enum form form, struct arena *arena)
{
	switch (form) {
	case INT:     return value_number((uint64_t)(int64_t)r->result.s_int);
	case LONG:    return value_number(r->result.ul_int);
	case REAL:    return value_real(r->result.real);
	case STRING:  return text_copy(r->result.str, arena);
	case KIB:     return value_number((uint64_t)r->result.ul_int * 1024);
	case TICKS:   return value_number((uint64_t)r->result.ull_int * kernel_tick_ns());
	case SECONDS: return value_number((uint64_t)(r->result.real * 1e9));
	}
	return value_unknown();
}

static bool is_wanted(const uint64_t *wanted, size_t column)
{
	return wanted[column / 64] >> column % 64 & 1;
}

static bool may_debug(pid_t pid)
{
	char path[32], one;

	snprintf(path, sizeof(path), "/proc/%d/exe", pid);
	return readlink(path, &one, 1) >= 0 || errno != EACCES;
}

/* Tells the library what to read. It wants the items before it wants the processes. */
static bool choose_items(struct libproc *l, enum pids_item *items, int count)
{
	if (l->pids)
		return procps_pids_reset(l->pids, items, count) >= 0;
	return procps_pids_new(&l->pids, items, count) >= 0;
}

void libproc_read_cold(struct libproc *l, const uint64_t *wanted, const pid_t *pids, size_t count, struct arena *arena,
                       const struct value **values)
{
	enum pids_item items[ARRAY_LEN(cold) + 1] = { PIDS_ID_TID };
	size_t column_of[ARRAY_LEN(cold) + 1] = { 0 };
	unsigned these[COLD_PROCESSES];
	const struct pids_fetch *fetch;
	bool any_guarded = false;
	int n = 1;

	memset(values, 0, count * sizeof(*values));
	for (size_t i = 0; i < ARRAY_LEN(cold); i++)
		if (is_wanted(wanted, i)) {
			column_of[n] = i;
			items[n++] = cold[i].item;
			any_guarded = any_guarded || cold[i].is_guarded;
		}
	for (size_t i = 0; i < count; i++)
		these[i] = (unsigned)pids[i];
	if (n == 1 || count == 0 || !choose_items(l, items, n))
		return;
	fetch = procps_pids_select(l->pids, these, (int)count, PIDS_SELECT_PID);
	for (int i = 0; fetch && i < fetch->counts->total; i++) {
		const struct pids_result *r = fetch->stacks[i]->head;
		struct value *row = arena_take(arena, ARRAY_LEN(cold) * sizeof(*row));
		bool all = !any_guarded || may_debug(r[0].result.s_int);
		for (int k = 1; k < n; k++)
			if (all || !cold[column_of[k]].is_guarded)
				row[column_of[k]] = value_of(&r[k], cold[column_of[k]].form, arena);
		for (size_t k = 0; k < count; k++)
			if (pids[k] == r[0].result.s_int)
				values[k] = row;
	}
}
