/* kills.h - what the OOM killer has done: how often, when, and to whom where the kernel's log may be read. */
#ifndef KILLS_H
#define KILLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "procfs.h"
#include "vec.h"

struct sample;

#define KILLS_GROUP 256      /* bytes of a path that are kept */
#define KILLS_LISTED 32      /* the last ones */

struct kill {
	uint64_t wall_ns;          /* by the log, else when it was first seen */
	pid_t pid;                 /* 0: not known, nor is who it was */
	char comm[32];             /* as the process had it: hostile; zero-ended */
	char group[KILLS_GROUP];   /* the path of its control group, or ""; hostile; zero-ended */
	uint64_t rss;              /* bytes; 0: not known */
	bool is_of_group;          /* the limit of a control group was reached, not that of the machine */
	bool is_before;            /* it was before ramtop was started */
};

enum kills_log {
	KILLS_UNREAD,              /* there was no need to */
	KILLS_READ,
	KILLS_RESTRICTED,          /* kernel.dmesg_restrict */
	KILLS_FORBIDDEN,           /* the file's mode */
	KILLS_NO_LOG,              /* there is no /dev/kmsg here, or the machine is another */
};

/* What a sample knows of them. */
struct kills_seen {
	bool is_known;             /* whether they are counted at all */
	bool is_of_container;      /* that we are in: only its own are counted */
	uint64_t since_boot, since_start;
	enum kills_log log;
	const struct kill *list;   /* the last ones, the newest at the end */
	size_t count;
};

/* Why they have no names, and which right would help; NULL: they have. */
const char *kills_why_unnamed(enum kills_log log);

/* Keeps track of them from one sample to the next. */
struct kills {
	int log_fd;                /* -1: not open */
	enum kills_log log;
	bool has_first, is_of_container;
	uint64_t first, last;      /* kills since boot, by the first sample and the last */
	uint64_t start_ns;         /* since 1970: when the first sample was taken */
	struct vec list;           /* of struct kill */
	struct vec groups;         /* of struct kills_group: what was counted for each group */
	char choice[4096];         /* the last "oom-kill:" line */
	size_t choice_length;
	char together[KILLS_GROUP];    /* the group all of which is killed since that line; "": none */
};

void kills_init(struct kills *k);
void kills_free(struct kills *k);

/* Takes note of those since the last sample and gives the sample what is known. Never waits. */
void kills_look(struct kills *k, const struct procfs *p, struct sample *s);

/* Reads the log from this descriptor, which is one's own from then on: each read gives a record. For tests. */
void kills_read_from(struct kills *k, int fd);

#endif
