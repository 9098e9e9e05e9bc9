/* run_churn_test.c - "ramtop run" on processes that come and go by the hundred: none is missed. */
#define _GNU_SOURCE
#include <string.h>
#include <unistd.h>

#include "suite.h"
#include "workload_program.h"

/* As many children as its argument says, every second of which leaves a daemon behind: who had started it may go before it, or after. */
static const char storm[] =
	"for my $i (1 .. $ARGV[0]) {"
	" my $pid = fork;"
	" if (!$pid) { $0 = \"child$i\"; if ($i % 2) { setpgrp; if (!fork) { $0 = \"left$i\"; exec 'true' if $i % 4 == 1; } } exit; }"
	" waitpid $pid, 0; }";

static struct printed run_storm(const char *count)
{
	return ramtop("run", "--wait-all", "--json", "perl", "-e", storm, count);
}

START_TEST(of_a_storm_with_daemons_none_is_missed)
{
	const char *said = run_storm("1000").err;

	if (*jq(said, ".not_all_because // empty"))
		ck_assert_uint_ge(jq_number(said, ".processes"), 501);
	else
		expect_jq(said, ".processes", "1501");
	expect_jq(said, ".still_running", "0");
}
END_TEST

/* Their names all differ. */
START_TEST(of_names_the_largest_are_told_and_the_others_together)
{
	const char *said = run_storm("800").err;

	expect_jq(said, ".names | length", "256");
	expect_jq(said, "([.names[].count] | add) == .processes", "true");
	expect_jq(said, ".names[-1].comm, (.names[-1].count > 200)", "null\ntrue");
	expect_jq(said, "[.names[:-1][] | select(.comm == null)] | length", "0");
}
END_TEST

/* Who may not be told of each says so: nobody's daemons come to us, and what they had waited for does not. */
START_TEST(without_rights_the_count_is_a_least_one_and_the_report_says_why)
{
	struct printed p = program_run((const char *const[]){ "setpriv", "--reuid", "65534", "--clear-groups", PROGRAM, "run", "--wait-all", "perl", "-e",
	                                                       storm, "100", NULL }, NULL);

	if (getuid() != 0)
		return;
	ck_assert_int_eq(p.status, 0);
	ck_assert_msg(strstr(p.err, "processes      >="), "%s", p.err);
	ck_assert_msg(strstr(p.err, "not all seen   no records of processes that end: "), "%s", p.err);
}
END_TEST

SUITE(run_churn, of_a_storm_with_daemons_none_is_missed, of_names_the_largest_are_told_and_the_others_together,
      without_rights_the_count_is_a_least_one_and_the_report_says_why)
