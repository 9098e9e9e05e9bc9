/* ledger_reader.c - has all that a ledger needs read aside, process by process, and puts it together. Reads nothing itself. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ledger_errand.h"
#include "thread.h"

#define MS UINT64_C(1000000)
#define PATIENCE (1000 * MS)            /* that one errand may take, beside what it is expected to cost */
#define NS_PER_GB (11 * MS)             /* of reading the rollup of a process: no process has more than all of the memory */

struct ledger_reader {
	struct job *job;
	struct aside *aside;
	unsigned turn;
	bool is_busy, has_survey, has_lost, is_full;
	struct errand survey;
	struct vec given, back, done; /* of struct errand: asked for; come back; scratch */
	uint64_t start_ns, used_ns;
};

struct ledger_reader *ledger_reader_open(const struct procfs *p, const char *sys)
{
	struct ledger_reader *r = memory_new(sizeof(*r));

	*r = (struct ledger_reader){ .job = job_new(p, sys), .aside = aside_open("ramtop-ledger", sizeof(struct errand), errand_run, NULL) };
	vec_init(&r->given, sizeof(struct errand));
	vec_init(&r->back, sizeof(struct errand));
	vec_init(&r->done, sizeof(struct errand));
	return r;
}

static void forget(struct ledger_reader *r)
{
	struct errand *e = r->back.data;

	for (size_t i = 0; i < r->back.count; i++)
		errand_drop(&e[i]);
	r->back.count = r->given.count = 0;
	if (r->has_survey)
		errand_drop(&r->survey);
	r->has_survey = r->is_busy = false;
}

static struct errand *errand_add(struct ledger_reader *r, struct vec *errands, enum errand_kind kind, uint64_t cost_ns)
{
	struct errand *e = vec_push(errands);

	*e = errand_new(r->job, kind, r->turn, cost_ns);
	return e;
}

void ledger_reader_start(struct ledger_reader *r)
{
	forget(r);
	r->turn++;
	r->is_busy = true;
	r->is_full = false;
	r->start_ns = thread_now_ns();
	r->used_ns = 0;
	errand_add(r, &r->given, SURVEY, 500 * MS);
	aside_give(r->aside, r->given.data, r->given.count);
}

void ledger_reader_stop(struct ledger_reader *r)
{
	forget(r);
	r->turn++;
	aside_give(r->aside, NULL, 0);
}

bool ledger_reader_is_busy(const struct ledger_reader *r)
{
	return r->is_busy;
}

static int by_device(const void *a, const void *b)
{
	const dev_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Whether it has come back after all, when it was no longer waited for. */
static bool is_given_up(const struct ledger_reader *r, const struct errand *e)
{
	const struct errand *back = r->back.data;

	for (size_t i = 0; r->has_lost && i < r->back.count; i++)
		if (back[i].kind == HOLDER && e->kind == HOLDER && back[i].holder.hangs && back[i].holder.pid == e->pid)
			return true;
	return false;
}

/* Who and what there is, is known: now it can be read. */
static void give_rest(struct ledger_reader *r)
{
	const pid_t *pid = r->survey.rows.data;
	const struct tmpfs *mount = r->survey.mounts.data;
	size_t mounts = r->survey.mounts.count;
	uint64_t gigabytes = r->survey.memory.bytes[MEM_TOTAL] >> 30;
	struct devices *d = &r->job->shared;

	if (mounts && !r->has_lost) {
		d->at = memory_resize(d->at, mounts * sizeof(*d->at));
		d->count = mounts;
		for (size_t i = 0; i < mounts; i++)
			d->at[i] = mount[i].device;
		qsort(d->at, d->count, sizeof(*d->at), by_device);
	}
	r->given.count = 0;
	for (size_t i = 0; i < r->survey.rows.count; i++)
		errand_add(r, &r->given, HOLDER, gigabytes * NS_PER_GB / 2 + 50 * MS)->pid = pid[i];
	for (size_t i = 0; i < mounts; i++)
		errand_add(r, &r->given, MOUNT, 500 * MS)->mount = mount[i];
	errand_add(r, &r->given, MACHINE, 500 * MS);
	aside_give(r->aside, r->given.data, r->given.count);
}

static void keep(struct ledger_reader *r, const struct errand *e)
{
	r->used_ns += e->item.cost_ns;
	if (e->kind == SURVEY) {
		r->survey = *e;
		r->has_survey = true;
		give_rest(r);
	} else
		*(struct errand *)vec_push(&r->back) = *e;
}

/* One that hangs comes back as one that has done nothing; what becomes of it later is dropped. */
static void give_up(struct ledger_reader *r, const struct errand *stuck)
{
	struct errand *lost = errand_add(r, &r->back, stuck->kind, 0);

	lost->mount = stuck->mount;
	lost->holder = (struct holder){ .pid = stuck->pid, .hangs = true, .command = "?" };
	r->has_lost = true;
}

static void take_back(struct ledger_reader *r)
{
	struct errand *e, stuck;

	aside_take(r->aside, &r->done);
	e = r->done.data;
	for (size_t i = 0; i < r->done.count; i++)
		if (e[i].turn == r->turn && r->is_busy && !is_given_up(r, &e[i]))
			keep(r, &e[i]);
		else
			errand_drop(&e[i]);
	switch (aside_check(r->aside, PATIENCE, &stuck)) {
	case ASIDE_STUCK:
		if (stuck.turn == r->turn)
			give_up(r, &stuck);
		break;
	case ASIDE_FULL:
		/* Nothing more can be read: what there is must do. */
		r->is_full = true;
		break;
	case ASIDE_DONE:
		break;
	}
}

static const char *copy(struct arena *arena, const char *text)
{
	size_t n = strlen(text) + 1;

	return memcpy(arena_take(arena, n), text, n);
}

/* The texts of an errand go with it. */
static void take_holder(struct ledger *l, const struct errand *e)
{
	struct holder *h;
	struct find *finds;

	if ((!e->is_done && !e->holder.hangs) || e->holder.is_empty)
		return;
	h = vec_push(&l->holders);
	*h = e->holder;
	h->command = copy(&l->arena, h->command);
	if (!h->find_count)
		return;
	finds = arena_take(&l->arena, h->find_count * sizeof(*finds));
	memcpy(finds, h->finds, h->find_count * sizeof(*finds));
	for (size_t i = 0; i < h->find_count; i++)
		finds[i].path = copy(&l->arena, finds[i].path);
	h->finds = finds;
}

static void take_mount(struct ledger *l, const struct errand *e, struct vec *files)
{
	const struct tmpfs_file *f = e->rows.data;
	struct tmpfs *t;

	if (e->mount.is_other)
		return;
	t = vec_push(&l->mounts);
	*t = e->mount;
	t->path = copy(&l->arena, t->path);
	t->shown = copy(&l->arena, t->shown);
	l->is_part = l->is_part || !t->is_whole;
	for (size_t i = 0; i < e->rows.count; i++) {
		struct tmpfs_file *file = vec_push(files);
		*file = f[i];
		file->path = copy(&l->arena, f[i].path);
	}
}

static int by_pid(const void *a, const void *b)
{
	const struct holder *x = a, *y = b;

	return (x->pid > y->pid) - (x->pid < y->pid);
}

static uint64_t wall_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return (uint64_t)ts.tv_sec * 1000 * MS + (uint64_t)ts.tv_nsec;
}

static void complete(struct ledger_reader *r, struct ledger *l, const struct vec *files, const struct vec *segments,
                     const struct vec *buffers)
{
	const struct object_sources from = { files, segments, buffers, &l->mounts, &l->holders, &r->job->shared };
	const struct meminfo *before = &r->survey.memory, *after = &l->facts.memory;

	if (l->holders.count)
		qsort(l->holders.data, l->holders.count, sizeof(struct holder), by_pid);
	objects_join(&from, &l->arena, &l->objects);
	l->is_hidden = r->survey.is_hidden;
	l->namespaces = r->survey.namespaces;
	l->drift = (int64_t)(after->bytes[MEM_ANON_PAGES] + after->bytes[MEM_MAPPED]) -
	           (int64_t)(before->bytes[MEM_ANON_PAGES] + before->bytes[MEM_MAPPED]);
	l->wall_ns = wall_now();
	l->read_ns = thread_now_ns();
	l->took_ns = l->read_ns - r->start_ns;
	l->used_ns = r->used_ns;
	l->is_root = geteuid() == 0;
	ledger_sum(l);
	ledger_refresh(l, after);
}

static struct ledger *assemble(struct ledger_reader *r)
{
	struct errand *e = r->back.data;
	struct vec files, none;
	const struct vec *segments = &none, *buffers = &none;
	struct ledger *l = NULL;

	vec_init(&files, sizeof(struct tmpfs_file));
	vec_init(&none, sizeof(struct shm_segment));
	for (size_t i = 0; i < r->back.count; i++)
		if (e[i].kind == MACHINE && e[i].ledger) {
			l = e[i].ledger;
			e[i].ledger = NULL;
			l->facts.memory = e[i].memory;
			segments = &e[i].rows;
			buffers = &e[i].buffers;
		}
	if (!l) {
		l = ledger_new();
		l->facts.memory = r->survey.memory;
	}
	for (size_t i = 0; i < r->back.count; i++)
		if (e[i].kind == HOLDER)
			take_holder(l, &e[i]);
		else if (e[i].kind == MOUNT)
			take_mount(l, &e[i], &files);
	complete(r, l, &files, segments, buffers);
	vec_free(&files);
	vec_free(&none);
	forget(r);
	return l;
}

struct ledger *ledger_reader_poll(struct ledger_reader *r, struct ledger_progress *progress)
{
	if (!r->is_busy)
		return NULL;
	take_back(r);
	*progress = (struct ledger_progress){ 0 };
	if (r->has_survey) {
		progress->all = r->given.count;
		progress->done = r->back.count;
	}
	return r->is_full || (r->has_survey && r->back.count >= r->given.count) ? assemble(r) : NULL;
}

struct ledger *ledger_reader_wait(struct ledger_reader *r)
{
	const struct timespec moment = { 0, 2 * MS };
	struct ledger_progress progress;
	struct ledger *l;

	while (!(l = ledger_reader_poll(r, &progress)))
		nanosleep(&moment, NULL);
	return l;
}

void ledger_reader_close(struct ledger_reader *r)
{
	forget(r);
	aside_close(r->aside, errand_drop);
	vec_free(&r->given);
	vec_free(&r->back);
	vec_free(&r->done);
	/* What still hangs may come back, and needs it then. */
	if (!r->has_lost)
		job_free(r->job);
	free(r);
}
