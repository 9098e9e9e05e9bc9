/* freezer_test.c - real groups stand still and go on. */
#define _GNU_SOURCE
#include <fcntl.h>

#include "child.h"
#include "freezer_groups.h"
#include "group_dir.h"

static void find(struct cgroup_places *places)
{
	struct procfs proc;
	struct err e;

	ck_assert(procfs_open(&proc, "/proc", &e));
	cgroup_places_find(places, &proc);
	procfs_close(&proc);
}

static struct cgroup_span path_of(const struct made_group *g)
{
	return (struct cgroup_span){ g->path, strlen(g->path) };
}

START_TEST(a_group_stands_still_and_goes_on)
{
	struct made_group ours, top;
	struct made_freezer made;
	struct cgroup_places places;
	struct freezer f;
	pid_t member;
	int status;

	if (!group_ours(&ours))
		return;
	group_make(&top, &ours, group_name(&ours), 0);
	if (!freezer_make(&made, &top)) {
		group_remove(&top);
		return;
	}
	find(&places);
	member = child_start(NULL);
	freezer_enter(&made, &top, member);
	ck_assert(freezer_open(&f, &places, path_of(&top)));
	ck_assert_int_eq(freezer_look(&f), FREEZER_RUNS);
	ck_assert(freezer_stop(&f));
	ck_assert(until(freezer_look(&f) == FREEZER_FROZEN));
	/* Nobody who stands still hears a signal, but in version 2 SIGKILL. */
	ck_assert_int_eq(kill(member, SIGUSR1), 0);
	ck_assert_int_eq(waitpid(member, &status, WNOHANG), 0);
	ck_assert(freezer_go_on(&f));
	ck_assert_int_eq(waitpid(member, &status, 0), member);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR1);
	ck_assert_int_eq(freezer_look(&f), FREEZER_RUNS);
	freezer_close(&f);
	cgroup_places_close(&places);
	freezer_remove(&made);
	group_remove(&top);
}
END_TEST

START_TEST(one_below_a_group_that_stands_still_does_so_by_that)
{
	struct made_group ours, top, below;
	struct made_freezer made, lower;
	struct cgroup_places places;
	struct freezer f, of_below;
	pid_t member;

	if (!group_ours(&ours))
		return;
	group_make(&top, &ours, group_name(&ours), 0);
	group_make(&below, &top, "below", 0);
	if (!freezer_make(&made, &top) || !freezer_make(&lower, &below)) {
		group_remove(&below);
		group_remove(&top);
		return;
	}
	find(&places);
	member = child_start(NULL);
	freezer_enter(&lower, &below, member);
	ck_assert(freezer_open(&f, &places, path_of(&top)));
	ck_assert(freezer_open(&of_below, &places, path_of(&below)));
	ck_assert(freezer_stop(&f));
	ck_assert(until(freezer_look(&f) == FREEZER_FROZEN));
	ck_assert(until(freezer_look(&of_below) == FREEZER_ABOVE));
	ck_assert(freezer_go_on(&f));
	ck_assert(until(freezer_look(&of_below) == FREEZER_RUNS));
	child_end(member);
	freezer_close(&f);
	freezer_close(&of_below);
	cgroup_places_close(&places);
	freezer_remove(&lower);
	freezer_remove(&made);
	group_remove(&below);
	group_remove(&top);
}
END_TEST

START_TEST(the_root_and_a_group_that_is_nowhere_have_no_freezer)
{
	static const char *const paths[] = { "/", "/no such group" };
	struct cgroup_places places;
	struct freezer f;

	find(&places);
	for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
		ck_assert(!freezer_open(&f, &places, (struct cgroup_span){ paths[i], strlen(paths[i]) }));
		ck_assert_int_eq(f.dir, -1);
		ck_assert_int_eq(freezer_look(&f), FREEZER_UNKNOWN);
	}
	cgroup_places_close(&places);
}
END_TEST

SUITE(freezer, a_group_stands_still_and_goes_on, one_below_a_group_that_stands_still_does_so_by_that,
      the_root_and_a_group_that_is_nowhere_have_no_freezer)
