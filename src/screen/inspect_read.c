/* inspect_read.c - has one process read on a thread of its own, within a budget, and takes what was found. Draws nothing. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "inspect.h"
#include "thread.h"

#define SHARE 0.01                           /* of one CPU, beside what is asked for by a key */
#define TIME_LIMIT UINT64_C(5000000000)      /* for one reading: then what has been read is shown */
#define PATIENCE UINT64_C(7000000000)        /* for one that does not even notice that */
#define ROLLUP_NS_PER_GB 20e6                /* before it is known better */

struct reading {
	struct aside_item item;
	struct job *job;
};

static struct job *job_new(const struct ui *ui, enum page_name page, unsigned parts)
{
	const struct inspect *in = ui->inspect;
	struct job *j = memory_new(sizeof(*j));

	memset(j, 0, sizeof(*j));
	j->proc = (struct procfs){ .root = fcntl(ui->proc->root, F_DUPFD_CLOEXEC, 3), .is_living = ui->proc->is_living };
	j->page = page;
	j->parts = parts;
	atomic_init(&j->cancelled, false);
	atomic_init(&j->is_begun, false);
	atomic_init(&j->holders, 2);
	j->subject = (struct subject){ .proc = &j->proc, .pid = in->who.pid, .start_ns = in->who.start_ns, .cancelled = &j->cancelled };
	inspection_init(&j->found);
	return j;
}

static void job_drop(struct job *j)
{
	if (!j || atomic_fetch_sub(&j->holders, 1) > 1)
		return;
	inspection_free(&j->found);
	if (j->proc.root >= 0)
		close(j->proc.root);
	free(j);
}

static void work(void *item)
{
	struct job *j = ((struct reading *)item)->job;

	atomic_store(&j->is_begun, true);
	j->subject.until_ns = thread_now_ns() + TIME_LIMIT;
	inspection_read(&j->found, &j->subject, j->parts);
}

static void drop(void *item)
{
	job_drop(((struct reading *)item)->job);
}

void inspect_start(struct ui *ui)
{
	struct inspect *in = ui->inspect;

	in->budget = budget_start(SHARE, thread_now_ns());
	if (in->aside)
		return;
	in->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	in->aside = aside_open("ramtop-inspect", sizeof(struct reading), work, NULL);
	aside_tell(in->aside, in->wake);
}

void inspect_forget(struct inspect *in)
{
	/* What is under way is of another process now: it comes back and is thrown away. */
	if (in->under_way)
		atomic_store(&in->under_way->cancelled, true);
	for (int i = 0; i < PAGES; i++) {
		struct page *p = &in->pages[i];
		job_drop(p->job);
		p->job = NULL;
		p->asked_ns = p->cost_ns = 0;
		p->is_wanted = p->hangs = false;
		if (i != PAGE_SUMMARY)
			grid_fill(&p->browse.grid, NULL, 0);
	}
	grid_fill(&in->mappings.grid, NULL, 0);
	in->lines.count = 0;
}

void inspect_stop(struct inspect *in)
{
	struct job *left = in->under_way;
	bool is_over;

	if (!in->aside)
		return;
	if (left)
		atomic_store(&left->cancelled, true);
	is_over = aside_close(in->aside, drop);
	/* One that was never begun will be dropped by nobody else. */
	if (left && is_over && !atomic_load(&left->is_begun))
		job_drop(left);
	job_drop(left);
	in->under_way = NULL;
	in->aside = NULL;
	/* A thread that hangs may still write to the eventfd: it is left open for it. */
}

/* ---- what is due ----------------------------------------------------------------------------------------------------------- */

static const unsigned page_parts[PAGES] = {
	[PAGE_SUMMARY]     = INSPECT_FACTS | INSPECT_LIMITS,
	[PAGE_REGIONS]     = INSPECT_REGIONS,
	[PAGE_THREADS]     = INSPECT_THREADS,
	[PAGE_FILES]       = INSPECT_FILES,
	[PAGE_ENVIRONMENT] = INSPECT_ENVIRONMENT,
	[PAGE_LOCKS]       = INSPECT_FILES,
	[PAGE_COMMAND]     = INSPECT_COMMAND,
};

/* What it took the last time, or what so much memory takes. */
static uint64_t expected_ns(const struct inspect *in, enum page_name page, unsigned parts)
{
	uint64_t rss = in->key.rss.kind == VALUE_NUMBER ? in->key.rss.number : 0;

	if (in->pages[page].cost_ns && !(parts & INSPECT_ROLLUP))
		return in->pages[page].cost_ns;
	return parts & (INSPECT_ROLLUP | INSPECT_REGIONS) ? (uint64_t)((double)rss / (1 << 30) * ROLLUP_NS_PER_GB) : 0;
}

static bool fits_budget(struct inspect *in, enum page_name page, unsigned parts)
{
	uint64_t now = thread_now_ns();

	return budget_opens_ns(&in->budget, now, expected_ns(in, page, parts)) <= now;
}

static void give(struct ui *ui, enum page_name page, unsigned parts, bool at_once)
{
	struct inspect *in = ui->inspect;
	struct page *p = &in->pages[page];
	struct reading look = { .item.cost_ns = expected_ns(in, page, parts), .job = job_new(ui, page, parts) };

	p->asked_ns = thread_now_ns();
	look.job->is_asked_for = at_once;
	in->under_way = look.job;
	aside_give(in->aside, &look, 1);
}

/* PSS comes with the regions where these are looked at; else by a cheaper way, as often as the budget lets it. */
static unsigned parts_of(struct inspect *in, enum page_name page, bool at_once)
{
	unsigned parts = page_parts[page];

	if (page == PAGE_SUMMARY && in->page != PAGE_REGIONS && (at_once || fits_budget(in, page, parts | INSPECT_ROLLUP)))
		parts |= INSPECT_ROLLUP;
	return parts;
}

static bool is_due(struct ui *ui, enum page_name page)
{
	struct inspect *in = ui->inspect;
	struct page *p = &in->pages[page];
	uint64_t age = thread_now_ns() - p->asked_ns;

	if (p->is_wanted || p->asked_ns == 0)
		return true;
	/* It does not change. */
	if (page == PAGE_ENVIRONMENT)
		return false;
	return !ui->paused && age + age / 8 >= ui->settings->delay_ns && fits_budget(in, page, page_parts[page]);
}

void inspect_ask(struct ui *ui)
{
	struct inspect *in = ui->inspect;
	enum page_name order[] = { in->page, PAGE_SUMMARY };
	struct reading stuck;

	if (!in->is_open || in->has_ended)
		return;
	if (in->under_way && aside_check(in->aside, PATIENCE, &stuck) == ASIDE_STUCK) {
		/* What was being read may be of one that is no longer looked at. */
		if (!atomic_load(&stuck.job->cancelled))
			in->pages[stuck.job->page].hangs = true;
		job_drop(in->under_way);
		in->under_way = NULL;
	}
	for (size_t i = 0; i < ARRAY_LEN(order) && !in->under_way; i++) {
		struct page *p = &in->pages[order[i]];
		bool at_once = p->is_wanted || p->asked_ns == 0;
		if (p->hangs || !is_due(ui, order[i]))
			continue;
		give(ui, order[i], parts_of(in, order[i], at_once), at_once);
		p->is_wanted = false;
	}
}

/* ---- what was found --------------------------------------------------------------------------------------------------------- */

static void fill(struct browse *b, const struct vec *rows)
{
	size_t cursor = b->cursor;

	grid_fill(&b->grid, rows->data, rows->count);
	b->cursor = cursor;
}

static void take_regions(struct inspect *in, struct inspection *found)
{
	struct regions *r = &found->regions;

	if (in->wants_mark && r->has_memory && r->end == PROBE_READ) {
		regions_mark(&in->mark, r);
		in->marked_ns = thread_now_ns();
		in->wants_mark = false;
	}
	regions_compare(r, &in->mark);
	fill(&in->pages[PAGE_REGIONS].browse, &r->regions);
	/* There may be very many: they are sorted where they are looked at. */
	if (in->is_ungrouped)
		fill(&in->mappings, &r->parts);
	if (r->has_memory && r->end == PROBE_READ) {
		in->key.pss = value_number(r->total.memory.pss);
		in->key.uss = value_number(r->total.memory.uss);
	}
}

static void take_summary(struct inspect *in, const struct inspection *found)
{
	const struct fact *f = found->facts.data;

	for (size_t i = 0; i < found->facts.count; i++)
		if (strcmp(f[i].name, "oom_score") == 0)
			in->oom = f[i].value;
		else if (strcmp(f[i].name, "oom_before") == 0)
			in->oom_before = f[i].value;
		else if (strcmp(f[i].name, "oom_alike") == 0)
			in->oom_alike = f[i].value;
	if (found->facts_end != PROBE_READ)
		return;
	in->key.swap = found->key.swap;
	in->key.peak = found->key.peak;
	if (found->rollup_end == PROBE_READ) {
		in->key.pss = found->key.pss;
		in->key.uss = found->key.uss;
	}
}

/* The last that was read of a process that has ended stays. */
static bool is_better(const struct inspect *in, const struct job *j)
{
	return !in->pages[j->page].job || inspect_end_of(&j->found, j->page) != PROBE_GONE;
}

static void take_page(struct inspect *in, struct job *j)
{
	struct page *p = &in->pages[j->page];
	struct job *old = p->job;

	p->job = j;
	switch (j->page) {
	case PAGE_SUMMARY:     take_summary(in, &j->found); break;
	case PAGE_REGIONS:     take_regions(in, &j->found); break;
	case PAGE_THREADS:     fill(&p->browse, &j->found.threads); break;
	case PAGE_FILES:       fill(&p->browse, &j->found.files); break;
	case PAGE_ENVIRONMENT: fill(&p->browse, &j->found.environment); break;
	case PAGE_LOCKS:       fill(&p->browse, &j->found.locks); break;
	case PAGE_COMMAND:     inspect_command_fill(in); break;
	case PAGES:            break;
	}
	/* Where they are not, none of the old ones may stay in the list. */
	if (j->page == PAGE_REGIONS && !in->is_ungrouped)
		grid_fill(&in->mappings.grid, NULL, 0);
	job_drop(old);
}

void inspect_fill_mappings(struct inspect *in)
{
	if (in->pages[PAGE_REGIONS].job)
		fill(&in->mappings, &in->pages[PAGE_REGIONS].job->found.regions.parts);
}

static void take_job(struct inspect *in, struct job *j)
{
	struct page *p = &in->pages[j->page];

	if (j == in->under_way) {
		job_drop(in->under_way);
		in->under_way = NULL;
	}
	if (!in->is_open || j->subject.pid != in->who.pid || j->subject.start_ns != in->who.start_ns || atomic_load(&j->cancelled)) {
		job_drop(j);
		return;
	}
	p->hangs = false;
	p->cost_ns = j->found.cost_ns;
	/* What a person asks for is not paid for. */
	if (!j->is_asked_for)
		budget_spend(&in->budget, j->found.cost_ns);
	in->has_ended = in->has_ended || j->found.has_ended;
	if (is_better(in, j))
		take_page(in, j);
	else
		job_drop(j);
}

void inspect_take(struct ui *ui)
{
	struct inspect *in = ui->inspect;
	struct vec done;
	uint64_t count;

	if (!in || !in->aside)
		return;
	if (read(in->wake, &count, sizeof(count)) < 0)
		return;
	vec_init(&done, sizeof(struct reading));
	aside_take(in->aside, &done);
	for (size_t i = 0; i < done.count; i++)
		take_job(in, ((const struct reading *)done.data)[i].job);
	vec_free(&done);
	inspect_ask(ui);
}
