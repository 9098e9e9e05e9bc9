/* freezer_groups.h - the freezer of a group that groups.h has made: in version 1 a group of the same path in a hierarchy of its own. */
#ifndef FREEZER_GROUPS_H
#define FREEZER_GROUPS_H

#include "freezer.h"
#include "groups.h"

struct made_freezer {
	struct made_group group;       /* in the freezer's hierarchy */
	size_t point;                  /* bytes of its directory that are the mount's */
};

/* All directories on the way, be they there or not. */
static inline bool freezer_make_way(const char *dir, size_t from)
{
	char path[1024];

	for (size_t i = from + 1; i <= strlen(dir); i++)
		if (dir[i] == '/' || dir[i] == '\0') {
			snprintf(path, sizeof(path), "%.*s", (int)i, dir);
			if (mkdir(path, 0755) != 0 && errno != EEXIST)
				return false;
		}
	return true;
}

/* What a test before us that failed has left goes on, to its end, and is removed. */
static inline void freezer_sweep(const char *dir)
{
	const char *name = strrchr(dir, '/') + 1;
	char above[1024], command[2600];
	DIR *entries;
	const struct dirent *d;
	int pid;

	snprintf(above, sizeof(above), "%.*s", (int)(name - dir), dir);
	entries = opendir(above);
	while (entries && (d = readdir(entries)))
		if (sscanf(d->d_name, "ramtop-test-%d", &pid) == 1 && kill(pid, 0) != 0 && errno == ESRCH) {
			snprintf(command, sizeof(command), "echo THAWED >'%s%.64s/freezer.state'; find '%s%.64s' -depth -type d -exec rmdir {} + 2>/dev/null",
			         above, d->d_name, above, d->d_name);
			if (system(command) != 0)
				break;
		}
	if (entries)
		closedir(entries);
}

/* False, with a line on stderr, where none can be made. */
static inline bool freezer_make(struct made_freezer *f, const struct made_group *g)
{
	static struct cgroup_mount mount;
	static char mounts[1 << 18];

	*f = (struct made_freezer){ .group = *g };
	if (g->version == CGROUP_V2)
		return true;
	if (cgroup_mount_parse(mounts, group_slurp("/proc/self/mountinfo", mounts, sizeof(mounts)), "freezer", &mount) &&
	    mount.version == CGROUP_V1 && strcmp(mount.root, "/") == 0) {
		f->point = strlen(mount.point);
		group_name_below(f->group.dir, sizeof(f->group.dir), mount.point, g->path + 1);
		freezer_sweep(f->group.dir);
		/* A test beside us may remove what is empty. */
		if (until(freezer_make_way(f->group.dir, f->point) || errno != ENOENT) && access(f->group.dir, W_OK) == 0)
			return true;
	}
	fprintf(stderr, "SKIPPED with a real freezer: none can be made here\n");
	return false;
}

/* Into both. */
static inline void freezer_enter(const struct made_freezer *f, const struct made_group *g, pid_t pid)
{
	group_enter(g, pid);
	if (f->group.version == CGROUP_V1)
		group_enter(&f->group, pid);
}

/* And what is empty above it. */
static inline void freezer_remove(const struct made_freezer *f)
{
	char dir[1024], *end;

	if (f->group.version == CGROUP_V2)
		return;
	group_remove(&f->group);
	snprintf(dir, sizeof(dir), "%s", f->group.dir);
	while ((end = strrchr(dir, '/')) > dir + f->point) {
		*end = '\0';
		if (rmdir(dir) != 0)
			break;
	}
}

#endif
