/* shown.h - a made sample, drawn as the table draws it, without a terminal. */
#ifndef SHOWN_H
#define SHOWN_H

#include <check.h>
#include <string.h>

#include "ui.h"

struct shown {
	struct sample sample;      /* made before the rest */
	struct settings settings;
	struct ui ui;
};

static inline void shown_start(struct shown *s, int rows, int cols)
{
	settings_init(&s->settings, task_schema());
	s->settings.set = TEXT_UNICODE;
	/* One screen has no line of names. */
	while (s->settings.tabs.list.count > 1)
		tabs_remove(&s->settings.tabs, 1);
	s->ui = (struct ui){ .settings = &s->settings, .sample = &s->sample };
	s->ui.layout.rows = rows;
	s->ui.layout.cols = cols;
	plan_default(&s->ui.plan);
	s->ui.trace.cpus = 4;
	tree_init(&s->ui.tree);
	view_init(&s->ui.view);
	marks_init(&s->ui.tagged);
}

static inline void shown_end(struct shown *s)
{
	marks_free(&s->ui.tagged);
	view_free(&s->ui.view);
	tree_free(&s->ui.tree);
	canvas_free(&s->ui.canvas);
	settings_free(&s->settings);
	sample_free(&s->sample);
}

static inline void shown_columns(struct shown *s, const char *ids)
{
	struct err e;

	ck_assert_msg(schema_choose(task_schema(), ids, &s->settings.chosen, &e), "%s", e.text);
}

static inline void shown_draw(struct shown *s)
{
	ui_rebuild(&s->ui);
	s->ui.canvas.ascii = s->settings.set == TEXT_ASCII;
	canvas_start(&s->ui.canvas, s->ui.layout.rows, s->ui.layout.cols);
	header_draw(&s->ui);
	rows_draw(&s->ui);
	status_draw(&s->ui);
}

/* Compares some rows of the screen, from the one given on. */
static inline void shown_is(const struct shown *s, int row, const char *want)
{
	static char text[65536];
	size_t used = 0, lines = 0;

	for (const char *at = want; *at; at++)
		lines += *at == '\n';
	text[0] = '\0';
	for (size_t i = 0; i < lines && row + (int)i < s->ui.layout.rows; i++) {
		canvas_row(&s->ui.canvas, row + (int)i, text + used, sizeof(text) - used - 1);
		used += strlen(text + used);
		strcpy(text + used++, "\n");
	}
	ck_assert_str_eq(text, want);
}

/* The style of the first cell of the text, which must be in that row. Only for rows of ASCII before it. */
static inline enum style shown_style(const struct shown *s, int row, const char *word)
{
	char text[4096], *at;

	canvas_row(&s->ui.canvas, row, text, sizeof(text));
	at = strstr(text, word);
	ck_assert_msg(at != NULL, "'%s' is not in '%s'", word, text);
	return (enum style)canvas_at(&s->ui.canvas, row, (int)(at - text))->style;
}

#endif
