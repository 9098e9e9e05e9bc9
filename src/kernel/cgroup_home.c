/* cgroup_home.c - looks for the directory that our own mount shows as the root: both have one inode number. Reads no group. */
#define _GNU_SOURCE
#include "cgroup_home.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "procfs.h"

#define FIRST_GROUPS 0xeffffffbu   /* the inode of the machine's own cgroup namespace: PROC_CGROUP_INIT_INO */
#define MOUNTINFO_MOST (1u << 22)

static bool is_real(int dir)
{
	struct statfs fs;

	return fstatfs(dir, &fs) == 0 && (fs.f_type == CGROUP_SUPER_MAGIC || fs.f_type == CGROUP2_SUPER_MAGIC);
}

/* The inode of our namespace's root, by our own mount of the same hierarchy. 0: we have none. */
static ino_t own_root(enum cgroup_version version)
{
	struct cgroup_mount mount;
	struct procfs own;
	struct vec text;
	struct stat st;
	struct err e;
	ino_t found = 0;

	if (!procfs_open(&own, "/proc", &e))
		return 0;
	vec_init(&text, 1);
	if (procfs_read_all(&own, getpid(), "mountinfo", MOUNTINFO_MOST, &text) &&
	    cgroup_mount_parse(text.data, text.count, "memory", &mount) && mount.version == version && strcmp(mount.root, "/") == 0 &&
	    stat(mount.point, &st) == 0)
		found = st.st_ino;
	vec_free(&text);
	procfs_close(&own);
	return found;
}

/* The path, of which "length" bytes are there, of the directory with this inode; below an open one, which is closed. */
static bool find(int fd, ino_t wanted, char *path, size_t length)
{
	DIR *dir = fdopendir(fd);
	const struct dirent *d;
	bool found = false;

	if (!dir)
		close(fd);
	while (dir && !found && (d = readdir(dir))) {
		size_t n = strlen(d->d_name);
		if (d->d_type != DT_DIR || d->d_name[0] == '.' || length + 1 + n >= CGROUP_PATH)
			continue;
		path[length] = '/';
		memcpy(path + length + 1, d->d_name, n + 1);
		if (d->d_ino == wanted)
			found = true;
		else if ((fd = openat(dirfd(dir), d->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)) >= 0)
			found = find(fd, wanted, path, length + 1 + n);
	}
	if (dir)
		closedir(dir);
	return found;
}

bool cgroup_home_find(int dir, enum cgroup_version version, char home[CGROUP_PATH])
{
	struct stat st;
	ino_t wanted;
	int fd;

	strcpy(home, "/");
	if (stat("/proc/self/ns/cgroup", &st) != 0 || st.st_ino == FIRST_GROUPS || (fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		return true;
	if (!is_real(fd)) {
		close(fd);
		return true;
	}
	wanted = own_root(version);
	if (wanted && fstat(fd, &st) == 0 && st.st_ino != wanted)
		return find(fd, wanted, home, 0);
	close(fd);
	return wanted != 0;
}
