/* live.h - a command that the screen is shown for, as long as it runs. How it is run, the screen does not know. */
#ifndef LIVE_H
#define LIVE_H

#include <stdatomic.h>
#include <stdint.h>

enum live_news { LIVE_GOES_ON, LIVE_INTERRUPTED, LIVE_ENDED };   /* interrupted: Ctrl-C, which the terminal sends to the command itself */

/* What it and all that it started hold together, in bytes; 0: not known yet. Somebody else writes them meanwhile. */
struct live_figures {
	_Atomic uint64_t holds, peak;
	atomic_bool is_exact;        /* as the kernel charged them; else from samples */
};

struct live {
	const char *command;         /* fit to be shown */
	uint64_t start_ns;           /* of CLOCK_MONOTONIC */
	const struct live_figures *figures;
	int fd;                      /* polls as readable when there is news */
	enum live_news (*look)(struct live *l);
};

#endif
