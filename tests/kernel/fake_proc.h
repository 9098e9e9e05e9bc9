/* fake_proc.h - a directory of our own making that stands for /proc, or a copy of a fixture. Knows what stat looks like. */
#ifndef FAKE_PROC_H
#define FAKE_PROC_H

#include <errno.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "suite.h"

struct fake_proc {
	char dir[64];
};

static inline void fake_new(struct fake_proc *f)
{
	strcpy(f->dir, "/tmp/ramtop-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(f->dir));
	ck_assert_int_eq(chmod(f->dir, 0755), 0);
}

/* Where a file of it is. Lives until the next call. */
static inline const char *fake_path(const struct fake_proc *f, const char *file)
{
	static char path[512];

	snprintf(path, sizeof(path), "%s/%s", f->dir, file);
	return path;
}

/* Writes a file, and the directories above it. */
static inline void fake_put_bytes(const struct fake_proc *f, const char *file, const void *bytes, size_t length)
{
	char path[512];
	FILE *out;

	strcpy(path, fake_path(f, file));
	for (char *slash = path + strlen(f->dir) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
		*slash = '\0';
		ck_assert(mkdir(path, 0755) == 0 || errno == EEXIST);
	}
	out = fopen(path, "w");
	ck_assert_msg(out != NULL, "%s: %s", path, strerror(errno));
	ck_assert_uint_eq(fwrite(bytes, 1, length, out), length);
	ck_assert_int_eq(fclose(out), 0);
}

static inline void fake_put(const struct fake_proc *f, const char *file, const char *text)
{
	fake_put_bytes(f, file, text, strlen(text));
}

/* What a process's stat says; what is zero gets a value that does no harm. */
struct fake_stat {
	const char *comm;
	char state;
	int ppid, threads;
	unsigned flags;
	uint64_t ticks, start_ticks;   /* of CPU time; since boot */
	uint64_t vsz, rss_pages, start_code, start_stack;
};

/* Writes PID/stat, or with a tid PID/task/TID/stat. */
static inline void fake_put_task(const struct fake_proc *f, int pid, int tid, struct fake_stat s)
{
	char file[64], line[1024];

	snprintf(line, sizeof(line),
	         "%d (%s) %c %d %d %d 0 -1 %u 1 0 0 0 %" PRIu64 " 0 0 0 20 0 %d 0 %" PRIu64 " %" PRIu64 " %" PRIu64
	         " 18446744073709551615 %" PRIu64 " 0 %" PRIu64 " 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0\n",
	         tid ? tid : pid, s.comm ? s.comm : "fake", s.state ? s.state : 'S', s.ppid, pid, pid, s.flags, s.ticks,
	         s.threads ? s.threads : 1, s.start_ticks ? s.start_ticks : 1, s.vsz, s.rss_pages, s.start_code, s.start_stack);
	if (tid)
		snprintf(file, sizeof(file), "%d/task/%d/stat", pid, tid);
	else
		snprintf(file, sizeof(file), "%d/stat", pid);
	fake_put(f, file, line);
}

static inline void fake_put_stat(const struct fake_proc *f, int pid, struct fake_stat s)
{
	fake_put_task(f, pid, 0, s);
}

static inline int fake_remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	return remove(path);
}

/* Removes a file or a directory with all below it. */
static inline void fake_remove(const struct fake_proc *f, const char *file)
{
	ck_assert_int_eq(nftw(fake_path(f, file), fake_remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

static inline void fake_free(struct fake_proc *f)
{
	fake_remove(f, "");
}

/* Copies a directory of tests/fixtures over it. */
static inline void fake_add(const struct fake_proc *f, const char *fixture)
{
	char command[256];

	snprintf(command, sizeof(command), "cp -r tests/fixtures/%s/. %s/", fixture, f->dir);
	ck_assert_int_eq(system(command), 0);
}

/* A copy of such a directory. */
static inline void fake_copy(struct fake_proc *f, const char *fixture)
{
	fake_new(f);
	fake_add(f, fixture);
}

#endif
