/* stat.h - /proc/PID/stat and /proc/PID/statm, as the kernel writes them. See proc(5). */
#ifndef STAT_H
#define STAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define STAT_ROOM 1024   /* a line of stat is shorter: 52 numbers of at most 20 digits would need a monster of a process */
#define STATM_ROOM 256

struct stat_line {
	const char *comm;          /* points into the text; not ended by a zero, any byte may be in it */
	size_t comm_length;
	char state;                /* R S D Z T t X I … */
	pid_t pid, ppid, pgrp, session;
	int tty;                   /* device number, 0: none */
	uint32_t flags;            /* PF_… of the kernel */
	uint64_t minflt, majflt;   /* since it started */
	uint64_t waited_minflt;    /* of the children that it has waited for */
	uint64_t user_ns, system_ns;
	int priority, nice;
	uint32_t threads;
	uint64_t start_ns;         /* since boot */
	uint64_t vsz, rss;         /* bytes */
	uint64_t start_code, start_stack;  /* 0 or 1 where we may not know */
	int processor;
};

/* False when the text is not such a line. */
bool stat_parse(const char *text, size_t length, struct stat_line *out);

#define STAT_FLAG_EXITING 0x00000004u  /* PF_EXITING */
#define STAT_FLAG_KTHREAD 0x00200000u  /* PF_KTHREAD in include/linux/sched.h */

struct statm_line {
	uint64_t vsz, rss, shr;    /* bytes; shr is file and shmem pages of the rss */
};

bool statm_parse(const char *text, size_t length, struct statm_line *out);

#endif
