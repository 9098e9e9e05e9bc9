/* forbidden_test.c - a plain user sees what he may, and what he may not is marked and not left out. */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>

#include "kernel/child.h"
#include "kernel/fake_proc.h"
#include "sample/watched.h"
#include "suite.h"

#define PID 42

static void sees_a_mark(void *with)
{
	const struct fake_proc *f = with;
	struct watched w;

	watched_open(&w, f->dir, EVERYTHING);
	for (int round = 0; round < 2; round++) {
		const struct sample *s = watched_next(&w);
		const struct task *t = watched_task(s, PID);
		ck_assert_uint_eq(s->tasks.count, 2);
		ck_assert_uint_eq(s->machine.unreadable, 1);
		ck_assert_int_eq(t->state, '?');
		ck_assert_uint_eq(t->have, NEED_OWNER);
		ck_assert_ptr_nonnull(t->who->user);
		ck_assert_ptr_null(t->rollup);
		ck_assert_str_eq(watched_task(s, 1)->who->command, "/sbin/init");
	}
	watched_close(&w);
}

START_TEST(a_process_whose_stat_is_forbidden_is_marked)
{
	struct fake_proc f;

	fake_copy(&f, "proc-recycled-before");
	ck_assert_int_eq(chmod(fake_path(&f, "42/stat"), 0), 0);
	child_as_nobody(sees_a_mark, &f);
	fake_free(&f);
}
END_TEST

START_TEST(a_process_whose_directory_is_forbidden_is_marked)
{
	struct fake_proc f;

	fake_copy(&f, "proc-recycled-before");
	ck_assert_int_eq(chmod(fake_path(&f, "42"), 0), 0);
	child_as_nobody(sees_a_mark, &f);
	ck_assert_int_eq(chmod(fake_path(&f, "42"), 0755), 0);
	fake_free(&f);
}
END_TEST

static void knows_the_rest(void *with)
{
	const struct fake_proc *f = with;
	const struct task *t;
	struct watched w;

	watched_open(&w, f->dir, EVERYTHING);
	t = watched_task(watched_next(&w), PID);
	ck_assert_uint_eq(t->have & (NEED_STAT | NEED_STATM | NEED_ROLLUP), NEED_STAT | NEED_STATM);
	ck_assert_ptr_null(t->rollup);
	ck_assert_uint_gt(t->rss, 0);
	watched_close(&w);
}

START_TEST(a_rollup_that_is_forbidden_is_unknown_and_not_zero)
{
	struct fake_proc f;

	fake_copy(&f, "proc-recycled-before");
	ck_assert_int_eq(chmod(fake_path(&f, "42/smaps_rollup"), 0), 0);
	child_as_nobody(knows_the_rest, &f);
	fake_free(&f);
}
END_TEST

static void sees_that_init_is_there(void *dir)
{
	struct watched w;

	watched_open(&w, dir, EVERYTHING);
	ck_assert_int_eq(watched_task(watched_next(&w), 1)->state, '?');
	ck_assert_uint_gt(w.last->machine.unreadable, 0);
	watched_close(&w);
}

/* With hidepid=1 /proc lists all and says EPERM. Without the right to mount one there is nothing to look at. */
START_TEST(what_hidepid_1_forbids_is_marked)
{
	struct fake_proc f;
	int status;
	pid_t pid;

	fake_new(&f);
	pid = fork();
	if (pid == 0) {
		if (unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
		    mount("proc", f.dir, "proc", 0, "hidepid=1") == 0)
			child_as_nobody(sees_that_init_is_there, f.dir);
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	fake_free(&f);
}
END_TEST

SUITE(forbidden, a_process_whose_stat_is_forbidden_is_marked, a_process_whose_directory_is_forbidden_is_marked,
      a_rollup_that_is_forbidden_is_unknown_and_not_zero, what_hidepid_1_forbids_is_marked)
