/* setup.c - goes from page to page and from line to line of the setup. What a line is, its page knows. */
#include "setup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "kept.h"
#include "strip.h"

static const struct setup_page *const pages[SETUP_PAGES] = {
	&setup_columns, &setup_screens, &setup_header, &setup_colours, &setup_options,
};

static const struct setup_page *page_of(const struct ui *ui)
{
	return pages[ui->setup->page];
}

static void titles_of(const char *titles[SETUP_PAGES])
{
	for (size_t i = 0; i < SETUP_PAGES; i++)
		titles[i] = pages[i]->title;
}

void setup_apply(struct ui *ui)
{
	terminal_mouse(ui->settings->mouse);
	terminal_cursor(ui->settings->cursor);
	sampler_set_delay(ui->sampler, ui->settings->delay_ns);
	ui_rebuild(ui);
}

/* ---- what is seen -------------------------------------------------------------------------------------------------------------- */

static void bring_into_sight(struct setup *s, size_t count, size_t rows)
{
	size_t *cursor = &s->cursor[s->page], *top = &s->top[s->page];

	if (*cursor >= count)
		*cursor = count ? count - 1 : 0;
	if (*cursor < *top)
		*top = *cursor;
	if (*cursor >= *top + rows)
		*top = *cursor - rows + 1;
	if (*top + rows > count)
		*top = count > rows ? count - rows : 0;
}

static void place_draw(struct ui *ui, int row, int col)
{
	const char *why;
	char text[300], path[256];
	int room = ui->layout.cols - col - 3;

	kept_place(ui->kept, path, sizeof(path), &why);
	snprintf(text, sizeof(text), "%s%.250s", why ? "not kept: " : ui->settings->readonly ? "not kept: --readonly" : "kept in ",
	         why ? why : ui->settings->readonly ? "" : path);
	if (cell_width(text, strlen(text)) <= room)
		canvas_put_right(&ui->canvas, row, col, room + 2, STYLE_DIM, text);
}

static void list_draw(struct ui *ui, int row, int rows)
{
	struct setup *s = ui->setup;
	const struct setup_page *page = page_of(ui);
	size_t count = page->count(ui);

	s->row = row;
	s->rows = rows > 0 ? (size_t)rows : 1;
	bring_into_sight(s, count, s->rows);
	for (size_t i = s->top[s->page]; i < count && i < s->top[s->page] + s->rows; i++) {
		int at = row + (int)(i - s->top[s->page]);
		page->line(ui, i, at);
		if (i != s->cursor[s->page])
			continue;
		canvas_restyle(&ui->canvas, at, 0, ui->layout.cols, STYLE_SELECTED);
		canvas_put(&ui->canvas, at, 0, 1, STYLE_SELECTED, ">");
		canvas_cursor(&ui->canvas, at, 0, CURSOR_CHOSEN);
	}
	if (page->beside)
		page->beside(ui, row, rows);
}

/* The header stays in sight: one sees what one chooses for it. */
static void setup_draw(struct ui *ui)
{
	const struct layout *l = &ui->layout;
	const char *titles[SETUP_PAGES];
	int row = l->tabs >= 0 ? l->tabs : l->title >= 0 ? l->title : l->body, end = l->body + l->body_rows, col;
	char help[512] = "";

	titles_of(titles);
	for (int i = row; i < (l->status >= 0 ? l->status + 1 : end); i++)
		canvas_fill(&ui->canvas, i, 0, l->cols, STYLE_TEXT, ' ');
	col = strip_draw(&ui->canvas, row, 0, titles, SETUP_PAGES, ui->setup->page);
	place_draw(ui, row, col);
	list_draw(ui, row + 1, end - row - 1);
	if (l->status < 0)
		return;
	if (page_of(ui)->count(ui))
		page_of(ui)->help(ui, *setup_cursor(ui), help, sizeof(help));
	canvas_put(&ui->canvas, l->status, 1, l->cols - 1, ui->message[0] ? STYLE_STRONG : STYLE_DIM, ui->message[0] ? ui->message : help);
}

/* ---- keys ---------------------------------------------------------------------------------------------------------------------- */

static void leave_page(struct ui *ui)
{
	if (page_of(ui)->left)
		page_of(ui)->left(ui);
}

static enum flow show_page(struct ui *ui, size_t page)
{
	leave_page(ui);
	ui->setup->page = page % SETUP_PAGES;
	return GO_ON;
}

static enum flow do_next(struct ui *ui) { return show_page(ui, ui->setup->page + 1); }
static enum flow do_previous(struct ui *ui) { return show_page(ui, ui->setup->page + SETUP_PAGES - 1); }

static enum flow do_back(struct ui *ui)
{
	leave_page(ui);
	ui->pane = ui->home;
	return GO_ON;
}

static enum flow move(struct ui *ui, long by)
{
	size_t count = page_of(ui)->count(ui), *cursor = setup_cursor(ui);
	long to = (long)*cursor + by;

	*cursor = to < 0 || count == 0 ? 0 : (size_t)to >= count ? count - 1 : (size_t)to;
	if (page_of(ui)->moved)
		page_of(ui)->moved(ui);
	return GO_ON;
}

static enum flow do_up(struct ui *ui) { return move(ui, -1); }
static enum flow do_down(struct ui *ui) { return move(ui, 1); }
static enum flow do_page_up(struct ui *ui) { return move(ui, -(long)ui->setup->rows); }
static enum flow do_page_down(struct ui *ui) { return move(ui, (long)ui->setup->rows); }
static enum flow do_home(struct ui *ui) { return move(ui, -1000000); }
static enum flow do_end(struct ui *ui) { return move(ui, 1000000); }
static enum flow do_wheel_up(struct ui *ui) { return move(ui, -3); }
static enum flow do_wheel_down(struct ui *ui) { return move(ui, 3); }

static const struct pane_key keys[] = {
	{ { K_TAB, K_RIGHT },        .keys = "Tab", .label = "Next", .help = "the next page: columns, screens, header, colours, options", .run = do_next },
	{ { K_BACKTAB, K_LEFT },     .keys = "Shift-Tab", .help = "the page before", .run = do_previous },
	{ { K_ESCAPE, 'q', K_F(10), K_F(2) }, .keys = "Esc", .label = "Done", .help = "back to the processes; q, F2 and F10 too: all is kept already", .run = do_back },
	{ { K_UP },                  .run = do_up },
	{ { K_DOWN },                .run = do_down },
	{ { K_PAGE_UP },             .run = do_page_up },
	{ { K_PAGE_DOWN },           .run = do_page_down },
	{ { K_HOME },                .run = do_home },
	{ { K_END },                 .run = do_end },
	{ { K_WHEEL_UP },            .run = do_wheel_up },
	{ { K_WHEEL_DOWN },          .run = do_wheel_down },
};

const struct pane_keys keys_of_setup = { "Setup (F2)", keys, ARRAY_LEN(keys) };

/* A click on a line chooses it, one on the chosen line does what Space does there; one on a title shows that page. */
static uint32_t clicked(struct ui *ui)
{
	struct setup *s = ui->setup;
	const char *titles[SETUP_PAGES];
	size_t at, page;
	int row, col;

	titles_of(titles);
	terminal_click(&row, &col);
	if (row == s->row - 1) {
		page = strip_at(ui->layout.cols, 0, titles, SETUP_PAGES, s->page, col);
		if (page < SETUP_PAGES)
			show_page(ui, page);
		return K_NONE;
	}
	at = s->top[s->page] + (size_t)(row - s->row);
	if (row < s->row || (size_t)(row - s->row) >= s->rows || at >= page_of(ui)->count(ui))
		return K_NONE;
	if (at == *setup_cursor(ui))
		return ' ';
	move(ui, (long)at - (long)*setup_cursor(ui));
	return K_NONE;
}

static enum flow setup_key(struct ui *ui, uint32_t key)
{
	enum flow flow = GO_ON;

	ui->message[0] = '\0';
	if (key == K_CLICK)
		key = clicked(ui);
	if (key != K_NONE && !pane_keys_run(ui, page_of(ui)->keys, key, &flow))
		pane_keys_run(ui, &keys_of_setup, key, &flow);
	return flow;
}

static void setup_keys(struct ui *ui)
{
	const struct pane_keys *of_page = page_of(ui)->keys;
	const char *line[32] = { NULL };
	size_t n = 0;

	for (size_t i = 0; i < of_page->count && n < 24; i++)
		if (of_page->all[i].label) {
			line[n++] = of_page->all[i].keys;
			line[n++] = of_page->all[i].label;
		}
	for (size_t i = 0; i < ARRAY_LEN(keys) && n < 30; i++)
		if (keys[i].label) {
			line[n++] = keys[i].keys;
			line[n++] = keys[i].label;
		}
	keys_draw(ui, line);
}

static void setup_close(struct ui *ui)
{
	free(ui->setup);
	ui->setup = NULL;
}

enum flow setup_open(struct ui *ui)
{
	static const struct pane pane = { .draw = setup_draw, .key = setup_key, .keys = setup_keys };

	if (!ui->setup) {
		ui->setup = memory_new(sizeof(*ui->setup));
		*ui->setup = (struct setup){ 0 };
		ui_at_close(ui, setup_close);
	}
	ui->pane = &pane;
	return GO_ON;
}
