/* sysvipc_test.c - System V segments, line by line. */
#include "sysvipc.h"

#include "base/exact.h"
#include "suite.h"

static const char one[] = "  10952870          8   600                    56  7445  7509      2   101   104   101   104 1795366860 1795366879 "
                          "1795366856                  4096                  8192";

START_TEST(a_segment_tells_what_it_takes_and_whose_it_is)
{
	struct shm_segment s;

	ck_assert(shm_parse(one, sizeof(one) - 1, &s));
	ck_assert_int_eq(s.key, 10952870);
	ck_assert_uint_eq(s.id, 8);
	ck_assert_uint_eq(s.size, 56);
	ck_assert_int_eq(s.creator, 7445);
	ck_assert_uint_eq(s.attached, 2);
	ck_assert_uint_eq(s.uid, 101);
	ck_assert_uint_eq(s.rss, 4096);
	ck_assert_uint_eq(s.swap, 8192);
}
END_TEST

START_TEST(a_key_may_be_below_zero)
{
	static const char low[] = "-2147483648 1 666 1 1 1 0 0 0 0 0 0 0 0 0 0";
	static const char lower[] = "-2147483649 1 666 1 1 1 0 0 0 0 0 0 0 0 0 0";
	struct shm_segment s;

	ck_assert(shm_parse(low, sizeof(low) - 1, &s));
	ck_assert_int_eq(s.key, INT32_MIN);
	ck_assert(!shm_parse(lower, sizeof(lower) - 1, &s));
}
END_TEST

START_TEST(titles_are_no_segment)
{
	static const char titles[] = "       key      shmid perms                  size  cpid  lpid nattch   uid";
	struct shm_segment s;

	ck_assert(!shm_parse(titles, sizeof(titles) - 1, &s));
	ck_assert(!shm_parse("", 0, &s));
}
END_TEST

static void show(const char *text, size_t length)
{
	struct shm_segment s;

	shm_parse(text, length, &s);
}

START_TEST(a_cut_line_is_not_read_beyond_its_end)
{
	exact_beginnings(one, sizeof(one) - 1, show);
}
END_TEST

SUITE(sysvipc, a_segment_tells_what_it_takes_and_whose_it_is, a_key_may_be_below_zero, titles_are_no_segment,
      a_cut_line_is_not_read_beyond_its_end)
