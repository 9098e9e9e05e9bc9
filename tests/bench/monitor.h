/* monitor.h - the monitors that are measured, and how each is asked for one refresh a second of the same things. */
#ifndef BENCH_MONITOR_H
#define BENCH_MONITOR_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

enum { MONITOR_MAX = 8, MONITOR_ARGS = 4 };

/* What they are asked to show. */
enum way { AS_IT_COMES, THREADS_HIDDEN, THREADS_SHOWN, PSS_SHOWN, WAYS };

/* How one monitor is asked for it. No remark: it cannot. */
struct setting {
	const char *args[MONITOR_ARGS];
	const char *config;        /* lines for the file in its home, where no argument will do */
	const char *remark;
};

enum { MOVES = 2 };

struct monitor_spec {
	const char *name;
	const char *version;       /* the argument that asks for it */
	const char *file;          /* that its config is in */
	struct setting settings[WAYS];

	/* Keys that bring it to where the arrows down and up, in turn, move one row; and what is then in the answer to each and in
	 * no refresh. NULL: nothing is. */
	const char *prepare, *answers[MOVES];
};

struct monitor {
	const struct monitor_spec *spec;
	char path[PATH_MAX];
	char version[64];
};

/* ramtop (at the path given) comes first, then the peers on PATH. Returns how many; prints what each is and is given, and
   who is absent. 0 when ramtop itself cannot be run. */
size_t monitor_find(struct monitor found[MONITOR_MAX], const char *ramtop);

/* How it is asked, or NULL when it cannot show that. */
const struct setting *monitor_setting(const struct monitor *m, enum way way);

#endif
