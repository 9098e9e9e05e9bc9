/* help.c - the screen that explains: scrolls through the help's text and looks for words in it. What it says: help_text.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "help_text.h"
#include "pane_keys.h"

#define NAME_COL 3
#define TEXT_COL 15          /* a name that reaches it has a line of its own */

/* A line of the screen: a heading, or a part of an entry. */
struct help_line {
	const char *name;         /* NULL: it goes on, or is none */
	const char *text;
	size_t length;
	enum style style;
};

struct help_pane {
	struct vec entries;       /* of struct help_entry */
	struct vec lines;         /* of struct help_line: they point into the entries */
	int cols;                 /* that the lines are made for */
	size_t found;             /* entries with the word that is looked for */
	size_t top;
	char word[EDIT_TEXT];     /* "": all is shown */
	struct past past;
};

static void add_line(struct help_pane *p, const char *name, const char *text, size_t length, enum style style)
{
	*(struct help_line *)vec_push(&p->lines) = (struct help_line){ name, text, length, style };
}

static void add_entry(struct help_pane *p, const struct help_entry *e)
{
	size_t room = p->cols > TEXT_COL + 11 ? (size_t)p->cols - TEXT_COL - 1 : 10, next;
	const char *text = e->text, *name = e->name[0] ? e->name : NULL;

	if (!name)
		room += TEXT_COL - NAME_COL;
	if (strlen(e->name) >= TEXT_COL - NAME_COL) {
		add_line(p, name, "", 0, STYLE_TEXT);
		name = NULL;
	}
	do {
		size_t length = text_wrap(text, room, &next);
		add_line(p, name, text, length, e->name[0] ? STYLE_TEXT : STYLE_DIM);
		name = NULL;
		text += next;
	} while (*text);
}

static bool is_wanted(const struct help_pane *p, const struct help_entry *e)
{
	return text_holds(e->name, strlen(e->name), p->word) || text_holds(e->text, strlen(e->text), p->word);
}

/* A heading stands where there is something below it. */
static void make_lines(struct ui *ui)
{
	struct help_pane *p = ui->help;
	const struct help_entry *e = p->entries.data;
	const char *heading = NULL;

	p->cols = ui->layout.cols;
	p->lines.count = p->found = 0;
	for (size_t i = 0; i < p->entries.count; i++) {
		if (!is_wanted(p, &e[i]))
			continue;
		if (e[i].heading != heading) {
			if (heading)
				add_line(p, NULL, "", 0, STYLE_TEXT);
			heading = e[i].heading;
			add_line(p, NULL, heading, strlen(heading), STYLE_STRONG);
		}
		add_entry(p, &e[i]);
		p->found++;
	}
}

static int rows_of_all(const struct ui *ui)
{
	return ui->layout.keys >= 0 ? ui->layout.keys : ui->layout.rows;
}

/* Below the title, if there is room for one. */
static int rows_of_text(const struct ui *ui)
{
	return rows_of_all(ui) > 2 ? rows_of_all(ui) - 1 : rows_of_all(ui);
}

static void scroll(struct ui *ui, long by)
{
	struct help_pane *p = ui->help;
	long last = (long)p->lines.count - rows_of_text(ui), to = (long)p->top + by;

	to = to > last ? last : to;
	p->top = (size_t)(to < 0 ? 0 : to);
}

/* The word that is looked for stands out. Texts of ours are ASCII: a byte is a cell. */
static void found_draw(struct ui *ui, int row, int col, const char *text, size_t length)
{
	size_t n = strlen(ui->help->word);

	for (size_t i = 0; n && i + n <= length; i++)
		if (text_holds(text + i, n, ui->help->word))
			canvas_restyle(&ui->canvas, row, col + (int)i, (int)n, STYLE_LARGE);
}

static void line_draw(struct ui *ui, int row, const struct help_line *l)
{
	bool is_heading = l->style == STYLE_STRONG;
	int col = is_heading ? 1 : l->style == STYLE_DIM ? NAME_COL : TEXT_COL, cols = ui->layout.cols;

	if (l->name) {
		canvas_put(&ui->canvas, row, NAME_COL, cols - NAME_COL, STYLE_LABEL, l->name);
		found_draw(ui, row, NAME_COL, l->name, strlen(l->name));
	}
	canvas_text(&ui->canvas, row, col, cols - col, l->style, l->text, l->length, 0);
	if (!is_heading)
		found_draw(ui, row, col, l->text, l->length);
}

static void title_draw(struct ui *ui)
{
	const struct help_pane *p = ui->help;
	int cols = ui->layout.cols;
	char text[EDIT_TEXT + 64];

	canvas_fill(&ui->canvas, 0, 0, cols, STYLE_TITLE, ' ');
	if (!p->word[0])
		snprintf(text, sizeof(text), "ramtop: where did my memory go?");
	else if (p->found)
		snprintf(text, sizeof(text), "%zu with '%s': Esc shows all", p->found, p->word);
	else
		snprintf(text, sizeof(text), "nothing here has '%s': Esc shows all", p->word);
	canvas_put(&ui->canvas, 0, 1, cols - 2, STYLE_TITLE, text);
}

static void help_draw(struct ui *ui)
{
	struct help_pane *p = ui->help;
	int rows = rows_of_text(ui), first = rows_of_all(ui) - rows;

	if (p->cols != ui->layout.cols)
		make_lines(ui);
	scroll(ui, 0);
	for (int row = 0; row < rows + first; row++)
		canvas_fill(&ui->canvas, row, 0, ui->layout.cols, STYLE_TEXT, ' ');
	if (first)
		title_draw(ui);
	for (int i = 0; i < rows && p->top + (size_t)i < p->lines.count; i++)
		line_draw(ui, first + i, (const struct help_line *)p->lines.data + p->top + i);
}

static void word_changed(struct ui *ui, const char *text)
{
	snprintf(ui->help->word, sizeof(ui->help->word), "%s", text);
	ui->help->top = 0;
	make_lines(ui);
}

static void word_done(struct ui *ui, const char *text, bool ok)
{
	word_changed(ui, ok ? text : "");
}

static enum flow do_find(struct ui *ui)
{
	prompt_open(ui, "Find: ", "All", ui->help->word, word_changed, word_done, NULL);
	prompt_remember(ui, &ui->help->past);
	return GO_ON;
}

static enum flow do_all(struct ui *ui)
{
	word_changed(ui, "");
	return GO_ON;
}

static enum flow do_leave(struct ui *ui)
{
	ui->pane = ui->home;
	return GO_ON;
}

static bool is_found(const struct ui *ui) { return ui->help->word[0]; }

static const struct pane_key keys[] = {
	{ { 0 },                     .keys = "Up Down", .label = "Scroll",
	  .help = "scroll; PgUp PgDn Space Home End and the wheel too" },
	{ { '/', K_F(3), '\\', K_F(4) }, .keys = "F3 /", .run = do_find, .help = "find: only what has the letters stays" },
	{ { 0 },                     .keys = "F3", .label = "Find" },
	{ { K_ESCAPE },              .keys = "Esc", .label = "All", .is_on = is_found, .run = do_all,
	  .help = "show all again, then go back" },
	{ { K_ESCAPE, K_ENTER, K_BACKSPACE }, .keys = "Esc", .label = "Back", .run = do_leave },
	{ { 'q', K_F(1), K_F(10) },  .keys = "q F1 F10", .run = do_leave, .help = "go back; Enter, h and ? too" },
	{ { 'h', '?' },              .run = do_leave },
};

const struct pane_keys keys_of_help = { "In this help (F1)", keys, ARRAY_LEN(keys) };

static enum flow help_key(struct ui *ui, uint32_t key)
{
	const long page = rows_of_text(ui) > 1 ? rows_of_text(ui) - 1 : 1, all = (long)ui->help->lines.count;
	const struct { uint32_t key; long by; } moves[] = {
		{ K_UP, -1 }, { K_DOWN, 1 }, { K_CTRL('P'), -1 }, { K_CTRL('N'), 1 }, { K_PAGE_UP, -page }, { K_PAGE_DOWN, page }, { ' ', page },
		{ K_HOME, -all }, { K_END, all }, { K_WHEEL_UP, -3 }, { K_WHEEL_DOWN, 3 },
	};
	enum flow flow = GO_ON;

	for (size_t i = 0; i < ARRAY_LEN(moves); i++)
		if (moves[i].key == key) {
			scroll(ui, moves[i].by);
			return GO_ON;
		}
	pane_keys_run(ui, &keys_of_help, key, &flow);
	return flow;
}

static void keys_line_draw(struct ui *ui)
{
	pane_keys_draw(ui, &keys_of_help);
}

static void help_close(struct ui *ui)
{
	vec_free(&ui->help->entries);
	vec_free(&ui->help->lines);
	free(ui->help);
	ui->help = NULL;
}

enum flow help_open(struct ui *ui)
{
	static const struct pane pane = { .draw = help_draw, .key = help_key, .keys = keys_line_draw };

	if (!ui->help) {
		ui->help = memory_new(sizeof(*ui->help));
		*ui->help = (struct help_pane){ 0 };
		vec_init(&ui->help->entries, sizeof(struct help_entry));
		vec_init(&ui->help->lines, sizeof(struct help_line));
		ui_at_close(ui, help_close);
	}
	ui->help->top = 0;
	ui->help->word[0] = '\0';
	help_text(ui, &ui->help->entries);
	make_lines(ui);
	ui->pane = &pane;
	return GO_ON;
}
