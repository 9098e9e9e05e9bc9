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
	ENTRY(SIGTSTP,   "like Ctrl-Z"),
	ENTRY(SIGUSR1,   "the program's own"),
	ENTRY(SIGUSR2,   "the program's own"),
	ENTRY(SIGABRT,   "abort with a core dump"),
	ENTRY(SIGALRM,   "a timer has run out"),
	ENTRY(SIGBUS,    "bad memory access"),
	ENTRY(SIGCHLD,   "a child has ended"),
	ENTRY(SIGFPE,    "bad arithmetic"),
	ENTRY(SIGILL,    "bad instruction"),
	ENTRY(SIGIO,     "input or output is possible"),
	ENTRY(SIGPIPE,   "nobody reads the pipe"),
	ENTRY(SIGPROF,   "the profiling timer has run out"),
	ENTRY(SIGPWR,    "power fails"),
	ENTRY(SIGSEGV,   "bad memory reference"),
	ENTRY(SIGSTKFLT, "stack fault of a coprocessor"),
	ENTRY(SIGSYS,    "bad system call"),
	ENTRY(SIGTRAP,   "a breakpoint"),
	ENTRY(SIGTTIN,   "input from the background"),
	ENTRY(SIGTTOU,   "output from the background"),
	ENTRY(SIGURG,    "urgent data on a socket"),
	ENTRY(SIGVTALRM, "the virtual timer has run out"),
	ENTRY(SIGWINCH,  "the size of the window has changed"),
	ENTRY(SIGXCPU,   "the limit of CPU time is reached"),
	ENTRY(SIGXFSZ,   "the limit of file size is reached"),
};

const struct signal_entry *signals_all(size_t *count)
{
	*count = ARRAY_LEN(signals);
	return signals;
}
