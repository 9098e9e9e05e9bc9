/* kills_test.c - OOM kills: counted, timed, named by the kernel's log; and a real one. */
#define _GNU_SOURCE
#include "kills.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>

#include "cgroups.h"
#include "kernel/child.h"
#include "kernel/groups.h"
#include "sample/made_sample.h"
#include "sample/watched.h"

#define SECOND UINT64_C(1000000000)

/* A log of our own making, and a sample to look at. */
struct scene_of_crime {
	struct kills kills;
	struct procfs proc;
	struct sample s;
	int log;                       /* -1: it may not be read */
};

static void start(struct scene_of_crime *c, uint64_t kills)
{
	int ends[2];

	*c = (struct scene_of_crime){ .log = -1 };
	kills_init(&c->kills);
	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, ends), 0);
	kills_read_from(&c->kills, ends[0]);
	c->log = ends[1];
	sample_init(&c->s);
	c->s.machine.has_events = true;
	c->s.machine.events.oom_kills = kills;
	c->s.wall_ns = 1000 * SECOND;
}

static void write_log(struct scene_of_crime *c, const char *message)
{
	char record[1024];
	struct timespec ts;
	int n;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	n = snprintf(record, sizeof(record), "6,1,%" PRIu64 ",-;%s\n", (uint64_t)ts.tv_sec * 1000000u + (uint64_t)ts.tv_nsec / 1000, message);
	ck_assert_int_eq(write(c->log, record, (size_t)n), n);
}

static const struct kills_seen *look(struct scene_of_crime *c)
{
	arena_clear(&c->s.arena);
	c->s.serial++;
	kills_look(&c->kills, &c->proc, &c->s);
	return &c->s.kills;
}

static void finish(struct scene_of_crime *c)
{
	if (c->log >= 0)
		close(c->log);
	kills_free(&c->kills);
	sample_free(&c->s);
}

START_TEST(in_a_container_its_own_kills_count_and_not_the_machines)
{
	struct scene_of_crime c;
	const struct kills_seen *k;
	struct cgroup_figures *f;
	struct cgroups groups;

	start(&c, 149);
	cgroups_init(&groups);
	f = vec_push(&c.s.cgroups);
	*f = (struct cgroup_figures){ .group = cgroups_get(&groups, (struct cgroup_span){ "/web", 4 }), .have = CGROUP_HAS_KILLS,
	                              .counts.kills = 2 };
	f->binds = f->group;
	c.s.machine.confinement = (struct confinement){ .is_inside = true, .has_memory = true, .own = 1 };
	k = look(&c);
	ck_assert(k->is_of_container);
	ck_assert_uint_eq(k->since_boot, 2);
	c.s.machine.events.oom_kills = 200;
	f->counts.kills = 3;
	k = look(&c);
	ck_assert_uint_eq(k->since_boot, 3);
	ck_assert_uint_eq(k->since_start, 1);
	c.s.machine.confinement.has_memory = false;
	k = look(&c);
	ck_assert(!k->is_of_container);
	ck_assert_uint_eq(k->since_boot, 200);
	cgroups_free(&groups);
	finish(&c);
}
END_TEST

START_TEST(kills_are_named_and_timed_by_the_log)
{
	struct scene_of_crime c;
	const struct kills_seen *k;

	start(&c, 5);
	k = look(&c);
	ck_assert(k->is_known);
	ck_assert_uint_eq(k->since_boot, 5);
	ck_assert_uint_eq(k->since_start, 0);
	ck_assert_uint_eq(k->count, 0);
	c.s.wall_ns += SECOND;
	c.s.machine.events.oom_kills = 6;
	write_log(&c, "python invoked oom-killer: gfp_mask=0xcc0");
	write_log(&c, "oom-kill:constraint=CONSTRAINT_MEMCG,oom_memcg=/docker,task_memcg=/docker/web,task=python,pid=4711,uid=0");
	write_log(&c, "Memory cgroup out of memory: Killed process 4711 (python) total-vm:9kB, anon-rss:2048kB, file-rss:0kB");
	k = look(&c);
	ck_assert_uint_eq(k->since_start, 1);
	ck_assert_uint_eq(k->count, 1);
	ck_assert_int_eq(k->list[0].pid, 4711);
	ck_assert_str_eq(k->list[0].comm, "python");
	ck_assert_str_eq(k->list[0].group, "/docker/web");
	ck_assert_uint_eq(k->list[0].rss, 2048 * 1024);
	ck_assert(k->list[0].is_of_group && !k->list[0].is_before);
	ck_assert_uint_le(c.s.wall_ns - k->list[0].wall_ns, 60 * SECOND);
	finish(&c);
}
END_TEST

/* The chosen one is killed twice, and only its line names a group. */
START_TEST(where_a_whole_group_goes_each_is_listed_once_with_its_group)
{
	struct scene_of_crime c;
	const struct kills_seen *k;

	start(&c, 5);
	write_log(&c, "oom-kill:constraint=CONSTRAINT_MEMCG,oom_memcg=/a,task_memcg=/a/b,task=x,pid=7,uid=0");
	write_log(&c, "Memory cgroup out of memory: Killed process 7 (x) total-vm:9kB, anon-rss:2048kB");
	write_log(&c, "Tasks in /a are going to be killed due to memory.oom.group set");
	write_log(&c, "Memory cgroup out of memory: Killed process 8 (y) total-vm:9kB, anon-rss:2048kB");
	write_log(&c, "Memory cgroup out of memory: Killed process 7 (x) total-vm:9kB, anon-rss:2048kB");
	write_log(&c, "Out of memory: Killed process 9 (z) total-vm:9kB, anon-rss:2048kB");
	k = look(&c);
	ck_assert_uint_eq(k->count, 3);
	ck_assert_str_eq(k->list[0].group, "/a/b");
	ck_assert_str_eq(k->list[1].group, "/a");
	ck_assert_str_eq(k->list[2].group, "");
	finish(&c);
}
END_TEST

START_TEST(what_a_program_writes_into_the_log_is_no_kill)
{
	struct scene_of_crime c;
	static const char record[] = "14,1,1,-;Out of memory: Killed process 1 (init) total-vm:1kB\n";

	start(&c, 5);
	ck_assert_int_eq(write(c.log, record, sizeof(record) - 1), sizeof(record) - 1);
	ck_assert_uint_eq(look(&c)->count, 0);
	finish(&c);
}
END_TEST

START_TEST(only_the_last_ones_are_listed)
{
	struct scene_of_crime c;
	const struct kills_seen *k;
	char message[128];

	start(&c, 1);
	for (int i = 1; i <= KILLS_LISTED + 5; i++) {
		snprintf(message, sizeof(message), "Out of memory: Killed process %d (x) total-vm:9kB", i);
		write_log(&c, message);
		look(&c);
	}
	k = look(&c);
	ck_assert_uint_eq(k->count, KILLS_LISTED);
	ck_assert_int_eq(k->list[KILLS_LISTED - 1].pid, KILLS_LISTED + 5);
	ck_assert_int_eq(k->list[0].pid, 6);
	finish(&c);
}
END_TEST

static struct cgroup_figures *put_figures(struct sample *s, const struct cgroup *g, uint64_t kills)
{
	struct cgroup_figures *f = vec_push(&s->cgroups);

	*f = (struct cgroup_figures){ .group = cgroup_keep(g), .have = CGROUP_HAS_KILLS };
	f->counts.kills = kills;
	return f;
}

START_TEST(without_the_log_a_kill_has_a_time_and_the_deepest_group_that_counts_it)
{
	struct scene_of_crime c;
	struct cgroups known;
	const struct cgroup *a, *b, *other;
	const struct kills_seen *k;

	start(&c, 5);
	close(c.kills.log_fd);
	c.kills.log_fd = -1;
	c.kills.log = KILLS_RESTRICTED;
	cgroups_init(&known);
	a = cgroups_get(&known, (struct cgroup_span){ "/a", 2 });
	b = cgroups_get(&known, (struct cgroup_span){ "/a/b", 4 });
	other = cgroups_get(&known, (struct cgroup_span){ "/c", 2 });
	put_figures(&c.s, a, 3);
	put_figures(&c.s, b, 1);
	put_figures(&c.s, other, 9);
	look(&c);
	((struct cgroup_figures *)c.s.cgroups.data)[0].counts.kills = 4;
	((struct cgroup_figures *)c.s.cgroups.data)[1].counts.kills = 2;
	c.s.machine.events.oom_kills = 6;
	c.s.wall_ns += SECOND;
	k = look(&c);
	ck_assert_uint_eq(k->count, 1);
	ck_assert_int_eq(k->list[0].pid, 0);
	ck_assert_uint_eq(k->list[0].wall_ns, c.s.wall_ns);
	ck_assert_str_eq(k->list[0].group, "/a/b");
	ck_assert_ptr_nonnull(strstr(kills_why_unnamed(k->log), "CAP_SYSLOG"));
	/* The machine's own memory: in no group. */
	c.s.machine.events.oom_kills = 7;
	k = look(&c);
	ck_assert_uint_eq(k->count, 2);
	ck_assert_str_eq(k->list[1].group, "");
	cgroup_drop(a);
	cgroup_drop(b);
	cgroup_drop(other);
	finish(&c);
	cgroups_free(&known);
}
END_TEST

START_TEST(where_nobody_counts_nothing_is_known)
{
	struct scene_of_crime c;

	start(&c, 5);
	c.s.machine.has_events = false;
	ck_assert(!look(&c)->is_known);
	finish(&c);
}
END_TEST

static const struct made_group *to_enter;

static void enter_and_exceed(void)
{
	char *memory;

	group_enter(to_enter, getpid());
	prctl(PR_SET_NAME, "a) total-vm:1");
	memory = mmap(NULL, 64 * GROUP_MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	memset(memory, 1, 64 * GROUP_MIB);
	_exit(1);
}

/* Waits for its end, which must be a kill. */
static pid_t be_killed(const struct made_group *g)
{
	pid_t pid = fork();
	int status;

	ck_assert_int_ge(pid, 0);
	to_enter = g;
	if (pid == 0)
		enter_and_exceed();
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	return pid;
}

START_TEST(a_real_kill_is_counted_and_named)
{
	struct made_group ours, g;
	struct watched w;
	const struct sample *s;
	const struct kill *last;
	uint64_t before;
	pid_t pid;

	if (!group_ours(&ours))
		return;
	group_make(&g, &ours, group_name(&ours), 24 * GROUP_MIB);
	watched_open(&w, "/proc", NEED_STAT | NEED_CGROUP | NEED_LIMIT);
	w.demand.events = true;
	before = watched_next(&w)->kills.since_boot;
	pid = be_killed(&g);
	/* The library that counts looks once a second. */
	do
		s = watched_next(&w);
	while (s->kills.since_start == 0);
	ck_assert_uint_ge(s->kills.since_boot, before + 1);
	last = NULL;
	for (size_t i = 0; i < s->kills.count; i++)
		if (s->kills.list[i].pid == pid || s->kills.log != KILLS_READ)
			last = &s->kills.list[i];
	if (s->kills.log != KILLS_READ)
		fprintf(stderr, "SKIPPED with the kernel's log: %s\n", kills_why_unnamed(s->kills.log));
	ck_assert_ptr_nonnull(last);
	if (s->kills.log == KILLS_READ) {
		ck_assert_str_eq(last->comm, "a) total-vm:1");
		ck_assert_str_eq(last->group, g.path);
		ck_assert_uint_ge(last->rss, 20 * GROUP_MIB);
		/* Of the program's own file there may be more than is counted for the group. */
		ck_assert_uint_le(last->rss, 64 * GROUP_MIB);
		ck_assert(last->is_of_group);
	}
	ck_assert_uint_le(s->wall_ns - last->wall_ns, 60 * SECOND);
	watched_close(&w);
	group_remove(&g);
}
END_TEST

static void look_as_nobody(void *with)
{
	struct made_group *g = with;
	struct watched w;

	/* The log is opened when it is needed first. */
	(void)g;
	watched_open(&w, "/proc", NEED_STAT);
	w.demand.events = true;
	if (watched_next(&w)->kills.since_boot > 0 && w.last->kills.log != KILLS_READ)
		ck_assert_ptr_nonnull(kills_why_unnamed(w.last->kills.log));
	watched_close(&w);
}

START_TEST(who_may_not_read_the_log_is_told_which_right_would_help)
{
	child_as_nobody(look_as_nobody, NULL);
}
END_TEST

SUITE(kills, in_a_container_its_own_kills_count_and_not_the_machines, kills_are_named_and_timed_by_the_log, where_a_whole_group_goes_each_is_listed_once_with_its_group,
      what_a_program_writes_into_the_log_is_no_kill, only_the_last_ones_are_listed,
      without_the_log_a_kill_has_a_time_and_the_deepest_group_that_counts_it, where_nobody_counts_nothing_is_known,
      a_real_kill_is_counted_and_named, who_may_not_read_the_log_is_told_which_right_would_help)
