/* scan.c - a sample of the living machine: from the kernel's task iterator where it lets us, else from /proc, one file for each
 * process that has run. Formats nothing. */
#include "scan.h"

#include <stdio.h>
#include <stdlib.h>

#define LOADING_MS 10000
#define PATIENCE UINT64_C(50000000)   /* with a name or a command line, where somebody looks on */

static const char no_copy[] = "the BPF task iterator reads no copy of /proc";

static void give_up_iterator(struct scan *s, const char *why)
{
	if (s->iterator)
		taskiter_close(s->iterator);
	s->iterator = NULL;
	snprintf(s->why_not, sizeof(s->why_not), "files of /proc: %s", why);
}

/* Lists the processes and reads each. */
static void read_all(struct pass *p)
{
	struct scan *s = p->scan;
	const pid_t *pids;

	listing_read(p);
	pids = s->pids.data;
	/* Room for all at once: growing in steps would leave holes in our own memory. */
	vec_reserve(&p->out->tasks, s->pids.count);
	p->out->tasks.count = 0;
	p->out->machine.others_hidden = s->proc->is_living && (s->pids.count == 0 || pids[0] != 1);
	quiet_start(p, s->has_clocks);
	for (size_t i = 0; i < s->pids.count && !atomic_load_explicit(&s->cancelled, memory_order_relaxed); i++)
		files_add_process(p, pids[i]);
	keep_finish(&s->keep);
	quiet_finish(p);
}

/* Whether the iterator is there. Once it has failed, /proc serves for good. */
static bool has_iterator(struct scan *s)
{
	struct err why;

	if (!s->iterator)
		return false;
	switch (taskiter_poll(s->iterator, 0, &why)) {
	case TASKITER_READY:
		return true;
	case TASKITER_FAILED:
		give_up_iterator(s, why.text);
		return false;
	case TASKITER_LOADING:
		break;
	}
	return false;
}

/* The iterator goes by every thread, some 0.4 us each; /proc goes by processes, some 5 us each, or 1 us for one that rests. Where
 * threads are many and not wanted, /proc is cheaper. The borders lie apart, so that it does not go to and fro. */
static bool is_cheaper(const struct scan *s, const struct demand *d, const struct sample *before)
{
	const struct machine *m = before ? &before->machine : NULL;

	if (s->only_iterator || d->threads || !m)
		return true;
	return m->threads < (m->processes + m->kernel_threads) * (before->is_iterated ? 16 : 8);
}

static const char *origin(const struct scan *s, bool is_iterated)
{
	if (is_iterated)
		return "the kernel's task iterator (BPF)";
	return s->iterator ? "files of /proc: the BPF task iterator is still loading, or dearer where threads are so many" : s->why_not;
}

/* What only the iterator does not bring, of all tasks. */
static void read_rest(struct pass *p)
{
	struct task *t = p->out->tasks.data;

	if (p->demand->all & (NEED_STATM | NEED_STATUS | NEED_ROLLUP | NEED_OOM | NEED_NUMA | NEED_IO))
		for (size_t i = 0; i < p->out->tasks.count; i++)
			if (!t[i].is_thread)
				detail_read(p->scan, &t[i], p->demand->all, &p->out->arena);
}

static void list_pids(const struct sample *s, struct vec *pids)
{
	const struct task *t = sample_tasks(s);

	pids->count = 0;
	for (size_t i = 0; i < s->tasks.count; i++)
		if (!t[i].is_thread)
			*(pid_t *)vec_push(pids) = t[i].pid;
}

static void measure_all(struct scan *s, const struct demand *d, struct sample *out)
{
	struct task *t = out->tasks.data;

	cgroups_begin(&s->cgroups, s->proc, d);
	if (d->cgroups.every)
		cgroups_measure_every(&s->cgroups, out);
	if (d->all & NEED_LIMIT || demand_has_cgroups(d))
		for (size_t i = 0; i < out->tasks.count; i++)
			cgroups_measure(&s->cgroups, out, &t[i]);
	cgroups_finish(&s->cgroups, out);
}

static void scan_next(struct source *source, const struct demand *d, const struct sample *before, struct sample *out)
{
	struct scan *s = (struct scan *)source;
	struct pass p = pass_start(s, d, before, out);

	out->serial = ++s->serial;
	out->wall_ns = clock_ns(CLOCK_REALTIME);
	out->boot_ns = clock_ns(CLOCK_BOOTTIME);
	traffic_next(&s->traffic, out->boot_ns);
	machine_read(s, d, &out->machine);
	users_look(&s->users);
	if (has_iterator(s) && is_cheaper(s, d, before)) {
		out->is_iterated = iterate(&p);
		if (!out->is_iterated) {
			give_up_iterator(s, "the BPF task iterator broke off");
			p = pass_start(s, d, before, out);
		}
	}
	if (out->is_iterated) {
		keep_clear(&s->keep);
		read_rest(&p);
	} else
		read_all(&p);
	out->origin = origin(s, out->is_iterated);
	pass_finish(&p);
	cgroups_sweep(&s->cgroups);
	names_look(&s->names, &s->cgroups);
	measure_all(s, d, out);
	confinement_look(&s->confinement, &s->cgroups, s->proc, out);
	if (d->all & NEED_NET)
		nets_read(s->proc, &s->text, out);
	kills_look(&s->kills, s->proc, out);
	if (d->all & NEED_COLD) {
		list_pids(out, &s->pids);
		detail_read_cold(s, d, &s->pids, out);
	}
}

static void scan_rest(struct source *source)
{
	struct scan *s = (struct scan *)source;

	if (s->rollups)
		rollups_rest(s->rollups);
}

static void scan_cancel(struct source *source)
{
	atomic_store(&((struct scan *)source)->cancelled, true);
}

static void scan_close(struct source *source)
{
	struct scan *s = (struct scan *)source;

	if (s->lib)
		libproc_close(s->lib);
	commands_close(s->commands);
	users_free(&s->users);
	names_free(&s->names);
	cgroups_free(&s->cgroups);
	confinement_close(&s->confinement);
	kills_free(&s->kills);
	keep_free(&s->keep);
	traffic_free(&s->traffic);
	if (s->rollups)
		rollups_close(s->rollups);
	vec_free(&s->text);
	vec_free(&s->ended);
	vec_free(&s->pids);
	vec_free(&s->tids);
	vec_free(&s->threads);
	vec_free(&s->strays);
	vec_free(&s->unseen);
	give_up_iterator(s, "");
	free(s);
}

static struct scan *open_scan(struct procfs *p)
{
	struct scan *s = memory_new(sizeof(*s));
	unsigned node;

	*s = (struct scan){
		.source = { scan_next, detail_refine, scan_rest, scan_cancel, scan_close },
		.proc = p,
		.lib = p->is_living ? libproc_open() : NULL,
		.commands = commands_open(p),
	};
	users_init(&s->users);
	cgroups_init(&s->cgroups);
	confinement_open(&s->confinement, p);
	names_init(&s->names, p);
	kills_init(&s->kills);
	keep_init(&s->keep);
	traffic_init(&s->traffic);
	/* Files of a copy may be replaced by others of the same name. */
	if (p->is_living)
		keep_set_budget(&s->keep);
	if (p->is_living && numa_only_here(&node))
		snprintf(s->only_node, sizeof(s->only_node), "%u", node);
	s->has_clocks = p->is_living && cpu_clock_is_prompt();
	s->is_told = s->has_clocks && listing_is_told(p);
	vec_init(&s->text, 1);
	vec_init(&s->ended, sizeof(pid_t));
	vec_init(&s->pids, sizeof(pid_t));
	vec_init(&s->tids, sizeof(pid_t));
	vec_init(&s->threads, sizeof(struct task));
	vec_init(&s->strays, sizeof(struct taskiter_thread));
	vec_init(&s->unseen, sizeof(pid_t));
	return s;
}

void scan_watch(struct source *source, double pss_share)
{
	struct scan *s = (struct scan *)source;

	s->users.patience_ns = PATIENCE;
	s->names.waits = false;
	commands_set_patience(s->commands, PATIENCE);
	s->rollups = rollups_open(s->proc, pss_share);
}

bool scan_place_cgroups(struct source *source, const char *dir, struct err *e)
{
	struct scan *s = (struct scan *)source;

	confinement_place(&s->confinement, dir);
	return cgroups_place(&s->cgroups, dir, e);
}

struct source *scan_open(struct procfs *p)
{
	struct scan *s = open_scan(p);

	give_up_iterator(s, "by --source proc, or for a few samples");
	return &s->source;
}

struct source *scan_open_iterator(struct procfs *p, enum scan_patience patience, struct err *e)
{
	struct scan *s = open_scan(p);

	if (p->is_living)
		s->iterator = taskiter_start();
	else
		give_up_iterator(s, no_copy);
	s->only_iterator = patience == SCAN_ONLY_SO;
	if (patience == SCAN_WHEN_LOADED)
		return &s->source;
	if ((s->iterator && taskiter_poll(s->iterator, LOADING_MS, e) == TASKITER_READY) || patience == SCAN_IF_IT_CAN)
		return &s->source;
	if (!s->iterator || taskiter_poll(s->iterator, 0, e) == TASKITER_LOADING)
		err_set(e, s->iterator ? "the BPF task iterator could not be loaded in %d s" : no_copy,
		        LOADING_MS / 1000);
	s->source.close(&s->source);
	return NULL;
}
