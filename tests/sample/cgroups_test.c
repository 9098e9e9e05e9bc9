/* cgroups_test.c - the control groups of processes: which, what they hold, and which limit binds. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>

#include "cgroups.h"
#include "column.h"
#include "kernel/child.h"
#include "kernel/fake_proc.h"
#include "kernel/groups.h"
#include "sample/watched.h"

#define LIMITS (NEED_STAT | NEED_CGROUP | NEED_LIMIT)
#define MIB GROUP_MIB

static struct cgroup_span span(const char *path)
{
	return (struct cgroup_span){ path, strlen(path) };
}

START_TEST(a_group_is_known_once_and_stays_where_it_is)
{
	struct cgroups c;
	const struct cgroup *b, *again;
	char path[32];

	cgroups_init(&c);
	b = cgroups_get(&c, span("/a/b"));
	ck_assert_str_eq(b->path, "/a/b");
	ck_assert_str_eq(b->parent->path, "/a");
	ck_assert_str_eq(b->parent->parent->path, "/");
	ck_assert_ptr_null(b->parent->parent->parent);
	for (int i = 0; i < 300; i++) {
		snprintf(path, sizeof(path), "/a/%d", i * 7919 % 300);
		cgroup_drop(cgroups_get(&c, span(path)));
	}
	again = cgroups_get(&c, span("/a/b/"));
	ck_assert_ptr_eq(again, b);
	ck_assert_uint_eq(c.known.count, 303);
	cgroups_sweep(&c);
	ck_assert_uint_eq(c.known.count, 3);
	cgroup_drop(again);
	cgroup_drop(b);
	cgroups_sweep(&c);
	ck_assert_uint_eq(c.known.count, 0);
	cgroups_free(&c);
}
END_TEST

START_TEST(a_group_outlives_those_who_know_it)
{
	struct cgroups c;
	const struct cgroup *g;

	cgroups_init(&c);
	g = cgroups_get(&c, span("/a/b"));
	cgroups_free(&c);
	ck_assert_str_eq(g->parent->path, "/a");
	cgroup_drop(g);
}
END_TEST

START_TEST(what_is_no_path_is_no_group)
{
	struct cgroups c;

	cgroups_init(&c);
	ck_assert_ptr_null(cgroups_get(&c, span("")));
	ck_assert_ptr_null(cgroups_get(&c, span("a/b")));
	ck_assert_uint_eq(c.known.count, 0);
	cgroups_free(&c);
}
END_TEST

START_TEST(outside_of_our_namespace_nothing_is_above)
{
	struct cgroups c;
	const struct cgroup *g;

	cgroups_init(&c);
	g = cgroups_get(&c, span("/../../other"));
	ck_assert_str_eq(g->parent->path, "/../..");
	ck_assert_ptr_null(g->parent->parent);
	cgroup_drop(g);
	cgroups_free(&c);
}
END_TEST

/* A /proc and its control groups, of our own making. */
struct fake {
	struct fake_proc proc, groups;
	struct watched w;
};

static void fake_process(struct fake *f, int pid, const char *cgroup)
{
	char file[32];

	fake_put_stat(&f->proc, pid, (struct fake_stat){ .rss_pages = 4096 });
	snprintf(file, sizeof(file), "%d/cgroup", pid);
	if (cgroup)
		fake_put(&f->proc, file, cgroup);
}

static void fake_start(struct fake *f)
{
	fake_new(&f->proc);
	fake_new(&f->groups);
}

static void fake_watch(struct fake *f)
{
	struct err e;

	watched_open(&f->w, f->proc.dir, LIMITS);
	ck_assert_msg(scan_place_cgroups(f->w.source, f->groups.dir, &e), "%s", e.text);
}

static void fake_end(struct fake *f)
{
	watched_close(&f->w);
	fake_free(&f->proc);
	fake_free(&f->groups);
}

static void put_number(const struct fake_proc *f, const char *group, const char *file, const char *text)
{
	char path[256];

	snprintf(path, sizeof(path), "%s%s%s", group, *group ? "/" : "", file);
	fake_put(f, path, text);
}

/* A group of version 2, all in MiB; no limit is 0. */
static void put_group(const struct fake_proc *f, const char *group, unsigned charge, unsigned limit, unsigned cache)
{
	char text[128];

	snprintf(text, sizeof(text), "%" PRIu64 "\n", charge * MIB);
	put_number(f, group, "memory.current", text);
	snprintf(text, sizeof(text), "%" PRIu64 "\n", limit * MIB);
	put_number(f, group, "memory.max", limit ? text : "max\n");
	snprintf(text, sizeof(text), "anon 5\ninactive_file %" PRIu64 "\nactive_file 0\nkernel 77\n", cache * MIB);
	put_number(f, group, "memory.stat", text);
	put_number(f, group, "memory.events", "low 0\nhigh 0\nmax 9\noom 2\noom_kill 2\n");
	put_number(f, group, "memory.swap.current", "4096\n");
	put_number(f, group, "memory.swap.max", "0\n");
	put_number(f, group, "memory.peak", "8192\n");
	put_number(f, group, "memory.oom.group", "1\n");
}

static const struct cgroup_figures *figures(const struct sample *s, pid_t pid)
{
	const struct cgroup_figures *f = sample_cgroup(s, watched_task(s, pid));

	ck_assert_ptr_nonnull(f);
	return f;
}

START_TEST(the_tightest_limit_binds_wherever_it_is)
{
	struct fake f;
	const struct cgroup_figures *c;

	fake_start(&f);
	fake_process(&f, 10, "0::/outer/middle/inner\n");
	fake_put(&f.groups, "cgroup.procs", "");
	put_group(&f.groups, "outer", 500, 512, 10);
	put_group(&f.groups, "outer/middle", 20, 64, 5);
	put_group(&f.groups, "outer/middle/inner", 10, 256, 0);
	fake_watch(&f);
	c = figures(watched_next(&f.w), 10);
	ck_assert_str_eq(c->group->path, "/outer/middle/inner");
	ck_assert_uint_eq(c->limit, 64 * MIB);
	ck_assert_str_eq(c->binds->path, "/outer/middle");
	/* The limit that is least is not the one that is nearest: 512 - 500 + 10 is less than 64 - 20 + 5. */
	ck_assert_uint_eq(c->headroom, 22 * MIB);
	ck_assert_str_eq(c->tightest->path, "/outer");
	ck_assert_uint_eq(c->counts.charge, 10 * MIB);
	ck_assert_uint_eq(c->counts.limit, 256 * MIB);
	ck_assert_uint_eq(c->counts.kills, 2);
	ck_assert_uint_eq(c->counts.swap, 4096);
	ck_assert_uint_eq(c->counts.swap_limit, 0);
	ck_assert_uint_eq(c->counts.peak, 8192);
	ck_assert_uint_eq(c->counts.kernel, 77);
	ck_assert(c->counts.dies_together);
	ck_assert(c->have & CGROUP_HAS_EFFECTIVE && c->have & CGROUP_HAS_HEADROOM);
	c = sample_cgroup_above(f.w.last, c);
	ck_assert_str_eq(c->group->path, "/outer/middle");
	ck_assert_uint_eq(c->cache, 5 * MIB);
	ck_assert_uint_eq(c->limit, 64 * MIB);
	fake_end(&f);
}
END_TEST

START_TEST(a_group_that_is_over_its_limit_has_no_headroom)
{
	struct fake f;

	fake_start(&f);
	fake_process(&f, 10, "0::/a\n");
	fake_put(&f.groups, "cgroup.procs", "");
	put_group(&f.groups, "a", 70, 64, 1);
	fake_watch(&f);
	ck_assert_uint_eq(figures(watched_next(&f.w), 10)->headroom, 0);
	fake_end(&f);
}
END_TEST

START_TEST(where_no_limit_is_there_is_none_and_that_is_known)
{
	struct fake f;
	const struct cgroup_figures *c;

	fake_start(&f);
	fake_process(&f, 10, "0::/a/b\n");
	fake_put(&f.groups, "cgroup.procs", "");
	put_group(&f.groups, "a", 70, 0, 1);
	fake_put(&f.groups, "a/b/cgroup.procs", "10\n");   /* the controller is not turned on for it */
	fake_watch(&f);
	c = figures(watched_next(&f.w), 10);
	ck_assert_uint_eq(c->limit, CGROUP_NO_LIMIT);
	ck_assert_uint_eq(c->headroom, CGROUP_NO_LIMIT);
	ck_assert_ptr_null(c->binds);
	ck_assert_ptr_null(c->tightest);
	ck_assert(c->have & CGROUP_HAS_EFFECTIVE && c->have & CGROUP_HAS_HEADROOM);
	ck_assert(!(c->have & CGROUP_HAS_CHARGE));
	fake_end(&f);
}
END_TEST

START_TEST(what_has_vanished_or_is_outside_is_unknown)
{
	static const char *const elsewhere[] = { "0::/gone/x (deleted)\n", "0::/../other\n", "0::/a/../../etc\n" };
	struct fake f;
	const struct sample *s;

	fake_start(&f);
	fake_put(&f.groups, "cgroup.procs", "");
	for (int i = 0; i < 3; i++)
		fake_process(&f, 10 + i, elsewhere[i]);
	fake_process(&f, 20, NULL);
	fake_process(&f, 21, "nonsense\n");
	fake_watch(&f);
	s = watched_next(&f.w);
	for (int i = 0; i < 3; i++) {
		const struct cgroup_figures *c = figures(s, 10 + i);
		ck_assert_uint_eq(c->have, 0);
		ck_assert_uint_eq(c->limit, CGROUP_NO_LIMIT);
	}
	ck_assert_ptr_null(sample_cgroup(s, watched_task(s, 20)));
	ck_assert_ptr_null(watched_task(s, 20)->who->cgroup);
	ck_assert_ptr_null(watched_task(s, 21)->who->cgroup);
	fake_end(&f);
}
END_TEST

START_TEST(in_a_hybrid_the_memory_is_version_1s)
{
	struct fake f;
	const struct cgroup_figures *c;

	fake_start(&f);
	fake_process(&f, 10, "4:memory:/docker/1a2b\n1:cpu:/\n0::/docker/1a2b\n");
	fake_put(&f.groups, "unified/cgroup.procs", "");
	put_number(&f.groups, "memory", "memory.usage_in_bytes", "104857600\n");
	put_number(&f.groups, "memory", "memory.limit_in_bytes", "9223372036854771712\n");
	put_number(&f.groups, "memory", "memory.stat", "hierarchical_memory_limit 9223372036854771712\ntotal_inactive_file 5\n");
	put_number(&f.groups, "memory/docker/1a2b", "memory.usage_in_bytes", "41943040\n");
	put_number(&f.groups, "memory/docker/1a2b", "memory.limit_in_bytes", "67108864\n");
	put_number(&f.groups, "memory/docker/1a2b", "memory.memsw.limit_in_bytes", "134217728\n");
	put_number(&f.groups, "memory/docker/1a2b", "memory.max_usage_in_bytes", "50331648\n");
	put_number(&f.groups, "memory/docker/1a2b", "memory.oom_control", "oom_kill_disable 1\nunder_oom 0\noom_kill 4\n");
	/* One above that we do not see holds less. */
	put_number(&f.groups, "memory/docker/1a2b", "memory.stat",
	           "hierarchical_memory_limit 33554432\ntotal_cache 9\ntotal_rss 8\ntotal_swap 7\ntotal_inactive_file 1048576\n");
	put_number(&f.groups, "memory/docker/1a2b", "memory.kmem.usage_in_bytes", "12288\n");
	fake_watch(&f);
	c = figures(watched_next(&f.w), 10);
	ck_assert_str_eq(c->group->path, "/docker/1a2b");
	ck_assert_uint_eq(c->counts.charge, 41943040);
	ck_assert_uint_eq(c->counts.limit, 67108864);
	ck_assert_uint_eq(c->counts.swap_limit, 67108864);
	ck_assert_uint_eq(c->counts.swap, 7);
	ck_assert_uint_eq(c->counts.peak, 50331648);
	ck_assert_uint_eq(c->counts.kernel, 12288);
	ck_assert_uint_eq(c->counts.kills, 4);
	ck_assert(c->counts.has_no_killer);
	ck_assert_uint_eq(c->cache, 1048576);
	ck_assert_uint_eq(c->limit, 33554432);
	ck_assert_uint_eq(c->headroom, 67108864 - 41943040 + 1048576);
	fake_end(&f);
}
END_TEST

START_TEST(a_group_is_read_once_for_all_who_are_in_it_and_kept_by_a_copy)
{
	struct fake f;
	const struct sample *s;
	struct sample copy;

	fake_start(&f);
	for (int pid = 10; pid < 20; pid++)
		fake_process(&f, pid, pid % 2 ? "0::/a/b\n" : "0::/a\n");
	fake_put(&f.groups, "cgroup.procs", "");
	put_group(&f.groups, "a", 10, 64, 0);
	put_group(&f.groups, "a/b", 5, 0, 0);
	fake_watch(&f);
	s = watched_next(&f.w);
	ck_assert_uint_eq(s->cgroups.count, 3);
	ck_assert_ptr_eq(figures(s, 10), figures(s, 18));
	ck_assert_uint_eq(figures(s, 11)->limit, 64 * MIB);
	sample_init(&copy);
	sample_copy(&copy, s);
	watched_next(&f.w);
	watched_next(&f.w);
	ck_assert_uint_eq(copy.cgroups.count, 3);
	ck_assert_str_eq(figures(&copy, 11)->binds->path, "/a");
	sample_free(&copy);
	fake_end(&f);
}
END_TEST

START_TEST(figures_are_those_of_the_sample)
{
	struct fake f;

	fake_start(&f);
	fake_process(&f, 10, "0::/a\n");
	fake_put(&f.groups, "cgroup.procs", "");
	put_group(&f.groups, "a", 10, 64, 0);
	fake_watch(&f);
	ck_assert_uint_eq(figures(watched_next(&f.w), 10)->headroom, 54 * MIB);
	put_group(&f.groups, "a", 20, 32, 0);
	ck_assert_uint_eq(figures(watched_next(&f.w), 10)->headroom, 12 * MIB);
	f.w.demand.all = NEED_STAT | NEED_CGROUP;
	ck_assert_ptr_null(sample_cgroup(f.w.last, watched_task(watched_next(&f.w), 10)));
	ck_assert_uint_eq(f.w.last->cgroups.count, 0);
	fake_end(&f);
}
END_TEST

START_TEST(a_process_in_sight_that_is_moved_is_found_in_its_new_group)
{
	struct fake f;
	struct sample copy;
	const struct task *t;

	fake_start(&f);
	fake_process(&f, 10, "0::/a\n");
	fake_put(&f.groups, "cgroup.procs", "");
	put_group(&f.groups, "a", 10, 64, 0);
	put_group(&f.groups, "b", 10, 32, 0);
	fake_watch(&f);
	watched_next(&f.w);
	fake_process(&f, 10, "0::/b\n");
	f.w.demand.all = NEED_STAT;
	f.w.demand.shown = LIMITS;
	*(pid_t *)vec_push(&f.w.demand.shown_pids) = 10;
	sample_init(&copy);
	sample_copy(&copy, f.w.last);
	f.w.source->refine(f.w.source, &f.w.demand, &copy);
	t = watched_task(&copy, 10);
	ck_assert_str_eq(t->who->cgroup->path, "/b");
	ck_assert_uint_eq(sample_cgroup(&copy, t)->limit, 32 * MIB);
	/* What somebody else is looking at has not changed. */
	ck_assert_str_eq(watched_task(f.w.last, 10)->who->cgroup->path, "/a");
	sample_free(&copy);
	fake_end(&f);
}
END_TEST

START_TEST(one_that_is_not_in_sight_is_found_when_its_turn_comes)
{
	struct fake f;
	int samples = 0;

	fake_start(&f);
	fake_process(&f, 10, "0::/a\n");
	fake_put(&f.groups, "cgroup.procs", "");
	fake_watch(&f);
	f.w.demand.all = NEED_STAT | NEED_CGROUP;
	watched_next(&f.w);
	fake_process(&f, 10, "0::/b\n");
	while (strcmp(watched_task(watched_next(&f.w), 10)->who->cgroup->path, "/b") != 0)
		ck_assert_int_lt(++samples, 16);
	fake_end(&f);
}
END_TEST

START_TEST(a_directory_without_control_groups_is_refused)
{
	struct fake_proc f;
	struct cgroups c;
	struct err e;

	fake_new(&f);
	fake_put(&f, "a/file", "");
	cgroups_init(&c);
	ck_assert(!cgroups_place(&c, f.dir, &e));
	ck_assert_ptr_nonnull(strstr(e.text, f.dir));
	ck_assert(!cgroups_place(&c, "/nonexistent", &e));
	cgroups_free(&c);
	fake_free(&f);
}
END_TEST

static void hold(void)
{
	char *memory = mmap(NULL, 24 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	madvise(memory, 24 * MIB, MADV_NOHUGEPAGE);
	for (size_t at = 0; at < 24 * MIB; at += 4096)
		memory[at] = 1;
}

static const struct made_group *to_enter;

static void enter_and_hold(void)
{
	group_enter(to_enter, getpid());
	hold();
}

static double limit_share(const struct sample *s, pid_t pid)
{
	const struct column *c = schema_find(task_schema(), "cglimit");
	const struct scene scene = { .sample = s };
	struct value v = c->get(&scene, (size_t)(watched_task(s, pid) - sample_tasks(s)), c);

	ck_assert_int_eq(v.kind, VALUE_REAL);
	return v.real;
}

START_TEST(real_groups_three_deep_are_measured)
{
	struct made_group ours, outer, middle, inner, beside;
	struct watched w;
	const struct cgroup_figures *c;
	const struct task *t;
	pid_t pid;

	if (!group_ours(&ours))
		return;
	group_make(&outer, &ours, group_name(&ours), 512 * MIB);
	group_make(&middle, &outer, "middle", 64 * MIB);
	group_make(&inner, &middle, "inner", 256 * MIB);
	group_make(&beside, &outer, "beside", 384 * MIB);
	to_enter = &inner;
	pid = child_start(enter_and_hold);
	child_stop(pid);
	watched_open(&w, "/proc", LIMITS);
	t = watched_task(watched_next(&w), pid);
	c = figures(w.last, pid);
	ck_assert_str_eq(t->who->cgroup->path, inner.path);
	ck_assert_str_eq(c->binds->path, middle.path);
	ck_assert_uint_eq(c->limit, 64 * MIB);
	ck_assert_uint_eq(c->counts.limit, 256 * MIB);
	ck_assert_uint_ge(c->counts.charge, 24 * MIB);
	ck_assert_uint_le(c->counts.charge, 28 * MIB);
	ck_assert_uint_ge(c->counts.peak, c->counts.charge);
	ck_assert_uint_ge(c->counts.stat.bytes[CGROUP_ANON], 24 * MIB - 64 * 4096 * 2);
	ck_assert_uint_ge(c->headroom, 36 * MIB);
	ck_assert_uint_le(c->headroom, 40 * MIB);
	ck_assert_str_eq(c->tightest->path, middle.path);
	ck_assert_uint_eq(c->counts.kills, 0);
	ck_assert(c->have & CGROUP_HAS_KILLS && c->have & CGROUP_HAS_PEAK);
	ck_assert_double_eq_tol(limit_share(w.last, pid), 100.0 * (double)t->rss / (double)(64 * MIB), 0.001);
	/* It is moved, and quiet: within 64 samples that is known even where it is not seen. */
	group_enter(&beside, pid);
	for (int i = 0; strcmp(watched_task(w.last, pid)->who->cgroup->path, beside.path) != 0; i++) {
		ck_assert_int_lt(i, 64);
		watched_next(&w);
	}
	ck_assert_uint_eq(figures(w.last, pid)->limit, 384 * MIB);
	watched_close(&w);
	child_end(pid);
	group_remove(&beside);
	group_remove(&inner);
	group_remove(&middle);
	group_remove(&outer);
}
END_TEST

static int cached_file = -1;

static void enter_and_read(void)
{
	char block[65536];

	group_enter(to_enter, getpid());
	if (cached_file < 0 || posix_fadvise(cached_file, 0, 0, POSIX_FADV_DONTNEED) != 0)
		_exit(1);
	while (read(cached_file, block, sizeof(block)) > 0)
		;
}

/* A file of 20 MiB that is not in memory. */
static int cold_file(void)
{
	char path[] = "build/check/ramtop-test-XXXXXX", block[65536];
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	unlink(path);
	memset(block, 7, sizeof(block));
	for (size_t n = 0; n < 20 * MIB; n += sizeof(block))
		ck_assert_int_eq(write(fd, block, sizeof(block)), sizeof(block));
	ck_assert_int_eq(fsync(fd), 0);
	ck_assert_int_eq(posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED), 0);
	ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

START_TEST(page_cache_counts_as_headroom)
{
	struct made_group ours, g;
	struct watched w;
	const struct cgroup_figures *c;
	pid_t pid;

	if (!group_ours(&ours))
		return;
	group_make(&g, &ours, group_name(&ours), 64 * MIB);
	to_enter = &g;
	cached_file = cold_file();
	pid = child_start(enter_and_read);
	watched_open(&w, "/proc", LIMITS);
	watched_next(&w);
	c = figures(w.last, pid);
	if (c->counts.charge < 20 * MIB)
		fprintf(stderr, "SKIPPED with page cache: the file's system does not count it for who reads\n");
	else {
		ck_assert_uint_ge(c->cache, 19 * MIB);
		ck_assert_uint_ge(c->headroom, 60 * MIB);
	}
	watched_close(&w);
	child_end(pid);
	close(cached_file);
	group_remove(&g);
}
END_TEST

START_TEST(a_group_that_goes_with_its_processes_is_forgotten)
{
	struct made_group ours, g;
	struct watched w;
	pid_t pid;

	if (!group_ours(&ours))
		return;
	group_make(&g, &ours, group_name(&ours), 64 * MIB);
	to_enter = &g;
	pid = child_start(enter_and_hold);
	watched_open(&w, "/proc", LIMITS);
	ck_assert_str_eq(figures(watched_next(&w), pid)->group->path, g.path);
	child_end(pid);
	group_remove(&g);
	for (int i = 0; i < 3; i++) {
		const struct cgroup_figures *f = watched_next(&w)->cgroups.data;
		for (size_t k = 0; i > 0 && k < w.last->cgroups.count; k++)
			ck_assert_str_ne(f[k].group->path, g.path);
	}
	watched_close(&w);
}
END_TEST

SUITE(cgroups, a_group_is_known_once_and_stays_where_it_is, a_group_outlives_those_who_know_it, what_is_no_path_is_no_group,
      outside_of_our_namespace_nothing_is_above, the_tightest_limit_binds_wherever_it_is,
      a_group_that_is_over_its_limit_has_no_headroom, where_no_limit_is_there_is_none_and_that_is_known,
      what_has_vanished_or_is_outside_is_unknown, in_a_hybrid_the_memory_is_version_1s,
      a_group_is_read_once_for_all_who_are_in_it_and_kept_by_a_copy, figures_are_those_of_the_sample,
      a_process_in_sight_that_is_moved_is_found_in_its_new_group, one_that_is_not_in_sight_is_found_when_its_turn_comes,
      a_directory_without_control_groups_is_refused, real_groups_three_deep_are_measured, page_cache_counts_as_headroom,
      a_group_that_goes_with_its_processes_is_forgotten)
