/* task_columns_test.c - what the columns say of a process, a thread, and of what could not be read. */
#include "suite.h"

#include "column.h"
#include "made.h"
#include "task_values.h"

static struct sample seen;
static struct tree tree;

static struct value get_in(const struct scene *scene, pid_t pid, const char *id)
{
	const struct column *c = schema_find(task_schema(), id);

	ck_assert_msg(c != NULL, "no column is called %s", id);
	return c->get(scene, made_place(scene->sample, pid), c);
}

/* The value in a scene with sums over subtrees. */
static struct value get(pid_t pid, const char *id)
{
	tree_init(&tree);
	tree_build(&tree, &seen);
	struct value v = get_in(&(struct scene){ .sample = &seen, .tree = &tree, .full_path = true }, pid, id);
	tree_free(&tree);
	return v;
}

static void is_number(pid_t pid, const char *id, uint64_t n)
{
	struct value v = get(pid, id);

	ck_assert_msg(v.kind == VALUE_NUMBER, "%s of %d is no number", id, (int)pid);
	ck_assert_msg(v.number == n, "%s of %d is %llu", id, (int)pid, (unsigned long long)v.number);
	ck_assert_msg(!v.at_least, "%s of %d is at least that", id, (int)pid);
}

static void is_text(struct value v, const char *text)
{
	ck_assert_int_eq(v.kind, VALUE_TEXT);
	ck_assert_uint_eq(v.text.length, strlen(text));
	ck_assert_mem_eq(v.text.bytes, text, v.text.length);
}

START_TEST(a_process_has_its_numbers)
{
	made_machine(&seen);
	made(&seen, (struct made){ .pid = 7, .ppid = 3, .command = "/bin/x y", .rss = 10 * MB, .vsz = 20 * MB, .shr = 4 * MB,
	                        .pss = 6 * MB, .uss = 5 * MB, .swap = 9 * KB, .cpu_ns = 1234, .threads = 3, .nice = -5, .cpu = 50 });
	is_number(7, "pid", 7);
	is_number(7, "tgid", 7);
	is_number(7, "ppid", 3);
	is_number(7, "rss", 10 * MB);
	is_number(7, "vsz", 20 * MB);
	is_number(7, "shr", 4 * MB);
	is_number(7, "pss", 6 * MB);
	is_number(7, "uss", 5 * MB);
	is_number(7, "swap", 9 * KB);
	is_number(7, "threads", 3);
	is_number(7, "time", 1234);
	is_number(7, "nice", (uint64_t)-5);
	is_number(7, "prio", 15);
	is_text(get(7, "state"), "S");
	is_text(get(7, "user"), "root");
	is_text(get(7, "comm"), "/bin/x y");
	ck_assert_double_eq(get(7, "cpu").real, 50);
	sample_free(&seen);
}
END_TEST

START_TEST(a_thread_has_no_memory_of_its_own)
{
	static const char *const blank[] = { "rss", "vsz", "shr", "pss", "uss", "swap", "swappss", "mem", "threads",
	                                     "tree_rss", "tree_pss", "tree_uss", "tree_swap", "tree_cpu", "exe" };

	made_desktop(&seen);
	for (size_t i = 0; i < ARRAY_LEN(blank); i++)
		ck_assert_msg(get(205, blank[i]).kind == VALUE_BLANK, "%s", blank[i]);
	is_number(205, "pid", 205);
	is_number(205, "tgid", 200);
	ck_assert_int_eq(get(205, "cpu").kind, VALUE_REAL);
	is_text(get(205, "command"), "Compositor");
	sample_free(&seen);
}
END_TEST

START_TEST(what_was_not_read_is_unknown)
{
	static const char *const of_stat[] = { "ppid", "rss", "vsz", "mem", "time", "nice", "start", "state", "comm", "command",
	                                       "threads", "minflt", "pss", "shr", "user", "cpu", "tree_rss", "exe" };

	made_machine(&seen);
	made(&seen, (struct made){ .pid = 7, .command = "x", .rss = MB, .lacks = ~0u });
	for (size_t i = 0; i < ARRAY_LEN(of_stat); i++)
		ck_assert_msg(get(7, of_stat[i]).kind == VALUE_UNKNOWN, "%s", of_stat[i]);
	is_number(7, "pid", 7);
	sample_free(&seen);
}
END_TEST

START_TEST(mem_is_the_share_of_the_machine)
{
	made_machine(&seen);
	made(&seen, (struct made){ .pid = 7, .command = "x", .rss = 4 * GB });
	ck_assert_double_eq(get(7, "mem").real, 25);
	seen.machine.has_memory = false;
	ck_assert_int_eq(get(7, "mem").kind, VALUE_UNKNOWN);
	seen.machine.has_memory = true;
	seen.machine.parts.total = 0;
	ck_assert_int_eq(get(7, "mem").kind, VALUE_UNKNOWN);
	sample_free(&seen);
}
END_TEST

START_TEST(the_start_is_a_time_of_day)
{
	made_machine(&seen);
	made(&seen, (struct made){ .pid = 7, .command = "x", .start_ns = MADE_BOOT - 60 * SECOND });
	is_number(7, "start", MADE_WALL - 60 * SECOND);
	sample_free(&seen);
}
END_TEST

START_TEST(sums_are_over_the_subtree)
{
	made_desktop(&seen);
	is_number(200, "tree_rss", (842 + 300 + 498 + 66) * MB);
	is_number(200, "tree_pss", (512 + 250 + 466 + 40) * MB);
	is_number(200, "tree_uss", (400 + 240 + 460 + 30) * MB);
	is_number(200, "tree_swap", 0);
	ck_assert_double_eq_tol(get(200, "tree_cpu").real, 5.7, 0.001);
	is_number(220, "tree_rss", 498 * MB);
	is_number(1, "tree_rss", (12 + 5 + 2048 + 842 + 300 + 498 + 66) * MB);
	sample_free(&seen);
}
END_TEST

START_TEST(a_sum_with_unknown_members_is_at_least_that)
{
	made_desktop(&seen);
	struct value v = get(1, "tree_pss");
	ck_assert_int_eq(v.kind, VALUE_NUMBER);
	ck_assert_uint_eq(v.number, (2000 + 512 + 250 + 466 + 40) * MB);
	ck_assert(v.at_least);
	sample_free(&seen);

	made_machine(&seen);
	made(&seen, (struct made){ .pid = 1, .command = "a", .cpu = 3 });
	made(&seen, (struct made){ .pid = 2, .ppid = 1, .command = "b", .lacks = NEED_CPU });
	ck_assert(get(1, "tree_cpu").at_least);
	ck_assert_int_eq(get(1, "tree_cpu").kind, VALUE_REAL);
	ck_assert_int_eq(get(2, "tree_cpu").kind, VALUE_UNKNOWN);
	ck_assert_int_eq(get(1, "tree_pss").kind, VALUE_UNKNOWN);
	sample_free(&seen);
}
END_TEST

START_TEST(sums_are_unknown_where_no_tree_was_built)
{
	made_desktop(&seen);
	struct scene scene = { .sample = &seen };
	ck_assert_int_eq(get_in(&scene, 200, "tree_rss").kind, VALUE_UNKNOWN);
	ck_assert_int_eq(get_in(&scene, 200, "tree_cpu").kind, VALUE_UNKNOWN);
	ck_assert_int_eq(get_in(&scene, 205, "tree_rss").kind, VALUE_BLANK);
	sample_free(&seen);
}
END_TEST

START_TEST(the_command_comes_with_or_without_the_path)
{
	struct scene with = { .sample = &seen, .full_path = true }, without = { .sample = &seen };

	made_desktop(&seen);
	made(&seen, (struct made){ .pid = 300, .command = "/usr/bin/unread", .lacks = NEED_COMMAND });
	is_text(get_in(&with, 100, "command"), "/usr/bin/bash -l");
	is_text(get_in(&without, 100, "command"), "bash -l");
	is_text(get_in(&without, 120, "command"), "python3 train.py --epochs 3");
	is_text(get_in(&with, 2, "command"), "[kthreadd]");
	is_text(get_in(&with, 300, "command"), "/usr/bin/unread");
	sample_free(&seen);
}
END_TEST

/* One that grows by so much, in a machine that has 11 GB available. */
static struct task *growing(pid_t pid, int64_t per_s, enum trend trend)
{
	struct task *t;

	made(&seen, (struct made){ .pid = pid, .command = "leak", .rss = GB });
	t = (struct task *)seen.tasks.data + seen.tasks.count - 1;
	task_rare(t, &seen.arena)->growth = (struct growth){ .trend = trend, .slopes = { [SPAN_MIDDLE] = { per_s, true, false } } };
	t->have |= NEED_GROWTH;
	return t;
}

static struct value plain(pid_t pid, const char *id)
{
	return get_in(&(struct scene){ .sample = &seen }, pid, id);
}

START_TEST(who_climbs_has_an_eta_and_who_does_not_has_none)
{
	made_machine(&seen);
	growing(7, 11 * (int64_t)MB, TREND_CLIMB);
	growing(8, 11 * (int64_t)MB, TREND_PLATEAU);
	growing(9, -(int64_t)MB, TREND_FALL);
	growing(10, 1, TREND_CLIMB);
	made(&seen, (struct made){ .pid = 11, .command = "new", .rss = GB });
	ck_assert_int_eq((int64_t)plain(7, "growth").number, 11 * (int64_t)MB);
	is_text(plain(7, "trend"), "steady climb");
	ck_assert_uint_eq(plain(7, "eta").number, 1024 * SECOND);
	ck_assert(plain(7, "eta").is_about);
	ck_assert_int_eq(plain(8, "eta").kind, VALUE_BLANK);
	ck_assert_int_eq(plain(9, "eta").kind, VALUE_BLANK);
	ck_assert_int_eq((int64_t)plain(9, "growth").number, -(int64_t)MB);
	/* A byte a second will take longer than the machine lasts. */
	ck_assert_int_eq(plain(10, "eta").kind, VALUE_BLANK);
	ck_assert_int_eq(plain(11, "eta").kind, VALUE_UNKNOWN);
	ck_assert_int_eq(plain(11, "growth").kind, VALUE_UNKNOWN);
	ck_assert_int_eq(plain(11, "trend").kind, VALUE_UNKNOWN);
	sample_free(&seen);
}
END_TEST

START_TEST(the_limit_of_a_control_group_may_come_before_that_of_the_machine)
{
	struct cgroup_figures *f;

	made_machine(&seen);
	growing(7, (int64_t)MB, TREND_CLIMB)->cgroup = 1;
	growing(8, (int64_t)MB, TREND_CLIMB)->cgroup = 2;
	f = vec_push(&seen.cgroups);
	*f = (struct cgroup_figures){ .have = CGROUP_HAS_HEADROOM | CGROUP_HAS_EFFECTIVE, .headroom = 90 * MB, .limit = 4 * GB };
	f = vec_push(&seen.cgroups);
	*f = (struct cgroup_figures){ .have = CGROUP_HAS_HEADROOM | CGROUP_HAS_EFFECTIVE, .headroom = CGROUP_NO_LIMIT, .limit = CGROUP_NO_LIMIT };
	ck_assert_uint_eq(plain(7, "eta").number, 90 * SECOND);
	ck_assert_uint_eq(plain(8, "eta").number, 11 * 1024 * SECOND);
	ck_assert_double_eq(plain(7, "cglimit").real, 25);
	ck_assert_int_eq(plain(8, "cglimit").kind, VALUE_BLANK);
	sample_free(&seen);
}
END_TEST

/* A process whose name is not what made() would give it. */
static bool is_renamed(const char *comm, const char *command)
{
	struct identity *who = identity_new(comm, strlen(comm), command, strlen(command));
	struct task t = { .who = who, .have = NEED_STAT | NEED_COMMAND };
	bool is = task_is_renamed(&t);

	identity_drop(who);
	return is;
}

START_TEST(a_name_is_another_when_the_command_line_does_not_begin_with_it)
{
	static const struct { const char *comm, *command; bool is; } cases[] = {
		{ "bash", "/usr/bin/bash -l", false },       { "bash", "-bash", false },
		{ "sshd", "sshd: kim@pts/0", false },        { "postgres", "postgres: checkpointer", false },
		{ "Web Content", "Web Content", false },     { "systemd-resolve", "/lib/systemd/systemd-resolved", false },
		{ "train.py", "python3 train.py", true },    { "worker 3", "python3 train.py", true },
		{ "ba", "bash", true },                      { "busybox", "sh", true },
		{ "kworker", "", false },                    { "", "x", false },
		{ "run", "build/check/run x/y", false },      { "y", "build/check/run x/y", true },
		{ "evil\n", "evil", true },                  { "-bash", "-bash", false },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		ck_assert_msg(is_renamed(cases[i].comm, cases[i].command) == cases[i].is, "'%s' of '%s'", cases[i].comm, cases[i].command);
}
END_TEST

SUITE(task_columns, a_name_is_another_when_the_command_line_does_not_begin_with_it, a_process_has_its_numbers, a_thread_has_no_memory_of_its_own, what_was_not_read_is_unknown,
      mem_is_the_share_of_the_machine, the_start_is_a_time_of_day, sums_are_over_the_subtree,
      a_sum_with_unknown_members_is_at_least_that, sums_are_unknown_where_no_tree_was_built,
      the_command_comes_with_or_without_the_path,
      who_climbs_has_an_eta_and_who_does_not_has_none, the_limit_of_a_control_group_may_come_before_that_of_the_machine)
