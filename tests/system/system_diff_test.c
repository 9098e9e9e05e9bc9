/* system_diff_test.c - what living processes have gained since the first sample, and who has ended, as JSON. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"
#include "workload.h"
#include "workload_program.h"

#define HELD (48 * MEBIBYTE)

static void grow(void *arg)
{
	(void)arg;
	workload_ready();
	workload_listen();
	workload_anonymous(HELD);
}

static void hold(void *arg)
{
	(void)arg;
	workload_anonymous(HELD);
}

/* The row of a process in some later sample, once the filter is true of it. */
static const char *row_when(pid_t pid, const char *filter)
{
	for (int i = 0; i < 600; i++) {
		const char *row = jq(stream_line(), text_of(".tasks[] | select(.pid == %d)", (int)pid));
		if (*row && strcmp(jq(row, filter), "true") == 0)
			return row;
	}
	ck_abort_msg("it was never true that %s", filter);
}

START_TEST(growth_is_a_difference_and_an_end_leaves_a_row)
{
	pid_t grows = workload_start(grow, NULL), ends = workload_start(hold, NULL);
	const char *row;

	stream_ramtop("-D", "-d", "0.1", "-o", "pid,state,rss,peak,cpu");
	row = row_when(grows, ".rss != null");
	ck_assert_int_lt(strtoll(jq(row, ".rss"), NULL, 10), (long long)HELD / 4);
	workload_tell(grows);
	row = row_when(grows, text_of(".rss >= %llu", (unsigned long long)HELD * 9 / 10));
	ck_assert_uint_le(jq_number(row, ".rss"), HELD * 11 / 10);
	workload_end(ends);
	row = row_when(ends, ".ended != null");
	expect_jq(row, ".state", "X");
	ck_assert_uint_ge(jq_number(row, ".rss"), HELD);
	ck_assert_uint_ge(jq_number(row, ".peak_seen"), HELD);
	expect_jq(row, ".peak_at_least", "true");
	expect_jq(row, ".cpu", "null");
	stream_close();
	workload_end_all();
}
END_TEST

SUITE(system_diff, growth_is_a_difference_and_an_end_leaves_a_row)
