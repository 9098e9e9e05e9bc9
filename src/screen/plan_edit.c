/* plan_edit.c - changes a plan of the header, one step at a time. */
#include "plan.h"

#include <string.h>

#include "meters.h"

/* Takes over a changed plan, if it is none that is too long. */
static bool keep(struct header_plan *plan, struct header_plan *changed)
{
	int lines = 0, in_line = 0;

	if (changed->count)
		changed->items[0].begins = true;
	for (size_t i = 0; i < changed->count; i++) {
		lines += changed->items[i].begins;
		in_line = changed->items[i].begins ? 1 : in_line + 1;
		if (lines > PLAN_LINES || in_line > PLAN_LINE_METERS)
			return false;
	}
	*plan = *changed;
	return true;
}

bool plan_add(struct header_plan *plan, const struct meter *m, size_t at)
{
	struct header_plan changed = *plan;
	struct plan_item *item;

	if (plan->count == PLAN_METERS)
		return false;
	if (at > plan->count)
		at = plan->count;
	item = &changed.items[at];
	memmove(item + 1, item, (plan->count - at) * sizeof(*item));
	*item = (struct plan_item){ .meter = m, .style = m->usual, .begins = at < plan->count && plan->items[at].begins };
	if (at < plan->count)
		changed.items[at + 1].begins = false;
	changed.count++;
	return keep(plan, &changed);
}

bool plan_remove(struct header_plan *plan, size_t at)
{
	struct header_plan changed = *plan;
	struct plan_item *item = &changed.items[at];

	if (at >= plan->count)
		return false;
	/* The next one begins the line in its place; a line of one meter is no more. */
	if (at + 1 < plan->count)
		item[1].begins = item[1].begins || item->begins;
	memmove(item, item + 1, (plan->count - at - 1) * sizeof(*item));
	changed.count--;
	return keep(plan, &changed);
}

/* The two change places, and the lines stay as they are. */
static void swap(struct plan_item *a, struct plan_item *b)
{
	struct plan_item was = *a;

	*a = (struct plan_item){ b->meter, b->style, a->begins };
	*b = (struct plan_item){ was.meter, was.style, b->begins };
}

static bool move_up(struct header_plan *plan, size_t *at)
{
	struct header_plan changed = *plan;
	struct plan_item *item = &changed.items[*at];
	bool crosses = item->begins;

	if (*at == 0 || *at >= plan->count)
		return false;
	if (crosses) {
		item->begins = false;
		if (*at + 1 < plan->count)
			item[1].begins = true;
	} else
		swap(item - 1, item);
	if (!keep(plan, &changed))
		return false;
	*at -= !crosses;
	return true;
}

static bool move_down(struct header_plan *plan, size_t *at)
{
	struct header_plan changed = *plan;
	struct plan_item *item = &changed.items[*at];
	bool crosses;

	if (*at + 1 >= plan->count)
		return false;
	crosses = item[1].begins;
	if (crosses) {
		item->begins = true;
		item[1].begins = false;
	} else
		swap(item, item + 1);
	if (!keep(plan, &changed))
		return false;
	*at += !crosses;
	return true;
}

bool plan_move(struct header_plan *plan, size_t *at, enum plan_way way)
{
	return way == PLAN_UP ? move_up(plan, at) : move_down(plan, at);
}

bool plan_break(struct header_plan *plan, size_t at)
{
	struct header_plan changed = *plan;

	if (at == 0 || at >= plan->count)
		return false;
	changed.items[at].begins = !changed.items[at].begins;
	return keep(plan, &changed);
}

bool plan_next_style(struct header_plan *plan, size_t at)
{
	struct plan_item *item = at < plan->count ? &plan->items[at] : NULL;
	enum meter_style next;

	if (!item)
		return false;
	next = item->style;
	do
		next = (next + 1) % METER_STYLES;
	while (!meter_has(item->meter, next));
	if (next == item->style)
		return false;
	item->style = next;
	return true;
}
