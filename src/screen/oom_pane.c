/* oom_pane.c - what is known of the OOM killer's choice on the screen: ranked anew with each sample. Draws nothing. */
#include "oom_pane.h"

#include <stdlib.h>

static void oom_close(struct ui *ui)
{
	if (!ui->oom)
		return;
	oom_rank_free(&ui->oom->rank);
	browse_free(&ui->oom->list);
	free(ui->oom);
	ui->oom = NULL;
}

struct oom_pane *oom_pane_of(struct ui *ui)
{
	if (!ui->oom) {
		ui->oom = memory_new(sizeof(*ui->oom));
		*ui->oom = (struct oom_pane){ 0 };
		oom_rank_init(&ui->oom->rank);
		browse_init(&ui->oom->list, oom_schema());
		ui_at_close(ui, oom_close);
		ui->oom->list.empty = "nobody can be taken";
		grid_sort(&ui->oom->list.grid, schema_find(oom_schema(), "rank"), false);
	}
	return ui->oom;
}

const struct task *oom_pane_task(const struct ui *ui, struct mark mark)
{
	const struct task *t = ui->sample ? sample_find(ui->sample, mark.pid) : NULL;

	return t && mark_is(mark, t) ? t : NULL;
}

void oom_pane_take(struct ui *ui)
{
	struct oom_pane *p = ui->oom;
	const struct task *of;
	const struct cgroup_figures *group = NULL;
	const struct oom_candidate *c;

	if (!ui->sample)
		return;
	of = p->of_group ? oom_pane_task(ui, p->of) : NULL;
	if (of)
		group = oom_group_of(ui->sample, of);
	/* Its process has ended, or its group has no limit any more. */
	if (p->of_group && !group && (!of || of->have & NEED_LIMIT))
		p->of_group = false;
	if (!p->of_group)
		group = oom_group_of_all(ui->sample);
	oom_rank(&p->rank, ui->sample, group);
	p->list.grid.scene = (struct scene){ .sample = ui->sample };
	grid_fill(&p->list.grid, p->rank.candidates.data, p->rank.candidates.count);
	p->list.whole = p->rank.total;
	c = oom_candidates(&p->rank);
	for (size_t i = 0; i < p->rank.candidates.count; i++)
		if (mark_is(p->chosen, &sample_tasks(ui->sample)[c[i].task]))
			browse_select(&p->list, i);
}

void oom_pane_want(struct ui *ui, struct demand *d)
{
	(void)ui;
	d->all |= OOM_NEEDS;
	d->events = true;
}

/* A sample of before may lack what is needed: then the next one brings it at once. */
