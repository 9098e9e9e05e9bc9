/* viewed.h - a view of a made sample, written out as a line of pids. */
#ifndef VIEWED_H
#define VIEWED_H

#include <check.h>
#include <stdio.h>

#include "view.h"

/* Its sample is made first. */
struct viewed {
	struct sample sample;
	struct tree tree;
	struct scene scene;
	struct view_settings settings;
	struct view view;
};

static inline void viewed_start(struct viewed *v)
{
	tree_init(&v->tree);
	view_init(&v->view);
	view_settings_init(&v->settings, task_schema());
}

static inline void viewed_end(struct viewed *v)
{
	view_settings_free(&v->settings);
	view_free(&v->view);
	tree_free(&v->tree);
	sample_free(&v->sample);
}

static inline void viewed_build(struct viewed *v)
{
	tree_build(&v->tree, &v->sample);
	v->scene = (struct scene){ .sample = &v->sample, .tree = &v->tree, .full_path = true };
	view_build(&v->view, &v->scene, &v->settings);
}

enum sorting { UPWARDS, DOWNWARDS };

static inline void sort_by(struct viewed *v, const char *column, enum sorting way)
{
	v->settings.sort = schema_find(task_schema(), column);
	ck_assert_msg(v->settings.sort != NULL, "no column is called %s", column);
	v->settings.descending = way == DOWNWARDS;
}

static inline const struct task *row_task(const struct viewed *v, size_t row)
{
	return &sample_tasks(&v->sample)[view_rows(&v->view)[row].task];
}

/* Builds the view and compares its pids; a tree's are preceded by one '.' for each step down. */
static inline void shows(struct viewed *v, const char *pids)
{
	char text[1024] = "";
	int n = 0;

	viewed_build(v);
	for (size_t i = 0; i < v->view.rows.count && n < (int)sizeof(text); i++)
		n += snprintf(text + n, sizeof(text) - (size_t)n, "%s%.*s%d", i ? " " : "", (int)view_rows(&v->view)[i].depth,
		              "....................", (int)row_task(v, i)->pid);
	ck_assert_str_eq(text, pids);
}

#endif
