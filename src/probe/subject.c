/* subject.c - finds a process, and tells whether it is still the same. Reads none of its parts. */
#include "subject.h"

#include <errno.h>

#include "stat.h"
#include "thread.h"

static bool read_stat(const struct procfs *proc, pid_t pid, struct stat_line *line)
{
	char text[STAT_ROOM];
	ssize_t n = procfs_read(proc, pid, 0, "stat", text, sizeof(text));

	return n > 0 && stat_parse(text, (size_t)n, line);
}

bool subject_find(struct subject *s, const struct procfs *proc, pid_t pid)
{
	struct stat_line line;

	/* A thread answers to its number too, and is none of the processes that are listed. */
	if (pid <= 0 || !read_stat(proc, pid, &line) || line.pid != pid)
		return false;
	*s = (struct subject){ .proc = proc, .pid = pid, .start_ns = line.start_ns };
	return true;
}

bool subject_lives(const struct subject *s)
{
	struct stat_line line;

	return read_stat(s->proc, s->pid, &line) && line.start_ns == s->start_ns;
}

enum probe_end subject_check(const struct subject *s)
{
	if (s->cancelled && atomic_load_explicit(s->cancelled, memory_order_relaxed))
		return PROBE_CANCELLED;
	return s->until_ns && thread_now_ns() > s->until_ns ? PROBE_LATE : PROBE_READ;
}

enum probe_end subject_failed(const struct subject *s, int error)
{
	if (!subject_lives(s))
		return PROBE_GONE;
	/* It is there, and what was asked for is not. */
	if (error == ESRCH)
		return PROBE_NONE;
	return error == EACCES || error == EPERM ? PROBE_FORBIDDEN : PROBE_FAILED;
}

enum probe_end subject_read(const struct subject *s, const char *file, size_t most, struct vec *bytes)
{
	enum probe_end end = subject_check(s);

	if (end != PROBE_READ)
		return end;
	if (!procfs_read_all(s->proc, s->pid, file, most, bytes))
		return subject_failed(s, errno);
	return subject_lives(s) ? PROBE_READ : PROBE_GONE;
}

const char *probe_reason(enum probe_end end)
{
	static const char *const reasons[] = {
		[PROBE_NONE]      = "there is none: it is a thread of the kernel, or has ended and waits for its parent",
		[PROBE_FORBIDDEN] = "not permitted: it takes the same user, root, or CAP_SYS_PTRACE; for mappings newer kernels take CAP_PERFMON too",
		[PROBE_GONE]      = "the process has ended",
		[PROBE_LATE]      = "it took too long: only what was read in time is here",
		[PROBE_CANCELLED] = "it was broken off: only what was read until then is here",
		[PROBE_FAILED]    = "the kernel does not tell",
	};

	return (size_t)end < sizeof(reasons) / sizeof(reasons[0]) ? reasons[end] : NULL;
}
