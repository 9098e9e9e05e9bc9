/* whole.c - one row of a list over the whole screen, as it was when it was opened. Knows not what its columns are. */
#include "whole.h"

#include <stdlib.h>
#include <string.h>

#include "find.h"
#include "inspect_columns.h"
#include "wrap.h"

/* The value of a column. */
struct piece {
	const char *what;          /* the column's title */
	size_t at, length;         /* in the bytes */
};

struct whole {
	struct vec pieces;         /* of struct piece */
	struct vec bytes;          /* of char */
	struct vec lines;          /* of struct command_line */
	struct browse list;
	int width;                 /* that the lines were made for; 0: none were */
	const struct pane *back;
};

static void whole_close(struct ui *ui)
{
	struct whole *w = ui->whole;

	if (!w)
		return;
	vec_free(&w->pieces);
	vec_free(&w->bytes);
	vec_free(&w->lines);
	browse_free(&w->list);
	free(w);
	ui->whole = NULL;
}

static struct whole *whole_of(struct ui *ui)
{
	if (!ui->whole) {
		ui->whole = memory_new(sizeof(*ui->whole));
		*ui->whole = (struct whole){ 0 };
		vec_init(&ui->whole->pieces, sizeof(struct piece));
		vec_init(&ui->whole->bytes, 1);
		vec_init(&ui->whole->lines, sizeof(struct command_line));
		browse_init(&ui->whole->list, line_schema());
		ui->whole->list.is_text = true;
		ui_at_close(ui, whole_close);
	}
	return ui->whole;
}

/* What is blank has nothing to say. */
static void add_piece(struct whole *w, const struct column *c, struct value v)
{
	char number[64];
	struct piece *p;

	if (v.kind == VALUE_BLANK)
		return;
	if (v.kind != VALUE_TEXT)
		v = value_text(number, unit_format(number, sizeof(number), c->unit, v));
	p = vec_push(&w->pieces);
	*p = (struct piece){ c->title, w->bytes.count, v.text.length };
	vec_reserve(&w->bytes, p->at + p->length);
	memcpy((char *)w->bytes.data + p->at, v.text.bytes, p->length);
}

static void fit(struct ui *ui, int cols)
{
	struct whole *w = ui->whole;
	const struct piece *p = w->pieces.data;
	int width = browse_width(&w->list, cols);
	size_t cursor = w->list.cursor;

	if (width == w->width)
		return;
	w->width = width;
	w->lines.count = 0;
	for (size_t i = 0; i < w->pieces.count; i++)
		wrap_text(&w->lines, p[i].what, (const char *)w->bytes.data + p[i].at, p[i].length, width, ui->settings->set);
	grid_fill(&w->list.grid, w->lines.data, w->lines.count);
	w->list.cursor = cursor;
}

static void whole_draw(struct ui *ui)
{
	const struct layout *l = &ui->layout;
	int rows = l->keys >= 0 ? l->keys : l->rows;

	fit(ui, l->cols);
	if (rows >= 3 && ui->message[0]) {
		canvas_fill(&ui->canvas, --rows, 0, l->cols, STYLE_TEXT, ' ');
		canvas_put(&ui->canvas, rows, 1, l->cols - 1, STYLE_STRONG, ui->message);
	}
	browse_draw(&ui->whole->list, &ui->canvas, 0, rows, ui->settings->set);
}

static enum flow whole_key(struct ui *ui, uint32_t key)
{
	struct browse *list = &ui->whole->list;

	ui->message[0] = '\0';
	if (key == K_ESCAPE || key == K_ENTER || key == 'q' || key == K_F(10) || key == K_BACKSPACE)
		ui->pane = ui->whole->back;
	else if (!find_key(ui, list, NULL, key))
		browse_key(list, key);
	return GO_ON;
}

static void whole_keys(struct ui *ui)
{
	const char *const keys[] = { "F3", "Search", "F4", ui->whole->list.grid.filter[0] ? "FILTER" : "Filter", "Esc", "Back", NULL, NULL };

	keys_draw(ui, keys);
}

static void whole_want(struct ui *ui, struct demand *d)
{
	if (ui->whole->back->want)
		ui->whole->back->want(ui, d);
}

static void whole_take(struct ui *ui)
{
	if (ui->whole->back->take)
		ui->whole->back->take(ui);
}

static void whole_look(struct ui *ui)
{
	if (ui->whole->back->look)
		ui->whole->back->look(ui);
}

void whole_open(struct ui *ui, const struct browse *list)
{
	static const struct pane pane = { .draw = whole_draw, .key = whole_key, .keys = whole_keys, .want = whole_want, .take = whole_take,
	                                  .look = whole_look };
	const struct schema *schema = list->grid.schema;
	size_t row = browse_selected(list);
	struct whole *w = whole_of(ui);

	if (row == BROWSE_NONE)
		return;
	w->pieces.count = w->bytes.count = w->lines.count = 0;
	w->width = 0;
	w->list.cursor = w->list.top = 0;
	browse_filter(&w->list, "");
	for (size_t i = 0; i < schema->count; i++)
		add_piece(w, &schema->columns[i], schema->columns[i].get(&list->grid.scene, row, &schema->columns[i]));
	w->back = ui->pane;
	ui->pane = &pane;
}
