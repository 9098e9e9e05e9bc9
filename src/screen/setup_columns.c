/* setup_columns.c - the page of the setup with the columns of the screen that is shown: those it has, in their order, then all others. */
#include <stdio.h>
#include <string.h>

#include "setup.h"

static struct vec *chosen(const struct ui *ui)
{
	return &ui->settings->chosen;
}

static bool is_chosen(const struct ui *ui, const struct column *c)
{
	for (size_t i = 0; i < chosen(ui)->count; i++)
		if (((const struct column *const *)chosen(ui)->data)[i] == c)
			return true;
	return false;
}

static size_t columns_count(const struct ui *ui)
{
	return ui->settings->schema->count;
}

static const struct column *column_at(const struct ui *ui, size_t i)
{
	const struct schema *s = ui->settings->schema;

	if (i < chosen(ui)->count)
		return ((const struct column *const *)chosen(ui)->data)[i];
	i -= chosen(ui)->count;
	for (size_t k = 0; k < s->count; k++)
		if (!is_chosen(ui, &s->columns[k]) && i-- == 0)
			return &s->columns[k];
	return &s->columns[0];
}

static void column_line(struct ui *ui, size_t i, int row)
{
	const struct column *c = column_at(ui, i);
	bool is_on = i < chosen(ui)->count;

	canvas_put(&ui->canvas, row, 2, 4, STYLE_ACCENT, is_on ? "[x]" : "[ ]");
	canvas_put(&ui->canvas, row, 6, 10, is_on ? STYLE_STRONG : STYLE_TEXT, c->title);
	canvas_put(&ui->canvas, row, 17, ui->layout.cols - 18, STYLE_DIM, c->help);
}

static void column_help(struct ui *ui, size_t i, char *out, size_t room)
{
	const struct tabs *t = &ui->settings->tabs;

	snprintf(out, room, "screen %s: %s (%s): %s", tabs_at(t, t->current)->name, column_at(ui, i)->title, column_at(ui, i)->id,
	         column_at(ui, i)->help);
}

static void take_out(struct vec *v, size_t i)
{
	const struct column **c = v->data;

	memmove(c + i, c + i + 1, (v->count - i - 1) * sizeof(*c));
	v->count--;
}

/* Before the column that takes all that is left, which is the last one as a rule. */
static void put_in(struct vec *v, const struct column *c)
{
	const struct column **all;
	size_t at;

	vec_push(v);
	all = v->data;
	at = v->count - 1;
	if (at > 0 && all[at - 1]->width == 0) {
		all[at] = all[at - 1];
		at--;
	}
	all[at] = c;
}

static enum flow do_toggle(struct ui *ui)
{
	size_t *cursor = setup_cursor(ui);

	if (*cursor < chosen(ui)->count) {
		if (chosen(ui)->count == 1) {
			ui_say(ui, "a screen must have a column");
			return GO_ON;
		}
		take_out(chosen(ui), *cursor);
	} else {
		if (chosen(ui)->count == LAYOUT_COLUMNS) {
			ui_say(ui, "more than %d columns fit on no screen", LAYOUT_COLUMNS);
			return GO_ON;
		}
		put_in(chosen(ui), column_at(ui, *cursor));
		/* The next one that is not there comes into its place. */
		if (*cursor + 1 < columns_count(ui))
			++*cursor;
	}
	setup_apply(ui);
	return GO_ON;
}

static enum flow swap(struct ui *ui, size_t i, size_t k)
{
	const struct column **c = chosen(ui)->data, *one;

	if (i >= chosen(ui)->count || k >= chosen(ui)->count)
		return GO_ON;
	one = c[i];
	c[i] = c[k];
	c[k] = one;
	*setup_cursor(ui) = k;
	setup_apply(ui);
	return GO_ON;
}

static enum flow do_up(struct ui *ui) { return swap(ui, *setup_cursor(ui), *setup_cursor(ui) - 1); }
static enum flow do_down(struct ui *ui) { return swap(ui, *setup_cursor(ui), *setup_cursor(ui) + 1); }

static const struct pane_key keys[] = {
	{ { ' ', K_ENTER, K_DELETE }, .keys = "Space", .label = "Show", .help = "columns: shows a column, or no longer; Enter and Delete too", .run = do_toggle },
	{ { '[', K_F(7) },            .keys = "[", .label = "Left", .help = "columns, screens, header: moves one place up, which is to the left; F7 too", .run = do_up },
	{ { ']', K_F(8) },            .keys = "]", .label = "Right", .help = "the same down; F8 too", .run = do_down },
};

const struct pane_keys keys_of_setup_columns = { "Setup: columns", keys, ARRAY_LEN(keys) };

const struct setup_page setup_columns = {
	.title = "Columns", .keys = &keys_of_setup_columns, .count = columns_count, .line = column_line, .help = column_help,
};
