/* drive.h - one monitor in a terminal of its own: started, listened to, asked to end. */
#ifndef BENCH_DRIVE_H
#define BENCH_DRIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "home.h"
#include "monitor.h"

enum { DRIVE_MARK_MAX = 32 };

struct user {
	char name[64];
	uid_t uid;
	gid_t gid;
};

struct terminal_size {
	unsigned short columns, rows;
};

struct drive {
	pid_t pid;                 /* the monitor: leader of its session */
	int fd;                    /* the terminal's other side */
	struct home home;
	uint64_t born;             /* all times: clock_now() */
	uint64_t last_byte;
	uint64_t bytes;
	uint64_t bursts;           /* refreshes, seen from outside: output after a silence */
	const char *mark;          /* a word we look for in the output */
	bool marked;               /* it came */
	char tail[DRIVE_MARK_MAX]; /* end of the last read: the word may straddle two */
	size_t tail_len;
	bool ended;
};

/* Starts MONITOR as USER. False: said why on stderr, nothing is left behind. */
bool drive_open(struct drive *d, const struct monitor *monitor, const struct user *user, struct terminal_size size,
		const char *mark);

/* Takes what the monitor writes, until that time. Returns early when it ends or we are interrupted: false. */
bool drive_until(struct drive *d, uint64_t deadline);

/* Takes output until some came and then none for QUIET ns, or until the deadline. False as above. */
bool drive_burst(struct drive *d, uint64_t quiet, uint64_t deadline);

/* Types KEY and waits for the first byte of the answer. False when none came within the time. */
bool drive_key(struct drive *d, const char *key, uint64_t within, uint64_t *ns);

/* Asks it to end, kills it when it does not, reaps it, and removes its home. */
void drive_close(struct drive *d);

#endif
