/* system_groups_test.c - groups of living processes in control groups of known content. */
#define _GNU_SOURCE
#include <check.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/groups.h"
#include "suite.h"
#include "workload.h"
#include "workload_program.h"

#define FILED (48 * MEBIBYTE)
#define SLACK (8 * MEBIBYTE)

static struct made_group box;

/* Whoever is in the box has become another program: what a child shares with us since the fork would be charged to us. */
static _Noreturn void fill(const char *arg)
{
	group_enter(&box, getpid());
	execlp("dd", "dd", "if=/dev/zero", "bs=1M", "count=48", "status=none", arg, (char *)NULL);
	_exit(127);
}

START_TEST(a_file_in_memory_is_charged_to_its_group_and_outside_of_its_processes)
{
	struct made_group ours;
	const char *json, *of;
	pid_t member, filler;
	char file[64];
	int status;

	if (!group_ours(&ours))
		return;
	group_make(&box, &ours, group_name(&ours), 0);
	snprintf(file, sizeof(file), "of=/dev/shm/ramtop-test-%d", getpid());
	member = workload_exec((const char *const[]){ "cat", NULL });
	group_enter(&box, member);
	filler = fork();
	if (filler == 0)
		fill(file);
	ck_assert_int_eq(waitpid(filler, &status, 0), filler);
	ck_assert_int_eq(status, 0);
	json = json_of("-g", "cgroup");
	unlink(strchr(file, '/'));
	of = text_of(".groups[] | select(.group == \"%s\")", box.path);
	expect_jq(json, text_of("%s | .members", of), "1");
	ck_assert_uint_ge(jq_number(json, text_of("%s | .charge", of)), FILED);
	/* The kernel needs some beside: page tables, stacks, slab. */
	ck_assert_uint_ge(jq_number(json, text_of("%s | .outside", of)), FILED - MEBIBYTE);
	ck_assert_uint_le(jq_number(json, text_of("%s | .outside", of)), FILED + SLACK);
	workload_end_all();
	group_remove(&box);
}
END_TEST

/* What nobody holds any more, and the limit of the group above. */
START_TEST(a_group_without_processes_has_a_row_and_the_limit_that_binds_it)
{
	struct made_group ours, shelf;
	const char *json, *of;
	pid_t filler;
	char file[64];
	int status;

	if (!group_ours(&ours))
		return;
	group_make(&box, &ours, group_name(&ours), 128 * MEBIBYTE);
	group_make(&shelf, &box, "shelf", 0);
	snprintf(file, sizeof(file), "of=/dev/shm/ramtop-test-%d", getpid());
	box = shelf;
	filler = fork();
	if (filler == 0)
		fill(file);
	ck_assert_int_eq(waitpid(filler, &status, 0), filler);
	json = json_of("containers", "-g", "cgroup");
	unlink(strchr(file, '/'));
	of = text_of(".groups[] | select(.group == \"%s\")", shelf.path);
	expect_jq(json, text_of("%s | .members", of), "0");
	ck_assert_uint_ge(jq_number(json, text_of("%s | .needed", of)), FILED);
	ck_assert_uint_le(jq_number(json, text_of("%s | .needed", of)), FILED + SLACK);
	ck_assert_uint_ge(jq_number(json, text_of("%s | .outside", of)), FILED - MEBIBYTE);
	ck_assert_uint_eq(jq_number(json, text_of("%s | .limit", of)), 128 * MEBIBYTE);
	expect_jq(json, text_of("%s | .bound", of), group_name(&ours));
	expect_jq(json, text_of("%s | .parts | add", of), "134217728");
	group_remove(&shelf);
	*strrchr(shelf.dir, '/') = '\0';
	group_remove(&shelf);
}
END_TEST

START_TEST(sums_of_a_session_are_those_of_its_processes)
{
	pid_t pid;
	const char *json;

	json = json_of("-g", "user");
	expect_jq(json, ".group_by", "user");
	pid = getpid();
	json = json_of("-o", "pid,session,rss,swap");
	uint64_t session = jq_number(json, text_of(".tasks[] | select(.pid == %d) | .session", (int)pid));
	uint64_t members = jq_number(json, text_of("[.tasks[] | select(.session == %d)] | length", (int)session));
	json = json_of("-g", "session");
	/* Between the two another may have come or gone. */
	uint64_t grouped = jq_number(json, text_of("[.groups[] | select(.group | startswith(\"%d \")) | .members] | add", (int)session));
	ck_assert_msg(grouped + 3 >= members && grouped <= members + 3, "%llu and %llu", (unsigned long long)grouped,
	              (unsigned long long)members);
}
END_TEST

SUITE(system_groups, a_file_in_memory_is_charged_to_its_group_and_outside_of_its_processes,
      a_group_without_processes_has_a_row_and_the_limit_that_binds_it, sums_of_a_session_are_those_of_its_processes)
