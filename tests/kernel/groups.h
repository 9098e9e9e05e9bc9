/* groups.h - real control groups with memory, made below the one that the test runs in, and removed again. */
#ifndef GROUPS_H
#define GROUPS_H

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cgroup_tree.h"
#include "suite.h"

#define GROUP_MIB (UINT64_C(1) << 20)

struct made_group {
	char path[512];                /* as /proc/PID/cgroup shows it */
	char dir[1024];
	enum cgroup_version version;
};

static inline void group_name_below(char *out, size_t room, const char *above, const char *name)
{
	int n = snprintf(out, room, "%s/%s", above, name);

	ck_assert_msg(n > 0 && (size_t)n < room, "a path is too long: %s", above);
}

static inline size_t group_slurp(const char *file, char *text, size_t room)
{
	FILE *in = fopen(file, "r");
	size_t n = in ? fread(text, 1, room, in) : 0;

	if (in)
		fclose(in);
	return n;
}

static inline bool group_write(const struct made_group *g, const char *file, const char *text)
{
	char path[1200];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", g->dir, file);
	out = fopen(path, "w");
	if (!out)
		return false;
	bool ok = fputs(text, out) >= 0;
	return fclose(out) == 0 && ok;
}

static inline uint64_t group_read(const struct made_group *g, const char *file)
{
	char path[1200], text[64];
	uint64_t n = 0;

	snprintf(path, sizeof(path), "%s/%s", g->dir, file);
	ck_assert_msg(cgroup_number_parse(text, group_slurp(path, text, sizeof(text)), &n), "%s", path);
	return n;
}

/* The group that we are in. False, with a line on stderr, where we may not make any below it. */
static inline bool group_ours(struct made_group *g)
{
	static struct cgroup_mount mount;
	static char mounts[1 << 18];
	char text[4096], below[CGROUP_PATH];
	struct cgroup_span path, rest;
	size_t n = group_slurp("/proc/self/cgroup", text, sizeof(text));

	*g = (struct made_group){ 0 };
	if (geteuid() == 0 && cgroup_path_parse(text, n, &path) &&
	    cgroup_mount_parse(mounts, group_slurp("/proc/self/mountinfo", mounts, sizeof(mounts)), "memory", &mount) &&
	    cgroup_below(mount.root, path, &rest)) {
		g->version = mount.version;
		snprintf(g->path, sizeof(g->path), "%.*s", path.length == 1 ? 0 : (int)path.length, path.bytes);
		snprintf(below, sizeof(below), "%.*s", (int)rest.length, rest.bytes);
		group_name_below(g->dir, sizeof(g->dir), mount.point, below);
		/* In version 2 a group that has processes gives its children no controllers, unless it is the root. */
		if (access(g->dir, W_OK) == 0 && (g->version == CGROUP_V1 || group_write(g, "cgroup.subtree_control", "+memory")))
			return true;
	}
	fprintf(stderr, "SKIPPED with real control groups: none can be made here\n");
	return false;
}

/* Makes one; a limit of 0 is none. */
static inline void group_make(struct made_group *g, const struct made_group *above, const char *name, uint64_t limit)
{
	char text[32];

	/* Only where one is made below: in version 2 a group that gives its children controllers may have no processes. */
	if (above->version == CGROUP_V2)
		ck_assert(group_write(above, "cgroup.subtree_control", "+memory"));
	*g = (struct made_group){ .version = above->version };
	group_name_below(g->path, sizeof(g->path), above->path, name);
	group_name_below(g->dir, sizeof(g->dir), above->dir, name);
	ck_assert_msg(mkdir(g->dir, 0755) == 0, "%s: %s", g->dir, strerror(errno));
	snprintf(text, sizeof(text), "%" PRIu64, limit);
	if (limit)
		ck_assert(group_write(g, g->version == CGROUP_V1 ? "memory.limit_in_bytes" : "memory.max", text));
}

static inline void group_enter(const struct made_group *g, pid_t pid)
{
	char text[32];

	snprintf(text, sizeof(text), "%d", pid);
	ck_assert_msg(group_write(g, "cgroup.procs", text), "%s: %s", g->dir, strerror(errno));
}

/* Its processes have been waited for. The kernel may still be about to let it go. */
static inline void group_remove(const struct made_group *g)
{
	until(rmdir(g->dir) == 0 || errno != EBUSY);
	ck_assert_msg(access(g->dir, F_OK) != 0, "%s: %s", g->dir, strerror(errno));
}

/* A name for the topmost one of a test. What a test before us that failed has left is removed. */
static inline const char *group_name(const struct made_group *ours)
{
	static char name[64];
	DIR *dir = opendir(ours->dir);
	const struct dirent *d;
	int pid;

	while (dir && (d = readdir(dir)))
		if (sscanf(d->d_name, "ramtop-test-%d", &pid) == 1 && kill(pid, 0) != 0 && errno == ESRCH) {
			char command[1400];
			snprintf(command, sizeof(command), "find '%s/%s' -depth -type d -exec rmdir {} + 2>/dev/null", ours->dir, d->d_name);
			if (system(command) != 0)
				break;
		}
	if (dir)
		closedir(dir);
	snprintf(name, sizeof(name), "ramtop-test-%d", getpid());
	return name;
}

#endif
