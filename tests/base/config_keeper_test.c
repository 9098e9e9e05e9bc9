/* config_keeper_test.c - changes that are made by a thread: at once, all of them, and what fails is told and tried again. */
#define _GNU_SOURCE
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config_keeper.h"

static char dir[64];
static struct config_file file;

/* The directory is not there yet. */
static void enter(void)
{
	struct err e;
	char path[128];

	snprintf(dir, sizeof(dir), "build/check/keeper-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/config", dir);
	ck_assert(config_place(&file, path, &e));
	ck_assert_int_eq(rmdir(dir), 0);
}

static struct keeper *start(void)
{
	enter();
	ck_assert_int_eq(mkdir(dir, 0700), 0);
	return keeper_open(&file, "# hello\n");
}

static void leave(void)
{
	unlink(file.path);
	ck_assert_int_eq(rmdir(dir), 0);
}

static void give(struct keeper *k, const char *name, int value)
{
	struct vec edits;
	char text[16];

	snprintf(text, sizeof(text), "%d", value);
	vec_init(&edits, sizeof(struct config_edit));
	config_edit_add(&edits, CONFIG_SET, "s", name, text, NULL, NULL);
	keeper_give(k, &edits);
	ck_assert_uint_eq(edits.count, 0);
	vec_free(&edits);
}

static void ends(struct keeper *k)
{
	struct err e;

	ck_assert_msg(keeper_close(k, &e), "%s", e.text);
}

static bool has(const char *line)
{
	struct vec text;
	struct err e;
	bool found;

	vec_init(&text, 1);
	ck_assert_msg(config_load(&file, &text, &e), "%s", e.text);
	*(char *)vec_push(&text) = '\0';
	found = strstr(text.data, line) != NULL;
	vec_free(&text);
	return found;
}

static bool fails(struct keeper *k, const char *why)
{
	struct err e;

	return keeper_failed(k, &e) && strstr(e.text, why);
}

START_TEST(a_change_is_written_at_once)
{
	struct keeper *k = start();
	struct err e;

	give(k, "a", 1);
	ck_assert(until(has("# hello\n\n[s]\na = 1\n")));
	ck_assert(!keeper_failed(k, &e));
	give(k, "a", 2);
	ck_assert(until(has("# hello\n\n[s]\na = 2\n")));
	ends(k);
	leave();
}
END_TEST

START_TEST(of_many_in_a_row_none_is_lost_and_the_last_one_counts)
{
	struct keeper *k = start();
	char name[32];

	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof(name), "n%d", i % 100);
		give(k, name, i);
	}
	ends(k);
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "\nn%d = %d\n", i, 200 + i);
		ck_assert_msg(has(name), "%s", name);
	}
	leave();
}
END_TEST

START_TEST(where_nothing_is_given_nothing_is_written)
{
	ends(start());
	leave();
}
END_TEST

START_TEST(two_that_change_other_things_at_once_lose_nothing)
{
	struct keeper *one = start(), *two = keeper_open(&file, "# hello\n");
	char name[32];

	for (int i = 0; i < 50; i++) {
		snprintf(name, sizeof(name), "one%d", i);
		give(one, name, i);
		snprintf(name, sizeof(name), "two%d", i);
		give(two, name, i);
	}
	ends(one);
	ends(two);
	for (int i = 0; i < 50; i++) {
		snprintf(name, sizeof(name), "one%d = %d\n", i, i);
		ck_assert_msg(has(name), "%s", name);
		snprintf(name, sizeof(name), "two%d = %d\n", i, i);
		ck_assert_msg(has(name), "%s", name);
	}
	leave();
}
END_TEST

START_TEST(what_fails_is_told_once_and_made_with_the_next_change)
{
	struct keeper *k;
	struct err e;

	enter();
	k = keeper_open(&file, "");
	give(k, "a", 1);
	ck_assert(until(fails(k, dir)));
	ck_assert(!keeper_failed(k, &e));
	give(k, "b", 2);
	ck_assert(until(fails(k, "No such file")));
	ck_assert_int_eq(mkdir(dir, 0700), 0);
	give(k, "a", 3);
	ck_assert(until(has("a = 3\n")));
	ck_assert(has("b = 2\n"));
	ends(k);
	leave();
}
END_TEST

START_TEST(what_has_failed_is_tried_again_at_the_end)
{
	struct keeper *k;

	enter();
	k = keeper_open(&file, "");
	give(k, "a", 1);
	ck_assert(until(fails(k, dir)));
	ck_assert_int_eq(mkdir(dir, 0700), 0);
	ends(k);
	ck_assert(has("a = 1\n"));
	leave();
}
END_TEST

START_TEST(what_fails_at_the_end_is_told_unless_it_was)
{
	struct keeper *k;
	struct err e;

	enter();
	k = keeper_open(&file, "");
	give(k, "a", 1);
	ck_assert(!keeper_close(k, &e));
	ck_assert_msg(strstr(e.text, "No such file") != NULL, "%s", e.text);
	k = keeper_open(&file, "");
	give(k, "a", 1);
	ck_assert(until(fails(k, dir)));
	ends(k);
}
END_TEST

SUITE(config_keeper, a_change_is_written_at_once, of_many_in_a_row_none_is_lost_and_the_last_one_counts,
      where_nothing_is_given_nothing_is_written, two_that_change_other_things_at_once_lose_nothing,
      what_fails_is_told_once_and_made_with_the_next_change, what_has_failed_is_tried_again_at_the_end,
      what_fails_at_the_end_is_told_unless_it_was)
