/* sampler.h - a thread that takes samples, so that whoever draws never waits for /proc. */
#ifndef SAMPLER_H
#define SAMPLER_H

#include <stdbool.h>
#include <stdint.h>

#include "source.h"

struct sampler;

/* Starts the thread; it takes its first sample at once and its second soon after, since shares of time need two. The source
 * is borrowed and used by the thread alone. All signals but those of a crash are blocked in
 * it. Dies when no thread can be had. */
struct sampler *sampler_start(struct source *source, const struct demand *d, uint64_t delay_ns);

/* What the next samples must hold; copied. True when that is something new: then a sample that has it follows at once, but
 * while paused. */
bool sampler_ask(struct sampler *s, const struct demand *d);

/* Take a sample now, whatever the delay. */
void sampler_hurry(struct sampler *s);

void sampler_set_delay(struct sampler *s, uint64_t delay_ns);

/* The delay that is kept: longer than the one asked for where a sample costs so much that it would take more than a twentieth
 * of a CPU. */
uint64_t sampler_pace(struct sampler *s);

/* A paused sampler reads nothing until it is told to go on. */
void sampler_pause(struct sampler *s, bool pause);

/* The newest sample, or NULL when there is none yet. It stays valid until the next call. */
const struct sample *sampler_take(struct sampler *s);

/* A descriptor that polls as readable when there is a newer sample than the one taken. */
int sampler_fd(const struct sampler *s);

/* Ends the thread and frees it and the samples. A thread that is stuck in the kernel is left alone: then the source must
 * not be closed, and it returns false. */
bool sampler_stop(struct sampler *s);

#endif
