/* crowd.h - a load of processes that stands around while monitors are measured. */
#ifndef BENCH_CROWD_H
#define BENCH_CROWD_H

#include <stdbool.h>
#include <sys/types.h>

/* The comm and argv[0] of every member: what a monitor's first screen must show. */
#define CROWD_NAME "idler"

struct crowd_spec {
	const char *id;           /* what promises call it */
	char title[96];
	long processes, threads;  /* threads: besides each process's first */
	long forks;               /* a second, each to live for a tenth of one */
	long megabytes;           /* held by one of the processes */
};

struct crowd {
	pid_t pid;
	int hold;                 /* closing it ends the crowd */
};

/* Does the machine have pids and memory for it? Prints why not. Where its megabytes are too many, it is made to fit, and its
 * title says so. */
bool crowd_fit(struct crowd_spec *spec);

/* Starts PROGRAM (see load.c) and returns when everyone is up. False: said why on stderr, nothing is left behind. */
bool crowd_open(struct crowd *crowd, const char *program, const struct crowd_spec *spec);

/* Ends the crowd and returns when the last member is gone. */
void crowd_close(struct crowd *crowd);

#endif
