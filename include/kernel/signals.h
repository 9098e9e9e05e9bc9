/* signals.h - the signals that one may want to send. See signal(7). */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <stddef.h>

struct signal_entry {
	int number;
	const char *name;   /* "SIGTERM" */
	const char *help;
};

/* All of them: those wanted most first, then by number. */
const struct signal_entry *signals_all(size_t *count);

#endif
