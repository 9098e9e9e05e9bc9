/* cgroup.h - what the kernel's files say of control groups: which one a process is in, where its directory is, what it holds
 * and may hold. See cgroups(7) and Documentation/admin-guide/cgroup-v2.rst. Pure; cgroup_tree.h reads the files. */
#ifndef CGROUP_H
#define CGROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CGROUP_PATH 4096           /* bytes of a path, its end included: the kernel shows no longer one */
#define CGROUP_NO_LIMIT UINT64_MAX

/* A piece of a text that belongs to somebody else. NULL: there is none. */
struct cgroup_span {
	const char *bytes;
	size_t length;
};

/* /proc/PID/cgroup: the path of its group in the hierarchy that has the memory controller: of version 1 where one of those has
 * it, else in that of version 2. Any byte but zero and newline may be in it. A line that is cut is none. False: there is no such
 * line. */
bool cgroup_path_parse(const char *text, size_t length, struct cgroup_span *path);

enum cgroup_version { CGROUP_NONE, CGROUP_V1, CGROUP_V2 };

/* Where the hierarchy with the memory controller is mounted. */
struct cgroup_mount {
	enum cgroup_version version;
	char root[CGROUP_PATH];        /* the path of the group that is mounted there: "/" where all of the hierarchy is */
	char point[CGROUP_PATH];       /* the directory */
};

/* /proc/PID/mountinfo: where the hierarchy with this controller is; "memory" is what others ask for. One of version 1 goes before
 * version 2; NULL: version 2. Of several places, the first that shows the whole hierarchy. False: it is mounted nowhere. */
bool cgroup_mount_parse(const char *text, size_t length, const char *controller, struct cgroup_mount *out);

/* What of a path is below a root, both as the kernel shows them in our cgroup namespace: "" for the root itself, else without a
 * slash at its start. False: it is not below, and no directory of ours shows it. */
bool cgroup_below(const char *root, struct cgroup_span path, struct cgroup_span *rest);

/* A path as it is shown in our namespace, told from the root of all; "home" is the root of our namespace, told so. Written to
 * "out", zero-ended. False when that leads nowhere. */
bool cgroup_absolute(const char *home, struct cgroup_span path, char out[CGROUP_PATH], struct cgroup_span *absolute);

/* A file with one number. The word "max", and what is beyond all memory as version 1 says it, is CGROUP_NO_LIMIT. */
bool cgroup_number_parse(const char *text, size_t length, uint64_t *out);

enum cgroup_stat_field {
	CGROUP_ANON,                   /* not in any file: heaps, stacks */
	CGROUP_FILE,                   /* page cache, tmpfs and shared memory included */
	CGROUP_SHMEM,                  /* of that tmpfs and shared memory */
	CGROUP_MAPPED,                 /* of the page cache, what processes map */
	CGROUP_INACTIVE_FILE, CGROUP_ACTIVE_FILE,
	CGROUP_SLAB_RECLAIMABLE,
	CGROUP_SLAB_UNRECLAIMABLE, CGROUP_STACKS, CGROUP_PAGE_TABLES, CGROUP_SEC_PAGE_TABLES, CGROUP_PERCPU, CGROUP_VMALLOC,
	                               /* parts of the kernel's: version 2 */
	CGROUP_KERNEL,                 /* all of the kernel's; version 1 has a file of its own for it */
	CGROUP_SWAP,                   /* version 1; version 2 has a file of its own */
	CGROUP_ANCESTORS_LIMIT,        /* version 1: the lowest limit of it and all above it, seen or not */
	CGROUP_STAT_FIELDS
};

/* memory.stat, the groups below included. In bytes. */
struct cgroup_stat {
	uint64_t bytes[CGROUP_STAT_FIELDS];
	bool known[CGROUP_STAT_FIELDS];
};

/* False when the text holds none of the fields. */
bool cgroup_stat_parse(const char *text, size_t length, struct cgroup_stat *out);

/* The number behind a word that begins a line, its blank included: "oom_kill ". False: there is no such line. */
bool cgroup_keyed_parse(const char *text, size_t length, const char *key, uint64_t *out);

/* memory.events, and version 1's memory.oom_control: the processes that the OOM killer has taken. False: it does not say. */
bool cgroup_kills_parse(const char *text, size_t length, uint64_t *out);

/* io.stat, and version 1's blkio.throttle.io_service_bytes: bytes from and to all devices. A text without lines is 0. */
bool cgroup_io_parse(const char *text, size_t length, uint64_t *read, uint64_t *written);

/* cpu.max: nanoseconds of CPU time in each period. */
bool cgroup_quota_parse(const char *text, size_t length, uint64_t *quota, uint64_t *period);

/* "0-3,6", as cpuset.cpus has it: how many. False for what is no such list, and for none. */
bool cgroup_cpus_parse(const char *text, size_t length, uint64_t *count);

/* Page cache and the like that the kernel gives up before it takes a process. */
uint64_t cgroup_reclaimable(const struct cgroup_stat *s);

#endif
