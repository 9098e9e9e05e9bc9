/* tick.h - all that one refresh of ramtop goes through, and the two ways to read what it is made of. */
#ifndef BENCH_TICK_H
#define BENCH_TICK_H

#include "scan.h"
#include "ui.h"

/* All that a refresh goes through, from the kernel to the cells. */
struct tick {
	struct procfs proc;
	struct vec lines;               /* of struct stat_line: what was read, parsed */
	void *raw;                      /* of the way */
	struct source *source;
	struct demand demand;
	struct sample samples[2];       /* before, and now: they take turns */
	size_t now;
	struct settings settings;
	struct ui ui;
};

/* The calls that make a sample, each alone: reading, of which nothing is kept, and parsing of what was kept when it was opened. */
struct way {
	const char *name;
	bool (*open)(struct tick *t);      /* false: it cannot be used here; close it all the same */
	void (*close)(struct tick *t);
	struct source *(*source)(struct tick *t);   /* what ramtop itself uses for it; NULL: cannot be had */
	void (*read)(struct tick *t);
	void (*parse)(struct tick *t);     /* into lines, replacing what was there */
};

extern const struct way by_iterator, by_files;

#endif
