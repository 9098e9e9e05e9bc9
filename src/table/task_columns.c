/* task_columns.c - every column of processes and threads, each declared once. Formats nothing, reads nothing. */
#include <stddef.h>
#include <string.h>

#include "task_values.h"

static const struct task *task_at(const struct scene *s, size_t row)
{
	return scene_task(s, row);
}

static const struct sums *sums_at(const struct scene *s, size_t row)
{
	return s->tree && row < s->tree->branches.count ? &tree_branches(s->tree)[row].sums : NULL;
}

/* A value of any task that could be read. */
static struct value if_read(const struct task *t, unsigned need, uint64_t n)
{
	return t->have & need ? value_number(n) : value_unknown();
}

/* A value that belongs to the process: its threads leave the cell blank. */
static struct value if_process(const struct task *t, unsigned need, uint64_t n)
{
	return t->is_thread ? value_blank() : if_read(t, need, n);
}

/* What smaps_rollup tells may have been read a while ago. */
static struct value of_rollup(const struct task *t, uint64_t n)
{
	struct value v = if_process(t, NEED_ROLLUP, n);

	v.age_s = (uint16_t)(t->rollup_age_ms / 1000 < UINT16_MAX ? t->rollup_age_ms / 1000 : UINT16_MAX);
	return v;
}

/* A sum over a subtree, of which some members may be unknown. */
static struct value sum_of(const struct scene *s, size_t row, uint64_t n, uint32_t unknown)
{
	const struct sums *sums = sums_at(s, row);
	struct value v = value_number(n);

	if (task_at(s, row)->is_thread || task_at(s, row)->is_ended)
		return value_blank();
	if (!sums || unknown == sums->members)
		return value_unknown();
	v.at_least = unknown > 0;
	return v;
}

static struct value sum_of_rollups(const struct scene *s, size_t row, uint64_t n, const struct sums *sums)
{
	struct value v = sum_of(s, row, n, sums->no_rollup);

	v.is_about = sums->oldest_ms >= UNIT_FRESH_S * 1000;
	return v;
}

#define GETTER(name) static struct value name(const struct scene *s, size_t row, const struct column *c)
#define TASK const struct task *t = task_at(s, row); (void)c
#define SUMS const struct sums none = { 0 }, *sums = sums_at(s, row) ? sums_at(s, row) : &none; (void)c

GETTER(get_pid)      { TASK; return value_number((uint64_t)t->pid); }
GETTER(get_tgid)     { TASK; return value_number((uint64_t)t->tgid); }
GETTER(get_ppid)     { TASK; return if_read(t, NEED_STAT, (uint64_t)t->ppid); }
GETTER(get_pgrp)     { TASK; return if_read(t, NEED_STAT, (uint64_t)t->pgrp); }
GETTER(get_session)  { TASK; return if_read(t, NEED_STAT, (uint64_t)t->session); }
GETTER(get_threads)  { TASK; return if_process(t, NEED_STAT, t->threads); }
GETTER(get_rss)      { TASK; return if_process(t, NEED_STAT, t->rss); }
GETTER(get_vsz)      { TASK; return if_process(t, NEED_STAT, t->vsz); }
GETTER(get_shr)      { TASK; return if_process(t, NEED_STATM, t->shr); }
GETTER(get_pss)      { TASK; return of_rollup(t, t->rollup ? t->rollup->pss : 0); }
GETTER(get_uss)      { TASK; return of_rollup(t, t->rollup ? t->rollup->uss : 0); }
GETTER(get_swappss)  { TASK; return of_rollup(t, t->rollup ? t->rollup->swap_pss : 0); }
GETTER(get_thp)      { TASK; return of_rollup(t, t->rollup ? t->rollup->thp : 0); }
GETTER(get_time)     { TASK; return if_read(t, NEED_STAT, t->cpu_ns); }
GETTER(get_nice)     { TASK; return if_read(t, NEED_STAT, (uint64_t)(int64_t)t->nice); }
GETTER(get_prio)     { TASK; return if_read(t, NEED_STAT, (uint64_t)(int64_t)t->priority); }
GETTER(get_last_cpu) { TASK; return if_read(t, NEED_STAT, (uint64_t)(int64_t)t->processor); }
GETTER(get_minflt)   { TASK; return if_read(t, NEED_STAT, t->minflt); }
GETTER(get_majflt)   { TASK; return if_read(t, NEED_STAT, t->majflt); }
GETTER(get_cpu)      { TASK; return t->is_ended ? value_blank() : t->have & NEED_CPU ? value_real((double)t->cpu) : value_unknown(); }
GETTER(get_minor)    { TASK; return t->have & NEED_FAULTS ? value_real((double)t->rare->minor_rate) : value_unknown(); }
GETTER(get_major)    { TASK; return t->have & NEED_FAULTS ? value_real((double)t->rare->major_rate) : value_unknown(); }
GETTER(get_comm)     { TASK; return t->have & NEED_STAT ? value_text(t->who->comm, t->who->comm_length) : value_unknown(); }
GETTER(get_state)    { TASK; return t->have & NEED_STAT ? value_text(&t->state, 1) : value_unknown(); }
GETTER(get_command)  { TASK; return task_command(s, t); }
GETTER(tree_rss)     { SUMS; return sum_of(s, row, sums->rss, sums->no_stat); }
GETTER(tree_pss)     { SUMS; return sum_of_rollups(s, row, sums->pss, sums); }
GETTER(tree_uss)     { SUMS; return sum_of_rollups(s, row, sums->uss, sums); }
GETTER(tree_swap)    { SUMS; return sum_of(s, row, sums->swap, sums->no_status); }

GETTER(get_numa)
{
	TASK;
	struct value v = of_rollup(t, 0);
	const char *numa = task_numa(t);

	if (t->is_thread)
		return value_blank();
	return numa ? (struct value){ .kind = VALUE_TEXT, .age_s = v.age_s, .text = { numa, strlen(numa) } } : value_unknown();
}

GETTER(get_user)
{
	TASK;
	const char *name = t->who->user ? user_name(t->who->user) : NULL;

	return name ? value_text(name, strlen(name)) : value_unknown();
}

GETTER(get_oomadj) { TASK; return if_process(t, NEED_OOM, (uint64_t)(int64_t)t->oom_adj); }

/* All of them are alike: the column says which. */
GETTER(get_status)
{
	TASK;
	uint64_t n = 0;

	if (t->status)
		memcpy(&n, (const char *)t->status + c->argument, sizeof(n));
	return if_process(t, NEED_STATUS, n);
}

/* Of one that has ended it is what was seen; it may have had more. */
GETTER(get_peak)
{
	TASK;
	struct value v = get_status(s, row, c);

	if (t->is_ended) {
		v = value_number(since_peak(t));
		v.at_least = true;
	}
	return v;
}

GETTER(tree_cpu)
{
	SUMS;
	struct value v = sum_of(s, row, 0, sums->no_cpu);

	if (v.kind == VALUE_NUMBER) {
		v.kind = VALUE_REAL;
		v.real = sums->cpu;
	}
	return v;
}

GETTER(get_mem)
{
	TASK;
	const struct machine *m = &s->sample->machine;

	if (t->is_thread)
		return value_blank();
	if (!(t->have & NEED_STAT) || !m->has_memory || m->parts.total == 0)
		return value_unknown();
	return value_real(100.0 * (double)t->rss / (double)m->parts.total);
}

GETTER(get_start)
{
	TASK;
	return if_read(t, NEED_STAT, s->sample->wall_ns - s->sample->boot_ns + t->start_ns);
}

GETTER(get_cold)
{
	TASK;
	if (t->is_thread)
		return value_blank();
	return task_cold(t) ? task_cold(t)[c->argument] : value_unknown();
}

struct value task_command(const struct scene *s, const struct task *t)
{
	const struct identity *who = t->who;

	if (t->is_thread)
		return value_text(who->comm, who->comm_length);
	if (!(t->have & NEED_COMMAND))
		return t->have & NEED_STAT ? value_text(who->comm, who->comm_length) : value_unknown();
	if (s->full_path)
		return value_text(who->command, who->command_length);
	return value_text(who->command + who->name_at, who->command_length - who->name_at);
}

#undef GETTER
#undef TASK
#undef SUMS

#define IO(field, getter) .argument = offsetof(struct io, field), .get = getter
#define STATUS(field) .argument = offsetof(struct status, field), .get = get_status

static const struct column ours[] = {
	{ .id = "pid", .title = "PID", .width = 7, .unit = UNIT_ID, .needs = NEED_STAT, .get = get_pid,
	  .help = "Process id; of a thread, its thread id." },
	{ .id = "tgid", .title = "TGID", .width = 7, .unit = UNIT_ID, .needs = NEED_STAT, .get = get_tgid,
	  .help = "The process that a thread belongs to." },
	{ .id = "ppid", .title = "PPID", .width = 7, .unit = UNIT_ID, .needs = NEED_STAT, .get = get_ppid,
	  .help = "Process id of the parent." },
	{ .id = "pgrp", .title = "PGRP", .width = 7, .unit = UNIT_ID, .needs = NEED_STAT, .get = get_pgrp,
	  .help = "Process group." },
	{ .id = "session", .title = "SID", .width = 7, .unit = UNIT_ID, .needs = NEED_STAT, .get = get_session,
	  .help = "Session id." },
	{ .id = "user", .title = "USER", .width = 8, .unit = UNIT_TEXT, .needs = NEED_OWNER, .drop = 1, .get = get_user,
	  .help = "Effective user." },
	{ .id = "state", .title = "S", .width = 1, .unit = UNIT_TEXT, .needs = NEED_STAT, .drop = 2, .look = LOOK_STATE, .get = get_state,
	  .help = "State: R running, S sleeping, D waiting for storage, Z ended and not yet reaped, T stopped, t traced, I idle." },
	{ .id = "threads", .title = "THR", .width = 4, .unit = UNIT_COUNT, .needs = NEED_STAT, .drop = 7, .get = get_threads,
	  .help = "Threads of the process." },
	{ .id = "rss", .title = "RSS", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STAT, .sum = "tree_rss", .get = get_rss,
	  .help = "Memory of the process that is in RAM now, shared pages included." },
	{ .id = "bar", .title = "RSS BAR", .width = 10, .unit = UNIT_PERCENT, .needs = NEED_STAT, .drop = 9, .look = LOOK_BAR, .get = task_bar,
	  .help = "RSS as a bar: a full one is the largest RSS of all processes; where there are no bars, as a share of that." },
	{ .id = "spark", .title = "RSS LATELY", .width = SERIES_CELLS, .unit = UNIT_SERIES, .needs = NEED_SERIES, .drop = 9, .look = LOOK_SERIES, .get = task_spark,
	  .help = "What the RSS was in the last ten minutes, or since ramtop was started, from its least to its largest; flat below 1%; sorts by how much it rose." },
	{ .id = "tree_rss", .title = "TREE RSS", .width = 9, .unit = UNIT_BYTES, .needs = NEED_STAT, .is_sum = true,
	  .get = tree_rss, .help = "RSS of the process and all its descendants; a page that they share counts once for each." },
	{ .id = "vsz", .title = "VSZ", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STAT, .drop = 6, .look = LOOK_QUIET, .get = get_vsz,
	  .help = "Address space of the process, most of which may never have been touched." },
	{ .id = "shr", .title = "SHR", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STATM, .drop = 8, .get = get_shr,
	  .help = "Part of the RSS that is files or shared memory, and may be shared with others." },
	{ .id = "pss", .title = "PSS", .width = 6, .unit = UNIT_BYTES, .needs = NEED_ROLLUP, .sum = "tree_pss", .get = get_pss,
	  .help = "Memory of the process, each shared page divided by the number of those who share it." },
	{ .id = "tree_pss", .title = "TREE PSS", .width = 9, .unit = UNIT_BYTES, .needs = NEED_ROLLUP, .is_sum = true,
	  .get = tree_pss, .help = "PSS of the process and all its descendants: nothing counts twice." },
	{ .id = "uss", .title = "USS", .width = 6, .unit = UNIT_BYTES, .needs = NEED_ROLLUP, .sum = "tree_uss", .get = get_uss,
	  .help = "Memory that is the process's alone, and free once it ends." },
	{ .id = "tree_uss", .title = "TREE USS", .width = 9, .unit = UNIT_BYTES, .needs = NEED_ROLLUP, .is_sum = true,
	  .get = tree_uss, .help = "USS of the process and all its descendants." },
	{ .id = "growth", .title = "GROWTH", .width = 8, .unit = UNIT_RATE, .needs = NEED_GROWTH, .drop = 9, .look = LOOK_GROWTH, .argument = SPAN_MIDDLE, .get = task_slope,
	  .help = "How fast the RSS has grown over the last minute; ~ where less of it was seen." },
	{ .id = "growth10s", .title = "GROW10S", .width = 8, .unit = UNIT_RATE, .needs = NEED_GROWTH, .argument = SPAN_SHORT, .get = task_slope,
	  .help = "How fast the RSS has grown over the last ten seconds." },
	{ .id = "growth10m", .title = "GROW10M", .width = 8, .unit = UNIT_RATE, .needs = NEED_GROWTH, .argument = SPAN_LONG, .get = task_slope,
	  .help = "How fast the RSS has grown over the last ten minutes." },
	{ .id = "trend", .title = "TREND", .width = 12, .unit = UNIT_TEXT, .needs = NEED_GROWTH, .get = task_trend,
	  .help = "What the RSS does: steady climb, plateau, sawtooth, falling, flat, or uneven." },
	{ .id = "eta", .title = "ETA", .width = 8, .unit = UNIT_SPAN, .needs = NEED_GROWTH | NEED_CGROUP | NEED_LIMIT,
	  .get = task_eta, .help = "Time until it reaches what its control group may hold or the machine has available, should it go on growing so." },
	{ .id = "anon", .title = "ANON", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STATUS, .drop = 10, STATUS(anon),
	  .help = "Part of the RSS that is the process's own data: heap, stacks, written copies of files." },
	{ .id = "file", .title = "FILE", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STATUS, .drop = 10, STATUS(file),
	  .help = "Part of the RSS that is mapped from files: programs, libraries, data." },
	{ .id = "shmem", .title = "SHMEM", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STATUS, .drop = 10, STATUS(shmem),
	  .help = "Part of the RSS that is shared memory: tmpfs, memfd, System V segments, shared anonymous mappings." },
	{ .id = "peak", .title = "PEAK", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STATUS, .argument = offsetof(struct status, peak), .get = get_peak,
	  .help = "The largest RSS that the process has had." },
	{ .id = "swap", .title = "SWAP", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STATUS, .sum = "tree_swap",
	  STATUS(swap), .help = "Memory of the process that is swapped out; shared memory is not counted." },
	{ .id = "tree_swap", .title = "TREE SWAP", .width = 10, .unit = UNIT_BYTES, .needs = NEED_STATUS, .is_sum = true,
	  .get = tree_swap, .help = "Swap of the process and all its descendants." },
	{ .id = "swappss", .title = "SWPPSS", .width = 7, .unit = UNIT_BYTES, .needs = NEED_ROLLUP, .get = get_swappss,
	  .help = "Swap of the process, shared pages divided by the number of those who share them." },
	{ .id = "data", .title = "DATA", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STATUS, .look = LOOK_QUIET, STATUS(data),
	  .help = "Address space that is private and writable, most of which may never have been touched." },
	{ .id = "stack", .title = "STACK", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STATUS, .look = LOOK_QUIET, STATUS(stack),
	  .help = "Address space of the first thread's stack." },
	{ .id = "pagetables", .title = "PTABLE", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STATUS, STATUS(page_tables),
	  .help = "The kernel's page tables for the process: memory that is in no RSS." },
	{ .id = "locked", .title = "LOCKED", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STATUS, STATUS(locked),
	  .help = "Memory that may not be swapped out: mlock(2)." },
	{ .id = "hugetlb", .title = "HUGETL", .width = 6, .unit = UNIT_BYTES, .needs = NEED_STATUS, STATUS(hugetlb),
	  .help = "Pages of hugetlbfs: memory that is in no RSS." },
	{ .id = "thp", .title = "THP", .width = 6, .unit = UNIT_BYTES, .needs = NEED_ROLLUP, .get = get_thp,
	  .help = "Part of the RSS that is in transparent huge pages." },
	{ .id = "numa", .title = "NUMA", .width = 9, .unit = UNIT_TEXT, .needs = NEED_NUMA, .drop = 9, .get = get_numa,
	  .help = "The node that the memory is on; where there are several, percents by node, the largest first: 0:80 1:20." },
	{ .id = "mem", .title = "%MEM", .width = 5, .unit = UNIT_PERCENT, .needs = NEED_STAT, .sum = "tree_rss", .drop = 4,
	  .get = get_mem, .help = "RSS as a share of the machine's memory." },
	{ .id = "cglimit", .title = "%LIMIT", .width = 6, .unit = UNIT_PERCENT, .needs = NEED_STAT | NEED_CGROUP | NEED_LIMIT,
	  .get = task_limit_share, .help = "RSS as a share of what its control group, or one above it, may hold; blank without a limit." },
	{ .id = "cpu", .title = "CPU%", .width = 5, .unit = UNIT_PERCENT, .needs = NEED_CPU, .sum = "tree_cpu", .drop = 3,
	  .get = get_cpu, .help = "Share of one CPU since the last refresh: 200 is two CPUs." },
	{ .id = "tree_cpu", .title = "TREE CPU", .width = 9, .unit = UNIT_PERCENT, .needs = NEED_CPU, .is_sum = true,
	  .get = tree_cpu, .help = "CPU% of the process and all its descendants." },
	{ .id = "time", .title = "TIME", .width = 8, .unit = UNIT_SPAN, .needs = NEED_STAT, .drop = 5, .get = get_time,
	  .help = "CPU time used since it was started." },
	{ .id = "start", .title = "START", .width = 19, .unit = UNIT_INSTANT, .needs = NEED_STAT, .get = get_start,
	  .help = "When it was started." },
	{ .id = "nice", .title = "NI", .width = 3, .unit = UNIT_SIGNED, .needs = NEED_STAT, .get = get_nice,
	  .help = "Nice value: from -20, served first, to 19." },
	{ .id = "prio", .title = "PRI", .width = 4, .unit = UNIT_SIGNED, .needs = NEED_STAT, .get = get_prio,
	  .help = "Priority in the kernel." },
	{ .id = "processor", .title = "CPU", .width = 4, .unit = UNIT_SIGNED, .needs = NEED_STAT, .get = get_last_cpu,
	  .help = "CPU that it ran on last." },
	{ .id = "minflt", .title = "MINFLT", .width = 9, .unit = UNIT_COUNT, .needs = NEED_STAT, .get = get_minflt,
	  .help = "Page faults that needed no storage, since it was started." },
	{ .id = "majflt", .title = "MAJFLT", .width = 7, .unit = UNIT_COUNT, .needs = NEED_STAT, .get = get_majflt,
	  .help = "Page faults that waited for storage, since it was started." },
	{ .id = "minflt_s", .title = "MINFLT/s", .width = 8, .unit = UNIT_REAL, .needs = NEED_CPU | NEED_FAULTS, .get = get_minor,
	  .help = "Page faults a second that needed no storage." },
	{ .id = "majflt_s", .title = "MAJFLT/s", .width = 8, .unit = UNIT_REAL, .needs = NEED_CPU | NEED_FAULTS, .get = get_major,
	  .help = "Page faults a second that waited for storage: many of them are thrashing." },
	{ .id = "read_s", .title = "READ/s", .width = 8, .unit = UNIT_FLOW, .needs = NEED_CPU | NEED_IO, .look = LOOK_QUIET, IO(read, task_moves),
	  .help = "Bytes a second that it read from storage; what the cache of files had is not counted." },
	{ .id = "write_s", .title = "WRITE/s", .width = 8, .unit = UNIT_FLOW, .needs = NEED_CPU | NEED_IO, .look = LOOK_QUIET, IO(written, task_moves),
	  .help = "Bytes a second that it wrote and that are to go to storage." },
	{ .id = "io_read", .title = "READ", .width = 6, .unit = UNIT_BYTES, .needs = NEED_IO, .look = LOOK_QUIET, IO(read, task_moved),
	  .help = "Bytes that it read from storage since it was started." },
	{ .id = "io_write", .title = "WRITE", .width = 6, .unit = UNIT_BYTES, .needs = NEED_IO, .look = LOOK_QUIET, IO(written, task_moved),
	  .help = "Bytes that it wrote since it was started, and that went to storage or are to go there." },
	{ .id = "comm", .title = "COMM", .width = 15, .unit = UNIT_TEXT, .needs = NEED_STAT, .get = get_comm,
	  .help = "Name of the program or the thread, as the kernel keeps it." },
	{ .id = "oom", .title = "OOM", .width = 4, .unit = UNIT_COUNT, .needs = NEED_STAT | NEED_STATUS | NEED_OOM, .get = task_oom_score,
	  .help = "How soon the OOM killer would take it, from 0, never, to 1333: the highest goes first." },
	{ .id = "oomadj", .title = "OOMADJ", .width = 6, .unit = UNIT_SIGNED, .needs = NEED_OOM, .get = get_oomadj,
	  .help = "What is added to its OOM score, in thousandths of all memory: from -1000, never taken, to 1000." },
	{ .id = "cgroup", .title = "CGROUP", .width = 32, .unit = UNIT_TEXT, .needs = NEED_CGROUP, .get = task_cgroup,
	  .help = "Control group that its memory counts for." },
	{ .id = "container", .title = "CONTAINER", .width = 12, .unit = UNIT_TEXT, .needs = NEED_CGROUP, .get = task_container,
	  .also = task_container_id,
	  .help = "Container that it is in, by its name, or by the first digits of its id where nobody tells one; blank for who is in none." },
	{ .id = "command", .title = "COMMAND", .unit = UNIT_TEXT, .needs = NEED_COMMAND, .look = LOOK_COMMAND, .get = get_command,
	  .help = "Command line; the name in brackets where there is none." },
};

static struct column as_column(size_t i)
{
	const struct cold_column *c = libproc_cold(i);

	return (struct column){ .id = c->id, .title = c->title, .width = c->width, .unit = c->unit, .help = c->help,
	                        .needs = NEED_COLD, .argument = (int)i, .get = get_cold };
}

const struct schema *task_schema(void)
{
	static struct column all[ARRAY_LEN(ours) + COLD_WORDS * 64];
	static struct schema schema = {
		.name = "tasks", .columns = all, .sort = "rss",
		.standard = "pid,user,state,threads,rss,vsz,shr,growth,mem,cpu,time,command",
	};

	if (schema.count == 0) {
		memcpy(all, ours, sizeof(ours));
		for (size_t i = 0; i < libproc_cold_count(); i++)
			all[ARRAY_LEN(ours) + i] = as_column(i);
		schema.count = ARRAY_LEN(ours) + libproc_cold_count();
	}
	return &schema;
}
