/* names.h - gives control groups of containers the names that people know them by. Has them asked for aside, and only when a container is
 * new, has no name yet, or may have got another. */
#ifndef NAMES_H
#define NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "cgroups.h"

struct aside;

struct names {
	const struct procfs *proc;
	struct aside *aside;
	struct vec done;             /* scratch */
	uint64_t asked_ns, all_ns;   /* when somebody was asked last, and when for all; 0: never */
	int patience_ms;             /* how long names may take to come */
	bool waits;                  /* the sample waits for the names of those that are new */
	bool is_asking;
};

void names_init(struct names *n, const struct procfs *p);

/* Names that are under way are left alone. */
void names_free(struct names *n);

/* Takes what has come, and asks where it is time to. */
void names_look(struct names *n, const struct cgroups *c);

#endif
