/* oom_pane.h - what the files that show the OOM killer share. Nobody else needs it. */
#ifndef OOM_PANE_H
#define OOM_PANE_H

#include "browse.h"
#include "oom_columns.h"
#include "ui.h"

struct oom_pane {
	struct oom_rank rank;
	struct browse list;
	struct mark chosen;            /* stays chosen when rows move */
	bool of_group;                 /* the group of the one that was chosen then; else the machine */
	struct mark of;
	struct mark target;            /* whose oom_score_adj is about to be changed */
	char name[64];                 /* its, printable */
	char text[8];                  /* the value as it is typed */
	bool is_asking;                /* whether it is meant so */
	const struct pane *back;       /* who has the keyboard afterwards */
};

/* Made when it is first needed. */
struct oom_pane *oom_pane_of(struct ui *ui);

/* Ranks the processes of the sample. */
void oom_pane_take(struct ui *ui);

/* What it needs of samples. */
void oom_pane_want(struct ui *ui, struct demand *d);

/* The process with this mark in the sample, or NULL. */
const struct task *oom_pane_task(const struct ui *ui, struct mark mark);

/* oom_change.c: asks for another oom_score_adj of this process. */
enum flow oom_change_open(struct ui *ui, const struct task *t);

#endif
