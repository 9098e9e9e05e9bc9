/* ledger_reader.c - what must be read for a ledger, as errands that are run aside one after the other: first who there is, then
 * each process, each mount, and the machine as a whole. Understands none of it. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "aside.h"
#include "ledger.h"
#include "scan_text.h"
#include "sysvipc.h"
#include "thread.h"
#include "whole_file.h"

#define MS UINT64_C(1000000)
#define PATIENCE (1000 * MS)            /* that one errand may take, beside what it is expected to cost */
#define NS_PER_GB (11 * MS)             /* of reading the rollup of a process: no process has more than all of the memory */
#define MOST_NAMESPACES 128
#define NAMESPACE_ROOM 48
#define SEGMENTS_MOST (16u << 20)
#define FIRST_NAMESPACE "pid:[4026531836]"  /* that of the machine itself: PROC_PID_INIT_INO */

enum errand_kind { SURVEY, HOLDER, MOUNT, MACHINE };

/* What all errands of a reading share. It stays where it is until the last of them has come back. */
struct job {
	struct procfs procfs;
	const char *sys;
	struct devices shared;
};

struct errand {
	struct aside_item item;
	enum errand_kind kind;
	struct job *job;
	unsigned turn;                /* of the reader: what an earlier one has left is of no use */
	bool is_done;
	pid_t pid;                    /* HOLDER */
	struct holder holder;
	struct tmpfs mount;           /* MOUNT */
	struct meminfo memory;        /* SURVEY, MACHINE */
	struct vec rows;              /* SURVEY: pids; MOUNT: files; MACHINE: segments */
	struct vec mounts;            /* SURVEY */
	size_t namespaces;
	bool is_hidden;
	struct ledger *ledger;        /* MACHINE: one with the lists of the kernel's own memory */
	struct arena arena;
};

struct ledger_reader {
	struct job *job;
	struct aside *aside;
	unsigned turn;
	bool is_busy, has_survey, has_lost, is_full;
	struct errand survey;
	struct vec given, back, done; /* of struct errand: asked for; come back; scratch */
	uint64_t start_ns, used_ns;
};

/* ---- on the thread beside ------------------------------------------------------------------------------------------------ */

static bool read_meminfo(const struct procfs *p, struct meminfo *out)
{
	char text[MEMINFO_ROOM];
	ssize_t n = procfs_read_machine(p, "meminfo", text, sizeof(text));

	return n > 0 && meminfo_parse(text, (size_t)n, out);
}

/* Whether the link names a namespace that has not been seen; then it has been now. */
static bool is_new(const struct procfs *p, const char *path, char seen[MOST_NAMESPACES][NAMESPACE_ROOM], size_t *count)
{
	ssize_t n = readlinkat(p->root, path, seen[*count], NAMESPACE_ROOM - 1);

	if (n <= 0)
		return false;
	seen[*count][n] = '\0';
	for (size_t i = 0; i < *count; i++)
		if (strcmp(seen[i], seen[*count]) == 0)
			return false;
	++*count;
	return true;
}

/* The mount namespaces of all processes, one process for each: what is mounted in them in memory. */
static void survey_mounts(struct errand *e)
{
	const struct procfs *p = &e->job->procfs;
	const pid_t *pid = e->rows.data;
	char seen[MOST_NAMESPACES][NAMESPACE_ROOM], path[32];

	if (p->is_living && is_new(p, "self/ns/mnt", seen, &e->namespaces))
		tmpfs_list(p, 0, &e->arena, &e->mounts);
	for (size_t i = 0; i < e->rows.count && e->namespaces < MOST_NAMESPACES; i++) {
		snprintf(path, sizeof(path), "%d/ns/mnt", (int)pid[i]);
		if (is_new(p, path, seen, &e->namespaces))
			tmpfs_list(p, pid[i], &e->arena, &e->mounts);
	}
}

static void run_survey(struct errand *e)
{
	struct procfs *p = &e->job->procfs;
	char name[NAMESPACE_ROOM] = "";

	read_meminfo(p, &e->memory);
	procfs_pids(p, &e->rows);
	survey_mounts(e);
	if (p->is_living)
		e->is_hidden = readlinkat(p->root, "self/ns/pid", name, sizeof(name) - 1) <= 0 || strcmp(name, FIRST_NAMESPACE) != 0;
	e->is_hidden = e->is_hidden || !pids_hold(&e->rows, 1);
}

static void read_segments(const struct procfs *p, struct vec *segments)
{
	struct text_at t, line;
	struct shm_segment s;
	struct vec text;

	vec_init(&text, 1);
	if (whole_file_read(p->root, "sysvipc/shm", SEGMENTS_MOST, &text)) {
		t = (struct text_at){ text.data, (const char *)text.data + text.count };
		while (text_line(&t, &line))
			if (shm_parse(line.at, (size_t)(line.end - line.at), &s))
				*(struct shm_segment *)vec_push(segments) = s;
	}
	vec_free(&text);
}

static void run_machine(struct errand *e)
{
	const struct procfs *p = &e->job->procfs;
	struct ledger *l = e->ledger = ledger_new();
	struct facts *f = &l->facts;

	read_meminfo(p, &f->memory);
	l->why[LIST_SLAB] = stores_read_slab(p, f, &l->arena, &l->stores[LIST_SLAB]);
	l->why[LIST_VMALLOC] = stores_read_vmalloc(p, f, &l->arena, &l->stores[LIST_VMALLOC]);
	l->why[LIST_ZONES] = stores_read_zones(p, f, &l->arena, &l->stores[LIST_ZONES]);
	if (p->is_living) {
		l->why[LIST_HUGETLB] = stores_read_hugetlb(e->job->sys, f, &l->arena, &l->stores[LIST_HUGETLB]);
		l->why[LIST_ZRAM] = stores_read_zram(e->job->sys, f, &l->arena, &l->stores[LIST_ZRAM]);
	}
	read_segments(p, &e->rows);
	/* As late as can be: all else has been read by now. */
	read_meminfo(p, &e->memory);
}

static void run_errand(void *item)
{
	struct errand *e = item;
	const struct procfs *p = &e->job->procfs;

	switch (e->kind) {
	case SURVEY:  run_survey(e); break;
	case HOLDER:  e->is_done = holder_read(p, e->pid, &e->job->shared, &e->arena, &e->holder); return;
	case MOUNT:   tmpfs_walk(p, &e->mount, &e->arena, &e->rows); break;
	case MACHINE: run_machine(e); break;
	}
	e->is_done = true;
}

/* ---- on the thread that asks ----------------------------------------------------------------------------------------------- */

static void drop_errand(void *item)
{
	struct errand *e = item;

	ledger_free(e->ledger);
	vec_free(&e->rows);
	vec_free(&e->mounts);
	arena_free(&e->arena);
}

/* The device of the mount that the kernel keeps for itself: a memfd is a file of it. */
static dev_t own_device(void)
{
	int fd = memfd_create("ramtop", MFD_CLOEXEC);
	struct stat st;
	dev_t device = fd >= 0 && fstat(fd, &st) == 0 ? st.st_dev : 0;

	if (fd >= 0)
		close(fd);
	return device;
}

static struct job *job_new(const struct procfs *p, const char *sys)
{
	struct job *j = memory_new(sizeof(*j));

	/* A position in the directory, and room to list it, of its own: others read it at the same time. */
	*j = (struct job){ .sys = sys, .procfs = { .root = openat(p->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), .is_living = p->is_living } };
	vec_init(&j->procfs.list, 1);
	vec_reserve(&j->procfs.list, p->list.count);
	j->shared.own = p->is_living ? own_device() : 0;
	return j;
}

static void job_free(struct job *j)
{
	procfs_close(&j->procfs);
	free(j->shared.at);
	free(j);
}

struct ledger_reader *ledger_reader_open(const struct procfs *p, const char *sys)
{
	struct ledger_reader *r = memory_new(sizeof(*r));

	*r = (struct ledger_reader){ .job = job_new(p, sys), .aside = aside_open("ramtop-ledger", sizeof(struct errand), run_errand, NULL) };
	vec_init(&r->given, sizeof(struct errand));
	vec_init(&r->back, sizeof(struct errand));
	vec_init(&r->done, sizeof(struct errand));
	return r;
}

static void forget(struct ledger_reader *r)
{
	struct errand *e = r->back.data;

	for (size_t i = 0; i < r->back.count; i++)
		drop_errand(&e[i]);
	r->back.count = r->given.count = 0;
	if (r->has_survey)
		drop_errand(&r->survey);
	r->has_survey = r->is_busy = false;
}

static struct errand *errand_add(struct ledger_reader *r, struct vec *errands, enum errand_kind kind, uint64_t cost_ns)
{
	struct errand *e = vec_push(errands);

	*e = (struct errand){ .item.cost_ns = cost_ns, .kind = kind, .job = r->job, .turn = r->turn };
	vec_init(&e->rows, kind == SURVEY ? sizeof(pid_t) : kind == MOUNT ? sizeof(struct tmpfs_file) : sizeof(struct shm_segment));
	vec_init(&e->mounts, sizeof(struct tmpfs));
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
			drop_errand(&e[i]);
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
	struct tmpfs *t = vec_push(&l->mounts);

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

static void complete(struct ledger_reader *r, struct ledger *l, const struct vec *files, const struct vec *segments)
{
	const struct meminfo *before = &r->survey.memory, *after = &l->facts.memory;

	if (l->holders.count)
		qsort(l->holders.data, l->holders.count, sizeof(struct holder), by_pid);
	objects_join(files, segments, &l->mounts, &l->holders, &r->job->shared, &l->arena, &l->objects);
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
	const struct vec *segments = &none;
	struct ledger *l = NULL;

	vec_init(&files, sizeof(struct tmpfs_file));
	vec_init(&none, sizeof(struct shm_segment));
	for (size_t i = 0; i < r->back.count; i++)
		if (e[i].kind == MACHINE && e[i].ledger) {
			l = e[i].ledger;
			e[i].ledger = NULL;
			l->facts.memory = e[i].memory;
			segments = &e[i].rows;
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
	complete(r, l, &files, segments);
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
	aside_close(r->aside, drop_errand);
	vec_free(&r->given);
	vec_free(&r->back);
	vec_free(&r->done);
	/* What still hangs may come back, and needs it then. */
	if (!r->has_lost)
		job_free(r->job);
	free(r);
}
