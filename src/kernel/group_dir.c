/* group_dir.c - control groups as directories: who is in them, killed, sent elsewhere. Makes none, and reads no memory of them. */
#define _GNU_SOURCE
#include "group_dir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "cgroup_tree.h"
#include "procfs.h"

#define ROUNDS 200           /* in which one that forks all the time is emptied */
#define DEEP 32              /* levels of groups below it */
#define PART 4096            /* of the list of pids, in one read */

bool group_dir_write(int dir, const char *file, const char *word)
{
	int fd = openat(dir, file, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
	bool ok = fd >= 0 && write(fd, word, strlen(word)) == (ssize_t)strlen(word);
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
	return ok;
}

bool group_dir_has(int dir, const char *file, const char *word)
{
	char text[4096];
	ssize_t n = cgroup_file_read(dir, file, text, sizeof(text) - 1);
	const char *rest;

	text[n > 0 ? n : 0] = '\0';
	for (char *at = strtok_r(text, " \n", (char **)&rest); at; at = strtok_r(NULL, " \n", (char **)&rest))
		if (strcmp(at, word) == 0)
			return true;
	return false;
}

static bool has_limit(int dir)
{
	static const char *const limits[] = { "memory.max", "memory.high", "memory.swap.max", "cpu.max" };

	for (size_t i = 0; i < ARRAY_LEN(limits); i++)
		if (faccessat(dir, limits[i], F_OK, 0) == 0 && !group_dir_has(dir, limits[i], "max"))
			return true;
	return false;
}

bool group_dir_is_limited(int dir, unsigned levels)
{
	char up[3 * DEEP + 2] = ".";
	bool found = false;

	for (unsigned i = 0; i < levels && i < DEEP && !found; i++) {
		int at = openat(dir, up, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		found = at >= 0 && has_limit(at);
		if (at >= 0)
			close(at);
		strcat(up, "/..");
	}
	return found;
}

/* All of the list, in as many parts as it comes. */
static bool read_list(int dir, struct vec *text)
{
	int fd = openat(dir, "cgroup.procs", O_RDONLY | O_CLOEXEC | O_NOFOLLOW), error;
	ssize_t n = -1;

	do {
		vec_reserve(text, text->count + PART);
		text->count -= PART;
		n = fd < 0 ? -1 : read(fd, (char *)text->data + text->count, PART);
		text->count += n > 0 ? (size_t)n : 0;
	} while (n > 0);
	error = errno;
	if (fd >= 0)
		close(fd);
	*(char *)vec_push(text) = '\0';
	/* A group that is removed has no files any more. */
	errno = error == ENOENT ? ENODEV : error;
	return n == 0;
}

static bool add_listed(int dir, struct vec *pids)
{
	struct vec text;
	char *at, *end;
	bool ok;

	vec_init(&text, 1);
	ok = read_list(dir, &text);
	at = text.data;
	/* Who is outside of our pid namespace has the number 0. */
	for (long pid; (pid = strtol(at, &end, 10)), end != at; at = end)
		if (pid > 0)
			*(pid_t *)vec_push(pids) = (pid_t)pid;
	vec_free(&text);
	return ok;
}

bool group_dir_list(int dir, struct vec *pids)
{
	pids->count = 0;
	return add_listed(dir, pids);
}

static void walk(int dir, int depth, void (*visit)(int above, const char *name, int dir, void *with), void *with)
{
	int copy = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *entries = copy >= 0 ? fdopendir(copy) : NULL;
	const struct dirent *d;

	while (entries && depth < DEEP && (d = readdir(entries))) {
		int below;
		if (d->d_name[0] == '.' || d->d_type != DT_DIR)
			continue;
		below = openat(dir, d->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
		if (below < 0)
			continue;
		walk(below, depth + 1, visit, with);
		visit(dir, d->d_name, below, with);
		close(below);
	}
	if (entries)
		closedir(entries);
	else if (copy >= 0)
		close(copy);
}

void group_dir_walk(int dir, void (*visit)(int above, const char *name, int dir, void *with), void *with)
{
	walk(dir, 0, visit, with);
}

static void add_members(int above, const char *name, int dir, void *pids)
{
	(void)above;
	(void)name;
	add_listed(dir, pids);
}

bool group_dir_members(int dir, struct vec *pids)
{
	pid_t *pid;
	size_t kept = 0;

	if (!group_dir_list(dir, pids))
		return false;
	group_dir_walk(dir, add_members, pids);
	pids_sort(pids);
	pid = pids->data;
	/* One who moves meanwhile may be listed twice. */
	for (size_t i = 0; i < pids->count; i++)
		if (kept == 0 || pid[i] != pid[kept - 1])
			pid[kept++] = pid[i];
	pids->count = kept;
	return true;
}

bool group_dir_is_real(int dir)
{
	struct statfs fs;

	return fstatfs(dir, &fs) == 0 && (fs.f_type == CGROUP_SUPER_MAGIC || fs.f_type == CGROUP2_SUPER_MAGIC);
}

/* ---- to their end -------------------------------------------------------------------------------------------------------------- */

/* Each is held by a pidfd while it is looked whether the number is still of one of them: no other gets the signal. */
static void kill_listed(int dir, struct vec *pids)
{
	struct vec fds, still;

	vec_init(&fds, sizeof(int));
	vec_init(&still, sizeof(pid_t));
	for (size_t i = 0; i < pids->count; i++)
		*(int *)vec_push(&fds) = (int)syscall(SYS_pidfd_open, ((pid_t *)pids->data)[i], 0);
	group_dir_list(dir, &still);
	pids_sort(&still);
	for (size_t i = 0; i < pids->count; i++) {
		int fd = ((int *)fds.data)[i];
		pid_t pid = ((pid_t *)pids->data)[i];
		if (fd >= 0 && pid != getpid() && pids_hold(&still, pid))
			syscall(SYS_pidfd_send_signal, fd, SIGKILL, NULL, 0);
		if (fd >= 0)
			close(fd);
	}
	vec_free(&fds);
	vec_free(&still);
}

static void kill_one(int above, const char *name, int dir, void *with)
{
	struct vec pids;

	(void)above;
	(void)name;
	(void)with;
	vec_init(&pids, sizeof(pid_t));
	for (int i = 0; i < ROUNDS && group_dir_list(dir, &pids) && pids.count; i++)
		kill_listed(dir, &pids);
	vec_free(&pids);
}

void group_dir_kill(int dir)
{
	if (group_dir_write(dir, "cgroup.kill", "1"))
		return;
	group_dir_walk(dir, kill_one, NULL);
	kill_one(-1, NULL, dir, NULL);
}

/* ---- elsewhere ----------------------------------------------------------------------------------------------------------------- */

/* Who has been killed is in no list any more, and yet for a moment in the group. */
static void wait_a_moment(void)
{
	struct timespec moment = { 0, 1000000 };

	nanosleep(&moment, NULL);
}

static void remove_one(int above, const char *name, int dir, void *with)
{
	int to = *(int *)with;
	struct vec pids;
	char word[24];

	vec_init(&pids, sizeof(pid_t));
	for (int i = 0; i < ROUNDS && unlinkat(above, name, AT_REMOVEDIR) != 0 && errno == EBUSY; i++) {
		group_dir_list(dir, &pids);
		if (pids.count == 0)
			wait_a_moment();
		for (size_t k = 0; k < pids.count && to >= 0; k++) {
			int n = snprintf(word, sizeof(word), "%d", (int)((pid_t *)pids.data)[k]);
			if (write(to, word, (size_t)n) < 0 && errno != ESRCH)
				break;
		}
	}
	vec_free(&pids);
}

void group_dir_remove(int above, const char *name, int to)
{
	int dir = openat(above, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

	if (dir < 0)
		return;
	group_dir_walk(dir, remove_one, &to);
	remove_one(above, name, dir, &to);
	close(dir);
}

static bool is_left_behind(int above, const char *name, const char *prefix, unsigned seconds)
{
	const char *digits = name + strlen(prefix);
	struct timespec now;
	struct stat made;
	char *end;
	long pid;

	if (strncmp(name, prefix, strlen(prefix)) != 0 || *digits < '1' || *digits > '9')
		return false;
	pid = strtol(digits, &end, 10);
	if (*end || pid > INT_MAX || kill((pid_t)pid, 0) == 0 || errno != ESRCH || fstatat(above, name, &made, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	/* It may be of another that has pids of its own, and be about to be used. */
	clock_gettime(CLOCK_REALTIME, &now);
	return made.st_ctim.tv_sec + (time_t)seconds <= now.tv_sec;
}

void group_dir_sweep(int above, const char *prefix, unsigned seconds)
{
	int copy = openat(above, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *entries = copy >= 0 ? fdopendir(copy) : NULL;
	const struct dirent *d;

	while (entries && (d = readdir(entries)))
		if (is_left_behind(above, d->d_name, prefix, seconds))
			group_dir_remove(above, d->d_name, -1);
	if (entries)
		closedir(entries);
	else if (copy >= 0)
		close(copy);
}
