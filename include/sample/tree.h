/* tree.h - who started whom, and what each subtree holds together. */
#ifndef TREE_H
#define TREE_H

#include "sample.h"

#define TREE_NONE UINT32_MAX

/* Sums over a process and all that descend from it. Threads add nothing: what they hold belongs to their process. */
struct sums {
	uint64_t rss;          /* pages shared between members are counted once for each: see pss */
	uint64_t pss, uss, swap;
	uint64_t pss_file;     /* of the pss, what is in files: cache that is mapped */
	double cpu;
	uint32_t oldest_ms;    /* the age of the oldest of the rollups in it */
	uint32_t members;      /* processes, itself included */
	uint32_t no_stat, no_rollup, no_status, no_cpu;   /* members that could not be read */
};

/* Those of one task. */
struct sums sums_of(const struct task *t);

void sums_add(struct sums *to, const struct sums *from);

/* Indices of tasks in the sample; TREE_NONE where there is no such task. */
struct branch {
	uint32_t parent;
	uint32_t first_child, next_sibling;
	struct sums sums;
};

struct tree {
	struct vec branches;   /* of struct branch, one for each task of the sample */
	struct vec order;      /* of uint32_t: every parent before its children */
};

void tree_init(struct tree *t);
void tree_free(struct tree *t);

/* Whose ppid names no task, or one that was started later, has no parent: nobody is his own ancestor. */
void tree_build(struct tree *t, const struct sample *s);

static inline const struct branch *tree_branches(const struct tree *t) { return t->branches.data; }

#endif
