/* filter.h - which tasks are wanted. */
#ifndef FILTER_H
#define FILTER_H

#include "expr.h"
#include "group.h"

#define FILTER_TEXT EXPR_TEXT

struct filter {
	struct expr fits;         /* a condition, or just a part of the command; "": any */
	bool has_user;
	uid_t user;
	struct vec pids;          /* of pid_t, ascending; none: any */
	pid_t under;              /* only who descends from it, itself not; 0: any. The scene must have a tree: see view_wants_tree */
	enum group_by by;         /* GROUP_NONE: any group; else that with this key: */
	uint64_t group;
	bool threads, kernel;     /* whether threads, and those of the kernel, are wanted at all */
	bool outside;             /* only who is in no container, or of whom that is not known */
};

void filter_init(struct filter *f);
void filter_free(struct filter *f);

/* Numbers with commas into pids. */
bool filter_set_pids(struct filter *f, const char *list, struct err *e);

/* What the text says, a condition on tasks: see expr.h. False, and the filter is as it was, when it is none. */
bool filter_set_text(struct filter *f, const char *text, struct err *e);

/* Adds what must be read of every task to tell. */
void filter_want(const struct filter *f, struct demand *d);

/* Whether it leaves any process out that is none of the kernel's. */
bool filter_is_narrow(const struct filter *f);

/* Sets keep[i] for every task of the sample that is wanted. A thread is wanted if its process is, or by what is its own. */
void filter_apply(const struct filter *f, const struct scene *s, bool *keep);

#endif
