/* tmpfs.h - file systems that are kept in memory, and the files in them. */
#ifndef TMPFS_H
#define TMPFS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "arena.h"
#include "procfs.h"
#include "vec.h"

struct tmpfs {
	dev_t device;
	pid_t pid;                /* whose mount namespace it is in; 0: our own */
	const char *path;         /* where it is mounted, as that process sees it */
	const char *shown;        /* the same as a path of ours */
	bool is_part;             /* only a directory of it is mounted there */
	bool is_other;            /* it is no tmpfs, though it could have been */
	bool is_read;             /* it could be opened; else it may lie hidden under another mount */
	bool is_whole;            /* all of its files were seen */
	uint64_t used, limit;     /* bytes; what is swapped out is counted; limit 0: none */
	uint64_t files;           /* that take memory */
	uint64_t others, other_bytes;   /* of these, those that are not among the largest */
};

struct tmpfs_file {
	dev_t device;
	uint64_t inode, bytes;
	uid_t uid;
	const char *path;         /* as a path of ours; ended by a zero, and any other byte may be in it */
};

/* Adds the mounts of a process's namespace (pid 0: our own) that hold shared memory and are not yet in the vec of struct tmpfs.
 * Texts are taken from the arena. */
void tmpfs_list(const struct procfs *p, pid_t pid, struct arena *arena, struct vec *mounts);

/* Looks at its files, the largest of which are put into the vec of struct tmpfs_file. It follows no link, enters no other file
 * system, and ends after so many files and so much time. */
void tmpfs_walk(const struct procfs *p, struct tmpfs *t, struct arena *arena, struct vec *files);

#endif
