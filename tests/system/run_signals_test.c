/* run_signals_test.c - each signal that is sent to "ramtop run": who gets it, and what the command starts with. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suite.h"
#include "vec.h"
#include "workload_program.h"

/* What a signal that someone sends to us alone does. */
enum fate { PASSED, OURS, STOPS, NOBODYS };

/* A test that fails when there is a signal that it does not know: all from 1 to 31, and of the others the first and the last. */
static const struct {
	const char *name;
	enum fate fate;
} fates[] = {
	[SIGHUP]    = { "HUP", PASSED },
	[SIGINT]    = { "INT", PASSED },
	[SIGQUIT]   = { "QUIT", PASSED },
	[SIGILL]    = { "ILL", OURS },
	[SIGTRAP]   = { "TRAP", OURS },
	[SIGABRT]   = { "ABRT", OURS },
	[SIGBUS]    = { "BUS", OURS },
	[SIGFPE]    = { "FPE", OURS },
	[SIGKILL]   = { "KILL", NOBODYS },
	[SIGUSR1]   = { "USR1", PASSED },
	[SIGSEGV]   = { "SEGV", OURS },
	[SIGUSR2]   = { "USR2", PASSED },
	[SIGPIPE]   = { "PIPE", OURS },
	[SIGALRM]   = { "ALRM", PASSED },
	[SIGTERM]   = { "TERM", PASSED },
	[SIGSTKFLT] = { "STKFLT", PASSED },
	[SIGCHLD]   = { "CHLD", NOBODYS },
	[SIGCONT]   = { "CONT", STOPS },
	[SIGSTOP]   = { "STOP", NOBODYS },
	[SIGTSTP]   = { "TSTP", STOPS },
	[SIGTTIN]   = { "TTIN", STOPS },
	[SIGTTOU]   = { "TTOU", STOPS },
	[SIGURG]    = { "URG", PASSED },
	[SIGXCPU]   = { "XCPU", PASSED },
	[SIGXFSZ]   = { "XFSZ", OURS },
	[SIGVTALRM] = { "VTALRM", PASSED },
	[SIGPROF]   = { "PROF", PASSED },
	[SIGWINCH]  = { "WINCH", PASSED },
	[SIGIO]     = { "IO", PASSED },
	[SIGPWR]    = { "PWR", PASSED },
	[SIGSYS]    = { "SYS", OURS },
	[34]        = { "RTMIN", PASSED },
	[64]        = { "RTMAX", PASSED },
};

/* Runs a script under us that writes to the fifo "f" when it is ready, and sends us a signal then. What it said, the report, our status.
 * Job control: else a background job ignores some. */
static struct printed signalled(int number, const char *script)
{
	return program_run((const char *const[]){ "bash", "-c",
		text_of("d=$(mktemp -d build/check/run-XXXXXX); mkfifo $d/f; set -m; f=$d/f %s run bash -c \"$1\" >$d/out 2>&1 & us=$!; read line <$d/f; "
		        "kill -$2 $us; wait $us; echo status $?; cat $d/out; rm -r $d", PROGRAM), "-", script, text_of("%d", number), NULL }, NULL);
}

START_TEST(each_signal_has_a_fate)
{
	for (int i = 1; i < (int)ARRAY_LEN(fates); i++)
		ck_assert_msg(fates[i].name || (i > 31 && i != 34 && i != 64), "no case for signal %d", i);
	for (int i = 1; i < (int)ARRAY_LEN(fates); i++) {
		struct printed p;
		if (!fates[i].name || fates[i].fate != PASSED)
			continue;
		p = signalled(i, text_of("trap 'kill $!; echo caught; exit 3' %d; sleep 1000 & echo ready >$f; wait", i));
		ck_assert_msg(strstr(p.out, "caught\n") && strstr(p.out, "ended with 3") && strstr(p.out, "status 3\n"), "%s: %s%s", fates[i].name,
		              p.out, p.err);
	}
}
END_TEST

/* What is not ours does not end us. The command sees it in /proc. */
START_TEST(each_signal_is_held_back_that_is_not_ours)
{
	const char *said = ramtop("run", "sh", "-c", "grep SigBlk /proc/$PPID/status").out;
	unsigned long long blocked;

	ck_assert_int_eq(sscanf(said, "SigBlk: %llx", &blocked), 1);
	for (int i = 1; i < (int)ARRAY_LEN(fates); i++) {
		bool is_held = fates[i].fate == PASSED || fates[i].fate == STOPS || i == SIGCHLD;
		ck_assert_msg(!fates[i].name || (blocked >> (i - 1) & 1) == is_held, "%s: %s", fates[i].name, said);
	}
}
END_TEST

/* Started again and again by "kill 0", it would never end. */
START_TEST(what_the_command_sends_to_its_whole_group_comes_to_it_once)
{
	struct printed p = program_run((const char *const[]){ "setsid", "-w", PROGRAM, "run", "bash", "-c",
		"n=0; trap 'n=$((n+1))' TERM; kill 0; kill -TERM $PPID; for i in {1..20000}; do :; done; echo $n", NULL }, NULL);

	ck_assert_str_eq(p.out, "1\n");
	ck_assert_int_eq(p.status, 0);
}
END_TEST

/* An alarm that was set before us is told by the kernel, too: that one is for the command. */
START_TEST(an_alarm_that_was_set_before_reaches_the_command)
{
	struct printed p = program_run((const char *const[]){ "perl", "-e", "alarm 1; exec @ARGV", PROGRAM, "run", "sleep", "1000", NULL }, NULL);

	ck_assert_int_eq(p.status, 128 + SIGALRM);
	ck_assert_msg(strstr(p.err, "signal 14"), "%s", p.err);
}
END_TEST

/* Whatever is ignored or blocked at our start is so at the command's, and nothing else. */
START_TEST(the_command_starts_with_the_signals_as_they_were)
{
	static const char *const ways[] = { "--default-signal", "--ignore-signal=HUP", "--ignore-signal=INT", "--ignore-signal=CHLD", "--ignore-signal=TSTP",
	                                    "--block-signal=USR1", "--block-signal=TERM", "--block-signal=CHLD", "--ignore-signal=PIPE" };
	static const char *const ask[] = { "grep", "-E", "^Sig(Blk|Ign|Cgt|Pnd)", "/proc/self/status" };
	bool is_exact = false;

	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		const char *bare = program_run((const char *const[]){ "env", ways[i], ask[0], ask[1], ask[2], ask[3], NULL }, NULL).out;
		struct printed p = program_run((const char *const[]){ "env", ways[i], PROGRAM, "run", ask[0], ask[1], ask[2], ask[3], NULL }, NULL);
		ck_assert_str_eq(p.out, bare);
		ck_assert_msg(p.status == 0 && strstr(p.err, "ended with 0"), "%s: %s", ways[i], p.err);
		/* Who ignores SIGCHLD is told of no end. */
		is_exact = i ? is_exact : !strstr(p.err, "not exact");
		ck_assert_msg(!is_exact || !strstr(p.err, "not exact"), "%s: %s", ways[i], p.err);
	}
}
END_TEST

SUITE(run_signals, each_signal_has_a_fate, each_signal_is_held_back_that_is_not_ours, what_the_command_sends_to_its_whole_group_comes_to_it_once,
      an_alarm_that_was_set_before_reaches_the_command, the_command_starts_with_the_signals_as_they_were)
