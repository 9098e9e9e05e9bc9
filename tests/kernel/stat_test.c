/* stat_test.c - a line of /proc/PID/stat says the same, whatever its comm tries. */
#include "stat.h"

#include <stdio.h>
#include <string.h>

#include "base/exact.h"
#include "scan_text.h"
#include "suite.h"

/* What follows the state, by the names of proc(5): a line that was seen in life, its numbers made different. */
#define REST " 2 3 4 34816 6 4194560 10 11 12 13 140 150 16 17 20 -5 7 0 302553 3133440 365 18446744073709551615 " \
             "94071740915712 94071740935593 140732749870944 0 0 0 0 0 0 0 0 0 17 3 0 0 0 0 0 1 2 3 4 5 6 7 0\n"

static bool parse(const char *text, size_t length, struct stat_line *out)
{
	static char *kept;   /* comm points into it */

	if (kept)
		exact_free(kept);
	kept = exact_copy(text, length);
	return stat_parse(kept, length, out);
}

#define PARSE(text, out) parse(text, sizeof(text) - 1, out)

#define is_comm(line, text) do { \
		ck_assert_uint_eq((line).comm_length, sizeof(text) - 1); \
		ck_assert_mem_eq((line).comm, text, sizeof(text) - 1); \
	} while (0)

START_TEST(every_field_is_where_proc_5_says)
{
	uint64_t tick = kernel_tick_ns(), page = kernel_page();
	struct stat_line s;

	ck_assert(PARSE("42 (bash) S" REST, &s));
	is_comm(s, "bash");
	ck_assert_int_eq(s.pid, 42);
	ck_assert_int_eq(s.state, 'S');
	ck_assert_int_eq(s.ppid, 2);
	ck_assert_int_eq(s.pgrp, 3);
	ck_assert_int_eq(s.session, 4);
	ck_assert_int_eq(s.tty, 34816);
	ck_assert_uint_eq(s.flags, 4194560);
	ck_assert_uint_eq(s.minflt, 10);
	ck_assert_uint_eq(s.majflt, 12);
	ck_assert_uint_eq(s.user_ns, 140 * tick);
	ck_assert_uint_eq(s.system_ns, 150 * tick);
	ck_assert_int_eq(s.priority, 20);
	ck_assert_int_eq(s.nice, -5);
	ck_assert_uint_eq(s.threads, 7);
	ck_assert_uint_eq(s.start_ns, 302553 * tick);
	ck_assert_uint_eq(s.vsz, 3133440);
	ck_assert_uint_eq(s.rss, 365 * page);
	ck_assert_uint_eq(s.start_code, UINT64_C(94071740915712));
	ck_assert_uint_eq(s.start_stack, UINT64_C(140732749870944));
	ck_assert_int_eq(s.processor, 3);
}
END_TEST

START_TEST(a_comm_may_hold_a_closing_parenthesis)
{
	struct stat_line s;

	ck_assert(PARSE("42 (a)b) S" REST, &s));
	is_comm(s, "a)b");
	ck_assert(PARSE("42 ()) S" REST, &s));
	is_comm(s, ")");
	ck_assert(PARSE("42 (() S" REST, &s));
	is_comm(s, "(");
}
END_TEST

START_TEST(a_comm_may_look_like_the_rest_of_the_line)
{
	struct stat_line s;

	ck_assert(PARSE("42 () R 1 () S" REST, &s));
	is_comm(s, ") R 1 (");
	ck_assert_int_eq(s.state, 'S');
	ck_assert_int_eq(s.ppid, 2);
	ck_assert(PARSE("42 () Z 1 1 1 1) R" REST, &s));
	is_comm(s, ") Z 1 1 1 1");
	ck_assert_int_eq(s.state, 'R');
}
END_TEST

START_TEST(a_comm_may_hold_spaces_newlines_and_control_bytes)
{
	struct stat_line s;

	ck_assert(PARSE("42 ( a  b ) S" REST, &s));
	is_comm(s, " a  b ");
	ck_assert(PARSE("42 (a\nb\n) S" REST, &s));
	is_comm(s, "a\nb\n");
	ck_assert(PARSE("42 (\33[2J\a\x7f\xff\x80) S" REST, &s));
	is_comm(s, "\33[2J\a\x7f\xff\x80");
	ck_assert(PARSE("42 (a\0b) S" REST, &s));
	is_comm(s, "a\0b");
}
END_TEST

START_TEST(a_comm_may_be_empty)
{
	struct stat_line s;

	ck_assert(PARSE("42 () S" REST, &s));
	is_comm(s, "");
	ck_assert_int_eq(s.ppid, 2);
}
END_TEST

START_TEST(a_zombie_has_no_memory)
{
	struct stat_line s;

	ck_assert(PARSE("9 (true) Z 2 3 4 0 -1 4227084 10 0 0 0 0 1 0 0 20 0 1 0 302553 0 0 18446744073709551615 0 0 0 0 0 0 0 0 "
	                "0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n", &s));
	ck_assert_int_eq(s.state, 'Z');
	ck_assert_uint_eq(s.vsz, 0);
	ck_assert_uint_eq(s.rss, 0);
	ck_assert_uint_eq(s.start_code, 0);
	ck_assert(!(s.flags & STAT_FLAG_KTHREAD));
}
END_TEST

START_TEST(a_kernel_thread_says_so_in_its_flags)
{
	struct stat_line s;

	ck_assert(PARSE("17 (kworker/0:1H-kblockd) I 2 0 0 0 -1 69238880 0 0 0 0 0 0 0 0 0 -20 1 0 24 0 0 18446744073709551615 0 0 "
	                "0 0 0 0 0 2147483647 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n", &s));
	is_comm(s, "kworker/0:1H-kblockd");
	ck_assert_int_eq(s.state, 'I');
	ck_assert_int_eq(s.nice, -20);
	ck_assert(s.flags & STAT_FLAG_KTHREAD);
}
END_TEST

START_TEST(numbers_beyond_32_bits_are_kept)
{
	struct stat_line s;

	ck_assert(PARSE("42 (x) S 2 3 4 0 6 4294967295 5000000000 11 6000000000 13 7000000000 8000000000 16 17 -100 -20 1 0 "
	                "9000000000 140737488355328 5000000000 0 18446744073709551615 0 9223372036854775808 0 0 0 0 0 0 0 0 0 17 "
	                "1023 0\n", &s));
	ck_assert_uint_eq(s.flags, UINT32_MAX);
	ck_assert_uint_eq(s.minflt, UINT64_C(5000000000));
	ck_assert_uint_eq(s.majflt, UINT64_C(6000000000));
	ck_assert_uint_eq(s.user_ns, UINT64_C(7000000000) * kernel_tick_ns());
	ck_assert_uint_eq(s.system_ns, UINT64_C(8000000000) * kernel_tick_ns());
	ck_assert_int_eq(s.priority, -100);
	ck_assert_int_eq(s.nice, -20);
	ck_assert_uint_eq(s.start_ns, UINT64_C(9000000000) * kernel_tick_ns());
	ck_assert_uint_eq(s.vsz, UINT64_C(1) << 47);
	ck_assert_uint_eq(s.rss, UINT64_C(5000000000) * kernel_page());
	ck_assert_uint_eq(s.start_code, UINT64_MAX);
	ck_assert_uint_eq(s.start_stack, UINT64_C(1) << 63);
	ck_assert_int_eq(s.processor, 1023);
}
END_TEST

START_TEST(a_product_beyond_64_bits_is_the_largest_number)
{
	struct stat_line s;

	ck_assert(PARSE("42 (x) S 2 3 4 0 6 0 0 11 0 13 18446744073709551615 18446744073709551615 16 17 20 0 1 0 "
	                "18446744073709551615 18446744073709551615 9223372036854775807 0 1 0 1 0 0 0 0 0 0 0 0 0 17 1 0\n", &s));
	ck_assert_uint_eq(s.user_ns, UINT64_MAX);
	ck_assert_uint_eq(s.system_ns, UINT64_MAX);
	ck_assert_uint_eq(s.start_ns, UINT64_MAX);
	ck_assert_uint_eq(s.vsz, UINT64_MAX);
	ck_assert_uint_eq(s.rss, UINT64_MAX);
}
END_TEST

START_TEST(an_rss_below_zero_is_zero)
{
	struct stat_line s;

	ck_assert(PARSE("42 (x) S 2 3 4 0 6 0 0 11 0 13 14 15 16 17 20 0 1 0 22 23 -3 0 1 0 1 0 0 0 0 0 0 0 0 0 17 1 0\n", &s));
	ck_assert_uint_eq(s.rss, 0);
}
END_TEST

START_TEST(a_number_of_more_than_64_bits_is_refused)
{
	struct stat_line s;

	ck_assert(!PARSE("42 (x) S 2 3 4 0 6 0 18446744073709551616 11 0 13 14 15 16 17 20 0 1 0 22 23 24 0 1 0 1 0 0 0 0 0 0 0 0 0 "
	                 "17 1 0\n", &s));
}
END_TEST

START_TEST(a_cut_line_is_refused_unless_all_that_is_wanted_is_there)
{
	static const char line[] = "42 (a) S b) S" REST;
	const char *last = strstr(line, " 17 3 ") + 4;   /* the processor */
	struct stat_line s;

	for (size_t n = 0; n < sizeof(line); n++) {
		bool whole = n > (size_t)(last - line);
		ck_assert_msg(parse(line, n, &s) == whole, "after %zu bytes of %zu", n, sizeof(line) - 1);
		if (whole)
			is_comm(s, "a) S b");
	}
}
END_TEST

START_TEST(what_is_no_such_line_is_refused)
{
	static const char *const others[] = {
		"", "\n", " ", "42", "42 ", "42 (", "42 ()", "42 () ", "42 () S", "42 bash S 1 2 3", "(bash) S 1 2 3", "x (bash) S 1 2 3",
		"42 (bash)S 1 2 3", "42 (bash) S 1 2 x 4 5 6 7", "-1 (bash) S" REST, "42  (bash) S" REST, "99999999999999999999 (x) S" REST,
		"MemTotal:       24684084 kB\n",
	};
	struct stat_line s;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		ck_assert_msg(!parse(others[i], strlen(others[i]), &s), "taken for a line of stat: %s", others[i]);
}
END_TEST

SUITE(stat, every_field_is_where_proc_5_says, a_comm_may_hold_a_closing_parenthesis,
      a_comm_may_look_like_the_rest_of_the_line, a_comm_may_hold_spaces_newlines_and_control_bytes, a_comm_may_be_empty,
      a_zombie_has_no_memory, a_kernel_thread_says_so_in_its_flags, numbers_beyond_32_bits_are_kept,
      a_product_beyond_64_bits_is_the_largest_number, an_rss_below_zero_is_zero, a_number_of_more_than_64_bits_is_refused,
      a_cut_line_is_refused_unless_all_that_is_wanted_is_there, what_is_no_such_line_is_refused)
