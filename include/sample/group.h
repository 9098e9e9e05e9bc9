/* group.h - processes that belong together, and what each such group holds. */
#ifndef GROUP_H
#define GROUP_H

#include "tree.h"

enum group_by { GROUP_NONE, GROUP_CONTAINER, GROUP_CGROUP, GROUP_USER, GROUP_COMMAND, GROUP_SESSION, GROUP_KINDS };

/* What groups are made by, as it is named on the command line: "user"; and what must be read of every process for it. */
struct group_kind {
	const char *name, *help;
	unsigned needs;
};

extern const struct group_kind group_kinds[GROUP_KINDS];

/* GROUP_NONE for a name that is none. */
enum group_by group_kind_find(const char *name);

/* Memory of processes that is no cache of files. */
struct held {
	uint64_t bytes;
	uint32_t oldest_ms;        /* the age of the oldest of the rollups that it is from */
	uint32_t guessed;          /* processes of which only their RSS is known: what they share counts for each */
	uint32_t missing;          /* processes of which not even that is */
};

struct task_group {
	uint64_t key;              /* tells it from others of its kind; see group_key */
	const char *name;          /* foreign bytes; borrowed until the groups are built again */
	uint32_t length;
	bool is_outside;           /* no group of processes: what is used and in no process, see groups_build */
	struct sums sums;
	const struct cgroup *place;   /* of a container or a control group: what its first member is in, at or below it; NULL: as with cgroup */
	const struct cgroup_figures *cgroup;   /* of a container or a control group; NULL: not known, or it is no such group */
	const struct net_figures *net;         /* of a container, or of what is in one; NULL: as with cgroup */
	struct held held, below;   /* by itself; and with the groups whose control groups are below its own */
	int64_t growth;            /* bytes a second over the last minute, of those of whom it is known */
	uint32_t no_growth;        /* members of whom it is not */
};

struct groups {
	enum group_by by;
	struct vec list;           /* of struct task_group: in the order of their first members; the last is what is outside */
	struct vec places;         /* of uint32_t: scratch, a hash table */
	struct arena arena;
};

void groups_init(struct groups *g);
void groups_free(struct groups *g);

/* Puts each process of the sample that is to be kept (keep[i]) into its group; threads of the kernel hold nothing and are in none. What the machine uses
 * beside file cache, and that no process holds, is a row of its own. */
void groups_build(struct groups *g, const struct sample *s, enum group_by by, const bool *keep);

/* Bytes that count for a control group and are neither in a process of it or below it nor in the cache of files: tmpfs and
 * shared memory that nobody maps, the kernel's. False: not known. */
bool group_outside(const struct task_group *g, uint64_t *bytes);

/* Whether that is an estimate. */
bool group_is_about(const struct task_group *g);

/* Names the group of a process, in 64 bits. */
uint64_t group_key(const struct sample *s, const struct task *t, enum group_by by);

#endif
