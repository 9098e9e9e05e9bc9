/* loadavg_test.c - the number at the end of a line. */
#include "loadavg.h"

#include <string.h>

#include "suite.h"

static bool parse(const char *text, pid_t *pid)
{
	return loadavg_parse(text, strlen(text), pid);
}

START_TEST(the_last_number_is_a_pid)
{
	pid_t pid = 0;

	ck_assert(parse("0.20 0.18 0.12 1/80 11206\n", &pid));
	ck_assert_int_eq(pid, 11206);
	ck_assert(parse("120.20 99.18 99.12 1/80 4194303", &pid));
	ck_assert_int_eq(pid, 4194303);
}
END_TEST

/* Some sandboxes write a zero there. */
START_TEST(what_has_no_pid_is_refused)
{
	static const char *const texts[] = { "", " ", "    ", "0.20", "0.20 0.18 0.12 1/80", "0.20 0.18 0.12 1/80 ",
	                                     "0.20 0.18 0.12 0/0 0\n", "0.20 0.18 0.12 1/80 x", "0.20 0.18 0.12 1/80 -1",
	                                     "0.20 0.18 0.12 1/80 2147483648" };
	pid_t pid;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		ck_assert_msg(!parse(texts[i], &pid), "\"%s\" was taken", texts[i]);
}
END_TEST

SUITE(loadavg, the_last_number_is_a_pid, what_has_no_pid_is_refused)
