/* names_test.c - control groups get the names of their containers, without a sample that waits for long. */
#define _GNU_SOURCE
#include "names.h"

#include "kernel/asked.h"
#include "kernel/fake_engine.h"
#include "kernel/fake_proc.h"
#include "scan.h"
#include "source.h"

static struct fake_proc fake;
static struct fake_engine engine;
static struct procfs proc;
static struct source *source;
static struct sample samples[2];
static struct demand demand;
static unsigned taken;

static void begin(fake_answer *answer, const void *with)
{
	static char host[128];
	struct err e;

	fake_new(&fake);
	fake_put_task(&fake, 1, 0, (struct fake_stat){ .comm = "init" });
	fake_put(&fake, "1/cgroup", "0::/\n");
	fake_put_task(&fake, 10, 0, (struct fake_stat){ .comm = "nginx", .ppid = 1 });
	fake_put(&fake, "10/cgroup", "0::/docker/" ID_A "\n");
	fake_put_task(&fake, 20, 0, (struct fake_stat){ .comm = "worker", .ppid = 10 });
	fake_put(&fake, "20/cgroup", "0::/docker/" ID_A "/inner\n");
	fake_engine_start(&engine, fake.dir, answer, with);
	snprintf(host, sizeof(host), "unix://%s", engine.path);
	setenv("DOCKER_HOST", host, 1);
	unsetenv("CONTAINER_HOST");
	ck_assert_msg(procfs_open(&proc, fake.dir, &e), "%s", e.text);
	source = scan_open(&proc);
	sample_init(&samples[0]);
	sample_init(&samples[1]);
	demand_init(&demand);
	demand.all |= NEED_CGROUP;
	taken = 0;
}

static void end(void)
{
	sample_free(&samples[0]);
	sample_free(&samples[1]);
	demand_free(&demand);
	source->close(source);
	procfs_close(&proc);
	fake_engine_end(&engine);
	fake_free(&fake);
}

static const struct sample *next(void)
{
	struct sample *out = &samples[taken % 2];

	sample_clear(out);
	source->next(source, &demand, taken ? &samples[(taken - 1) % 2] : NULL, out);
	taken++;
	return out;
}

static const char *name_of(const struct sample *s, pid_t pid)
{
	const struct nameplate *plate = cgroup_plate(sample_find(s, pid)->who->cgroup);

	return plate ? plate->name : "(none)";
}

#define WEB "[{\"Id\":\"" ID_A "\",\"Names\":[\"/web\"],\"Image\":\"nginx:1.25\"}]"

START_TEST(all_groups_of_a_container_are_called_by_its_name)
{
	const struct sample *s;

	begin(fake_send_json, WEB);
	s = next();
	ck_assert_str_eq(name_of(s, 10), "web");
	ck_assert_str_eq(name_of(s, 20), "web");
	ck_assert_str_eq(cgroup_plate(sample_find(s, 10)->who->cgroup)->image, "nginx:1.25");
	ck_assert_str_eq(name_of(s, 1), "(none)");
	end();
}
END_TEST

START_TEST(who_is_known_is_not_asked_for_at_each_sample)
{
	begin(fake_send_json, WEB);
	for (int i = 0; i < 20; i++)
		next();
	ck_assert_uint_eq(engine.seen->count, 1);
	end();
}
END_TEST

START_TEST(a_new_container_is_asked_for)
{
	begin(fake_send_json, WEB);
	next();
	fake_put_task(&fake, 30, 0, (struct fake_stat){ .comm = "redis", .ppid = 1 });
	fake_put(&fake, "30/cgroup", "0::/docker/" ID_B "\n");
	ck_assert(until((next(), engine.seen->count == 2)));
	/* Its engine does not know it: the id stays, and questions come ever later. */
	ck_assert_ptr_nonnull(strstr(engine.seen->question, ID_B));
	ck_assert_ptr_null(strstr(engine.seen->question, ID_A));
	ck_assert_str_eq(name_of(&samples[(taken - 1) % 2], 30), "(none)");
	ck_assert_str_eq(name_of(&samples[(taken - 1) % 2], 10), "web");
	end();
}
END_TEST

START_TEST(without_containers_nobody_is_asked)
{
	begin(fake_send_json, WEB);
	fake_remove(&fake, "10");
	fake_remove(&fake, "20");
	for (int i = 0; i < 5; i++)
		next();
	ck_assert_uint_eq(engine.seen->count, 0);
	end();
}
END_TEST

static void hang(int to, const void *with)
{
	(void)to;
	(void)with;
	for (;;)
		pause();
}

START_TEST(where_somebody_looks_on_no_sample_waits_for_an_engine_that_hangs)
{
	uint64_t start, longest = 0;

	begin(hang, NULL);
	scan_watch(source, 0.01);
	ck_assert(until(({
		start = clock_ns(CLOCK_MONOTONIC);
		next();
		uint64_t took = clock_ns(CLOCK_MONOTONIC) - start;
		longest = took > longest ? took : longest;
		engine.seen->count == 1;
	})));
	ck_assert_uint_lt(longest, 500000000);
	ck_assert_str_eq(name_of(&samples[(taken - 1) % 2], 10), "(none)");
	end();
}
END_TEST

START_TEST(a_name_that_comes_late_is_taken_with_a_later_sample)
{
	begin(fake_send_json, WEB);
	scan_watch(source, 0.01);
	ck_assert(until(strcmp(name_of(next(), 20), "web") == 0));
	end();
}
END_TEST

START_TEST(a_copy_of_a_sample_has_the_names_too)
{
	struct sample copy;

	begin(fake_send_json, WEB);
	sample_init(&copy);
	sample_snapshot(&copy, next());
	ck_assert_str_eq(name_of(&copy, 10), "web");
	sample_free(&copy);
	end();
}
END_TEST

START_TEST(a_container_that_is_renamed_keeps_its_old_name_for_who_is_reading_it)
{
	struct cgroups c;
	struct cgroup *g;
	const struct nameplate *first;

	cgroups_init(&c);
	g = (struct cgroup *)(uintptr_t)cgroups_get(&c, (struct cgroup_span){ "/docker/" ID_A, strlen("/docker/" ID_A) });
	cgroup_name(g, "web", "nginx");
	first = cgroup_plate(g);
	cgroup_name(g, "web", NULL);
	ck_assert_ptr_eq(cgroup_plate(g), first);
	cgroup_name(g, "shop", NULL);
	ck_assert_str_eq(cgroup_plate(g)->name, "shop");
	ck_assert_str_eq(cgroup_plate(g)->image, "nginx");
	ck_assert_str_eq(first->name, "web");
	cgroup_drop(g);
	cgroups_free(&c);
}
END_TEST

SUITE(names, all_groups_of_a_container_are_called_by_its_name, who_is_known_is_not_asked_for_at_each_sample, a_new_container_is_asked_for,
      without_containers_nobody_is_asked, where_somebody_looks_on_no_sample_waits_for_an_engine_that_hangs,
      a_name_that_comes_late_is_taken_with_a_later_sample, a_copy_of_a_sample_has_the_names_too,
      a_container_that_is_renamed_keeps_its_old_name_for_who_is_reading_it)
