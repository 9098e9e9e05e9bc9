/* earlier.h - an earlier run of a command, or several, as "ramtop run --json" told of it in a file. */
#ifndef EARLIER_H
#define EARLIER_H

#include "err.h"
#include "run_figure.h"

#define EARLIER_MOST (64 << 20)  /* bytes of such a file */

struct earlier {
	const char *file;            /* as it was named: borrowed */
	struct measured figures[RUN_FIGURES];   /* medians, if they are of several */
	uint64_t runs;               /* that went well, with --repeat; 0: it is of a single one */
	bool has_failed;             /* that one has */
	bool is_same;                /* its command is the one that it was compared with */
	char command[256];           /* the beginning of it, its words with blanks between them: hostile */
};

/* False, and why without the file's name, when that is not what such a file holds. A figure that is not in it is unknown: an older
 * ramtop may not have had it. */
bool earlier_parse(struct earlier *r, const char *text, size_t length, char *const argv[], struct err *why);

/* The same of a file, which may be anything; the error names it. */
bool earlier_read(struct earlier *r, const char *file, char *const argv[], struct err *e);

#endif
