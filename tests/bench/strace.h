/* strace.h - how many system calls a process makes. */
#ifndef BENCH_STRACE_H
#define BENCH_STRACE_H

#include <stdbool.h>
#include <sys/types.h>

struct strace {
	pid_t pid;
	int fd;      /* its summary comes here */
};

/* Attaches to a process and its threads. False when strace is absent or not allowed to. */
bool strace_open(struct strace *s, pid_t target);

/* Detaches; the calls counted since. False when there is no summary. */
bool strace_close(struct strace *s, double *calls);

#endif
