/* own_group_test.c - a control group of our own, on the kernel that runs the tests: of version 1 or 2, whichever counts memory there. */
#define _GNU_SOURCE
#include "suite.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "group_dir.h"
#include "groups.h"
#include "own_group.h"

#define HELD (20 * GROUP_MIB)

static struct procfs proc;

static bool make(struct own_group *g)
{
	struct err e, why;

	ck_assert(procfs_open(&proc, "/proc", &e));
	if (own_group_open(g, &proc, &why))
		return true;
	fprintf(stderr, "SKIPPED: %s\n", why.text);
	ck_assert_msg(why.text[0], "without a reason");
	procfs_close(&proc);
	return false;
}

static void unmake(struct own_group *g)
{
	own_group_close(g);
	procfs_close(&proc);
}

/* As spawn.c does; the child goes on in it. */
static pid_t fork_in(const struct own_group *g)
{
	pid_t pid = own_group_fork(g);

	if (pid < 0) {
		ck_assert_msg(g->tree.version == CGROUP_V1 || errno == ENOSYS || errno == EPERM, "%s", strerror(errno));
		pid = fork();
		if (pid == 0 && !own_group_enter(g))
			_exit(1);
	}
	ck_assert_int_ge(pid, 0);
	return pid;
}

static void hold_and_end(void)
{
	char *m = mmap(NULL, HELD, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (m == MAP_FAILED)
		_exit(1);
	memset(m, 1, HELD);
	_exit(0);
}

static void wait_for(pid_t pid)
{
	int status;

	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%x", (unsigned)status);
}

static void path_of(pid_t pid, char *out, size_t room)
{
	char name[48], text[4096];
	struct cgroup_span path;

	snprintf(name, sizeof(name), "/proc/%d/cgroup", (int)pid);
	ck_assert(cgroup_path_parse(text, group_slurp(name, text, sizeof(text)), &path));
	snprintf(out, room, "%.*s", (int)path.length, path.bytes);
}

START_TEST(what_it_held_at_most_is_known_when_all_have_ended)
{
	struct own_group g;
	struct cgroup_counts counts;
	pid_t pid;

	if (!make(&g))
		return;
	pid = fork_in(&g);
	if (pid == 0)
		hold_and_end();
	wait_for(pid);
	ck_assert(own_group_read(&g, &counts));
	ck_assert(counts.have & CGROUP_HAS_PEAK);
	ck_assert_msg(counts.peak >= HELD && counts.peak < HELD + 4 * GROUP_MIB, "%" PRIu64, counts.peak);
	unmake(&g);
	ck_assert(!own_group_read(&g, &counts));
}
END_TEST

START_TEST(who_outlives_it_goes_home_and_nothing_of_it_is_left)
{
	struct own_group g;
	char before[512], during[512], after[512];
	pid_t pid;
	int above;

	path_of(getpid(), before, sizeof(before));
	if (!make(&g))
		return;
	pid = fork_in(&g);
	if (pid == 0)
		for (;;)
			pause();
	ck_assert(until((path_of(pid, during, sizeof(during)), strstr(during, g.name))));
	above = dup(g.above);
	unmake(&g);
	ck_assert_int_eq(faccessat(above, g.name, F_OK, 0), -1);
	path_of(getpid(), after, sizeof(after));
	ck_assert_str_eq(after, before);
	path_of(pid, after, sizeof(after));
	ck_assert_str_eq(after, before);
	close(above);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}
END_TEST

/* Also who is in a group that the command has made. */
START_TEST(all_of_it_can_be_killed)
{
	struct own_group g;
	pid_t pid;
	int above, deeper, status;

	if (!make(&g))
		return;
	pid = fork_in(&g);
	if (pid == 0)
		for (;;)
			pause();
	ck_assert_int_eq(mkdirat(g.inner, "deeper", 0755), 0);
	deeper = openat(g.inner, "deeper/cgroup.procs", O_WRONLY | O_CLOEXEC);
	ck_assert_int_ge(dprintf(deeper, "%d", (int)pid), 1);
	close(deeper);
	own_group_kill(&g);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	above = dup(g.above);
	unmake(&g);
	ck_assert_int_eq(faccessat(above, g.name, F_OK, 0), -1);
	close(above);
}
END_TEST

/* ---- version 2 ----------------------------------------------------------------------------------------------------------------- */

static bool is_version_2(struct made_group *ours)
{
	if (!group_ours(ours))
		return false;
	if (ours->version == CGROUP_V2)
		return true;
	fprintf(stderr, "SKIPPED: control groups with memory are of version 1 here\n");
	return false;
}

static bool is_empty(const struct made_group *g, const char *file)
{
	char path[1200], text[64];

	snprintf(path, sizeof(path), "%s/%s", g->dir, file);
	return strspn(text, "\n") == group_slurp(path, text, sizeof(text));
}

/* A group that has nothing turned on, and this in it. */
static void in_a_group(const struct made_group *ours, uint64_t limit, void (*act)(const struct made_group *g))
{
	struct made_group g;
	pid_t pid;

	group_make(&g, ours, group_name(ours), limit);
	pid = fork();
	if (pid == 0) {
		group_enter(&g, getpid());
		act(&g);
		_exit(0);
	}
	wait_for(pid);
	ck_assert_msg(is_empty(&g, "cgroup.subtree_control"), "left on");
	group_remove(&g);
}

static void be_alone(const struct made_group *in)
{
	struct own_group g;
	struct cgroup_counts counts;
	char before[512], during[512], after[512];
	pid_t pid;

	path_of(getpid(), before, sizeof(before));
	ck_assert(make(&g));
	path_of(getpid(), during, sizeof(during));
	ck_assert_msg(strncmp(during, before, strlen(before)) == 0 && during[strlen(before)] == '/', "%s is not below %s", during, before);
	pid = fork_in(&g);
	if (pid == 0)
		hold_and_end();
	wait_for(pid);
	ck_assert(own_group_read(&g, &counts));
	ck_assert_uint_ge(counts.peak, HELD);
	ck_assert_uint_ge(group_read(in, "memory.peak"), HELD);
	unmake(&g);
	path_of(getpid(), after, sizeof(after));
	ck_assert_str_eq(after, before);
}

START_TEST(alone_in_our_group_we_step_aside_and_come_back)
{
	struct made_group ours;

	if (is_version_2(&ours))
		in_a_group(&ours, 1024 * GROUP_MIB, be_alone);
}
END_TEST

static void be_with_another(const struct made_group *in)
{
	struct own_group g;
	struct err e, why;
	pid_t other = fork();
	int dir;

	if (other == 0)
		for (;;)
			pause();
	dir = open(in->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ck_assert(group_dir_is_limited(dir, 1));
	ck_assert_int_eq(mkdirat(dir, "below", 0755), 0);
	ck_assert(!group_dir_is_limited(openat(dir, "below", O_RDONLY | O_CLOEXEC), 1));
	ck_assert(group_dir_is_limited(openat(dir, "below", O_RDONLY | O_CLOEXEC), 2));
	ck_assert_int_eq(unlinkat(dir, "below", AT_REMOVEDIR), 0);
	ck_assert(procfs_open(&proc, "/proc", &e));
	ck_assert(!own_group_open(&g, &proc, &why));
	ck_assert_str_eq(why.text, "our control group has a limit, and others in it beside us");
	kill(other, SIGKILL);
	waitpid(other, NULL, 0);
}

START_TEST(a_limit_of_our_group_is_not_left)
{
	struct made_group ours;

	if (is_version_2(&ours))
		in_a_group(&ours, 1024 * GROUP_MIB, be_with_another);
}
END_TEST

/* Whoever made it was killed; what somebody may still use stays. */
START_TEST(what_was_left_behind_is_swept_away)
{
	struct made_group ours, top, left, living, young, other;
	char name[64];
	int above;
	pid_t dead = fork();

	if (dead == 0)
		_exit(0);
	ck_assert_int_eq(waitpid(dead, NULL, 0), dead);
	if (!group_ours(&ours))
		return;
	group_make(&top, &ours, group_name(&ours), 0);
	snprintf(name, sizeof(name), "left-%d", (int)dead);
	group_make(&left, &top, name, 0);
	snprintf(name, sizeof(name), "left-%d", (int)getpid());
	group_make(&living, &top, name, 0);
	group_make(&other, &top, "left-1x", 0);
	snprintf(name, sizeof(name), "young-%d", (int)dead);
	group_make(&young, &top, name, 0);
	above = open(top.dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	group_dir_sweep(above, "left-", 0);
	group_dir_sweep(above, "young-", 3600);
	ck_assert_int_ne(access(left.dir, F_OK), 0);
	ck_assert_int_eq(access(living.dir, F_OK), 0);
	ck_assert_int_eq(access(other.dir, F_OK), 0);
	ck_assert_int_eq(access(young.dir, F_OK), 0);
	close(above);
	group_remove(&living);
	group_remove(&other);
	group_remove(&young);
	group_remove(&top);
}
END_TEST

SUITE(own_group, what_was_left_behind_is_swept_away, what_it_held_at_most_is_known_when_all_have_ended, who_outlives_it_goes_home_and_nothing_of_it_is_left,
      all_of_it_can_be_killed, alone_in_our_group_we_step_aside_and_come_back, a_limit_of_our_group_is_not_left)
