/* scan_test.c - a sample of a /proc that means no good, and of one that says too much or too little. */
#define _GNU_SOURCE
#include "kernel/fake_proc.h"
#include "sample/watched.h"
#include "numa.h"
#include "scan_text.h"
#include "suite.h"

#define is_text(text, length, expected) do { \
		ck_assert_uint_eq(length, sizeof(expected) - 1); \
		ck_assert_mem_eq(text, expected, sizeof(expected)); \
	} while (0)

START_TEST(what_can_be_read_is_there_in_ascending_order)
{
	static const pid_t there[] = { 1, 2, 9, 10, 11, 12, 15, 16, 20, 100 };
	struct watched w;
	const struct sample *s;

	watched_fixture(&w, "proc-hostile", EVERYTHING);
	s = watched_next(&w);
	ck_assert_uint_eq(s->tasks.count, ARRAY_LEN(there));
	for (size_t i = 0; i < ARRAY_LEN(there); i++)
		ck_assert_int_eq(sample_tasks(s)[i].pid, there[i]);
	watched_close(&w);
}
END_TEST

START_TEST(what_vanished_or_makes_no_sense_is_left_out)
{
	struct watched w;
	const struct sample *s;

	watched_fixture(&w, "proc-hostile", EVERYTHING);
	s = watched_next(&w);
	ck_assert_ptr_null(sample_find(s, 13));
	ck_assert_ptr_null(sample_find(s, 14));
	ck_assert_uint_eq(s->machine.unreadable, 0);
	watched_close(&w);
}
END_TEST

START_TEST(hostile_names_are_kept_byte_by_byte)
{
	struct watched w;
	const struct sample *s;
	const struct identity *who;

	watched_fixture(&w, "proc-hostile", EVERYTHING);
	s = watched_next(&w);
	who = watched_task(s, 10)->who;
	is_text(who->comm, who->comm_length, ") R 1 (");
	is_text(who->command, who->command_length, "/usr/bin/) R 1");
	ck_assert_int_eq(watched_task(s, 10)->state, 'S');
	ck_assert_int_eq(watched_task(s, 10)->ppid, 1);
	who = watched_task(s, 11)->who;
	is_text(who->comm, who->comm_length, "a\n\33[2J\a\xff");
	is_text(who->command, who->command_length, "/tmp/\33]0;title\a \n\xff\xfe");
	watched_close(&w);
}
END_TEST

START_TEST(without_a_command_line_the_comm_stands_in_brackets)
{
	struct watched w;
	const struct sample *s;
	const struct identity *who;

	watched_fixture(&w, "proc-hostile", EVERYTHING);
	s = watched_next(&w);
	who = watched_task(s, 20)->who;
	is_text(who->command, who->command_length, "[empty]");
	who = watched_task(s, 15)->who;
	is_text(who->comm, who->comm_length, "");
	is_text(who->command, who->command_length, "[]");
	who = watched_task(s, 9)->who;
	is_text(who->command, who->command_length, "[kworker/0:1H-kblockd]");
	watched_close(&w);
}
END_TEST

START_TEST(kernel_threads_and_zombies_have_no_memory_and_that_is_known)
{
	struct watched w;
	const struct sample *s;

	watched_fixture(&w, "proc-hostile", EVERYTHING);
	s = watched_next(&w);
	ck_assert(watched_task(s, 2)->is_kernel && watched_task(s, 9)->is_kernel);
	ck_assert(!watched_task(s, 12)->is_kernel);
	ck_assert_int_eq(watched_task(s, 12)->state, 'Z');
	for (int i = 0; i < 2; i++) {
		const struct task *t = watched_task(s, i ? 12 : 9);
		ck_assert(t->have & NEED_ROLLUP);
		ck_assert_ptr_nonnull(t->rollup);
		ck_assert_uint_eq(t->rss + t->rollup->pss + t->rollup->uss + t->rollup->swap, 0);
	}
	ck_assert_uint_eq(s->machine.kernel_threads, 2);
	ck_assert_uint_eq(s->machine.processes, 8);
	ck_assert_uint_eq(s->machine.threads, 10);
	watched_close(&w);
}
END_TEST

START_TEST(numbers_come_from_the_files_that_say_them)
{
	struct watched w;
	struct stat owner;
	const struct task *t;

	ck_assert_int_eq(stat("tests/fixtures/proc-hostile/1", &owner), 0);
	watched_fixture(&w, "proc-hostile", EVERYTHING);
	t = watched_task(watched_next(&w), 1);
	ck_assert_uint_eq(t->vsz, 2560 * kernel_page());
	ck_assert_uint_eq(t->rss, 256 * kernel_page());
	ck_assert_uint_eq(t->shr, 100 * kernel_page());
	ck_assert_uint_eq(t->cpu_ns, 150 * kernel_tick_ns());
	ck_assert_uint_eq(t->start_ns, 100 * kernel_tick_ns());
	ck_assert_uint_eq(t->minflt, 10);
	ck_assert_uint_eq(t->majflt, 2);
	ck_assert_int_eq(t->tgid, 1);
	ck_assert_int_eq(t->pgrp, 1);
	ck_assert_int_eq(t->session, 1);
	ck_assert_int_eq(t->priority, 20);
	ck_assert_uint_eq(t->rollup->pss, 600 << 10);
	ck_assert_uint_eq(t->rollup->uss, 500 << 10);
	ck_assert_uint_eq(t->rollup->swap, 40 << 10);
	ck_assert_uint_eq(t->who->uid, owner.st_uid);
	watched_close(&w);
}
END_TEST

START_TEST(only_what_is_wanted_is_read)
{
	struct watched w;
	const struct task *t;

	watched_fixture(&w, "proc-hostile", NEED_STAT);
	t = watched_task(watched_next(&w), 1);
	ck_assert_uint_eq(t->have, NEED_STAT);
	ck_assert_uint_eq(t->shr, 0);
	ck_assert_ptr_null(t->rollup);
	ck_assert_ptr_null(task_cold(t));
	ck_assert_ptr_null(t->who->user);
	ck_assert_uint_eq(sample_find(w.last, 16)[1].tgid, 20);
	w.demand.all |= NEED_STATM | NEED_OWNER;
	t = watched_task(watched_next(&w), 1);
	ck_assert_uint_eq(t->have & ~(unsigned)NEED_CPU, NEED_STAT | NEED_STATM | NEED_OWNER);
	ck_assert_ptr_nonnull(t->who->user);
	watched_close(&w);
}
END_TEST

START_TEST(refining_reads_of_the_shown_what_is_wanted_of_them)
{
	struct watched w;
	const struct sample *s;

	watched_fixture(&w, "proc-hostile", NEED_STAT | NEED_STATM);
	w.demand.shown = NEED_ROLLUP;
	*(pid_t *)vec_push(&w.demand.shown_pids) = 10;
	*(pid_t *)vec_push(&w.demand.shown_pids) = 14;
	s = watched_next(&w);
	ck_assert_ptr_null(watched_task(s, 10)->rollup);
	w.source->refine(w.source, &w.demand, &w.samples[0]);
	ck_assert_uint_eq(watched_task(s, 10)->rollup->pss, 600 << 10);
	ck_assert(watched_task(s, 10)->have & NEED_ROLLUP);
	ck_assert_ptr_null(watched_task(s, 11)->rollup);
	watched_close(&w);
}
END_TEST

START_TEST(threads_stand_behind_their_process)
{
	struct watched w;
	const struct task *t;

	watched_fixture(&w, "proc-hostile", EVERYTHING);
	w.demand.threads = true;
	t = watched_task(watched_next(&w), 16);
	ck_assert_uint_eq(w.last->tasks.count, 12);
	ck_assert_uint_eq(t->threads, 3);
	ck_assert(!t->is_thread);
	for (int i = 1; i <= 2; i++) {
		ck_assert(t[i].is_thread);
		ck_assert_int_eq(t[i].pid, 16 + i);
		ck_assert_int_eq(t[i].tgid, 16);
		ck_assert_int_eq(t[i].ppid, 16);
		ck_assert_uint_eq(t[i].cpu_ns, (uint64_t)(16 + i) * kernel_tick_ns());
		ck_assert_ptr_null(t[i].rollup);
	}
	is_text(t[1].who->comm, t[1].who->comm_length, "worker) S 1 (1");
	ck_assert_int_eq(t[3].pid, 20);
	ck_assert_uint_eq(w.last->machine.threads, 10);
	watched_close(&w);
}
END_TEST

START_TEST(huge_numbers_neither_wrap_nor_crash)
{
	struct watched w;
	const struct sample *s;
	const struct task *t;

	watched_fixture(&w, "proc-huge", EVERYTHING);
	s = watched_next(&w);
	t = watched_task(s, 1);
	ck_assert_uint_eq(t->vsz, UINT64_MAX);
	ck_assert_uint_eq(t->rss, UINT64_MAX);
	ck_assert_uint_eq(t->minflt, UINT64_MAX);
	ck_assert_uint_eq(t->cpu_ns, UINT64_MAX);
	ck_assert_uint_eq(t->rollup->pss, UINT64_MAX - 1023);
	ck_assert_uint_eq(t->who->command_length, 6 + 5000);
	ck_assert_int_eq(watched_task(s, 999999999)->pid, 999999999);
	ck_assert_uint_eq(s->machine.parts.total, UINT64_MAX - 1023);
	ck_assert_uint_eq(s->machine.parts.free, UINT64_MAX - 1023);
	ck_assert_uint_eq(s->machine.parts.used, 0);
	watched_close(&w);
}
END_TEST

START_TEST(the_machine_is_read_beside_its_processes)
{
	struct watched w;
	const struct machine *m;

	watched_fixture(&w, "proc-hostile", NEED_STAT);
	m = &watched_next(&w)->machine;
	ck_assert(m->has_memory && m->has_pressure);
	ck_assert_uint_eq(m->parts.total, UINT64_C(24684084) << 10);
	ck_assert(!m->memory.known[MEM_PERCPU]);
	ck_assert_double_eq(m->pressure.full, 0.75);
	ck_assert(!m->has_figures && !m->has_zram && !m->others_hidden);
	watched_close(&w);
}
END_TEST

START_TEST(what_the_machine_does_not_say_is_not_known)
{
	struct watched w;
	const struct machine *m;

	watched_fixture(&w, "proc-bare", NEED_STAT);
	m = &watched_next(&w)->machine;
	ck_assert(!m->has_memory && !m->has_pressure);
	watched_close(&w);
	watched_fixture(&w, "proc-recycled-before", NEED_STAT);
	m = &watched_next(&w)->machine;
	ck_assert(!m->has_memory && !m->has_pressure);
	watched_close(&w);
}
END_TEST

START_TEST(we_are_in_a_sample_of_the_living_machine)
{
	struct watched w;
	const struct sample *s;
	const struct task *t;

	watched_open(&w, "/proc", NEED_STAT | NEED_OWNER | NEED_COMMAND);
	s = watched_next(&w);
	t = watched_task(s, getpid());
	ck_assert_int_eq(t->ppid, getppid());
	ck_assert_uint_eq(t->who->uid, geteuid());
	ck_assert_uint_gt(t->rss, 1 << 20);
	ck_assert(s->machine.has_memory);
	ck_assert_uint_gt(s->machine.parts.total, t->rss);
	ck_assert_uint_ge(s->boot_ns, t->start_ns);
	watched_close(&w);
}
END_TEST

START_TEST(the_nodes_that_memory_is_on_are_read_where_there_may_be_several)
{
	struct fake_proc f;
	struct watched w;
	const struct sample *s;

	fake_copy(&f, "proc-hostile");
	fake_put(&f, "10/numa_maps", "7f00 default anon=5 N0=1 N1=4 kernelpagesize_kB=4\n");
	fake_put(&f, "11/numa_maps", "nonsense\n");
	watched_open(&w, f.dir, NEED_STAT | NEED_NUMA);
	s = watched_next(&w);
	ck_assert_str_eq(task_numa(watched_task(s, 10)), "1:80 0:20");
	ck_assert(!(watched_task(s, 11)->have & NEED_NUMA) && !(watched_task(s, 15)->have & NEED_NUMA));
	/* A thread of the kernel has no memory, nor has one that has ended. */
	ck_assert_str_eq(task_numa(watched_task(s, 2)), "");
	ck_assert_str_eq(task_numa(watched_task(s, 12)), "");
	ck_assert(watched_task(s, 2)->have & NEED_NUMA);
	watched_close(&w);
	fake_free(&f);
}
END_TEST

START_TEST(with_one_node_all_memory_is_there_and_nothing_is_read)
{
	struct watched w;
	unsigned node;

	watched_open(&w, "/proc", NEED_STAT | NEED_NUMA);
	if (!numa_only_here(&node))
		fprintf(stderr, "SKIPPED: this machine has several nodes\n");
	else
		ck_assert_int_eq(atoi(task_numa(watched_task(watched_next(&w), getpid()))), (int)node);
	watched_close(&w);
}
END_TEST

SUITE(scan, the_nodes_that_memory_is_on_are_read_where_there_may_be_several, with_one_node_all_memory_is_there_and_nothing_is_read,
       what_can_be_read_is_there_in_ascending_order, what_vanished_or_makes_no_sense_is_left_out,
      hostile_names_are_kept_byte_by_byte, without_a_command_line_the_comm_stands_in_brackets,
      kernel_threads_and_zombies_have_no_memory_and_that_is_known, numbers_come_from_the_files_that_say_them,
      only_what_is_wanted_is_read, refining_reads_of_the_shown_what_is_wanted_of_them, threads_stand_behind_their_process,
      huge_numbers_neither_wrap_nor_crash, the_machine_is_read_beside_its_processes, what_the_machine_does_not_say_is_not_known,
      we_are_in_a_sample_of_the_living_machine)
