/* filter.h - which tasks are wanted. */
#ifndef FILTER_H
#define FILTER_H

#include "column.h"
#include "group.h"

#define FILTER_TEXT 128

struct filter {
	char text[FILTER_TEXT];   /* a part of the command, upper and lower case alike, or several with | between; "": any */
	bool has_user;
	uid_t user;
	struct vec pids;          /* of pid_t, ascending; none: any */
	enum group_by by;         /* GROUP_NONE: any group; else that with this key: */
	uint64_t group;
	bool threads, kernel;     /* whether threads, and those of the kernel, are wanted at all */
};

void filter_init(struct filter *f);
void filter_free(struct filter *f);

/* Numbers with commas into pids. */
bool filter_set_pids(struct filter *f, const char *list, struct err *e);

/* What must be read of every task to tell: NEED_…. */
unsigned filter_needs(const struct filter *f);

/* Sets keep[i] for every task of the sample that is wanted. A thread is wanted if its process is, or by its own name. */
void filter_apply(const struct filter *f, const struct scene *s, bool *keep);

#endif
