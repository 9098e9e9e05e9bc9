/* sampler.c - the thread that samples, and the handing over. Three samples go round: the one that is shown, the newest, and
 * the one that is being filled. Knows no screen. */
#define _GNU_SOURCE
#include "sampler.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "err.h"
#include "history.h"
#include "thread.h"

#define SECOND UINT64_C(1000000000)
#define SECOND_LOOK (SECOND / 4)  /* the second sample comes this soon after the first */
#define PATIENCE (SECOND / 2)     /* how long sampler_stop waits for a thread that is stuck */

struct sampler {
	struct source *source;
	pthread_t thread;
	pthread_mutex_t lock;        /* over everything below */
	pthread_cond_t change;
	int event;
	struct sample samples[3];
	struct sample *shown, *newest;   /* taken by the one who draws; published last. NULL at first */
	struct history history;      /* of the sampling thread alone */
	struct demand demand;
	bool asked;                  /* the demand has changed since the last scan or refinement */
	bool hurry, pause, stop;
	unsigned scans;              /* how many were published: counts no further than 2 */
	uint64_t delay_ns;
	uint64_t cost_ns;            /* CPU time of a scan, of late; 0 until the second: the first one reads what later ones carry over */
};

/* Watching takes at most one part in so many of a CPU. */
#define MODESTY 20

/* The sample that is neither shown nor the newest. */
static struct sample *spare(struct sampler *s)
{
	for (size_t i = 0; i < ARRAY_LEN(s->samples); i++)
		if (&s->samples[i] != s->shown && &s->samples[i] != s->newest)
			return &s->samples[i];
	die("bug: no sample is free");
}

static void publish(struct sampler *s, struct sample *sample)
{
	s->newest = sample;
	eventfd_write(s->event, 1);
}

/* Whether the demand wants tasks or values that no sample has yet, which only a scan can bring. */
static bool needs_scan(const struct demand *had, const struct demand *wanted)
{
	return (wanted->all & ~had->all) || (wanted->cgroups.all & ~had->cgroups.all) || wanted->cgroups.every > had->cgroups.every || (wanted->threads != had->threads) ||
	       ((wanted->shown & ~had->shown) & (NEED_OWNER | NEED_COMMAND)) ||
	       ((wanted->all & NEED_COLD) && memcmp(had->cold, wanted->cold, sizeof(had->cold)) != 0);
}

/* Called with the lock held, which is let go while reading. The sample that is filled belongs to nobody else by then. */
static void scan(struct sampler *s, struct demand *mine)
{
	const struct sample *before = s->newest;
	struct sample *fresh = spare(s);
	uint64_t start = thread_used_ns();

	demand_copy(mine, &s->demand);
	s->asked = s->hurry = false;
	pthread_mutex_unlock(&s->lock);
	sample_clear(fresh);
	s->source->next(s->source, mine, before, fresh);
	s->source->refine(s->source, mine, fresh);
	history_add(&s->history, fresh);
	history_tell(&s->history, mine, fresh);
	pthread_mutex_lock(&s->lock);
	/* A single dear one, as after many births, is not yet a reason. */
	if (s->scans > 0)
		s->cost_ns = s->cost_ns ? (3 * s->cost_ns + thread_used_ns() - start) / 4 : thread_used_ns() - start;
	s->scans += s->scans < 2;
	publish(s, fresh);
}

/* The delay that was asked for, or the one that the cost of a scan allows. */
static uint64_t pace(const struct sampler *s)
{
	return s->cost_ns * MODESTY > s->delay_ns ? s->cost_ns * MODESTY : s->delay_ns;
}

/* The same for a sample that is there and lacks what has been asked for since. */
static void refine(struct sampler *s, struct demand *mine)
{
	const struct sample *before = s->newest;
	struct sample *fresh = spare(s);

	demand_copy(mine, &s->demand);
	s->asked = false;
	pthread_mutex_unlock(&s->lock);
	sample_copy(fresh, before);
	s->source->refine(s->source, mine, fresh);
	history_tell(&s->history, mine, fresh);
	pthread_mutex_lock(&s->lock);
	publish(s, fresh);
}

/* Waits until there is something to do, or the next scan is due. */
static void wait_until_due(struct sampler *s, uint64_t start_ns)
{
	while (!s->stop && (s->pause || (!s->hurry && !s->asked))) {
		uint64_t delay_ns = s->scans < 2 && s->delay_ns > SECOND_LOOK ? SECOND_LOOK : pace(s);
		if (s->pause && s->source->rest)
			s->source->rest(s->source);
		if (s->pause)
			pthread_cond_wait(&s->change, &s->lock);
		else if (!thread_wait_until(&s->change, &s->lock, start_ns + delay_ns))
			s->hurry = true;
	}
}

static void *run(void *argument)
{
	struct sampler *s = argument;
	struct demand mine;
	uint64_t start = 0;

	demand_init(&mine);
	pthread_mutex_lock(&s->lock);
	s->hurry = true;
	while (!s->stop) {
		if (s->hurry || (s->asked && needs_scan(&mine, &s->demand))) {
			start = thread_now_ns();
			scan(s, &mine);
		} else if (s->asked)
			refine(s, &mine);
		wait_until_due(s, start);
	}
	pthread_mutex_unlock(&s->lock);
	demand_free(&mine);
	return NULL;
}

struct sampler *sampler_start(struct source *source, const struct demand *d, uint64_t delay_ns)
{
	struct sampler *s = memory_new(sizeof(*s));

	*s = (struct sampler){ .source = source, .delay_ns = delay_ns, .event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK) };
	if (s->event < 0)
		die("cannot start to sample: no eventfd");
	for (size_t i = 0; i < ARRAY_LEN(s->samples); i++)
		sample_init(&s->samples[i]);
	history_init(&s->history);
	demand_init(&s->demand);
	demand_copy(&s->demand, d);
	pthread_mutex_init(&s->lock, NULL);
	thread_condition(&s->change);
	s->thread = thread_start("ramtop-samples", run, s);
	return s;
}

bool sampler_ask(struct sampler *s, const struct demand *d)
{
	bool is_new;

	pthread_mutex_lock(&s->lock);
	is_new = !demand_equal(&s->demand, d);
	if (is_new) {
		demand_copy(&s->demand, d);
		s->asked = true;
		pthread_cond_signal(&s->change);
	}
	pthread_mutex_unlock(&s->lock);
	return is_new;
}

void sampler_hurry(struct sampler *s)
{
	pthread_mutex_lock(&s->lock);
	s->hurry = true;
	pthread_cond_signal(&s->change);
	pthread_mutex_unlock(&s->lock);
}

void sampler_set_delay(struct sampler *s, uint64_t delay_ns)
{
	pthread_mutex_lock(&s->lock);
	s->delay_ns = delay_ns;
	pthread_cond_signal(&s->change);
	pthread_mutex_unlock(&s->lock);
}

uint64_t sampler_pace(struct sampler *s)
{
	uint64_t ns;

	pthread_mutex_lock(&s->lock);
	ns = pace(s);
	pthread_mutex_unlock(&s->lock);
	return ns;
}

void sampler_pause(struct sampler *s, bool pause)
{
	pthread_mutex_lock(&s->lock);
	s->pause = pause;
	pthread_cond_signal(&s->change);
	pthread_mutex_unlock(&s->lock);
}

const struct sample *sampler_take(struct sampler *s)
{
	eventfd_t ignored;

	pthread_mutex_lock(&s->lock);
	eventfd_read(s->event, &ignored);
	s->shown = s->newest;
	pthread_mutex_unlock(&s->lock);
	return s->shown;
}

int sampler_fd(const struct sampler *s)
{
	return s->event;
}

bool sampler_stop(struct sampler *s)
{
	uint64_t limit_ns = thread_now_ns() + PATIENCE;
	struct timespec limit = { (time_t)(limit_ns / SECOND), (long)(limit_ns % SECOND) };

	pthread_mutex_lock(&s->lock);
	s->stop = true;
	pthread_cond_signal(&s->change);
	pthread_mutex_unlock(&s->lock);
	if (s->source->cancel)
		s->source->cancel(s->source);
	if (pthread_clockjoin_np(s->thread, NULL, CLOCK_MONOTONIC, &limit) != 0)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(s->samples); i++)
		sample_free(&s->samples[i]);
	history_free(&s->history);
	demand_free(&s->demand);
	pthread_mutex_destroy(&s->lock);
	pthread_cond_destroy(&s->change);
	close(s->event);
	free(s);
	return true;
}
