/* deliver.c - sends signals. Asks nobody whether it should. See pidfd_open(2) and pidfd_send_signal(2). */
#define _GNU_SOURCE
#include "deliver.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "stat.h"

static enum delivery outcome(int error)
{
	switch (error) {
	case 0:     return DELIVERED;
	case ESRCH: return DELIVERY_GONE;
	case EPERM: return DELIVERY_FORBIDDEN;
	default:    return DELIVERY_FAILED;
	}
}

enum delivery deliver_check(const struct procfs *p, pid_t pid, uint64_t start_ns)
{
	char text[STAT_ROOM];
	struct stat_line line;
	ssize_t n = procfs_read(p, pid, 0, "stat", text, sizeof(text));

	if (n < 0 && (errno == ENOENT || errno == ESRCH))
		return DELIVERY_GONE;
	if (n < 0)
		return outcome(errno);
	if (!stat_parse(text, (size_t)n, &line) || line.start_ns != start_ns)
		return DELIVERY_REUSED;
	return DELIVERED;
}

enum delivery deliver_watched(int watch, int signal)
{
	return syscall(SYS_pidfd_send_signal, watch, signal, NULL, 0) == 0 ? DELIVERED : outcome(errno);
}

enum delivery deliver(const struct procfs *p, pid_t pid, uint64_t start_ns, int signal, int *watch)
{
	enum delivery result;
	int fd;

	if (!p->is_living)
		return DELIVERY_ELSEWHERE;
	fd = (int)syscall(SYS_pidfd_open, pid, 0);
	if (fd < 0)
		return outcome(errno);
	/* The pidfd is opened first, the start time read second: if they belong to the same process, it is the one meant. */
	result = deliver_check(p, pid, start_ns);
	if (result == DELIVERED)
		result = deliver_watched(fd, signal);
	if (result == DELIVERED && watch) {
		*watch = fd;
		return result;
	}
	close(fd);
	return result;
}
