/* filter_test.c - which tasks are wanted. */
#include "suite.h"

#include <stdio.h>

#include "filter.h"
#include "made.h"
#include "source.h"

static struct sample seen;
static struct filter filter;
static struct tree tree;

static void start(void)
{
	made_desktop(&seen);
	tree_init(&tree);
	filter_init(&filter);
}

static void end(void)
{
	filter_free(&filter);
	tree_free(&tree);
	sample_free(&seen);
}

static void fits(const char *text)
{
	struct err e;

	ck_assert_msg(filter_set_text(&filter, text, &e), "%s: %s", text, e.text);
}

/* Compares the pids that are kept. */
static void keeps(const char *pids)
{
	struct scene scene = { .sample = &seen, .full_path = true, .tree = &tree };
	bool keep[64];
	char text[512] = "";

	tree_build(&tree, &seen);
	ck_assert_uint_le(seen.tasks.count, ARRAY_LEN(keep));
	filter_apply(&filter, &scene, keep);
	for (size_t i = 0; i < seen.tasks.count; i++)
		if (keep[i])
			snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%d", text[0] ? " " : "", (int)sample_tasks(&seen)[i].pid);
	ck_assert_str_eq(text, pids);
}

static const struct cgroup *made_group(const char *path)
{
	struct cgroup *g = memory_new(sizeof(*g) + strlen(path) + 1);

	*g = (struct cgroup){ .refs = 1, .length = strlen(path) };
	strcpy(g->path, path);
	return g;
}

START_TEST(every_process_is_wanted_at_first)
{
	start();
	keeps("1 100 120 200 210 220 230");
	end();
}
END_TEST

START_TEST(text_is_found_whatever_its_case)
{
	start();
	fits("WEB CON");
	keeps("210 220");
	fits("TRAIN.py");
	keeps("120");
	fits("nothing like it");
	keeps("");
	end();
}
END_TEST

START_TEST(text_is_sought_in_what_is_shown)
{
	struct scene scene = { .sample = &seen };
	bool keep[16];

	start();
	fits("/opt/");
	keeps("200");
	filter_apply(&filter, &scene, keep);
	ck_assert(!keep[made_place(&seen, 200)]);
	end();
}
END_TEST

START_TEST(an_unread_command_is_sought_by_its_name)
{
	start();
	made(&seen, (struct made){ .pid = 300, .command = "secret", .lacks = NEED_COMMAND });
	made(&seen, (struct made){ .pid = 301, .command = "secret", .lacks = ~0u });
	fits("secret");
	keeps("300");
	end();
}
END_TEST

/* Whatever the pids: a child may have a lower one than its parent. */
START_TEST(who_descends_from_a_process_is_wanted_and_itself_not)
{
	start();
	made(&seen, (struct made){ .pid = 300, .ppid = 310, .command = "grandchild", .start_ns = 900 * SECOND });
	made(&seen, (struct made){ .pid = 310, .ppid = 100, .command = "child", .start_ns = 800 * SECOND });
	filter.under = 100;
	keeps("120 300 310");
	filter.under = 200;
	filter.threads = true;
	keeps("205 210 220 230");
	filter.threads = false;
	fits("web");
	keeps("210 220");
	fits("bash");
	keeps("");
	fits("");
	filter.under = 120;
	keeps("");
	end();
}
END_TEST

START_TEST(who_has_ended_had_descended_from_it)
{
	static const struct made gone[] = { { .pid = 130, .ppid = 120, .command = "a" }, { .pid = 131, .ppid = 130, .command = "b" },
	                                    { .pid = 132, .ppid = 1, .command = "c" }, { .pid = 133, .ppid = 100, .command = "d" } };
	struct scene scene = { .sample = &seen, .tree = &tree };
	struct sample later;
	struct since since;
	bool keep[64];
	char text[64] = "";

	start();
	for (size_t i = 0; i < ARRAY_LEN(gone); i++)
		made(&seen, gone[i]);
	since_init(&since);
	since_mark(&since, &seen);
	made_desktop(&later);
	since_add(&since, &later);
	scene.sample = &later;
	scene.since = &since;
	tree_build(&tree, &later);
	filter.under = 100;
	filter_apply(&filter, &scene, keep);
	for (size_t i = later.tasks.count; i < scene_tasks(&scene); i++)
		if (keep[i])
			snprintf(text + strlen(text), sizeof(text) - strlen(text), "%d ", (int)scene_task(&scene, i)->pid);
	since_free(&since);
	sample_free(&later);
	ck_assert_msg(strstr(text, "130 ") && strstr(text, "131 ") && strstr(text, "133 ") && !strstr(text, "132 "), "%s", text);
	end();
}
END_TEST

START_TEST(a_user_has_his_processes)
{
	start();
	made(&seen, (struct made){ .pid = 300, .command = "x", .uid = 0, .lacks = NEED_OWNER });
	filter.has_user = true;
	filter.user = 1000;
	keeps("100 120 200 210 220 230");
	filter.user = 0;
	keeps("1");
	filter.user = 7;
	keeps("");
	end();
}
END_TEST

START_TEST(pids_are_taken_in_any_order)
{
	struct err e;

	start();
	ck_assert(filter_set_pids(&filter, "220,1,9999,100", &e));
	keeps("1 100 220");
	ck_assert(filter_set_pids(&filter, "120", &e));
	keeps("120");
	end();
}
END_TEST

START_TEST(a_wrong_list_of_pids_is_refused)
{
	static const char *const lists[] = { "", ",", "1,", "1,,2", "x", "12x", "1 2", "-1", "0", "2147483648", "99999999999999999999" };
	struct err e;

	start();
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		char error[200];
		snprintf(error, sizeof(error), "'%s' is no list of pids: 1,23,456 would be one", lists[i]);
		ck_assert_msg(!filter_set_pids(&filter, lists[i], &e), "'%s'", lists[i]);
		ck_assert_str_eq(e.text, error);
	}
	end();
}
END_TEST

START_TEST(kernel_threads_come_when_wanted)
{
	start();
	filter.kernel = true;
	keeps("1 2 100 120 200 210 220 230");
	fits("kthread");
	keeps("2");
	filter.kernel = false;
	keeps("");
	end();
}
END_TEST

START_TEST(threads_come_with_their_process)
{
	struct err e;

	start();
	filter.threads = true;
	keeps("1 100 120 200 205 210 220 230");
	ck_assert(filter_set_pids(&filter, "200", &e));
	keeps("200 205");
	filter.pids.count = 0;
	fits("firefox");
	keeps("200 205");
	filter.threads = false;
	keeps("200");
	end();
}
END_TEST

START_TEST(a_thread_is_found_by_its_own_name)
{
	start();
	filter.threads = true;
	fits("compositor");
	keeps("205");
	end();
}
END_TEST

START_TEST(a_thread_is_in_the_group_of_its_process)
{
	struct identity *who;

	start();
	filter.threads = true;
	filter.by = GROUP_CONTAINER;
	/* Only of processes it is read where they are. */
	who = (struct identity *)(uintptr_t)sample_tasks(&seen)[made_place(&seen, 200)].who;
	who->cgroup = made_group("/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
	who->have |= NEED_CGROUP;
	filter.group = group_key(&seen, &sample_tasks(&seen)[made_place(&seen, 1)], GROUP_CONTAINER);
	keeps("1 100 120 210 220 230");
	filter.group = group_key(&seen, &sample_tasks(&seen)[made_place(&seen, 200)], GROUP_CONTAINER);
	keeps("200 205");
	end();
}
END_TEST

static void joins(pid_t pid, const char *path)
{
	struct task *t = (struct task *)seen.tasks.data + made_place(&seen, pid);
	struct identity *who = (struct identity *)(uintptr_t)t->who;

	who->cgroup = made_group(path);
	t->have |= NEED_CGROUP;
}

#define WEB_ID "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void is_called(pid_t pid, const char *name)
{
	cgroup_name((struct cgroup *)(uintptr_t)sample_tasks(&seen)[made_place(&seen, pid)].who->cgroup, name, "nginx");
}

/* In no container, in one with a name, in one that the path names; of the others it is not known. */
static void start_with_containers(void)
{
	start();
	joins(1, "/init.scope");
	joins(100, "/docker/fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210");
	joins(200, "/docker/" WEB_ID);
	joins(210, "/machine.slice/machine-debian.scope");
	is_called(200, "web");
}

START_TEST(a_container_is_found_by_its_name_and_by_digits_of_its_id)
{
	start_with_containers();
	fits("container=web");
	keeps("200");
	fits("container=" WEB_ID);
	keeps("200");
	fits("container=0123456789ab");
	keeps("200");
	fits("container=012345");
	keeps("200");
	/* So few digits may be a name. */
	fits("container=01234");
	keeps("");
	fits("container=web1");
	keeps("");
	fits("container=fedcba987654");
	keeps("100");
	fits("container~^we");
	keeps("200");
	fits("container~cdef0123456789abcdef$");
	keeps("200");
	end();
}
END_TEST

START_TEST(who_is_in_no_container_is_not_in_that_one)
{
	start_with_containers();
	fits("container!=web");
	keeps("1 100 210");
	fits("not container=web");
	keeps("1 100 210");
	fits("container!=0123456789ab");
	keeps("1 100 210");
	fits("container!=debian and container!=web and container!=fedcba987654");
	keeps("1");
	fits("container=''");
	keeps("1");
	fits("container!=''");
	keeps("100 200 210");
	fits("container~.");
	keeps("100 200 210");
	end();
}
END_TEST

START_TEST(a_thread_is_in_the_container_of_its_process)
{
	start_with_containers();
	filter.threads = true;
	fits("container=web");
	keeps("200 205");
	fits("container!=web");
	keeps("1 100 210");
	end();
}
END_TEST

START_TEST(who_is_in_a_container_can_be_hidden)
{
	start();
	joins(1, "/init.scope");
	joins(200, "/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
	joins(210, "/machine.slice/machine-debian.scope");
	filter.threads = true;
	keeps("1 100 120 200 205 210 220 230");
	/* Of whom it is not known, he is shown. */
	filter.outside = true;
	keeps("1 100 120 220 230");
	fits("container=0123456789ab or container=debian");
	keeps("");
	filter.outside = false;
	keeps("200 205 210");
	end();
}
END_TEST

static void needs(unsigned all)
{
	struct demand d;

	demand_init(&d);
	d.all = 0;
	filter_want(&filter, &d);
	ck_assert_uint_eq(d.all, all);
	demand_free(&d);
}

START_TEST(a_filter_needs_what_it_looks_at)
{
	start();
	needs(NEED_STAT);
	fits("x");
	needs(NEED_STAT | NEED_COMMAND);
	filter.has_user = true;
	needs(NEED_STAT | NEED_COMMAND | NEED_OWNER);
	fits("pss>1g or swap>0");
	needs(NEED_STAT | NEED_OWNER | NEED_ROLLUP | NEED_STATUS);
	fits("");
	filter.outside = true;
	needs(NEED_STAT | NEED_OWNER | NEED_CGROUP);
	end();
}
END_TEST

SUITE(filter, who_descends_from_a_process_is_wanted_and_itself_not, who_has_ended_had_descended_from_it,
      every_process_is_wanted_at_first, text_is_found_whatever_its_case, text_is_sought_in_what_is_shown,
      an_unread_command_is_sought_by_its_name, a_user_has_his_processes, pids_are_taken_in_any_order,
      a_wrong_list_of_pids_is_refused, kernel_threads_come_when_wanted, threads_come_with_their_process,
      a_thread_is_found_by_its_own_name, a_thread_is_in_the_group_of_its_process, who_is_in_a_container_can_be_hidden,
      a_container_is_found_by_its_name_and_by_digits_of_its_id, who_is_in_no_container_is_not_in_that_one,
      a_thread_is_in_the_container_of_its_process, a_filter_needs_what_it_looks_at)
