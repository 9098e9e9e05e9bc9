/* trace.h - what the meters of the header must remember from one sample to the next. Fed with samples. */
#ifndef TRACE_H
#define TRACE_H

#include "procfs.h"
#include "sample.h"

#define METER_LIMIT 16        /* meters that there may be */
#define TRACE_SAMPLES 256      /* of each that are remembered */
#define TRACE_HOST 65          /* bytes of a name of a machine: utsname of uname(2) */

struct trace {
	/* The level of each meter, by its place in the table: 0 is unknown, 1 to 255 are none to all. A ring. */
	uint8_t levels[METER_LIMIT][TRACE_SAMPLES];
	size_t next;              /* where in it the next one goes */
	size_t count;             /* samples that are in it */
	unsigned cpus;            /* 0: not known */
	char host[TRACE_HOST];     /* of the machine: foreign; "": not known */
	bool has_rates, has_before;
	double faults, swapped_in;   /* a second, between the last two samples: major faults, bytes */
	struct machine_events before;
	uint64_t before_ns;
};

/* Forgets all, and asks what does not change: the machine's name where there is a /proc to ask. */
void trace_open(struct trace *p, const struct procfs *proc);

/* Takes note of a sample: each one once. */
void trace_take(struct trace *p, const struct sample *s);

/* The level of a meter so many samples ago (0: the newest): from 0 to 1. False when it is not known. */
bool trace_level(const struct trace *p, size_t meter, size_t ago, double *out);

#endif
