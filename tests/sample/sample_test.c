/* sample_test.c - tasks are found, copied and forgotten, and who they are lives as long as one of them. */
#include "sample.h"

#include <string.h>

#include "sample/made_sample.h"
#include "suite.h"

START_TEST(a_process_is_found_by_its_pid_and_a_thread_is_not)
{
	struct sample s;

	sample_init(&s);
	ck_assert_ptr_null(sample_find(&s, 1));
	for (pid_t pid = 10; pid < 100; pid += 10) {
		made_process(&s, pid, 1, 1);
		if (pid % 20 == 0)
			made_thread(&s, pid + 1), made_thread(&s, pid + 500);
	}
	for (pid_t pid = -1; pid < 600; pid++) {
		const struct task *t = sample_find(&s, pid);
		bool there = pid >= 10 && pid < 100 && pid % 10 == 0;
		ck_assert_msg((t != NULL) == there, "pid %d", pid);
		ck_assert(!t || (t->pid == pid && !t->is_thread));
	}
	sample_free(&s);
}
END_TEST

START_TEST(a_copy_has_all_of_it_and_outlives_the_original)
{
	struct sample from, to;
	struct value *cold;
	const struct task *t;

	sample_init(&from);
	sample_init(&to);
	made_process(&to, 999, 1, 1);
	made_process(&from, 1, 0, 1)->rss = 4096;
	made_rollup(&from, made_process(&from, 2, 1, 2), (struct rollup){ .pss = 5, .uss = 3 });
	cold = arena_take(&from.arena, libproc_cold_count() * sizeof(*cold));
	cold[0] = value_text(strcpy(arena_take(&from.arena, 4), "exe"), 3);
	cold[1] = value_number(7);
	task_rare(from.tasks.data, &from.arena)->cold = cold;
	((struct task *)from.tasks.data)[0].have |= NEED_COLD;
	from.machine.processes = 2;
	from.boot_ns = 11, from.wall_ns = 12, from.serial = 13;
	sample_copy(&to, &from);
	ck_assert_ptr_ne(sample_find(&to, 2)->rollup, sample_find(&from, 2)->rollup);
	memset(cold, 0xff, libproc_cold_count() * sizeof(*cold));
	sample_free(&from);
	ck_assert_uint_eq(to.tasks.count, 2);
	t = sample_tasks(&to);
	ck_assert_uint_eq(t[0].rss, 4096);
	ck_assert_str_eq(t[0].who->comm, "p1");
	ck_assert_uint_eq(task_cold(&t[0])[0].text.length, 3);
	ck_assert_mem_eq(task_cold(&t[0])[0].text.bytes, "exe", 3);
	ck_assert_uint_eq(task_cold(&t[0])[1].number, 7);
	ck_assert_int_eq(task_cold(&t[0])[2].kind, VALUE_UNKNOWN);
	ck_assert_ptr_null(t[0].rollup);
	ck_assert_uint_eq(t[1].rollup->pss, 5);
	ck_assert_uint_eq(t[1].rollup->uss, 3);
	ck_assert_uint_eq(to.machine.processes, 2);
	ck_assert(to.boot_ns == 11 && to.wall_ns == 12 && to.serial == 13);
	sample_free(&to);
}
END_TEST

START_TEST(a_copy_of_nothing_is_empty)
{
	struct sample from, to;

	sample_init(&from);
	sample_init(&to);
	made_process(&to, 1, 0, 1);
	sample_copy(&to, &from);
	ck_assert_uint_eq(to.tasks.count, 0);
	sample_free(&from);
	sample_free(&to);
}
END_TEST

START_TEST(samples_share_who_a_process_is)
{
	struct sample first, second;
	const struct identity *who;

	sample_init(&first);
	sample_init(&second);
	who = made_process(&first, 1, 0, 1)->who;
	ck_assert_uint_eq(who->refs, 1);
	sample_copy(&second, &first);
	ck_assert_ptr_eq(sample_tasks(&second)->who, who);
	ck_assert_uint_eq(who->refs, 2);
	sample_clear(&first);
	ck_assert_uint_eq(who->refs, 1);
	ck_assert_str_eq(who->comm, "p1");
	sample_free(&first);
	sample_free(&second);
}
END_TEST

/* The name of the program in a command line, given as the kernel gives it. */
static const char *name_in(const char *bytes, size_t length)
{
	const struct identity *who = identity_new("comm", 4, bytes, length);
	static char name[64];

	ck_assert_uint_le(who->name_at + who->name_length, who->command_length);
	memcpy(name, who->command + who->name_at, who->name_length);
	name[who->name_length] = '\0';
	identity_drop(who);
	return name;
}

#define NAME_IN(text) name_in(text, sizeof(text))

START_TEST(the_name_of_a_program_stands_behind_its_path)
{
	ck_assert_str_eq(NAME_IN("/usr/bin/python3\0-m\0a/b"), "python3");
	ck_assert_str_eq(NAME_IN("./run/it\0/x/y"), "it");
	ck_assert_str_eq(NAME_IN("../it"), "it");
	ck_assert_str_eq(NAME_IN("bash\0/x/y"), "bash");
	ck_assert_str_eq(NAME_IN("sshd: kim@pts/0"), "sshd:");
	ck_assert_str_eq(NAME_IN("/usr/sbin/sshd -D [listener] 0/10"), "sshd");
	ck_assert_str_eq(NAME_IN("/"), "/");
	ck_assert_str_eq(NAME_IN("/bin/"), "bin/");
	ck_assert_str_eq(NAME_IN(""), "[comm]");
	ck_assert_str_eq(NAME_IN("\0\0"), "[comm]");
}
END_TEST

START_TEST(arguments_are_joined_by_spaces_and_zeroes_at_the_end_dropped)
{
	const struct identity *who = identity_new("c\0m", 3, "a\0\0b\0c\0\0\0", 8);

	ck_assert_uint_eq(who->command_length, 6);
	ck_assert_mem_eq(who->command, "a  b c", 7);
	ck_assert_uint_eq(who->comm_length, 3);
	ck_assert_mem_eq(who->comm, "c\0m", 4);
	identity_drop(who);
}
END_TEST

START_TEST(a_kernel_thread_is_named_by_its_comm_in_brackets)
{
	const struct identity *who = identity_new("kworker/0:1", 11, "", 0);

	ck_assert_str_eq(who->command, "[kworker/0:1]");
	ck_assert_uint_eq(who->name_at, 0);
	ck_assert_uint_eq(who->name_length, 13);
	identity_drop(who);
}
END_TEST

START_TEST(a_copy_of_who_it_is_has_nothing_that_the_sampling_thread_changes)
{
	struct identity *who = identity_new("comm", 4, "a\0b", 3);
	const struct identity *own;

	who->refs = 5;
	who->cgroup_id = 77;
	who->uid = 1000;
	who->have = NEED_COMMAND;
	own = identity_copy(who);
	ck_assert_uint_eq(own->refs, 1);
	ck_assert_uint_eq(own->cgroup_id, 0);
	ck_assert_uint_eq(own->uid, 1000);
	ck_assert_uint_eq(own->have, NEED_COMMAND);
	ck_assert_uint_eq(own->command_hash, who->command_hash);
	ck_assert_str_eq(own->comm, "comm");
	ck_assert_str_eq(own->command, "a b");
	ck_assert_uint_eq(own->name_length, 1);
	identity_drop(own);
	who->refs = 1;
	identity_drop(who);
}
END_TEST

SUITE(sample, a_copy_of_who_it_is_has_nothing_that_the_sampling_thread_changes, a_process_is_found_by_its_pid_and_a_thread_is_not, a_copy_has_all_of_it_and_outlives_the_original,
      a_copy_of_nothing_is_empty, samples_share_who_a_process_is, the_name_of_a_program_stands_behind_its_path,
      arguments_are_joined_by_spaces_and_zeroes_at_the_end_dropped, a_kernel_thread_is_named_by_its_comm_in_brackets)
