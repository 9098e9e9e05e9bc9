/* group_dir_test.c - who is in a control group, and the end of exactly those. */
#define _GNU_SOURCE
#include <fcntl.h>

#include "child.h"
#include "group_dir.h"
#include "groups.h"

static int open_group(const struct made_group *g)
{
	int fd = open(g->dir, O_PATH | O_DIRECTORY | O_CLOEXEC);

	ck_assert_int_ge(fd, 0);
	return fd;
}

static bool is_ended_by_kill(pid_t pid)
{
	int status;

	return waitpid(pid, &status, 0) == pid && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

START_TEST(who_is_in_a_group_or_below_it_is_listed_once_and_is_ended_and_no_other)
{
	struct made_group ours, top, below;
	pid_t member, lower, other;
	struct vec pids;
	int dir;

	if (!group_ours(&ours))
		return;
	group_make(&top, &ours, group_name(&ours), 0);
	group_make(&below, &top, "below", 0);
	member = child_start(NULL);
	lower = child_start(NULL);
	other = child_start(NULL);
	group_enter(&below, lower);
	if (top.version == CGROUP_V1)
		group_enter(&top, member);
	vec_init(&pids, sizeof(pid_t));
	dir = open_group(&top);
	ck_assert(group_dir_is_real(dir));
	ck_assert(group_dir_members(dir, &pids));
	ck_assert(pids_hold(&pids, lower));
	ck_assert_uint_eq(pids.count, top.version == CGROUP_V1 ? 2 : 1);
	ck_assert(group_dir_list(dir, &pids));
	ck_assert_uint_eq(pids.count, top.version == CGROUP_V1 ? 1 : 0);
	group_dir_kill(dir);
	ck_assert(is_ended_by_kill(lower));
	if (top.version == CGROUP_V1)
		ck_assert(is_ended_by_kill(member));
	else
		child_end(member);
	ck_assert(until(group_dir_members(dir, &pids) && pids.count == 0));
	ck_assert_int_eq(waitpid(other, NULL, WNOHANG), 0);
	child_end(other);
	close(dir);
	vec_free(&pids);
	group_remove(&below);
	group_remove(&top);
}
END_TEST

START_TEST(a_list_of_more_than_one_part_is_whole)
{
	enum { MANY = 900 };
	static pid_t pid[MANY];
	struct made_group ours, top;
	struct vec pids;
	int dir;

	if (!group_ours(&ours))
		return;
	group_make(&top, &ours, group_name(&ours), 0);
	for (int i = 0; i < MANY; i++) {
		pid[i] = fork();
		if (pid[i] == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			for (;;)
				pause();
		}
		ck_assert_int_gt(pid[i], 0);
		group_enter(&top, pid[i]);
	}
	vec_init(&pids, sizeof(pid_t));
	dir = open_group(&top);
	ck_assert(group_dir_members(dir, &pids));
	ck_assert_uint_eq(pids.count, MANY);
	for (int i = 0; i < MANY; i++)
		ck_assert(pids_hold(&pids, pid[i]));
	group_dir_kill(dir);
	for (int i = 0; i < MANY; i++)
		ck_assert(is_ended_by_kill(pid[i]));
	close(dir);
	vec_free(&pids);
	group_remove(&top);
}
END_TEST

/* Each lives just long enough to have a child. */
static _Noreturn void fork_for_ever(void)
{
	for (;;)
		if (fork() > 0)
			_exit(0);
}

START_TEST(one_that_forks_all_the_time_is_ended)
{
	struct made_group ours, top;
	struct vec pids;
	pid_t first;
	int dir;

	if (!group_ours(&ours))
		return;
	group_make(&top, &ours, group_name(&ours), 0);
	first = fork();
	if (first == 0) {
		group_enter(&top, getpid());
		fork_for_ever();
	}
	ck_assert_int_gt(first, 0);
	ck_assert_int_eq(waitpid(first, NULL, 0), first);
	vec_init(&pids, sizeof(pid_t));
	dir = open_group(&top);
	ck_assert(until((group_dir_kill(dir), group_dir_members(dir, &pids) && pids.count == 0)));
	close(dir);
	vec_free(&pids);
	group_remove(&top);
}
END_TEST

START_TEST(a_group_that_was_removed_has_nobody_though_another_has_its_name)
{
	struct made_group ours, top;
	struct vec pids;
	uint64_t id;
	pid_t member;
	int dir, again;

	if (!group_ours(&ours))
		return;
	group_make(&top, &ours, group_name(&ours), 0);
	dir = open_group(&top);
	id = cgroup_id(dir);
	ck_assert_uint_ne(id, 0);
	group_remove(&top);
	group_make(&top, &ours, group_name(&ours), 0);
	member = child_start(NULL);
	group_enter(&top, member);
	again = open_group(&top);
	ck_assert_uint_ne(cgroup_id(again), id);
	vec_init(&pids, sizeof(pid_t));
	ck_assert(!group_dir_members(dir, &pids));
	ck_assert_int_eq(errno, ENODEV);
	group_dir_kill(dir);
	ck_assert_int_eq(waitpid(member, NULL, WNOHANG), 0);
	ck_assert(group_dir_list(again, &pids));
	ck_assert_uint_eq(pids.count, 1);
	child_end(member);
	close(dir);
	close(again);
	vec_free(&pids);
	group_remove(&top);
}
END_TEST

START_TEST(a_directory_of_files_is_no_control_group)
{
	int dir = open("/tmp", O_PATH | O_DIRECTORY | O_CLOEXEC);

	ck_assert(!group_dir_is_real(dir));
	close(dir);
}
END_TEST

SUITE(group_dir, who_is_in_a_group_or_below_it_is_listed_once_and_is_ended_and_no_other, a_list_of_more_than_one_part_is_whole,
      one_that_forks_all_the_time_is_ended, a_group_that_was_removed_has_nobody_though_another_has_its_name,
      a_directory_of_files_is_no_control_group)
