/* signals_test.c - the table of signals is complete, and the C library calls them the same. */
#define _GNU_SOURCE
#include "signals.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "suite.h"

START_TEST(the_one_that_asks_comes_first)
{
	size_t count;
	const struct signal_entry *s = signals_all(&count);

	ck_assert_uint_gt(count, 2);
	ck_assert_int_eq(s[0].number, SIGTERM);
	ck_assert_int_eq(s[1].number, SIGKILL);
}
END_TEST

START_TEST(every_signal_is_there_once)
{
	size_t count;
	const struct signal_entry *s = signals_all(&count);

	for (int number = 1; number < 32; number++) {
		int found = 0;
		for (size_t i = 0; i < count; i++)
			found += s[i].number == number;
		ck_assert_msg(found == 1, "signal %d is there %d times", number, found);
	}
	ck_assert_uint_eq(count, 31);
}
END_TEST

START_TEST(names_are_those_of_the_c_library)
{
	size_t count;
	const struct signal_entry *s = signals_all(&count);
	char name[32];

	for (size_t i = 0; i < count; i++) {
		/* SIGIO has two names: the library prefers SIGPOLL. */
		snprintf(name, sizeof(name), "SIG%s", s[i].number == SIGIO ? "IO" : sigabbrev_np(s[i].number));
		ck_assert_str_eq(s[i].name, name);
	}
}
END_TEST

START_TEST(each_says_what_it_does_in_a_short_line)
{
	size_t count;
	const struct signal_entry *s = signals_all(&count);

	for (size_t i = 0; i < count; i++) {
		ck_assert_msg(s[i].help[0] && strlen(s[i].help) < 60, "%s", s[i].name);
		ck_assert_ptr_null(strchr(s[i].help, '\n'));
	}
}
END_TEST

SUITE(signals, the_one_that_asks_comes_first, every_signal_is_there_once, names_are_those_of_the_c_library,
      each_says_what_it_does_in_a_short_line)
