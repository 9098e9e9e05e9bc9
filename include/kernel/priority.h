/* priority.h - nice value, I/O priority and CPUs are changed, of the process or thread that was meant or of none. On Linux each
 * thread has its own: of a process all its threads are changed. See setpriority(2), ioprio_set(2), sched_setaffinity(2). */
#ifndef PRIORITY_H
#define PRIORITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "procfs.h"

enum priority_change {
	PRIORITY_CHANGED,
	PRIORITY_REUSED,     /* the pid is now that of another process */
	PRIORITY_GONE,       /* it has ended: ESRCH */
	PRIORITY_NOT_YOURS,  /* it is another user's: EPERM */
	PRIORITY_RAISED,     /* it is no more than it was allowed: to raise it takes a right: EACCES, or EPERM of real-time I/O */
	PRIORITY_PARTLY,     /* some of its threads were changed, others refused */
	PRIORITY_ELSEWHERE,  /* the /proc that is shown is not that of our own pids */
	PRIORITY_FAILED,     /* another error: in errno */
};

/* A process with all its threads, or one thread alone. */
struct subordinate {
	pid_t pid;
	uint64_t start_ns;   /* since boot, as in stat: of the thread where it is one */
	bool is_thread;
};

#define NICE_FIRST (-20)
#define NICE_LAST 19

/* Adds to the nice value, of each thread to its own; *now is the one that the process, or the thread, has then. */
enum priority_change nice_add(const struct procfs *p, struct subordinate who, int by, int *now);

/* False with errno. */
bool nice_of(pid_t tid, int *out);

/* An I/O priority as the kernel writes it: its class and the level in it. */
#define IO_BY_NICE 0
#define IO_PRIORITY(class, level) ((class) << 13 | (level))
#define IO_CLASS(priority) ((priority) >> 13)
#define IO_LEVEL(priority) ((priority) & 7)
#define IO_LEVELS 8
enum io_class { IO_NONE, IO_REAL_TIME, IO_BEST_EFFORT, IO_IDLE };

enum priority_change io_priority_set(const struct procfs *p, struct subordinate who, int priority);
bool io_priority_of(pid_t tid, int *out);

/* "best effort 4", "by nice value" */
void io_priority_write(char *out, size_t room, int priority);

#define CPUS_MOST 8192

struct cpus {
	unsigned long bits[CPUS_MOST / (8 * sizeof(unsigned long))];
};

bool cpus_hold(const struct cpus *c, unsigned cpu);
void cpus_put(struct cpus *c, unsigned cpu, bool is_in);
unsigned cpus_count(const struct cpus *c);

/* "0-3,6", as much as fits. */
void cpus_write(char *out, size_t room, const struct cpus *c);

/* All that the machine has, those that are off included. */
void cpus_of_machine(struct cpus *c);

/* The kernel leaves out those that the process's control group forbids. */
enum priority_change cpus_set(const struct procfs *p, struct subordinate who, const struct cpus *c);
bool cpus_of(pid_t tid, struct cpus *out);

/* What came of it, in words: "has ended already (ESRCH)". Of PRIORITY_FAILED right after it. */
const char *priority_change_text(enum priority_change c);

/* The same in a word: "EPERM". */
const char *priority_change_word(enum priority_change c);

#endif
