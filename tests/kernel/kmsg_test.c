/* kmsg_test.c - records of the kernel's log, and what the OOM killer writes into it. */
#include "kmsg.h"

#include <string.h>

#include "base/exact.h"
#include "suite.h"

START_TEST(a_record_is_taken_apart)
{
	static const char text[] = "6,4865,12007833187,-,caller=T1;[   5318]     0  5318 load\n SUBSYSTEM=cpu\n DEVICE=+x\n";
	char *copy = exact_copy(text, sizeof(text) - 1);
	struct kmsg_record r;

	ck_assert(kmsg_parse(copy, sizeof(text) - 1, &r));
	ck_assert_uint_eq(r.facility, 0);
	ck_assert_uint_eq(r.number, 4865);
	ck_assert_uint_eq(r.at_ns, UINT64_C(12007833187000));
	ck_assert_uint_eq(r.length, strlen("[   5318]     0  5318 load"));
	ck_assert_int_eq(strncmp(r.message, "[   5318]     0  5318 load\n", r.length + 1), 0);
	exact_free(copy);
}
END_TEST

START_TEST(what_programs_write_has_a_facility)
{
	struct kmsg_record r;

	ck_assert(kmsg_parse("12,1,2,-;Killed process 1 (x) total-vm:1kB", 42, &r));
	ck_assert_uint_eq(r.facility, 1);
}
END_TEST

START_TEST(what_is_no_record_is_refused)
{
	static const char *const others[] = { "", "6", "6,1", "6,1,2", "6,1,2,-", "6,1,2,-\n;x", "x,1,2,-;m", "6,1,99999999999999999999,-;m",
	                                      "99999,1,2,-;m" };
	struct kmsg_record r;

	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		ck_assert_msg(!kmsg_parse(others[i], strlen(others[i]), &r), "taken for a record: %s", others[i]);
}
END_TEST

static bool kill_of(const char *message, struct kmsg_kill *out)
{
	char *copy = exact_copy(message, strlen(message));
	bool ok = kmsg_kill_parse(copy, strlen(message), out);

	exact_free(copy);
	return ok;
}

START_TEST(a_kill_names_its_victim)
{
	struct kmsg_kill k;

	ck_assert(kill_of("Out of memory: Killed process 6376 (script) total-vm:17365908kB, anon-rss:17362944kB, file-rss:236kB, "
	                  "shmem-rss:4kB, UID:0 pgtables:34028kB oom_score_adj:0", &k));
	ck_assert_int_eq(k.pid, 6376);
	ck_assert_str_eq(k.comm, "script");
	ck_assert_uint_eq(k.rss, UINT64_C(17363184) * 1024);
	ck_assert(!k.is_of_group);
	ck_assert(kill_of("Memory cgroup out of memory: Killed process 7 (a b) total-vm:1kB, anon-rss:2kB, file-rss:3kB", &k));
	ck_assert(k.is_of_group);
	ck_assert_str_eq(k.comm, "a b");
	ck_assert_uint_eq(k.rss, 5 * 1024);
	/* As older kernels write it. */
	ck_assert(kill_of("Killed process 7 (x), UID 0, (y) total-vm:1kB, anon-rss:2kB", &k));
	ck_assert(kill_of("Killed process 9 (old) total-vm:1kB, anon-rss:2kB", &k));
	ck_assert_str_eq(k.comm, "old");
	ck_assert(kill_of("Out of memory (oom_kill_allocating_task): Killed process 9 (x) total-vm:1kB", &k));
	ck_assert_uint_eq(k.rss, 0);
}
END_TEST

START_TEST(a_hostile_name_stays_a_name)
{
	struct kmsg_kill k;

	ck_assert(kill_of("Out of memory: Killed process 5 (a) total-vm:1kB) total-vm:9kB, anon-rss:2kB, file-rss:0kB", &k));
	ck_assert_int_eq(k.pid, 5);
	ck_assert_str_eq(k.comm, "a) total-vm:1kB");
	ck_assert_uint_eq(k.rss, 2048);
	ck_assert(kill_of("Out of memory: Killed process 5 (\\x1b[31m\\x5c\\x0a) total-vm:9kB", &k));
	ck_assert_str_eq(k.comm, "\x1b[31m\\\n");
	ck_assert(kill_of("Out of memory: Killed process 5 (\\xzz\\x4) total-vm:9kB", &k));
	ck_assert_str_eq(k.comm, "\\xzz\\x4");
	ck_assert(kill_of("Out of memory: Killed process 5 () total-vm:9kB", &k));
	ck_assert_uint_eq(k.comm_length, 0);
}
END_TEST

START_TEST(what_is_no_kill_is_left_out)
{
	static const char *const others[] = {
		"", "Killed process", "Killed process 5", "Killed process 5 (x)", "Killed process x (y) total-vm:1kB",
		"Killed process 0 (y) total-vm:1kB", "audit: exe=\"Killed process 5 (x) total-vm:1kB\"",
		"Out of memory: Kill process 5 (x) score 987 or sacrifice child", "oom_reaper: reaped process 5 (x), now anon-rss:0kB",
		"Killed process 99999999999 (x) total-vm:1kB",
	};
	struct kmsg_kill k;

	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		ck_assert_msg(!kill_of(others[i], &k), "taken for a kill: %s", others[i]);
}
END_TEST

/* The group that a line tells for a kill of 4711 by this name. */
static const char *group_of(const char *message, const char *comm)
{
	static char out[256];
	struct kmsg_kill k = { .pid = 4711, .comm_length = strlen(comm) };
	struct kmsg_choice c;

	memcpy(k.comm, comm, k.comm_length);
	if (!kmsg_choice_parse(message, strlen(message), &c))
		return "no choice";
	kmsg_choice_group(&c, &k, out, sizeof(out));
	return out;
}

START_TEST(a_choice_names_the_group_of_its_victim)
{
	ck_assert_str_eq(group_of("oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/docker,"
	                          "task_memcg=/docker/web,task=python,pid=4711,uid=0", "python"), "/docker/web");
	ck_assert_str_eq(group_of("oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),global_oom,task_memcg=/a b,task=x,pid=4711,uid=0", "x"),
	                 "/a b");
}
END_TEST

START_TEST(the_choice_of_another_names_nothing)
{
	static const char line[] = "oom-kill:constraint=CONSTRAINT_MEMCG,oom_memcg=/d,task_memcg=/d/w,task=python,pid=4712,uid=0";

	ck_assert_str_eq(group_of(line, "python"), "");
	ck_assert_str_eq(group_of("oom-kill:constraint=X,task_memcg=/d,task=perl,pid=4711,uid=0", "python"), "");
	ck_assert_str_eq(group_of("oom-kill:constraint=X,pid=4711,task_memcg=/d", "python"), "no choice");
	ck_assert_str_eq(group_of("oom-kill:constraint=X", "python"), "no choice");
	ck_assert_str_eq(group_of("nothing", "python"), "no choice");
}
END_TEST

START_TEST(a_path_and_a_name_with_its_words_in_them_are_told_apart)
{
	ck_assert_str_eq(group_of("oom-kill:constraint=X,task_memcg=/p,task=q,task=y,pid=4711,uid=0", "y"), "/p,task=q");
	ck_assert_str_eq(group_of("oom-kill:constraint=X,task_memcg=/p,task=q,task=y,pid=4711,uid=0", "q,task=y"), "/p");
	ck_assert_str_eq(group_of("oom-kill:constraint=X,task_memcg=/p,task=a,pid=1,pid=4711,uid=0", "a,pid=1"), "/p");
	ck_assert_str_eq(group_of("oom-kill:constraint=X,task_memcg=/p\\x1b,task=\\x07,pid=4711,uid=0", "\x07"), "/p\x1b");
}
END_TEST

SUITE(kmsg, a_record_is_taken_apart, what_programs_write_has_a_facility, what_is_no_record_is_refused, a_kill_names_its_victim,
      a_hostile_name_stays_a_name, what_is_no_kill_is_left_out, a_choice_names_the_group_of_its_victim,
      the_choice_of_another_names_nothing, a_path_and_a_name_with_its_words_in_them_are_told_apart)
