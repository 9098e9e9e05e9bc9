/* printed.h - a made sample, printed into memory. */
#ifndef PRINTED_H
#define PRINTED_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "sink.h"

struct printed {
	struct sample sample;      /* made before the rest */
	struct settings settings;
	char *text;                /* of the last printed_as */
	size_t length;
};

static inline void printed_start(struct printed *p, const char *columns)
{
	struct err e;

	p->text = NULL;
	settings_init(&p->settings, task_schema());
	p->settings.set = TEXT_UNICODE;
	ck_assert_msg(schema_choose(task_schema(), columns, &p->settings.chosen, &e), "%s", e.text);
}

static inline void printed_end(struct printed *p)
{
	free(p->text);
	settings_free(&p->settings);
	sample_free(&p->sample);
}

/* What the sink prints of at most so many rows. */
static inline const char *printed_as(struct printed *p, const char *sink, size_t rows)
{
	struct tree tree;
	struct view view;
	struct scene scene = { .sample = &p->sample, .tree = &tree, .full_path = p->settings.full_path };
	FILE *out;

	free(p->text);
	out = open_memstream(&p->text, &p->length);
	tree_init(&tree);
	view_init(&view);
	tree_build(&tree, &p->sample);
	settings_columns(&p->settings);
	view_build(&view, &scene, &p->settings.view);
	sink_find(sink)->print(out, &(struct sheet){ &p->settings, &scene, &view,
	                                             rows < view.rows.count ? rows : view.rows.count, NULL });
	view_free(&view);
	tree_free(&tree);
	fclose(out);
	return p->text;
}

#endif
