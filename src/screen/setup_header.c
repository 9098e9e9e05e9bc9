/* setup_header.c - the page of the setup with the meters of the header: those it has, line by line, then all others. */
#include <stdio.h>
#include <string.h>

#include "meters.h"
#include "setup.h"

/* The meters that stand nowhere. */
static const struct meter *unused_at(const struct ui *ui, size_t i)
{
	const struct meter *m;

	for (size_t k = 0; (m = meter_at(k)); k++)
		if (!plan_has(&ui->plan, m) && i-- == 0)
			return m;
	return NULL;
}

static size_t meters_count(const struct ui *ui)
{
	size_t n = 0;

	while (unused_at(ui, n))
		n++;
	return ui->plan.count + n;
}

static const struct meter *meter_of(const struct ui *ui, size_t i)
{
	return i < ui->plan.count ? ui->plan.items[i].meter : unused_at(ui, i - ui->plan.count);
}

static int line_of(const struct ui *ui, size_t i)
{
	int line = 0;

	for (size_t k = 0; k <= i; k++)
		line += k == 0 || ui->plan.items[k].begins;
	return line;
}

static void meter_line(struct ui *ui, size_t i, int row)
{
	const struct meter *m = meter_of(ui, i);
	const struct plan_item *item = i < ui->plan.count ? &ui->plan.items[i] : NULL;
	char text[16] = "-";

	if (item && (item->begins || i == 0))
		snprintf(text, sizeof(text), "line %d", line_of(ui, i));
	else if (item)
		text[0] = '\0';
	canvas_put(&ui->canvas, row, 2, 7, STYLE_ACCENT, text);
	canvas_put(&ui->canvas, row, 10, 9, item ? STYLE_STRONG : STYLE_TEXT, m->title);
	canvas_put(&ui->canvas, row, 20, 6, STYLE_TEXT, item ? meter_style_name(item->style) : "");
	canvas_put(&ui->canvas, row, 27, ui->layout.cols - 28, STYLE_DIM, m->help);
}

static void meter_help(struct ui *ui, size_t i, char *out, size_t room)
{
	const struct meter *m = meter_of(ui, i);
	size_t used = (size_t)snprintf(out, room, "%s: %s Has", m->title, m->help);

	for (enum meter_style style = METER_TEXT; style < METER_STYLES; style++)
		if (meter_has(m, style) && used < room)
			used += (size_t)snprintf(out + used, room - used, " %s", meter_style_name(style));
}

static enum flow changed(struct ui *ui, bool ok, const char *why_not)
{
	if (!ok)
		ui_say(ui, "%s", why_not);
	plan_write(ui->settings->meters, sizeof(ui->settings->meters), &ui->plan);
	setup_apply(ui);
	return GO_ON;
}

/* Another style of one that is there; else it comes to the end. */
static enum flow do_style(struct ui *ui)
{
	size_t i = *setup_cursor(ui), end = ui->plan.count;
	const struct meter *m = meter_of(ui, i);

	if (i < end)
		return changed(ui, plan_next_style(&ui->plan, i), "it has this one look");
	if (!plan_add(&ui->plan, m, end))
		return changed(ui, false, "the line is full");
	*setup_cursor(ui) = end;
	return changed(ui, true, NULL);
}

static enum flow move(struct ui *ui, enum plan_way way)
{
	size_t *cursor = setup_cursor(ui);

	return changed(ui, *cursor < ui->plan.count && plan_move(&ui->plan, cursor, way), "it cannot go further");
}

static enum flow do_up(struct ui *ui) { return move(ui, PLAN_UP); }
static enum flow do_down(struct ui *ui) { return move(ui, PLAN_DOWN); }

static enum flow do_break(struct ui *ui)
{
	size_t i = *setup_cursor(ui);

	return changed(ui, i < ui->plan.count && plan_break(&ui->plan, i), "no line can begin or end here");
}

static enum flow do_remove(struct ui *ui)
{
	size_t i = *setup_cursor(ui);

	return changed(ui, i < ui->plan.count && plan_remove(&ui->plan, i), "it is not in the header");
}

static const struct pane_key keys[] = {
	{ { ' ', K_ENTER, K_F(4) },  .keys = "Space", .label = "Look", .help = "header: adds it, then text, bar or graph; Enter and F4 too", .run = do_style },
	{ { '[', K_F(7) },           .keys = "[", .label = "Up", .run = do_up },
	{ { ']', K_F(8) },           .keys = "]", .label = "Down", .run = do_down },
	{ { 'n', K_F(5) },           .keys = "n", .label = "New line", .help = "header: begins a line with it, or joins it with the one above; F5 too", .run = do_break },
	{ { 'x', K_DELETE, K_F(9) }, .keys = "x", .label = "Remove", .run = do_remove },
};

const struct pane_keys keys_of_setup_header = { "Setup: header", keys, ARRAY_LEN(keys) };

const struct setup_page setup_header = {
	.title = "Header", .keys = &keys_of_setup_header, .count = meters_count, .line = meter_line, .help = meter_help,
};
