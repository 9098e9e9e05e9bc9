/* run_change.c - holds figures against earlier ones. Knows neither files nor columns. */
#include "run_change.h"

/* Looks now and then may have missed the peak, once by little and once by a lot. */
static bool is_counted(enum way way)
{
	return way == WAY_EXACT || way == WAY_AT_MOST;
}

static struct run_change change_of(const struct run_figure *f, struct measured before, struct measured now, double threshold)
{
	struct run_change c = { .before = before, .now = now, .is_known = before.is_known && now.is_known };

	c.counts = c.is_known && f->is_memory && is_counted(now.way) && now.way == before.way;
	if (!c.is_known)
		return c;
	c.more = (int64_t)(now.n - before.n);
	c.has_percent = before.n > 0;
	c.percent = c.has_percent ? ((double)now.n - (double)before.n) / (double)before.n * 100 : 0;
	c.is_over = c.counts && now.n > before.n && now.n - before.n >= RUN_CHANGE_LEAST && (!c.has_percent || c.percent > threshold);
	return c;
}

static void compare(struct run_changes *c, const struct earlier *earlier, double threshold, const struct measured now[RUN_FIGURES])
{
	c->earlier = earlier;
	c->threshold = threshold;
	c->counts = c->is_over = false;
	for (size_t i = 0; i < RUN_FIGURES; i++) {
		c->all[i] = change_of(&run_figures[i], earlier->figures[i], now[i], threshold);
		c->counts = c->counts || c->all[i].counts;
		c->is_over = c->is_over || c->all[i].is_over;
	}
}

void run_changes_of_one(struct run_changes *c, const struct earlier *earlier, const struct child *now, double threshold)
{
	struct measured figures[RUN_FIGURES];

	for (size_t i = 0; i < RUN_FIGURES; i++)
		figures[i] = run_figures[i].get(now);
	c->runs = 0;
	compare(c, earlier, threshold, figures);
}

void run_changes_of_many(struct run_changes *c, const struct earlier *earlier, const struct tally *now, double threshold)
{
	struct measured figures[RUN_FIGURES];

	for (size_t i = 0; i < RUN_FIGURES; i++) {
		struct tallied t = tally_figure(now, i);
		figures[i] = (struct measured){ t.is_known, t.way, t.spread.median };
	}
	c->runs = now->runs;
	compare(c, earlier, threshold, figures);
}
