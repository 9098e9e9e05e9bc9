/* live.h - a command that the screen is shown for, as long as it runs. How it is run, the screen does not know. */
#ifndef LIVE_H
#define LIVE_H

#include <stdint.h>

enum live_news { LIVE_GOES_ON, LIVE_INTERRUPTED, LIVE_ENDED };   /* interrupted: Ctrl-C, which the terminal sends to the command itself */

struct live {
	const char *command;         /* fit to be shown */
	uint64_t start_ns;           /* of CLOCK_MONOTONIC */
	int fd;                      /* polls as readable when there is news */
	enum live_news (*look)(struct live *l);
};

#endif
