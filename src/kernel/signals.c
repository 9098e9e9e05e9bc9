/* signals.c - a table of signals. Sends none. */
#define _GNU_SOURCE
#include "signals.h"

#include <signal.h>

#include "vec.h"

#define ENTRY(name, help) { name, #name, help }

static const struct signal_entry signals[] = {
	ENTRY(SIGTERM,   "ask to end"),
	ENTRY(SIGKILL,   "end at once"),
	ENTRY(SIGINT,    "like Ctrl-C"),
	ENTRY(SIGHUP,    "hang up; many daemons read their settings again"),
	ENTRY(SIGQUIT,   "like Ctrl-\\: end with a core dump"),
	ENTRY(SIGSTOP,   "stop until SIGCONT"),
	ENTRY(SIGCONT,   "go on after a stop"),
	ENTRY(SIGUSR1,   "the program's own"),
	ENTRY(SIGUSR2,   "the program's own"),
	ENTRY(SIGILL,    "bad instruction"),
	ENTRY(SIGTRAP,   "a breakpoint"),
	ENTRY(SIGABRT,   "abort with a core dump"),
	ENTRY(SIGBUS,    "bad memory access"),
	ENTRY(SIGFPE,    "bad arithmetic"),
	ENTRY(SIGSEGV,   "bad memory reference"),
	ENTRY(SIGPIPE,   "nobody reads the pipe"),
	ENTRY(SIGALRM,   "a timer has run out"),
	ENTRY(SIGSTKFLT, "stack fault of a coprocessor"),
	ENTRY(SIGCHLD,   "a child has ended"),
	ENTRY(SIGTSTP,   "like Ctrl-Z"),
	ENTRY(SIGTTIN,   "input from the background"),
	ENTRY(SIGTTOU,   "output from the background"),
	ENTRY(SIGURG,    "urgent data on a socket"),
	ENTRY(SIGXCPU,   "the limit of CPU time is reached"),
	ENTRY(SIGXFSZ,   "the limit of file size is reached"),
	ENTRY(SIGVTALRM, "the virtual timer has run out"),
	ENTRY(SIGPROF,   "the profiling timer has run out"),
	ENTRY(SIGWINCH,  "the size of the window has changed"),
	ENTRY(SIGIO,     "input or output is possible"),
	ENTRY(SIGPWR,    "power fails"),
	ENTRY(SIGSYS,    "bad system call"),
};

const struct signal_entry *signals_all(size_t *count)
{
	*count = ARRAY_LEN(signals);
	return signals;
}
