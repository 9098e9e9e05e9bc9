/* group_kill.c - lists and ends who is in a control group. Makes and removes none, asks nobody whether it should. */
#define _GNU_SOURCE
#include "group_kill.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "cgroup_tree.h"

#define ROUNDS 200           /* in which one that forks all the time is emptied */
#define DEEP 32              /* levels of groups below it */
#define PART 4096            /* of the list of pids, in one read */

/* ---- who is in it -------------------------------------------------------------------------------------------------------------- */

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

bool group_list(int dir, struct vec *pids)
{
	pids->count = 0;
	return add_listed(dir, pids);
}

static void walk(int dir, int depth, void (*visit)(void *to, int above, const char *name, int dir), void *to)
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
		walk(below, depth + 1, visit, to);
		visit(to, dir, d->d_name, below);
		close(below);
	}
	if (entries)
		closedir(entries);
	else if (copy >= 0)
		close(copy);
}

void group_walk(int dir, void (*visit)(void *to, int above, const char *name, int dir), void *to)
{
	walk(dir, 0, visit, to);
}

static void add_members(void *to, int above, const char *name, int dir)
{
	(void)above;
	(void)name;
	add_listed(dir, to);
}

bool group_members(int dir, struct vec *pids)
{
	pid_t *pid;
	size_t kept = 0;

	if (!group_list(dir, pids))
		return false;
	group_walk(dir, add_members, pids);
	pids_sort(pids);
	pid = pids->data;
	/* One who moves meanwhile may be listed twice. */
	for (size_t i = 0; i < pids->count; i++)
		if (kept == 0 || pid[i] != pid[kept - 1])
			pid[kept++] = pid[i];
	pids->count = kept;
	return true;
}

/* ---- ending them --------------------------------------------------------------------------------------------------------------- */

/* Each is held by a pidfd while it is looked whether the number is still of one of them: no other gets the signal. */
static void kill_listed(int dir, const struct vec *pids)
{
	struct vec fds, still;

	vec_init(&fds, sizeof(int));
	vec_init(&still, sizeof(pid_t));
	for (size_t i = 0; i < pids->count; i++)
		*(int *)vec_push(&fds) = (int)syscall(SYS_pidfd_open, ((pid_t *)pids->data)[i], 0);
	group_list(dir, &still);
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

static void kill_one(void *to, int above, const char *name, int dir)
{
	struct vec pids;

	(void)to;
	(void)above;
	(void)name;
	vec_init(&pids, sizeof(pid_t));
	for (int i = 0; i < ROUNDS && group_list(dir, &pids) && pids.count; i++)
		kill_listed(dir, &pids);
	vec_free(&pids);
}

void group_kill(int dir)
{
	if (cgroup_file_write(dir, "cgroup.kill", "1"))
		return;
	group_walk(dir, kill_one, NULL);
	kill_one(NULL, dir, NULL, dir);
}

bool group_is_real(int dir)
{
	struct statfs fs;

	return fstatfs(dir, &fs) == 0 && (fs.f_type == CGROUP_SUPER_MAGIC || fs.f_type == CGROUP2_SUPER_MAGIC);
}
