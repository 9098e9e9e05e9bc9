/* mode.h - the ways in which ramtop runs. */
#ifndef MODE_H
#define MODE_H

#include "options.h"

struct mode {
	const char *name;
	int (*run)(struct options *o);   /* returns the exit status */
};

/* The mode of this name; a bug of ours if there is none. */
const struct mode *mode_find(const char *name);

#endif
