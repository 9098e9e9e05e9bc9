/* system_groups_test.c - groups of living processes in control groups of known content. */
#define _GNU_SOURCE
#include <check.h>
#include <fcntl.h>
#include <unistd.h>

#include "kernel/groups.h"
#include "suite.h"
#include "workload.h"
#include "workload_program.h"

#define HELD (32 * MEBIBYTE)
#define FILED (48 * MEBIBYTE)
#define SLACK (12 * MEBIBYTE)

static struct made_group box;
static char file[64];

static void hold(void *arg)
{
	(void)arg;
	group_enter(&box, getpid());
	workload_anonymous(HELD);
}

/* Fills a file in memory that nobody maps, and holds as much of its own as "hold". */
static void fill(void *arg)
{
	char *bytes;
	int fd;

	hold(arg);
	fd = open(file, O_CREAT | O_WRONLY | O_EXCL, 0600);
	bytes = calloc(1, MEBIBYTE);
	for (uint64_t done = 0; fd >= 0 && done < FILED; done += MEBIBYTE)
		if (write(fd, bytes, MEBIBYTE) != (ssize_t)MEBIBYTE)
			_exit(1);
	free(bytes);
	close(fd);
}

START_TEST(a_file_in_memory_is_charged_to_its_group_and_outside_of_its_processes)
{
	struct made_group ours;
	const char *json, *of;

	if (!group_ours(&ours))
		return;
	group_make(&box, &ours, group_name(&ours), 0);
	snprintf(file, sizeof(file), "/dev/shm/ramtop-test-%d", getpid());
	workload_start(fill, NULL);
	workload_start(hold, NULL);
	json = json_of("-g", "cgroup");
	unlink(file);
	of = text_of(".groups[] | select(.group == \"%s\")", box.path);
	expect_jq(json, text_of("%s | .members", of), "2");
	ck_assert_uint_ge(jq_number(json, text_of("%s | .pss", of)), 2 * HELD);
	ck_assert_uint_ge(jq_number(json, text_of("%s | .charge", of)), 2 * HELD + FILED);
	/* The kernel needs some for them beside: page tables, stacks, slab. What they share with us since the fork is charged to us. */
	ck_assert_uint_ge(jq_number(json, text_of("%s | .outside", of)), FILED - SLACK);
	ck_assert_uint_le(jq_number(json, text_of("%s | .outside", of)), FILED + SLACK);
	workload_end_all();
	group_remove(&box);
}
END_TEST

START_TEST(sums_of_a_session_are_those_of_its_processes)
{
	pid_t pid;
	const char *json;

	box = (struct made_group){ 0 };
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

SUITE(system_groups, a_file_in_memory_is_charged_to_its_group_and_outside_of_its_processes, sums_of_a_session_are_those_of_its_processes)
