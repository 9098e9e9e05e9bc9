/* group_test.c - sums over groups, by arithmetic. */
#include "group.h"

#include <stdlib.h>
#include <string.h>

#include "sample/made_sample.h"
#include "suite.h"

#define MIB (UINT64_C(1) << 20)

static struct sample sample;
static struct groups groups;
static bool keep[64];

static void begin(void)
{
	sample_init(&sample);
	groups_init(&groups);
	memset(keep, true, sizeof(keep));
	sample.machine.has_memory = true;
	sample.machine.parts.used = 300 * MIB;
	sample.machine.parts.shared = 50 * MIB;
	sample.machine.parts.kernel = 30 * MIB;
}

static void end(void)
{
	groups_free(&groups);
	sample_free(&sample);
}

static struct task *process(pid_t pid, const char *command, pid_t session)
{
	struct task *t = made_process(&sample, pid, 1, 1);

	identity_drop(t->who);
	struct identity *who = identity_new("comm", 4, command, strlen(command));
	who->have = NEED_COMMAND;
	t->who = who;
	t->session = session;
	t->rss = (uint64_t)pid * MIB;
	return t;
}

static const struct task_group *group(const char *name)
{
	const struct task_group *g = groups.list.data;

	for (size_t i = 0; i < groups.list.count; i++)
		if (g[i].length == strlen(name) && memcmp(g[i].name, name, g[i].length) == 0)
			return &g[i];
	ck_abort_msg("no group is called %s", name);
}

START_TEST(members_are_summed_and_threads_add_nothing)
{
	begin();
	process(10, "/usr/bin/server --a", 10);
	made_thread(&sample, 11)->rss = 1000 * MIB;
	process(20, "build/server", 10);
	process(30, "bash", 30);
	groups_build(&groups, &sample, GROUP_COMMAND, keep);
	ck_assert_uint_eq(groups.list.count, 3);
	ck_assert_uint_eq(group("server")->sums.members, 2);
	ck_assert_uint_eq(group("server")->sums.rss, 30 * MIB);
	ck_assert_uint_eq(group("bash")->sums.rss, 30 * MIB);
	groups_build(&groups, &sample, GROUP_SESSION, keep);
	ck_assert_uint_eq(group("10 server")->sums.members, 2);
	ck_assert_uint_eq(group("30 bash")->sums.members, 1);
	end();
}
END_TEST

START_TEST(a_session_whose_leader_has_ended_keeps_its_number)
{
	begin();
	process(10, "bash", 7);
	process(20, "daemon", 0);
	groups_build(&groups, &sample, GROUP_SESSION, keep);
	ck_assert_uint_eq(group("7 (its leader has ended)")->sums.members, 1);
	ck_assert_uint_eq(group("0 (no session)")->sums.members, 1);
	end();
}
END_TEST

START_TEST(what_is_not_to_be_kept_and_threads_of_the_kernel_are_in_no_group)
{
	begin();
	process(10, "bash", 10);
	process(20, "bash", 10)->is_kernel = true;
	process(30, "bash", 10);
	keep[2] = false;
	groups_build(&groups, &sample, GROUP_COMMAND, keep);
	ck_assert_uint_eq(group("bash")->sums.members, 1);
	end();
}
END_TEST

START_TEST(what_no_process_holds_is_the_rest_without_the_cache_of_files)
{
	uint64_t bytes;

	begin();
	made_rollup(&sample, process(10, "bash", 10), (struct rollup){ .pss = 100 * MIB, .pss_file = 20 * MIB });
	made_rollup(&sample, process(20, "cat", 10), (struct rollup){ .pss = 40 * MIB });
	keep[1] = false;
	groups_build(&groups, &sample, GROUP_COMMAND, keep);
	ck_assert(group("(in no process)")->is_outside);
	ck_assert_uint_eq(group("(in no process)")->sums.pss, (380 - 80 - 40) * MIB);
	ck_assert(group_outside(group("(in no process)"), &bytes) && bytes == (380 - 80 - 40) * MIB);
	ck_assert(!group_is_about(group("(in no process)")));
	made_status(&sample, process(30, "dog", 10), (struct status){ .anon = 50 * MIB, .file = 9 * MIB, .shmem = 10 * MIB });
	groups_build(&groups, &sample, GROUP_COMMAND, keep);
	ck_assert(group_outside(group("(in no process)"), &bytes) && bytes == (380 - 80 - 40 - 60) * MIB);
	ck_assert(group_is_about(group("(in no process)")));
	process(40, "cow", 10);
	groups_build(&groups, &sample, GROUP_COMMAND, keep);
	ck_assert(!group_outside(group("(in no process)"), &bytes));
	end();
}
END_TEST

START_TEST(many_groups_are_all_found_again)
{
	begin();
	for (pid_t pid = 1; pid <= 60; pid++) {
		char command[16];
		snprintf(command, sizeof(command), "c%d", pid % 30);
		process(pid, command, pid);
	}
	groups_build(&groups, &sample, GROUP_COMMAND, keep);
	ck_assert_uint_eq(groups.list.count, 31);
	for (size_t i = 0; i < 30; i++)
		ck_assert_uint_eq(((const struct task_group *)groups.list.data)[i].sums.members, 2);
	ck_assert_uint_eq(group("c7")->key, group_key(&sample, &sample_tasks(&sample)[6], GROUP_COMMAND));
	end();
}
END_TEST

/* Two control groups, one below the other. */
static struct cgroup *made_cgroup(const char *path)
{
	struct cgroup *g = memory_new(sizeof(*g) + strlen(path) + 1);

	*g = (struct cgroup){ .refs = 1000, .length = strlen(path) };
	strcpy(g->path, path);
	return g;
}

static void put_in(struct task *t, const struct cgroup *g, uint32_t figures)
{
	struct identity *who = (struct identity *)(uintptr_t)t->who;

	who->cgroup = g;
	who->have |= NEED_CGROUP;
	t->cgroup = figures;
}

START_TEST(a_charge_that_no_process_holds_is_outside_of_its_control_group)
{
	static const char path[] = "/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	struct cgroup *web, *inner;
	struct cgroup_figures *f;
	uint64_t bytes;

	begin();
	vec_init(&sample.cgroups, sizeof(struct cgroup_figures));
	web = made_cgroup(path);
	inner = made_cgroup("/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/inner");
	f = vec_push(&sample.cgroups);
	f->group = web;
	f->have = CGROUP_HAS_CHARGE | CGROUP_HAS_STAT;
	f->counts.charge = 500 * MIB;
	f->cache = 100 * MIB;
	f = vec_push(&sample.cgroups);
	*f = *(f - 1);
	f->group = inner;
	f->parent = 1;
	f->counts.charge = 200 * MIB;
	f->cache = 0;
	put_in(process(10, "init", 10), web, 1);
	made_rollup(&sample, (struct task *)sample.tasks.data, (struct rollup){ .pss = 60 * MIB, .pss_file = 10 * MIB });
	put_in(process(20, "server", 10), inner, 2);
	made_rollup(&sample, (struct task *)sample.tasks.data + 1, (struct rollup){ .pss = 150 * MIB });

	groups_build(&groups, &sample, GROUP_CGROUP, keep);
	ck_assert(group_outside(group(path), &bytes));
	ck_assert_uint_eq(bytes, (500 - 100 - 50 - 150) * MIB);
	ck_assert(group_outside(group(inner->path), &bytes));
	ck_assert_uint_eq(bytes, 50 * MIB);

	groups_build(&groups, &sample, GROUP_CONTAINER, keep);
	ck_assert_uint_eq(group("docker 0123456789ab")->sums.members, 2);
	ck_assert(group_outside(group("docker 0123456789ab"), &bytes));
	ck_assert_uint_eq(bytes, 200 * MIB);
	ck_assert(group_outside(group("(in no process)"), &bytes));
	ck_assert_uint_eq(bytes, (380 - 50 - 150) * MIB);
	end();
	free(web);
	free(inner);
}
END_TEST

START_TEST(a_container_is_called_by_its_engine_and_its_name)
{
	static const char id[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	struct cgroup *web, *inner;
	char path[128];

	begin();
	snprintf(path, sizeof(path), "/docker/%s", id);
	web = made_cgroup(path);
	snprintf(path, sizeof(path), "/docker/%s/inner", id);
	inner = made_cgroup(path);
	put_in(process(10, "init", 10), web, 0);
	put_in(process(20, "server", 10), inner, 0);
	cgroup_name(web, "web", "nginx");
	cgroup_name(inner, "web", "nginx");
	groups_build(&groups, &sample, GROUP_CONTAINER, keep);
	ck_assert_uint_eq(group("docker web")->sums.members, 2);
	ck_assert_ptr_eq(group("docker web")->place, web);
	/* By another name it is the same group. */
	uint64_t key = group("docker web")->key;
	cgroup_name(web, "shop", NULL);
	cgroup_name(inner, "shop", NULL);
	groups_build(&groups, &sample, GROUP_CONTAINER, keep);
	ck_assert_uint_eq(group("docker shop")->key, key);
	end();
	web->refs = inner->refs = 1;
	cgroup_drop(web);
	cgroup_drop(inner);
}
END_TEST

SUITE(group, a_container_is_called_by_its_engine_and_its_name, members_are_summed_and_threads_add_nothing, a_session_whose_leader_has_ended_keeps_its_number,
      what_is_not_to_be_kept_and_threads_of_the_kernel_are_in_no_group, what_no_process_holds_is_the_rest_without_the_cache_of_files,
      many_groups_are_all_found_again, a_charge_that_no_process_holds_is_outside_of_its_control_group)
