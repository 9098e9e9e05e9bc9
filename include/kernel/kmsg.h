/* kmsg.h - records of the kernel's log, as /dev/kmsg gives them, and those of the OOM killer in it. Pure. See
 * Documentation/ABI/testing/dev-kmsg. */
#ifndef KMSG_H
#define KMSG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define KMSG_ROOM 8192       /* of one record */

/* Points into the text. */
struct kmsg_record {
	unsigned facility;        /* 0: the kernel's own; others are written by programs */
	uint64_t number;          /* one more from one to the next */
	uint64_t at_ns;           /* since boot, time in which the machine slept left out */
	const char *message;      /* without its newline; what is not printable is "\x1b" */
	size_t length;
};

bool kmsg_parse(const char *text, size_t length, struct kmsg_record *out);

#define KMSG_COMM 32

/* "Memory cgroup out of memory: Killed process 4711 (python) total-vm:…" */
struct kmsg_kill {
	pid_t pid;                /* in the first pid namespace */
	char comm[KMSG_COMM];     /* as the process had it: any byte but zero may be in it */
	size_t comm_length;
	uint64_t rss;             /* anonymous, file and shared memory together */
	bool is_of_group;         /* a control group had reached its limit; else the machine was out of memory */
};

bool kmsg_kill_parse(const char *message, size_t length, struct kmsg_kill *out);

/* "oom-kill:constraint=CONSTRAINT_MEMCG,…,task_memcg=/docker/web,task=python,pid=4711,uid=0": it comes before. */
struct kmsg_choice {
	pid_t pid;
	const char *group;        /* points into the message: the group's path, then ",task=" and the name */
	size_t length;
};

bool kmsg_choice_parse(const char *message, size_t length, struct kmsg_choice *out);

/* The path of the group in it, as bytes with a zero at the end, when it is the choice of that kill; else nothing. A path may hold
 * ",task=" and so may a name: the kill tells the name. Returns the bytes written. */
size_t kmsg_choice_group(const struct kmsg_choice *c, const struct kmsg_kill *kill, char *out, size_t room);

#endif
