/* seen_test.c - who was seen, and is not there any more. */
#include <stdio.h>
#include <string.h>

#include "seen.h"
#include "suite.h"

static char gone[256];

static void note(void *with, const struct seen_one *one)
{
	(void)with;
	snprintf(gone + strlen(gone), sizeof(gone) - strlen(gone), "%d %s %d;", (int)one->pid, one->comm, (int)one->peak);
}

static void look(struct seen *s, const struct seen_one *all, size_t count)
{
	gone[0] = '\0';
	for (size_t i = 0; i < count; i++)
		seen_add(s, all[i].pid, all[i].comm, strlen(all[i].comm), all[i].peak);
	seen_end(s, note, NULL);
}

START_TEST(who_is_not_there_any_more_has_ended_with_its_last_peak)
{
	struct seen s;

	seen_init(&s);
	look(&s, (struct seen_one[]){ { 30, "cc1", 5 }, { 7, "make", 2 }, { 12, "sh", 1 } }, 3);
	ck_assert_str_eq(gone, "");
	look(&s, (struct seen_one[]){ { 7, "make", 3 }, { 30, "cc1", 9 } }, 2);
	ck_assert_str_eq(gone, "12 sh 1;");
	look(&s, NULL, 0);
	ck_assert_str_eq(gone, "7 make 3;30 cc1 9;");
	look(&s, NULL, 0);
	ck_assert_str_eq(gone, "");
	seen_free(&s);
}
END_TEST

START_TEST(who_became_another_program_has_not_ended)
{
	struct seen s;

	seen_init(&s);
	look(&s, (struct seen_one[]){ { 12, "sh", 1 } }, 1);
	look(&s, (struct seen_one[]){ { 12, "cc1", 80 } }, 1);
	ck_assert_str_eq(gone, "");
	look(&s, NULL, 0);
	ck_assert_str_eq(gone, "12 cc1 80;");
	seen_free(&s);
}
END_TEST

START_TEST(who_was_taken_is_not_told_again)
{
	struct seen s;
	struct seen_one one;

	seen_init(&s);
	look(&s, (struct seen_one[]){ { 1, "a", 1 }, { 2, "b", 2 }, { 3, "c", 3 } }, 3);
	ck_assert(seen_take(&s, 2, &one));
	ck_assert_str_eq(one.comm, "b");
	ck_assert(!seen_take(&s, 2, &one));
	ck_assert(seen_take(&s, 3, &one));
	ck_assert(!seen_take(&s, 9, &one));
	look(&s, NULL, 0);
	ck_assert_str_eq(gone, "1 a 1;");
	seen_free(&s);
}
END_TEST

SUITE(seen, who_is_not_there_any_more_has_ended_with_its_last_peak, who_became_another_program_has_not_ended, who_was_taken_is_not_told_again)
