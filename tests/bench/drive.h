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
	const char *mark;          /* a word we look for in the output; NULL: none */
	bool marked;               /* it came */
	char tail[DRIVE_MARK_MAX]; /* end of the last read: the word may straddle two */
	size_t tail_len;
	bool ended;
};

/* Starts MONITOR as USER with this setting. False: said why on stderr, nothing is left behind. */
bool drive_open(struct drive *d, const struct monitor *monitor, const struct setting *setting, const struct user *user,
		struct terminal_size size);

/* From now on looks for this word in the output. */
void drive_expect(struct drive *d, const char *mark);

/* Takes what the monitor writes, until that time. Returns early when it ends or we are interrupted: false. */
bool drive_until(struct drive *d, uint64_t deadline);

/* Takes output until some came and then none for QUIET ns, or until the deadline. False as above. */
bool drive_burst(struct drive *d, uint64_t quiet, uint64_t deadline);

/* Takes output until the word has come, or until the deadline. False as above. */
bool drive_until_marked(struct drive *d, uint64_t deadline);

/* Types the keys. */
bool drive_type(struct drive *d, const char *keys);

/* Asks it to end, kills it when it does not, reaps it, and removes its home. */
void drive_close(struct drive *d);

#endif
