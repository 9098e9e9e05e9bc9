/* system_alert_test.c - alerts in a batch: a line, a status, a command, JSON. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "suite.h"
#include "workload.h"
#include "workload_program.h"

#define HELD (96 * MEBIBYTE)

static void hold(void *ignored)
{
	(void)ignored;
	workload_anonymous(HELD);
	workload_ready();
}

START_TEST(an_alert_is_a_line_on_stderr_and_status_4)
{
	pid_t pid = workload_start(hold, NULL);
	struct printed p = ramtop("-b", "-n1", "-p", pid_text(pid), "--alert", text_of("pid=%d rss>90m", (int)pid));

	ck_assert_int_eq(p.status, 4);
	ck_assert_msg(strncmp(p.err, text_of("ramtop: alert: %d ", (int)pid), strlen(text_of("ramtop: alert: %d ", (int)pid))) == 0, "%s", p.err);
	ck_assert_ptr_nonnull(strstr(p.err, text_of(" pid=%d rss>90m, since ", (int)pid)));
	ck_assert(strchr(p.err, '\n') == p.err + strlen(p.err) - 1);
	workload_end_all();
}
END_TEST

START_TEST(what_does_not_fit_is_no_alert)
{
	pid_t pid = workload_start(hold, NULL);
	struct printed p = ramtop("-b", "-n1", "--alert", text_of("pid=%d rss>1g", (int)pid), "--alert", text_of("pid=%d for 1h", (int)pid));

	ck_assert_int_eq(p.status, 0);
	ck_assert_str_eq(p.err, "");
	workload_end_all();
}
END_TEST

START_TEST(json_carries_it_only_where_it_was_asked_for)
{
	pid_t pid = workload_start(hold, NULL);
	const char *me = pid_text(pid);
	struct printed p = ramtop("--json", "-n2", "-d0.3", "-p", text_of("%d,%d", (int)pid, (int)getpid()),
	                          "--alert", text_of("pid=%d rss>90m for 100ms", (int)pid), "--alert", text_of("pid=%d", (int)pid));
	const char *second = strchr(p.out, '\n');

	ck_assert_int_eq(p.status, 4);
	ck_assert_ptr_nonnull(second);
	expect_jq(text_of("%.*s", (int)(second - p.out), p.out), text_of(".tasks[] | select(.pid == %s) | .alert", me), text_of("pid=%s", me));
	expect_jq(second + 1, text_of(".tasks[] | select(.pid == %s) | .alert", me), text_of("pid=%s rss>90m for 100ms; pid=%s", me, me));
	expect_jq(second + 1, text_of(".tasks[] | select(.pid == %d) | .alert", (int)getpid()), "null");
	expect_jq(json_of("-p", me), ".tasks[0] | has(\"alert\")", "false");
	workload_end_all();
}
END_TEST

START_TEST(a_batch_without_end_can_end_with_an_alert)
{
	pid_t pid = workload_start(hold, NULL);
	struct printed p = ramtop("-b", "-d0.1", "-p", pid_text(pid), "--alert-exit", "--alert", text_of("pid=%d for 200ms", (int)pid));

	ck_assert_int_eq(p.status, 4);
	workload_end_all();
}
END_TEST

/* Waits for the file to hold a whole line. */
static bool has_lines(const char *path, char *text, size_t room)
{
	FILE *f = fopen(path, "r");
	size_t n = f ? fread(text, 1, room - 1, f) : 0;

	if (f)
		fclose(f);
	text[n] = '\0';
	return n && text[n - 1] == '\n';
}

static const char *wait_line(const char *path)
{
	static char text[4096];

	ck_assert_msg(until(has_lines(path, text, sizeof(text))), "nothing came into %s", path);
	return text;
}

START_TEST(a_command_is_told_who_it_is_and_never_runs_a_name)
{
	char file[] = "/tmp/ramtop-alert-XXXXXX";
	pid_t pid = workload_exec((const char *const[]){ "x;touch /tmp/ramtop-never;$(id)", NULL });
	struct printed p;
	const char *told;

	ck_assert_int_ge(mkstemp(file), 0);
	setenv("FILE", file, 1);
	p = ramtop("-b", "-n1", "-p", pid_text(pid), "--alert", text_of("pid=%d swap>=0", (int)pid), "--alert-run",
	           "echo \"$RAMTOP_PID|$RAMTOP_COMMAND|$RAMTOP_SWAP|$RAMTOP_USER|$RAMTOP_ALERT|$((RAMTOP_RSS > 0))|$((RAMTOP_SINCE > 1000000))\" > $FILE");
	ck_assert_int_eq(p.status, 4);
	told = wait_line(file);
	ck_assert_str_eq(told, text_of("%d|x;touch /tmp/ramtop-never;$(id)|0|%s|pid=%d swap>=0|1|1\n", (int)pid,
	                               jq(json_of("-p", pid_text(pid), "-o", "user"), ".tasks[0].user"), (int)pid));
	ck_assert_int_ne(access("/tmp/ramtop-never", F_OK), 0);
	unlink(file);
	workload_end_all();
}
END_TEST

SUITE(system_alert, an_alert_is_a_line_on_stderr_and_status_4, what_does_not_fit_is_no_alert,
      json_carries_it_only_where_it_was_asked_for, a_batch_without_end_can_end_with_an_alert,
      a_command_is_told_who_it_is_and_never_runs_a_name)
