/* home.h - an empty home directory, so that nobody's settings take part. */
#ifndef BENCH_HOME_H
#define BENCH_HOME_H

#include <stdbool.h>
#include <sys/types.h>

struct home {
	char path[256];
};

bool home_open(struct home *home, uid_t uid, gid_t gid);

/* Writes TEXT to FILE (relative, at most two directories deep), owned by UID. */
bool home_write(const struct home *home, const char *file, const char *text, uid_t uid, gid_t gid);

/* Removes it with everything in it. */
void home_close(struct home *home);

#endif
