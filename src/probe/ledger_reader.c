/* ledger_reader.c - has all that a ledger needs read aside, process by process, and puts it together. Reads nothing itself. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ledger_errand.h"
#include "thread.h"

#define MS UINT64_C(1000000)
#define PATIENCE (1000 * MS)            /* that one errand may take, beside what it is expected to cost */
#define DEAR (500 * MS)                 /* what an errand that is not about one process is expected to cost */
#define NS_PER_GB (11 * MS)             /* of reading the rollup of a process: no process has more than all of the memory */

struct ledger_reader {
	struct job *job;
	struct aside *aside;
	unsigned turn;
	bool is_busy, has_survey, has_lost, is_full;
	struct errand survey;
	size_t given;                 /* errands that were asked for, but the survey */
	struct vec back, done;        /* of struct errand: come back; scratch */
	struct vec retired;           /* of struct errand: surveys of earlier readings, of which an errand may still make use */
	uint64_t start_ns, used_ns;
};

struct ledger_reader *ledger_reader_open(const struct procfs *p, const char *sys)
{
	struct ledger_reader *r = memory_new(sizeof(*r));

	*r = (struct ledger_reader){ .job = job_new(p, sys), .aside = aside_open("ramtop-ledger", sizeof(struct errand), errand_run, NULL) };
	vec_init(&r->back, sizeof(struct errand));
	vec_init(&r->done, sizeof(struct errand));
	vec_init(&r->retired, sizeof(struct errand));
	return r;
}

static void drop_retired(struct ledger_reader *r)
{
	struct errand *e = r->retired.data;

	for (size_t i = 0; i < r->retired.count; i++)
		errand_drop(&e[i]);
	vec_free(&r->retired);
}

static void forget(struct ledger_reader *r)
{
	struct errand *e = r->back.data;

	for (size_t i = 0; i < r->back.count; i++)
		errand_drop(&e[i]);
	vec_free(&r->back);
	if (r->has_survey)
		*(struct errand *)vec_push(&r->retired) = r->survey;
	r->has_survey = r->is_busy = false;
}

void ledger_reader_start(struct ledger_reader *r)
{
	struct errand survey;

	forget(r);
	r->turn++;
	r->is_busy = true;
	r->is_full = false;
	r->start_ns = thread_now_ns();
	r->used_ns = 0;
	r->given = 0;
	survey = errand_new(r->job, SURVEY, r->turn, DEAR);
	aside_give(r->aside, &survey, 1);
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

static void know_devices(struct ledger_reader *r, const struct tmpfs *mount, size_t count)
{
	struct devices *d = &r->job->shared;

	/* One who hangs may be looking at them. */
	if (count == 0 || r->has_lost)
		return;
	d->at = memory_resize(d->at, count * sizeof(*d->at));
	d->count = count;
	for (size_t i = 0; i < count; i++)
		d->at[i] = mount[i].device;
	qsort(d->at, d->count, sizeof(*d->at), by_device);
}

/* Who and what there is, is known: now it can be read. */
static void give_rest(struct ledger_reader *r)
{
	const struct extent *x = r->survey.more;
	const struct tmpfs *mount = x->mounts.data;
	uint64_t cost = (x->memory.bytes[MEM_TOTAL] >> 30) * NS_PER_GB / 2 + 50 * MS;
	struct errand *e;
	struct vec all;

	know_devices(r, mount, x->mounts.count);
	vec_init(&all, sizeof(*e));
	vec_reserve(&all, x->rows.count + x->mounts.count + 1);
	e = all.data;
	for (size_t i = 0; i < x->rows.count; i++, e++) {
		*e = errand_new(r->job, HOLDER, r->turn, cost);
		e->pid = ((const pid_t *)x->rows.data)[i];
	}
	for (size_t i = 0; i < x->mounts.count; i++, e++) {
		*e = errand_new(r->job, MOUNT, r->turn, DEAR);
		e->mount = mount[i];
	}
	*e = errand_new(r->job, MACHINE, r->turn, DEAR);
	r->given = all.count;
	aside_give(r->aside, all.data, all.count);
	vec_free(&all);
}

static void keep(struct ledger_reader *r, const struct errand *e)
{
	r->used_ns += e->item.cost_ns;
	if (e->kind == SURVEY) {
		r->survey = *e;
		r->has_survey = true;
		/* There is one thread: what earlier readings have begun has come to its end, if it does not hang. */
		if (!r->has_lost)
			drop_retired(r);
		give_rest(r);
	} else
		*(struct errand *)vec_push(&r->back) = *e;
}

/* One that hangs comes back as one that has done nothing; what becomes of it later is dropped. */
static void give_up(struct ledger_reader *r, const struct errand *stuck)
{
	struct errand *lost = vec_push(&r->back);

	*lost = errand_new(r->job, stuck->kind, r->turn, 0);
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

static void take_holder(struct ledger *l, struct errand *e)
{
	if ((!e->is_done && !e->holder.hangs) || e->holder.is_empty)
		return;
	*(struct holder *)vec_push(&l->holders) = e->holder;
	e->holder.block = NULL;
}

static void take_mount(struct ledger *l, const struct errand *e, struct vec *files)
{
	const struct tmpfs_file *f = e->more ? e->more->rows.data : NULL;
	struct tmpfs *t;

	if (e->mount.is_other)
		return;
	t = vec_push(&l->mounts);
	*t = e->mount;
	t->path = copy(&l->arena, t->path);
	t->shown = copy(&l->arena, t->shown);
	l->is_part = l->is_part || !t->is_whole;
	for (size_t i = 0; f && i < e->more->rows.count; i++) {
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
	const struct meminfo *before = &r->survey.more->memory, *after = &l->facts.memory;

	if (l->holders.count)
		qsort(l->holders.data, l->holders.count, sizeof(struct holder), by_pid);
	objects_join(&from, &l->arena, &l->objects);
	l->is_hidden = r->survey.more->is_hidden;
	l->namespaces = r->survey.more->namespaces;
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
		if (e[i].kind == MACHINE && e[i].more) {
			l = e[i].more->ledger;
			e[i].more->ledger = NULL;
			l->facts.memory = e[i].more->memory;
			segments = &e[i].more->rows;
			buffers = &e[i].more->buffers;
		}
	if (!l) {
		l = ledger_new();
		l->facts.memory = r->survey.more->memory;
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
		progress->all = r->given;
		progress->done = r->back.count;
	}
	return r->has_survey && (r->is_full || r->back.count >= r->given) ? assemble(r) : NULL;
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
	vec_free(&r->done);
	/* What still runs needs it. */
	if (!r->has_lost && !atomic_load(&r->job->is_running)) {
		drop_retired(r);
		job_free(r->job);
	}
	free(r);
}
