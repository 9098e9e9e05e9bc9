/* kin_test.c - which of the machine's processes that ended descend from us: by the records' parents and a made-up /proc. */
#define _GNU_SOURCE
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kin.h"
#include "stat.h"

static char dir[64], taken[256];
static struct procfs proc;
static struct kin kin;

static void take(void *with, const struct exit_record *r)
{
	(void)with;
	sprintf(taken + strlen(taken), "%d ", (int)r->pid);
}

static void be(int pid, int parent, char state, unsigned flags)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%d", dir, pid);
	mkdir(path, 0755);
	snprintf(path, sizeof(path), "%s/%d/stat", dir, pid);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fprintf(f, "%d (x) %c %d 0 0 0 0 %u 0 0 0 0 0 0 0 0 0 0 %d 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n", pid, state, parent, flags, state != 'X');
	fclose(f);
}

static void live(int pid, int parent)
{
	be(pid, parent, 'S', 0);
}

static void die_of(int pid)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/%d/stat", dir, pid);
	remove(path);
	snprintf(path, sizeof(path), "%s/%d", dir, pid);
	rmdir(path);
}

static void ends(int pid, int parent)
{
	struct exit_record r = { .pid = pid, .ppid = parent, .is_last = true };

	die_of(pid);
	kin_see(&kin, &r);
}

static void enter(void)
{
	struct err e;

	snprintf(dir, sizeof(dir), "build/check/kin-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	live(1, 0);
	live(50, 1);
	ck_assert(procfs_open(&proc, dir, &e));
	kin_init(&kin, &proc, take, NULL);
	kin.self = 100;
	taken[0] = '\0';
}

static void leave(void)
{
	char command[96];

	kin_free(&kin);
	procfs_close(&proc);
	snprintf(command, sizeof(command), "rm -r %s", dir);
	ck_assert_int_eq(system(command), 0);
}

START_TEST(children_of_living_descendants_are_ours)
{
	enter();
	live(101, 100);
	live(102, 101);
	ends(200, 102);
	ends(201, 100);
	ends(202, 50);
	ends(203, 1);
	ends(102, 101);
	ends(101, 100);
	ck_assert_str_eq(taken, "200 201 102 101 ");
	leave();
}
END_TEST

/* Parent and child may both be gone when we read of the child. */
START_TEST(a_parent_that_has_gone_is_asked_by_its_own_record)
{
	enter();
	ends(200, 102);
	ends(300, 302);
	ends(201, 200);
	ck_assert_str_eq(taken, "");
	ends(102, 100);
	ends(302, 50);
	ck_assert_str_eq(taken, "102 200 201 ");
	ck_assert_uint_eq(kin.waiting.count, 0);
	leave();
}
END_TEST

START_TEST(a_pid_that_is_used_again_is_asked_again)
{
	enter();
	live(101, 100);
	ends(200, 101);
	ends(101, 100);
	live(101, 50);
	ends(201, 101);
	ck_assert_str_eq(taken, "200 101 ");
	leave();
}
END_TEST

START_TEST(a_thread_that_ends_is_no_process)
{
	enter();
	kin_see(&kin, &(struct exit_record){ .pid = 200, .ppid = 100 });
	ck_assert_str_eq(taken, "");
	leave();
}
END_TEST

/* Between its parent's record and the moment when it gets another parent a child may end. */
START_TEST(a_child_that_is_told_of_after_its_parent_is_its_parents)
{
	enter();
	ends(102, 100);
	ends(302, 50);
	ends(200, 102);
	ends(201, 200);
	ends(300, 302);
	ck_assert_str_eq(taken, "102 200 201 ");
	ck_assert_uint_eq(kin.waiting.count, 0);
	leave();
}
END_TEST

/* Its record may have been read before it was asked: then no other comes to say that what was found out is over. */
START_TEST(who_is_ending_is_asked_and_not_kept_in_mind)
{
	enter();
	be(101, 100, 'Z', 0);
	be(102, 100, 'R', STAT_FLAG_EXITING);
	ends(200, 101);
	ends(201, 102);
	live(101, 50);
	live(102, 50);
	ends(202, 101);
	ends(203, 102);
	ck_assert_str_eq(taken, "200 201 ");
	leave();
}
END_TEST

/* The kernel shows neither parent nor threads of one that it takes apart just then. */
START_TEST(who_is_caught_as_it_goes_has_gone)
{
	enter();
	be(101, 0, 'X', 0);
	ends(200, 101);
	ck_assert_uint_eq(kin.waiting.count, 1);
	ends(101, 100);
	ck_assert_str_eq(taken, "101 200 ");
	leave();
}
END_TEST

/* However long it goes on. */
START_TEST(what_is_kept_is_bounded_and_what_that_costs_is_said)
{
	enter();
	for (int i = 0; i < KIN_KNOWN + 2; i++) {
		live(1000 + i, 100);
		ends(200, 1000 + i);
		die_of(1000 + i);
		taken[0] = '\0';
	}
	ck_assert_uint_le(kin.known.count, KIN_KNOWN);
	for (int i = 0; i < KIN_WAITING; i++)
		kin_see(&kin, &(struct exit_record){ .pid = 200, .ppid = 20000 + i, .is_last = true });
	ck_assert_uint_eq(kin.waiting.count, KIN_WAITING);
	ck_assert(!kin.were_lost);
	ends(200, 90000);
	ck_assert_uint_eq(kin.waiting.count, 1);
	ck_assert(kin.were_lost);
	ck_assert_str_eq(taken, "");
	ends(90000, 100);
	ck_assert_str_eq(taken, "90000 200 ");
	leave();
}
END_TEST

/* Whose end was lost may have given its number to another. */
START_TEST(after_a_loss_all_are_asked_anew)
{
	enter();
	live(101, 100);
	ends(200, 101);
	live(101, 50);
	kin_doubt(&kin);
	ends(201, 101);
	ck_assert_str_eq(taken, "200 ");
	leave();
}
END_TEST

SUITE(kin, who_is_caught_as_it_goes_has_gone, who_is_ending_is_asked_and_not_kept_in_mind, a_child_that_is_told_of_after_its_parent_is_its_parents, what_is_kept_is_bounded_and_what_that_costs_is_said, after_a_loss_all_are_asked_anew, children_of_living_descendants_are_ours, a_parent_that_has_gone_is_asked_by_its_own_record,
      a_pid_that_is_used_again_is_asked_again, a_thread_that_ends_is_no_process)
