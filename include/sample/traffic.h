/* traffic.h - how fast processes read from and write to storage: what each had moved in the sample before is remembered here. Fed by
 * whoever reads; knows no files. */
#ifndef TRAFFIC_H
#define TRAFFIC_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "io.h"
#include "vec.h"

/* What a process has moved, and how much a second since the sample before. */
struct traffic {
	struct io total;
	struct io per_s;
	bool has_rate;             /* it was read in the sample before, or has been started since */
};

struct traffic_log {
	struct vec now, before;    /* of struct moved, by pid: of this sample, and of the one before */
	uint64_t began_ns, before_ns;   /* when these samples were taken; 0: there is none */
};

void traffic_init(struct traffic_log *f);
void traffic_free(struct traffic_log *f);

/* Another sample begins, taken at that time since boot. */
void traffic_next(struct traffic_log *f, uint64_t boot_ns);

/* Takes what a process is found to have moved at that time. */
struct traffic traffic_take(struct traffic_log *f, pid_t pid, uint64_t start_ns, uint64_t at_ns, struct io total);

#endif
