/* keep.c - open stat files, merged with the pids of each pass. An open file never tells of another process that got the pid.
 * Parses nothing. */
#include "keep.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#define KERNEL_BYTES 5120   /* that an open file holds: file, inode, dentry, and the page that it is written into */
#define SHARE 1000          /* of the machine's memory: one part in so many */
#define OTHERS 64           /* descriptors for everything else */

struct kept {
	pid_t pid;
	int fd;
};

void keep_init(struct keep *k)
{
	*k = (struct keep){ 0 };
	vec_init(&k->now, sizeof(struct kept));
	vec_init(&k->before, sizeof(struct kept));
}

/* The kernel's table of our descriptors grows in steps, and each makes a program that has threads wait for some milliseconds.
 * Here, where there are none yet, it grows in one. */
static void make_room(size_t files)
{
	int highest = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, (int)files);

	if (highest >= 0)
		close(highest);
}

void keep_set_budget(struct keep *k)
{
	size_t memory = (size_t)sysconf(_SC_PHYS_PAGES) * (size_t)sysconf(_SC_PAGESIZE), wanted = memory / SHARE / KERNEL_BYTES;
	struct rlimit limit;

	k->budget = 0;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	if (limit.rlim_cur < wanted + OTHERS && limit.rlim_cur < limit.rlim_max) {
		limit.rlim_cur = limit.rlim_max < wanted + OTHERS ? limit.rlim_max : wanted + OTHERS;
		if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
			return;
	}
	if (limit.rlim_cur > OTHERS)
		k->budget = wanted < limit.rlim_cur - OTHERS ? wanted : limit.rlim_cur - OTHERS;
	make_room(k->budget);
}

/* The file of this pid that is open, or -1. Those before it belong to processes that have ended. */
static int take_open(struct keep *k, pid_t pid)
{
	const struct kept *before = k->before.data;

	for (; k->at < k->before.count && before[k->at].pid < pid; k->at++)
		close(before[k->at].fd);
	return k->at < k->before.count && before[k->at].pid == pid ? before[k->at++].fd : -1;
}

static ssize_t read_from_start(int fd, char *out, size_t room)
{
	ssize_t n;

	do
		n = pread(fd, out, room, 0);
	while (n < 0 && errno == EINTR);
	return n;
}

ssize_t keep_read(struct keep *k, const struct procfs *p, pid_t pid, char *out, size_t room)
{
	int fd = take_open(k, pid);
	ssize_t n = fd < 0 ? -1 : read_from_start(fd, out, room);

	/* It has ended: the pid may be another's by now. */
	if (fd >= 0 && n <= 0) {
		close(fd);
		fd = -1;
	}
	if (fd < 0 && k->now.count >= k->budget)
		return procfs_read(p, pid, 0, "stat", out, room);
	if (fd < 0) {
		fd = procfs_open_file(p, pid, "stat");
		n = fd < 0 ? -1 : read_from_start(fd, out, room);
	}
	if (n > 0)
		*(struct kept *)vec_push(&k->now) = (struct kept){ pid, fd };
	else if (fd >= 0)
		close(fd);
	return n;
}

void keep_finish(struct keep *k)
{
	const struct kept *before = k->before.data;
	struct vec swap = k->before;

	for (; k->at < k->before.count; k->at++)
		close(before[k->at].fd);
	k->before = k->now;
	k->now = swap;
	k->now.count = k->at = 0;
}

void keep_clear(struct keep *k)
{
	keep_finish(k);
	keep_finish(k);
}

void keep_free(struct keep *k)
{
	keep_clear(k);
	vec_free(&k->now);
	vec_free(&k->before);
}
