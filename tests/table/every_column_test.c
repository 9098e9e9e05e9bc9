/* every_column_test.c - every column of processes, on one that has all, on a thread, on one that could not be read. */
#define _GNU_SOURCE
#include "suite.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "column.h"
#include "made.h"
#include "sample/watched.h"
#include "spelled.h"

#define PID 4711
#define ID "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct sample seen;
static struct tree tree;

static const struct cgroup *make_group(const char *path)
{
	struct cgroup *g = memory_new(sizeof(*g) + strlen(path) + 1);

	*g = (struct cgroup){ .refs = 1, .length = strlen(path) };
	strcpy(g->path, path);
	return g;
}

static void fill_details(struct task *t)
{
	static const uint64_t lately[] = { 100 * MB, 150 * MB, 200 * MB };
	struct status *status = arena_take(&seen.arena, sizeof(*status));
	struct rollup *rollup = arena_take(&seen.arena, sizeof(*rollup));
	struct rare *rare = task_rare(t, &seen.arena);

	*status = (struct status){ .anon = 120 * MB, .file = 60 * MB, .shmem = 20 * MB, .peak = 300 * MB, .swap = 7 * MB, .data = 500 * MB,
	                           .stack = 132 * KB, .page_tables = 900 * KB, .locked = 64 * KB, .hugetlb = 2 * MB };
	*rollup = (struct rollup){ .rss = 200 * MB, .pss = 160 * MB, .uss = 140 * MB, .swap = 7 * MB, .swap_pss = 6 * MB, .thp = 4 * MB };
	t->status = status;
	t->rollup = rollup;
	rare->numa = "0:80 1:20";
	rare->growth.trend = TREND_CLIMB;
	for (int span = 0; span < SPANS; span++)
		rare->growth.slopes[span] = (struct slope){ (3 - span) * (int64_t)MB, true, span == SPAN_LONG };
	rare->minor_rate = 12.5f;
	rare->major_rate = 0.5f;
	rare->traffic = (struct traffic){ { 3 * MB, 5 * MB }, { 40 * KB, 60 * KB }, true };
	rare->series = (struct value){ .kind = VALUE_SERIES, .series = { lately, ARRAY_LEN(lately) } };
}

/* A process of which all is known, in a container that may hold 1 GB. */
static void start(void)
{
	struct task *t;
	struct cgroup_figures *f;
	struct identity *who;

	setenv("TZ", "UTC", 1);
	tzset();
	made_machine(&seen);
	seen.machine.largest_rss = 800 * MB;
	seen.machine.memory.known[MEM_TOTAL] = true;
	seen.machine.memory.bytes[MEM_TOTAL] = 16 * GB;
	made(&seen, (struct made){ .pid = PID, .ppid = 17, .command = "/usr/bin/python3 train.py", .user = "kim", .uid = 1000, .rss = 200 * MB,
	                           .vsz = 2 * GB, .shr = 80 * MB, .cpu_ns = 83 * SECOND, .cpu = 42.5, .state = 'R', .nice = 5, .threads = 3 });
	t = (struct task *)seen.tasks.data;
	fill_details(t);
	who = (struct identity *)(uintptr_t)t->who;
	who->cgroup = make_group("/docker/" ID);
	t->pgrp = 4700;
	t->session = 4600;
	t->processor = 3;
	t->minflt = 123456;
	t->majflt = 789;
	t->oom_adj = 250;
	t->have = UINT16_MAX & ~NEED_COLD;
	t->cgroup = 1;
	f = vec_push(&seen.cgroups);
	*f = (struct cgroup_figures){ .have = CGROUP_HAS_EFFECTIVE | CGROUP_HAS_HEADROOM, .limit = GB, .headroom = 120 * MB };
	made(&seen, (struct made){ .pid = 4712, .of = PID, .command = "loader", .cpu = 1.5 });
	made(&seen, (struct made){ .pid = 4800, .ppid = PID, .command = "child", .rss = 50 * MB, .cpu = 1, .pss = 40 * MB, .uss = 30 * MB, .swap = MB });
	made(&seen, (struct made){ .pid = 4900, .command = "unread", .lacks = ~0u });
	tree_init(&tree);
	tree_build(&tree, &seen);
}

static void end(void)
{
	tree_free(&tree);
	sample_free(&seen);
}

static bool is_ours(const struct column *c)
{
	return !(c->needs & NEED_COLD);
}

#define spells(pid, list) \
	spelled_compare(task_schema(), &(struct scene){ .sample = &seen, .tree = &tree, .full_path = true }, made_place(&seen, pid), list, \
	                ARRAY_LEN(list), is_ours)

START_TEST(each_column_says_what_the_process_has)
{
	static const struct spelled list[] = {
		{ "pid",        "4711" },       { "tgid",      "4711" },         { "ppid",      "17" },
		{ "pgrp",       "4700" },       { "session",   "4600" },         { "user",      "kim" },
		{ "state",      "R" },          { "threads",   "3" },            { "rss",       "200M" },
		{ "bar",        "25.0" },       { "spark",     "▁▅█" },          { "tree_rss",  "250M" },
		{ "vsz",        "2.00G" },      { "shr",       "80M" },          { "pss",       "160M" },
		{ "tree_pss",   "200M" },       { "uss",       "140M" },         { "tree_uss",  "170M" },
		{ "growth",     "+2.0M/s" },    { "growth10s", "+3.0M/s" },      { "growth10m", "~+1.0M/s" },
		{ "trend",      "steady climb" }, { "eta",     "~1:00.00" },     { "anon",      "120M" },
		{ "file",       "60M" },        { "shmem",     "20M" },          { "peak",      "300M" },
		{ "swap",       "7.0M" },       { "tree_swap", "8.0M" },         { "swappss",   "6.0M" },
		{ "data",       "500M" },       { "stack",     "132K" },         { "pagetables", "900K" },
		{ "locked",     "64K" },        { "hugetlb",   "2.0M" },         { "thp",       "4.0M" },
		{ "numa",       "0:80 1:20" },  { "mem",       "1.2" },          { "cglimit",   "19.5" },
		{ "cpu",        "42.5" },       { "tree_cpu",  "43.5" },         { "time",      "1:23.00" },
		{ "start",      "2023-11-13 19:45:11" }, { "nice", "5" },        { "prio",      "25" },
		{ "processor",  "3" },          { "minflt",    "123456" },       { "majflt",    "789" },
		{ "minflt_s",   "12.5" },       { "majflt_s",  "0.5" },          { "read_s",    "40K/s" },
		{ "write_s",    "60K/s" },      { "io_read",   "3.0M" },         { "io_write",  "5.0M" },
		{ "comm",       "/usr/bin/python" }, { "oom",  "840" },          { "oomadj",    "250" },
		{ "cgroup",     "/docker/" ID }, { "container", "0123456789ab" }, { "command",  "/usr/bin/python3 train.py" },
	};

	start();
	spells(PID, list);
	end();
}
END_TEST

START_TEST(of_a_thread_only_what_is_its_own_is_there)
{
	static const struct spelled list[] = {
		{ "pid", "4712" }, { "tgid", "4711" }, { "ppid", "4711" }, { "pgrp", "0" }, { "session", "0" }, { "user", "root" },
		{ "state", "S" }, { "threads", "" }, { "rss", "" }, { "bar", "" }, { "spark", "" }, { "tree_rss", "" }, { "vsz", "" },
		{ "shr", "" }, { "pss", "" }, { "tree_pss", "" }, { "uss", "" }, { "tree_uss", "" }, { "growth", "" }, { "growth10s", "" },
		{ "growth10m", "" }, { "trend", "" }, { "eta", "" }, { "anon", "" }, { "file", "" }, { "shmem", "" }, { "peak", "" },
		{ "swap", "" }, { "tree_swap", "" }, { "swappss", "" }, { "data", "" }, { "stack", "" }, { "pagetables", "" },
		{ "locked", "" }, { "hugetlb", "" }, { "thp", "" }, { "numa", "" }, { "mem", "" }, { "cglimit", "" }, { "cpu", "1.5" },
		{ "tree_cpu", "" }, { "time", "0:00.00" }, { "start", "2023-11-13 19:45:12" }, { "nice", "0" }, { "prio", "20" },
		{ "processor", "0" }, { "minflt", "0" }, { "majflt", "0" }, { "minflt_s", "?" }, { "majflt_s", "?" }, { "read_s", "" },
		{ "write_s", "" }, { "io_read", "" }, { "io_write", "" }, { "comm", "loader" }, { "oom", "" }, { "oomadj", "" },
		{ "cgroup", "" }, { "container", "" }, { "command", "loader" },
	};

	start();
	spells(4712, list);
	end();
}
END_TEST

/* But for its pid. */
START_TEST(of_what_could_not_be_read_nothing_is_said)
{
	static const char *const known[] = { "pid", "tgid" };
	struct scene scene = { .sample = &seen, .tree = &tree };

	start();
	for (size_t i = 0; i < task_schema()->count; i++) {
		const struct column *c = &task_schema()->columns[i];
		bool is_known = false;
		for (size_t k = 0; k < ARRAY_LEN(known); k++)
			is_known = is_known || strcmp(known[k], c->id) == 0;
		ck_assert_msg(is_known == (c->get(&scene, made_place(&seen, 4900), c).kind != VALUE_UNKNOWN), "%s", c->id);
	}
	end();
}
END_TEST

/* What is there depends on the kernel, but of ourselves all may be read. */
START_TEST(each_of_libproc2s_columns_knows_something_of_ourselves)
{
	struct watched w;
	struct scene scene;
	size_t row = 0;
	pid_t own = getpid();

	watched_open(&w, "/proc", NEED_STAT | NEED_COLD);
	memset(w.demand.cold, 0xff, sizeof(w.demand.cold));
	scene = (struct scene){ .sample = watched_next(&w) };
	while (row < scene.sample->tasks.count && sample_tasks(scene.sample)[row].pid != own)
		row++;
	ck_assert_uint_lt(row, scene.sample->tasks.count);
	for (size_t i = 0; i < libproc_cold_count(); i++) {
		const struct column *c = schema_find(task_schema(), libproc_cold(i)->id);
		ck_assert_msg(c->get(&scene, row, c).kind != VALUE_UNKNOWN, "%s", c->id);
	}
	watched_close(&w);
}
END_TEST

SUITE(every_column, each_column_says_what_the_process_has, of_a_thread_only_what_is_its_own_is_there, of_what_could_not_be_read_nothing_is_said,
      each_of_libproc2s_columns_knows_something_of_ourselves)
