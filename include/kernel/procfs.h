/* procfs.h - reading files below /proc, or below a copy of it. See proc(5). */
#ifndef PROCFS_H
#define PROCFS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "err.h"
#include "vec.h"

struct procfs {
	int root;          /* the root directory, open */
	bool is_living;    /* it is the /proc of this machine and of our own pid namespace: its pids are our pids */
	struct vec list;   /* scratch of procfs_pids */
};

/* Opens the directory, usually "/proc". False when there is none, or it holds no process. */
bool procfs_open(struct procfs *p, const char *dir, struct err *e);

void procfs_close(struct procfs *p);

/* Opens the same directory once more: who reads beside another lists it for himself. False when that fails. */
bool procfs_again(struct procfs *out, const struct procfs *p);

/* Sorts a vec of pid_t, ascending; and whether a sorted one holds a pid. */
void pids_sort(struct vec *pids);
bool pids_hold(const struct vec *pids, pid_t pid);

/* The pids of all processes that /proc lists, ascending, replacing what is in the vec (of pid_t). */
void procfs_pids(struct procfs *p, struct vec *pids);

/* The tids of a process's threads, ascending, its first one included. None when it has vanished. */
void procfs_threads(struct procfs *p, pid_t pid, struct vec *tids);

/* Reads a file of a process (tid 0) or of its thread ("stat", "cmdline", …) from its start, at most room bytes, in one
 * read(2). Returns the bytes read, or -1 with errno: ENOENT and ESRCH when it has vanished; when it is forbidden EACCES, or
 * EPERM where hidepid=1 forbids it. */
ssize_t procfs_read(const struct procfs *p, pid_t pid, pid_t tid, const char *file, char *out, size_t room);

/* Opens such a file of a process, close-on-exec. The caller closes it. -1 with errno. */
int procfs_open_file(const struct procfs *p, pid_t pid, const char *file);

/* All of such a file, as much as most bytes, into a vec of char; a zero stands behind them. False with errno. */
bool procfs_read_all(const struct procfs *p, pid_t pid, const char *file, size_t most, struct vec *bytes);

/* What a link of a process leads to ("exe", "fd/3"), as much as fits. Returns the bytes, or -1 with errno. */
ssize_t procfs_link(const struct procfs *p, pid_t pid, const char *file, char *out, size_t room);

/* Of what such a link leads to, or of a path below it ("root/etc/passwd"). False with errno. */
struct stat;
bool procfs_stat(const struct procfs *p, pid_t pid, const char *file, struct stat *out);

/* The numbers that a directory of a process lists ("fd"), ascending, into a vec of pid_t, without the scratch of others. False
 * with errno. */
bool procfs_numbers(const struct procfs *p, pid_t pid, const char *dir, struct vec *numbers);

/* The same for a file of the machine: "meminfo", "pressure/memory". */
ssize_t procfs_read_machine(const struct procfs *p, const char *file, char *out, size_t room);

/* The owner of /proc/PID, which is the effective user. False when it has vanished. */
bool procfs_owner(const struct procfs *p, pid_t pid, uid_t *uid);

/* Whether we are in a pid namespace below the machine's own: pid 1 is that one's init. */
bool procfs_is_nested(const struct procfs *p);

#endif
