/* cgroup_tree.h - the directories of the hierarchy with the memory controller, and what their files say. */
#ifndef CGROUP_TREE_H
#define CGROUP_TREE_H

#include "cgroup.h"
#include "err.h"
#include "procfs.h"

struct cgroup_tree {
	int dir;                       /* where it is mounted, open; -1: nowhere that we know of */
	enum cgroup_version version;
	char root[CGROUP_PATH];        /* the path of the group that "dir" is */
	char home[CGROUP_PATH];        /* of a directory that was named to us: the path in it of our namespace's root; "": paths are as they
	                                  are shown to us */
};

/* Opens a directory with control groups: that of the hierarchy itself, or, where there are several, the one above them that has
 * it as "memory". The group that the directory is has the path "/"; where it is not known how that is to be reached from a path
 * that is shown to us, no group is there. */
bool cgroup_tree_open(struct cgroup_tree *t, const char *dir, struct err *e);

/* Finds where we have it mounted, from our own mountinfo; of a copy of /proc nothing is known. */
void cgroup_tree_find(struct cgroup_tree *t, const struct procfs *p);

/* The same for the hierarchy with another controller; NULL: that of version 2, beside others or alone. What is not found has the
 * directory -1. */
void cgroup_tree_find_with(struct cgroup_tree *t, const struct procfs *p, const char *controller);
void cgroup_tree_open_with(struct cgroup_tree *t, const char *dir, const char *controller);

void cgroup_tree_close(struct cgroup_tree *t);

/* The directory of the group with this path, open for those who close it; -1: there is none, or we do not see it. */
int cgroup_tree_group(const struct cgroup_tree *t, struct cgroup_span path);

/* The path in the tree of the group that is shown to us by this one; "out" is room for it. */
struct cgroup_span cgroup_tree_path(const struct cgroup_tree *t, struct cgroup_span shown, char out[CGROUP_PATH]);

/* What a file in such a directory says, as much as fits. -1 with errno. */
ssize_t cgroup_file_read(int dir, const char *name, char *text, size_t room);

/* The id of the group whose directory this is: no other ever has it, be it of the same path. 0: not known. */
uint64_t cgroup_id(int dir);

enum {
	CGROUP_HAS_CHARGE  = 1 << 0,
	CGROUP_HAS_LIMIT   = 1 << 1,
	CGROUP_HAS_STAT    = 1 << 2,
	CGROUP_HAS_SWAP    = 1 << 3,
	CGROUP_HAS_SWAP_LIMIT = 1 << 4,
	CGROUP_HAS_PEAK    = 1 << 5,
	CGROUP_HAS_KILLS   = 1 << 6,
	CGROUP_HAS_KERNEL  = 1 << 7,
	CGROUP_HAS_HIGH    = 1 << 8,
	CGROUP_HAS_COUNTS  = (1 << 9) - 1,
};

/* What one group holds, those below it included, and may hold. Bytes; what is not in "have" is unknown. */
struct cgroup_counts {
	unsigned have;                 /* CGROUP_HAS_… */
	uint64_t id;                   /* see cgroup_id */
	uint64_t charge;               /* all memory that counts for it: processes, page cache, kernel */
	uint64_t limit, high;          /* its own; CGROUP_NO_LIMIT. Above "high" its processes are slowed down: version 2 */
	uint64_t peak;                 /* the most that it held so far */
	uint64_t swap, swap_limit;
	uint64_t kernel;
	uint64_t kills;                /* by the OOM killer since it was made */
	bool dies_together;            /* memory.oom.group: all of its processes go when one must */
	bool has_no_killer;            /* version 1: the OOM killer is turned off, who needs more waits */
	struct cgroup_stat stat;
};

/* Reads the files of the group with this path. False when there is no such directory, or we do not see it. A group without the
 * memory controller has no limit of its own, and what it holds is its parent's. */
bool cgroup_tree_read(const struct cgroup_tree *t, struct cgroup_span path, struct cgroup_counts *out);

/* The same, but only of what is wanted (CGROUP_HAS_…), and of what the same files say. */
bool cgroup_tree_read_some(const struct cgroup_tree *t, struct cgroup_span path, unsigned want, struct cgroup_counts *out);

/* The links of a group's directory, which grow with each group that is made in it and fall with each that goes. False when there is no
 * such directory, or we do not see it. Where there is but one link, they tell nothing. */
bool cgroup_tree_links(const struct cgroup_tree *t, struct cgroup_span path, uint64_t *links);

/* Tells the names of the groups right below this one. */
void cgroup_tree_list(const struct cgroup_tree *t, struct cgroup_span path, void (*found)(void *to, const char *name), void *to);

#endif
