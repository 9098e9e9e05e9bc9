/* cgroup_figures_test.c - what is read of control groups, of which, and when. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mount.h>

#include "cgroup_past.h"
#include "cgroups.h"
#include "kernel/child.h"
#include "kernel/fake_proc.h"
#include "kernel/groups.h"
#include "sample/watched.h"

#define MIB GROUP_MIB
#define SECOND UINT64_C(1000000000)

static struct fake_proc proc, tree;
static struct watched w;

static void put(const char *group, const char *file, const char *text)
{
	char path[256];

	snprintf(path, sizeof(path), "%s%s%s", group, *group ? "/" : "", file);
	fake_put(&tree, path, text);
}

/* In MiB; no limit is 0. */
static void put_group(const char *group, unsigned charge, unsigned cache, unsigned limit)
{
	char text[128];

	snprintf(text, sizeof(text), "%" PRIu64 "\n", charge * MIB);
	put(group, "memory.current", text);
	snprintf(text, sizeof(text), "anon 5\ninactive_file %" PRIu64 "\nactive_file 0\nkernel 77\n", cache * MIB);
	put(group, "memory.stat", text);
	snprintf(text, sizeof(text), "%" PRIu64 "\n", limit * MIB);
	put(group, "memory.max", limit ? text : "max\n");
	put(group, "memory.events", "low 0\nhigh 0\nmax 9\noom 2\noom_kill 2\n");
	put(group, "pids.current", "3\n");
	put(group, "cpu.stat", "usage_usec 1000000\n");
	put(group, "io.stat", "8:0 rbytes=4096 wbytes=8192\n");
	put(group, "cgroup.events", "populated 1\nfrozen 1\n");
}

/* One process, in /a/b. */
static void start(void)
{
	struct err e;

	fake_new(&proc);
	fake_new(&tree);
	fake_put_stat(&proc, 10, (struct fake_stat){ .rss_pages = 4096 });
	fake_put(&proc, "10/cgroup", "0::/a/b\n");
	fake_put(&tree, "cgroup.procs", "");
	put_group("a", 30, 10, 0);
	put_group("a/b", 20, 5, 64);
	watched_open(&w, proc.dir, NEED_STAT | NEED_CGROUP);
	ck_assert_msg(scan_place_cgroups(w.source, tree.dir, &e), "%s", e.text);
	w.demand.cgroups.every = true;
}

static void end(void)
{
	watched_close(&w);
	fake_free(&proc);
	fake_free(&tree);
}

static struct cgroup_figures *find(const struct sample *s, const char *path)
{
	struct cgroup_figures *f = s->cgroups.data;

	for (size_t i = 0; i < s->cgroups.count; i++)
		if (strcmp(f[i].group->path, path) == 0)
			return &f[i];
	return NULL;
}

static const struct cgroup_figures *figures(const struct sample *s, const char *path)
{
	ck_assert_msg(find(s, path) != NULL, "%s is not in the sample", path);
	return find(s, path);
}

START_TEST(groups_that_no_process_is_in_are_there_too)
{
	start();
	put_group("a/empty", 40, 0, 0);
	put_group("other", 1, 0, 0);
	w.demand.cgroups.all = CGROUP_NEEDS;
	watched_next(&w);
	ck_assert_uint_eq(w.last->cgroups.count, 5);
	ck_assert_uint_eq(cgroup_needed(figures(w.last, "/a/empty")), 40 * MIB);
	ck_assert_str_eq(sample_cgroup_above(w.last, figures(w.last, "/a/empty"))->group->path, "/a");
	ck_assert_uint_eq(cgroup_needed(sample_cgroup(w.last, watched_task(w.last, 10))), 15 * MIB);
	w.demand.cgroups.every = false;
	watched_next(&w);
	ck_assert_ptr_null(find(w.last, "/other"));
	ck_assert_uint_eq(w.last->cgroups.count, 3);
	end();
}
END_TEST

START_TEST(groups_come_and_go)
{
	start();
	watched_next(&w);
	put_group("a/b/c", 7, 0, 0);
	watched_next(&w);
	figures(w.last, "/a/b/c");
	fake_remove(&tree, "a/b/c");
	watched_next(&w);
	ck_assert_ptr_null(find(w.last, "/a/b/c"));
	/* Another in its place, which the number of links does not tell. */
	put_group("a/b/d", 7, 0, 0);
	watched_next(&w);
	fake_remove(&tree, "a/b/d");
	put_group("a/b/e", 7, 0, 0);
	watched_next(&w);
	watched_next(&w);
	ck_assert_ptr_null(find(w.last, "/a/b/d"));
	figures(w.last, "/a/b/e");
	end();
}
END_TEST

START_TEST(ten_levels_are_gone_down)
{
	char path[64] = "";

	start();
	for (int i = 0; i < 10; i++) {
		strcat(path, i ? "/x" : "x");
		put_group(path, 100 - (unsigned)i, 0, i == 3 ? 200 : 0);
	}
	w.demand.cgroups.all = CGROUP_HAS_PARTS;
	watched_next(&w);
	ck_assert_uint_eq(figures(w.last, "/x/x/x/x/x/x/x/x/x/x")->limit, 200 * MIB);
	ck_assert_str_eq(figures(w.last, "/x/x/x/x/x/x/x/x/x/x")->binds->path, "/x/x/x/x");
	ck_assert_uint_eq(figures(w.last, "/x/x/x/x/x/x/x/x/x/x")->headroom, 103 * MIB);
	end();
}
END_TEST

START_TEST(what_is_not_wanted_is_not_read)
{
	const struct cgroup_figures *f;

	start();
	watched_next(&w);
	ck_assert_uint_eq(figures(w.last, "/a/b")->have, 0);
	w.demand.cgroups.all = CGROUP_HAS_ACTIVITY(ACTIVITY_PIDS | ACTIVITY_FROZEN);
	f = figures(watched_next(&w), "/a/b");
	ck_assert_uint_eq(f->have, CGROUP_HAS_ACTIVITY(ACTIVITY_PIDS | ACTIVITY_FROZEN));
	ck_assert_uint_eq(f->activity.pids, 3);
	ck_assert(f->activity.is_frozen);
	end();
}
END_TEST

START_TEST(of_those_that_are_shown_more_is_read)
{
	struct sample copy;

	start();
	w.demand.cgroups.all = CGROUP_NEEDS;
	w.demand.cgroups.shown = CGROUP_HAS_EFFECTIVE | CGROUP_HAS_ACTIVITY(ACTIVITY_PIDS);
	watched_next(&w);
	*(uint64_t *)vec_push(&w.demand.shown_cgroups) = figures(w.last, "/a/b")->group->key;
	ck_assert(!(figures(w.last, "/a/b")->have & (CGROUP_HAS_EFFECTIVE | CGROUP_HAS_ACTIVITY(ACTIVITY_PIDS))));
	sample_init(&copy);
	sample_copy(&copy, w.last);
	w.source->refine(w.source, &w.demand, &copy);
	ck_assert_uint_eq(figures(&copy, "/a/b")->activity.pids, 3);
	ck_assert_uint_eq(figures(&copy, "/a/b")->limit, 64 * MIB);
	ck_assert(figures(&copy, "/a/b")->have & CGROUP_HAS_EFFECTIVE);
	ck_assert(!(figures(&copy, "/a")->have & CGROUP_HAS_ACTIVITY(ACTIVITY_PIDS)));
	sample_free(&copy);
	end();
}
END_TEST

START_TEST(what_its_memory_is_made_of_is_read_again_when_the_charge_has_changed)
{
	start();
	w.demand.cgroups.all = CGROUP_NEEDS;
	watched_next(&w);
	ck_assert_uint_eq(figures(w.last, "/a/b")->cache, 5 * MIB);
	put("a/b", "memory.current", "31457280\n");
	put("a/b", "memory.stat", "inactive_file 1048576\nactive_file 0\n");
	watched_next(&w);
	ck_assert_uint_eq(figures(w.last, "/a/b")->cache, MIB);
	/* With the same charge it takes its turn. */
	put("a/b", "memory.stat", "inactive_file 2097152\nactive_file 0\n");
	for (int i = 0; i < 16; i++)
		watched_next(&w);
	ck_assert_uint_eq(figures(w.last, "/a/b")->cache, 2 * MIB);
	/* Who prints wants it as it is. */
	put("a/b", "memory.stat", "inactive_file 3145728\nactive_file 0\n");
	w.demand.fresh = true;
	watched_next(&w);
	ck_assert_uint_eq(figures(w.last, "/a/b")->cache, 3 * MIB);
	end();
}
END_TEST

START_TEST(what_was_not_wanted_for_a_while_is_not_what_it_was)
{
	start();
	w.demand.cgroups.all = CGROUP_NEEDS;
	watched_next(&w);
	w.demand.cgroups.all = CGROUP_HAS_CHARGE;
	put("a/b", "memory.current", "31457280\n");
	put("a/b", "memory.stat", "inactive_file 1048576\nactive_file 0\n");
	watched_next(&w);
	ck_assert(!(figures(w.last, "/a/b")->have & CGROUP_HAS_STAT));
	w.demand.cgroups.all = CGROUP_NEEDS;
	watched_next(&w);
	ck_assert_uint_eq(cgroup_needed(figures(w.last, "/a/b")), 29 * MIB);
	end();
}
END_TEST

START_TEST(rates_are_of_two_samples_in_a_row)
{
	const struct cgroup_figures *f;

	start();
	w.demand.cgroups.all = CGROUP_HAS_CPU_RATE | CGROUP_HAS_FLOWS;
	ck_assert(!(figures(watched_next(&w), "/a/b")->have & (CGROUP_HAS_CPU_RATE | CGROUP_HAS_FLOWS)));
	put("a/b", "cpu.stat", "usage_usec 1000500\n");
	put("a/b", "io.stat", "8:0 rbytes=1052672 wbytes=8192\n");
	f = figures(watched_next(&w), "/a/b");
	ck_assert(f->have & CGROUP_HAS_CPU_RATE && f->have & CGROUP_HAS_FLOWS);
	ck_assert_double_gt(f->rates.cpu, 0);
	ck_assert_uint_gt(f->rates.read, 0);
	ck_assert_uint_eq(f->rates.written, 0);
	w.demand.cgroups.all = 0;
	watched_next(&w);
	w.demand.cgroups.all = CGROUP_HAS_CPU_RATE;
	ck_assert(!(figures(watched_next(&w), "/a/b")->have & CGROUP_HAS_CPU_RATE));
	end();
}
END_TEST

START_TEST(a_pace_is_the_same_however_often_one_looks)
{
	struct pace p = { 0 };
	double per_s[2];

	ck_assert(!pace_take(&p, 1, SECOND, (uint64_t[]){ 100, 7 }, per_s));
	ck_assert(pace_take(&p, 2, 3 * SECOND, (uint64_t[]){ 300, 7 }, per_s));
	ck_assert_double_eq(per_s[0], 100);
	ck_assert_double_eq(per_s[1], 0);
	ck_assert(pace_take(&p, 2, 9 * SECOND, (uint64_t[]){ 900, 7 }, per_s));
	ck_assert_double_eq(per_s[0], 100);
	ck_assert(!pace_take(&p, 4, 10 * SECOND, (uint64_t[]){ 900, 7 }, per_s));
	/* It was made anew under its name. */
	ck_assert(pace_take(&p, 5, 11 * SECOND, (uint64_t[]){ 5, 7 }, per_s));
	ck_assert_double_eq(per_s[0], 0);
}
END_TEST

START_TEST(growth_is_that_of_what_is_needed)
{
	struct cgroup g = { .refs = 1 };
	struct cgroup_past *p = cgroup_past_of(&g);

	for (uint64_t i = 1; i <= 60; i++)
		cgroup_past_need(p, i * SECOND, 100 * MIB);
	ck_assert(cgroup_past_growth(p, 60 * SECOND, 100 * MIB).is_known);
	ck_assert_int_eq(cgroup_past_growth(p, 60 * SECOND, 100 * MIB).per_s, 0);
	for (uint64_t i = 61; i <= 120; i++)
		cgroup_past_need(p, i * SECOND, (100 + 2 * (i - 60)) * MIB);
	ck_assert_int_ge(cgroup_past_growth(p, 120 * SECOND, 220 * MIB).per_s, (int64_t)(MIB * 19 / 10));
	ck_assert_int_le(cgroup_past_growth(p, 120 * SECOND, 220 * MIB).per_s, (int64_t)(MIB * 21 / 10));
	cgroup_past_free(p);
}
END_TEST

/* Version 1 counts a kill only where the victim was. */
START_TEST(kills_of_version_1_count_for_all_above)
{
	static const struct { const char *group, *kills; } made[] = { { "memory/a", "1" }, { "memory/a/b", "2" }, { "memory/a/b/c", "4" }, { "memory/d", "8" } };
	struct err e;
	char text[64];

	fake_new(&proc);
	fake_new(&tree);
	fake_put_stat(&proc, 10, (struct fake_stat){ .rss_pages = 4096 });
	fake_put(&tree, "memory/memory.usage_in_bytes", "0\n");
	for (size_t i = 0; i < 4; i++) {
		snprintf(text, sizeof(text), "oom_kill_disable 0\nunder_oom 0\noom_kill %s\n", made[i].kills);
		put(made[i].group, "memory.oom_control", text);
		put(made[i].group, "memory.failcnt", made[i].kills);
		put(made[i].group, "tasks", "");
		put(made[i].group, "cgroup.procs", "");
	}
	fake_put(&tree, "memory/tasks", "");
	fake_put(&tree, "memory/cgroup.procs", "");
	watched_open(&w, proc.dir, NEED_STAT);
	ck_assert_msg(scan_place_cgroups(w.source, tree.dir, &e), "%s", e.text);
	w.demand.cgroups = (struct cgroup_demand){ .every = true, .shown = CGROUP_HAS_KILLS | CGROUP_HAS_ACTIVITY(ACTIVITY_HITS) };
	watched_next(&w);
	ck_assert_uint_eq(figures(w.last, "/a")->kills, 7);
	ck_assert_uint_eq(figures(w.last, "/a/b")->kills, 6);
	ck_assert_uint_eq(figures(w.last, "/a/b")->hits, 6);
	ck_assert_uint_eq(figures(w.last, "/")->kills, 15);
	ck_assert(!figures(w.last, "/a")->is_sum_short);
	end();
}
END_TEST

/* Its root counts less than all that is below it. */
START_TEST(the_whole_machine_has_no_charge_in_version_1)
{
	struct err e;

	fake_new(&proc);
	fake_new(&tree);
	fake_put_stat(&proc, 10, (struct fake_stat){ .rss_pages = 4096 });
	put("memory", "memory.usage_in_bytes", "4096\n");
	put("memory", "memory.stat", "total_inactive_file 0\n");
	put("memory", "release_agent", "\n");
	put("memory/a", "memory.usage_in_bytes", "8192\n");
	put("memory/a", "memory.stat", "total_inactive_file 0\n");
	watched_open(&w, proc.dir, NEED_STAT);
	ck_assert_msg(scan_place_cgroups(w.source, tree.dir, &e), "%s", e.text);
	w.demand.cgroups = (struct cgroup_demand){ .every = true, .all = CGROUP_HAS_HEADROOM };
	watched_next(&w);
	ck_assert(!(figures(w.last, "/")->have & CGROUP_HAS_CHARGE));
	ck_assert_uint_eq(cgroup_needed(figures(w.last, "/a")), 8192);
	ck_assert(figures(w.last, "/a")->have & CGROUP_HAS_HEADROOM);
	end();
}
END_TEST

/* ---- real ones ----------------------------------------------------------------------------------------------------------------- */

static const struct made_group *to_enter;

static void enter(void)
{
	group_enter(to_enter, getpid());
}

/* A file in a tmpfs that nobody has open. */
static void enter_and_leave_a_file(void)
{
	int fd = open("/dev/shm/ramtop-test-held", O_CREAT | O_WRONLY | O_TRUNC, 0600);
	static char page[1 << 20];

	enter();
	memset(page, 1, sizeof(page));
	for (int i = 0; i < 40; i++)
		ck_assert_int_eq(write(fd, page, sizeof(page)), (int)sizeof(page));
	close(fd);
}

START_TEST(memory_that_no_process_holds_is_seen_where_no_process_is)
{
	struct made_group ours, shelf;

	if (!group_ours(&ours))
		return;
	group_make(&shelf, &ours, group_name(&ours), 0);
	to_enter = &shelf;
	child_end(child_start(enter_and_leave_a_file));
	watched_open(&w, "/proc", NEED_STAT);
	w.demand.cgroups = (struct cgroup_demand){ .every = true, .all = CGROUP_NEEDS | CGROUP_HAS_ACTIVITY(ACTIVITY_PIDS) };
	watched_next(&w);
	ck_assert_uint_ge(cgroup_needed(figures(w.last, shelf.path)), 40 * MIB);
	ck_assert_uint_le(cgroup_needed(figures(w.last, shelf.path)), 44 * MIB);
	unlink("/dev/shm/ramtop-test-held");
	watched_close(&w);
	group_remove(&shelf);
}
END_TEST

static pid_t burner(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		enter();
		for (volatile unsigned i = 0;; i++)
			;
	}
	return pid;
}

START_TEST(who_burns_a_cpu_is_seen_to)
{
	struct made_group ours, oven;
	pid_t pid;

	if (!group_ours(&ours))
		return;
	group_make(&oven, &ours, group_name(&ours), 0);
	to_enter = &oven;
	pid = burner();
	watched_open(&w, "/proc", NEED_STAT);
	w.demand.cgroups = (struct cgroup_demand){ .every = true, .all = CGROUP_HAS_CPU_RATE };
	if (!(figures(watched_next(&w), oven.path)->have & CGROUP_HAS_ACTIVITY(ACTIVITY_CPU)))
		fprintf(stderr, "SKIPPED the CPU rate of a group: its path differs in that hierarchy\n");
	else
		until((watched_next(&w), figures(w.last, oven.path)->rates.cpu > 20));
	child_end(pid);
	watched_close(&w);
	group_remove(&oven);
}
END_TEST

#define MANY 2000

START_TEST(two_thousand_groups_are_all_there)
{
	struct made_group ours, top, *many = calloc(MANY, sizeof(*many));
	size_t found = 0;
	char name[16];

	if (group_ours(&ours)) {
		group_make(&top, &ours, group_name(&ours), 0);
		for (size_t i = 0; i < MANY; i++) {
			snprintf(name, sizeof(name), "g%zu", i);
			group_make(&many[i], &top, name, 0);
		}
		watched_open(&w, "/proc", NEED_STAT);
		w.demand.cgroups = (struct cgroup_demand){ .every = true, .all = CGROUP_NEEDS };
		watched_next(&w);
		watched_next(&w);
		for (size_t i = 0; i < w.last->cgroups.count; i++) {
			const struct cgroup_figures *f = (const struct cgroup_figures *)w.last->cgroups.data + i;
			found += strncmp(f->group->path, top.path, strlen(top.path)) == 0 && (f->have & CGROUP_NEEDS) == CGROUP_NEEDS;
		}
		watched_close(&w);
		for (size_t i = 0; i < MANY; i++)
			group_remove(&many[i]);
		group_remove(&top);
		ck_assert_uint_eq(found, MANY + 1);
	}
	free(many);
}
END_TEST

SUITE(cgroup_figures, groups_that_no_process_is_in_are_there_too, groups_come_and_go, ten_levels_are_gone_down, what_is_not_wanted_is_not_read,
      of_those_that_are_shown_more_is_read, what_its_memory_is_made_of_is_read_again_when_the_charge_has_changed,
      what_was_not_wanted_for_a_while_is_not_what_it_was, rates_are_of_two_samples_in_a_row, a_pace_is_the_same_however_often_one_looks, growth_is_that_of_what_is_needed,
      kills_of_version_1_count_for_all_above, the_whole_machine_has_no_charge_in_version_1, memory_that_no_process_holds_is_seen_where_no_process_is, who_burns_a_cpu_is_seen_to, two_thousand_groups_are_all_there)
