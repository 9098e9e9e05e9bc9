/* weather.h - processes that fight for memory: in a control group whose limit is far too small, and on the whole machine. Knows
 * nothing of who watches. */
#ifndef WEATHER_H
#define WEATHER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define WEATHER_MOST 64

struct weather {
	char group[256];          /* its control group; "": there could be none */
	const char *file;         /* much larger than the limit */
	size_t limit;             /* bytes */
	pid_t pids[WEATHER_MOST];
	size_t count;
};

/* Makes the control group (v1 or v2). False, and a line on stderr, where it may not be made. */
bool weather_open(struct weather *w, const char *file, size_t limit);

/* Starts a process of this name in the group, that reads the file's pages over and over through a mapping, in no order. */
pid_t weather_reader(struct weather *w, const char *name);

/* What such a process does: a program that is started with these two words calls it. */
#define WEATHER_READ "--read"
_Noreturn void weather_read(const char *file);

/* One in the group that holds so many bytes of its own and touches them over and over. */
pid_t weather_holder(struct weather *w, size_t bytes);

/* One outside it that takes memory of its own until so little is available, and keeps it so; and readers of the file beside it. */
void weather_press(struct weather *w, size_t available, int readers);

/* Bytes available on the machine. */
size_t weather_available(void);

/* Ends them all and takes the group away. */
void weather_close(struct weather *w);

#endif
