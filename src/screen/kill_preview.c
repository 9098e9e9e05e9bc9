/* kill_preview.c - has what the chosen hold read in the background, the largest first, and says what ending them should free.
 * Chooses nobody, and no key waits for it. */
#define _GNU_SOURCE
#include "kill.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "aside.h"
#include "cell.h"
#include "thread.h"

#define SECOND UINT64_C(1000000000)
#define TIME_LIMIT (2 * SECOND)      /* for all of them: then what has been read is shown */
#define SPARE_TIME (1 * SECOND)      /* for the one that is being read then */
#define PATIENCE (3 * SECOND)        /* for one that hangs */
#define NS_PER_GB (20 * 1000000)     /* of reading one */

/* One process to be read, and what was found. */
struct errand {
	struct aside_item item;
	const struct procfs *proc;
	struct mark mark;
	unsigned round;
	uint64_t until_ns;
	enum probe_end end;
	struct rollup rollup;
};

static void work(void *item)
{
	struct errand *e = item;
	struct subject s = { .proc = e->proc, .pid = e->mark.pid, .start_ns = e->mark.start_ns, .until_ns = e->until_ns };

	e->end = freeing_read(&s, &e->rollup);
}

static void drop(void *item)
{
	(void)item;
}

static void open_preview(struct ui *ui, struct kill_pane *k)
{
	struct preview *p = &k->preview;

	if (p->aside)
		return;
	p->proc = memory_new(sizeof(*p->proc));
	*p->proc = (struct procfs){ .root = fcntl(ui->proc->root, F_DUPFD_CLOEXEC, 3), .is_living = ui->proc->is_living };
	p->told = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	vec_init(&p->errands, sizeof(struct errand));
	vec_init(&p->done, sizeof(struct errand));
	p->aside = aside_open("ramtop-kill", sizeof(struct errand), work, NULL);
	aside_tell(p->aside, p->told);
	kill_listen(k, p->told, KILL_PREVIEW);
}

void kill_preview_close(struct kill_pane *k)
{
	struct preview *p = &k->preview;

	if (!p->aside)
		return;
	/* What hangs keeps what it needs. */
	if (aside_close(p->aside, drop)) {
		close(p->told);
		close(p->proc->root);
		free(p->proc);
	}
	vec_free(&p->errands);
	vec_free(&p->done);
}

static uint64_t expected_ns(uint64_t rss)
{
	return (uint64_t)((double)rss / (1 << 30) * NS_PER_GB);
}

/* The largest first: if there is no time for all, what is missing is small. */
static int by_cost(const void *a, const void *b)
{
	const struct errand *x = a, *y = b;

	return (x->item.cost_ns < y->item.cost_ns) - (x->item.cost_ns > y->item.cost_ns);
}

void kill_preview_start(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	struct preview *p = &k->preview;
	const struct victim *v = k->chosen.data;
	uint64_t until = thread_now_ns() + TIME_LIMIT;
	struct errand stuck, *e;

	/* Then the kernel has counted already. */
	if (kill_group_is_charged(&k->group))
		return;
	open_preview(ui, k);
	aside_check(p->aside, PATIENCE, &stuck);
	p->round++;
	p->came = 0;
	p->found = (struct freeing){ .asked = k->chosen.count };
	p->errands.count = 0;
	for (size_t i = 0; i < k->chosen.count; i++) {
		e = vec_push(&p->errands);
		*e = (struct errand){ .item.cost_ns = expected_ns(v[i].rss), .proc = p->proc, .mark = v[i].mark, .round = p->round,
		                      .until_ns = until };
	}
	e = p->errands.data;
	qsort(e, p->errands.count, sizeof(*e), by_cost);
	aside_give(p->aside, e, p->errands.count);
	kill_set_timer(k, until + SPARE_TIME + e[0].item.cost_ns, 0);
}

void kill_preview_stop(struct kill_pane *k)
{
	k->preview.round++;
	if (k->preview.aside)
		aside_give(k->preview.aside, NULL, 0);
	kill_set_timer(k, 0, 0);
}

void kill_preview_take(struct kill_pane *k)
{
	struct preview *p = &k->preview;
	const struct errand *e;
	uint64_t count;

	if (read(p->told, &count, sizeof(count)) < 0)
		return;
	aside_take(p->aside, &p->done);
	e = p->done.data;
	for (size_t i = 0; i < p->done.count; i++) {
		if (e[i].round != p->round)
			continue;
		p->came++;
		freeing_add(&p->found, e[i].end, &e[i].rollup);
	}
	if (p->came == p->found.asked)
		kill_set_timer(k, 0, 0);
}

void kill_preview_end(struct kill_pane *k)
{
	struct preview *p = &k->preview;

	p->found.late += p->found.asked - p->came;
	p->came = p->found.asked;
	kill_preview_stop(k);
}

/* ": 2 of 5 may not be read", of what is missing. */
static void write_missing(const struct freeing *f, char *out, size_t room)
{
	size_t missing = f->asked - f->read;
	const char *why = f->forbidden == missing ? "may not be read" : f->late == missing ? "could not be read in time" : "could not be read";

	if (f->asked == 1)
		snprintf(out, room, ": it %s", why);
	else if (missing == f->asked)
		snprintf(out, room, ": they %s", why);
	else
		snprintf(out, room, ": %zu of %zu %s", missing, f->asked, why);
}

static void write_swap(uint64_t bytes, bool at_least, char *out, size_t room)
{
	char swap[32];

	*out = '\0';
	if (bytes == 0)
		return;
	unit_format(swap, sizeof(swap), UNIT_BYTES, (struct value){ .kind = VALUE_NUMBER, .number = bytes, .at_least = at_least });
	snprintf(out, room, ", swap %s", swap);
}

/* Files in memory go when nobody has them mounted any more, as a container's own do. */
static void write_charge(const struct cgroup_counts *c, char *out, size_t room, int cells)
{
	uint64_t anon = c->stat.bytes[CGROUP_ANON], shmem = c->stat.bytes[CGROUP_SHMEM];
	char least[32], most[32], swap[48];

	unit_format(least, sizeof(least), UNIT_BYTES, value_number(anon));
	unit_format(most, sizeof(most), UNIT_BYTES, value_number(anon + shmem));
	write_swap(c->have & CGROUP_HAS_SWAP ? c->swap : 0, false, swap, sizeof(swap));
	if (shmem == 0)
		snprintf(out, room, "frees %s (all anonymous memory charged to it)%s", least, swap);
	else
		snprintf(out, room, "frees %s to %s (charged: anon to anon + shmem)%s", least, most, swap);
	if (cell_width(out, strlen(out)) > cells)
		snprintf(out, room, "frees %s%s%s%s", least, shmem ? " to " : "", shmem ? most : "", swap);
}

void kill_preview_write(const struct kill_pane *k, char *out, size_t room, int cells)
{
	const struct preview *p = &k->preview;
	const struct freeing *f = &p->found;
	char least[32], most[32], swap[48], rest[64] = "";

	if (kill_group_is_charged(&k->group)) {
		write_charge(&k->group.counts, out, room, cells);
		return;
	}
	unit_format(least, sizeof(least), UNIT_BYTES, (struct value){ .kind = VALUE_NUMBER, .number = f->uss, .at_least = !freeing_is_whole(f) });
	unit_format(most, sizeof(most), UNIT_BYTES, value_number(f->pss));
	write_swap(f->swap, !freeing_is_whole(f), swap, sizeof(swap));
	if (p->came < f->asked)
		snprintf(rest, sizeof(rest), ": reading %zu of %zu ...", p->came + 1, f->asked);
	else if (!freeing_is_whole(f))
		write_missing(f, rest, sizeof(rest));
	if (!freeing_is_whole(f)) {
		snprintf(out, room, "frees %s%s%s%s", f->read ? least : "?", f->read ? " (USS)" : "", swap, rest);
		if (cell_width(out, strlen(out)) > cells)
			snprintf(out, room, "frees %s%s", f->read ? least : "?", rest);
		return;
	}
	snprintf(out, room, "frees %s to %s (USS to PSS)%s", least, most, swap);
	if (cell_width(out, strlen(out)) > cells)
		snprintf(out, room, "frees %s to %s%s", least, most, swap);
}
