/* ledger.c - the ledger over the table: it is read in the background, its lines open into lists. Draws no line itself. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "find.h"
#include "ledger_lines.h"
#include "pane_keys.h"
#include "thread.h"
#include "whole.h"

#define SECOND UINT64_C(1000000000)
#define REST_NS (10 * SECOND)     /* between two readings at least */
#define REST_TIMES 99             /* and so many times the CPU time of one: it is a hundredth of a CPU */
#define WAKE_MS 100               /* how often it is shown how far a reading has come */
#define NAMES_PATIENCE (SECOND / 20)

struct ledger_pane {
	struct ledger_reader *reader;
	struct ledger_progress progress;
	struct ledger *ledger;            /* until the first is read one that knows only meminfo */
	bool is_read;
	struct ledger_lines lines;
	struct users users;
	uint64_t serial;                  /* of the sample that the balance was made with */
	struct vec scratch;
	bool is_browsing;                 /* the list, not the lines, is shown */
	enum balance_list list;
	struct browse browse;
};

static void start_reading(struct ui *ui)
{
	if (ledger_reader_is_busy(ui->ledger->reader))
		return;
	ledger_reader_start(ui->ledger->reader);
	ui->wake_ms = WAKE_MS;
}

/* The rows of the list that is shown, out of a new ledger; the cursor stays at its place. */
static void fill_list(struct ledger_pane *p)
{
	struct ledger_list list;

	if (!p->is_browsing || !ledger_list(p->ledger, p->list, &list))
		return;
	grid_fill(&p->browse.grid, list.rows, list.count);
	p->browse.empty = list.why ? list.why : p->is_read ? "nothing" : "reading ...";
}

/* With the balance that the sample tells: the machine's, or that of the container that we are in. */
static void refresh(struct ui *ui)
{
	struct ledger_pane *p = ui->ledger;

	p->serial = ui->sample->serial;
	if (!ledger_take_container(p->ledger, ui->sample)) {
		stores_refresh_zones(ui->proc, &p->ledger->facts, &p->scratch);
		ledger_refresh(p->ledger, &ui->sample->machine.memory);
	}
	ledger_lines_take(&p->lines, p->ledger, ui->settings->set);
}

static void take_reading(struct ui *ui)
{
	struct ledger_pane *p = ui->ledger;
	struct ledger *fresh = ledger_reader_poll(p->reader, &p->progress);

	if (!fresh)
		return;
	ledger_free(p->ledger);
	p->ledger = fresh;
	p->is_read = true;
	p->serial = ui->sample->serial;
	ui->wake_ms = 0;
	ledger_name_users(fresh, &p->users);
	ledger_take_container(fresh, ui->sample);
	ledger_lines_take(&p->lines, fresh, ui->settings->set);
	fill_list(p);
}

/* What the kernel counts is as new as the sample; what was read of processes is as old as it says. */
static void take_sample(struct ui *ui)
{
	struct ledger_pane *p = ui->ledger;

	if (p->serial == ui->sample->serial || !ui->sample->machine.has_memory)
		return;
	refresh(ui);
	if (p->list == LIST_CACHE)
		fill_list(p);
}

static void keep_up(struct ui *ui)
{
	struct ledger_pane *p = ui->ledger;
	uint64_t rest = p->ledger->used_ns * REST_TIMES;

	take_reading(ui);
	if (p->is_read && !ui->paused && thread_now_ns() > p->ledger->read_ns + (rest > REST_NS ? rest : REST_NS))
		start_reading(ui);
	if (!ui->paused)
		take_sample(ui);
}

static void title_draw(struct ui *ui, int row)
{
	struct ledger_pane *p = ui->ledger;
	struct ledger_list list;
	char text[UI_TEXT], bytes[32], age[8], found[UI_TEXT / 2];
	int cols = ui->layout.cols;

	canvas_fill(&ui->canvas, row, 0, cols, STYLE_TITLE, ' ');
	unit_format(bytes, sizeof(bytes), UNIT_BYTES, value_number((uint64_t)p->ledger->balance.bytes[BALANCE_TOTAL]));
	if (p->is_browsing && ledger_list(p->ledger, p->list, &list)) {
		find_note(&p->browse, found, sizeof(found));
		snprintf(text, sizeof(text), "%s%s", list.title, found);
	} else
		snprintf(text, sizeof(text), "%s: %s", ledger_title(p->ledger), bytes);
	canvas_put(&ui->canvas, row, 1, cols - 2, STYLE_TITLE, text);
	if (ledger_reader_is_busy(p->reader))
		snprintf(text, sizeof(text), p->progress.all ? "reading %zu of %zu" : "reading", p->progress.done, p->progress.all);
	else {
		unit_format_age(age, sizeof(age), (unsigned)((thread_now_ns() - p->ledger->read_ns) / SECOND));
		snprintf(text, sizeof(text), age[0] ? "processes as of %s ago" : "processes as of now", age);
	}
	canvas_put_right(&ui->canvas, row, cols / 2, cols - cols / 2 - 1, STYLE_TITLE, text);
}

/* What the chosen line, or the column that sorts, means; and the line's note where there is no room beside it. */
static void help_draw(struct ui *ui, int row)
{
	const struct ledger_pane *p = ui->ledger;
	const struct column *sort = p->browse.grid.sort;
	const char *help = !p->is_browsing ? balance_entry(p->lines.chosen)->help : sort ? sort->help : "";
	const char *note = p->is_browsing || ledger_lines_have_notes(ui->layout.cols) ? "" : ledger_lines_note(&p->lines);
	int col = 1, cols = ui->layout.cols;

	canvas_fill(&ui->canvas, row, 0, cols, STYLE_TEXT, ' ');
	if (ui->message[0]) {
		canvas_put(&ui->canvas, row, col, cols - col - 1, STYLE_STRONG, ui->message);
		return;
	}
	if (note[0])
		col += canvas_put(&ui->canvas, row, col, cols - col - 1, STYLE_TEXT, note) + 2;
	if (col < cols - 1)
		canvas_put(&ui->canvas, row, col, cols - col - 1, STYLE_DIM, help);
}

static void pane_draw(struct ui *ui)
{
	struct ledger_pane *p = ui->ledger;
	int rows = ui->layout.keys >= 0 ? ui->layout.keys : ui->layout.rows, row = 0;

	keep_up(ui);
	if (rows >= 3) {
		title_draw(ui, row++);
		rows--;
	}
	if (rows >= 4)
		help_draw(ui, row + --rows);
	if (p->is_browsing)
		browse_draw(&p->browse, &ui->canvas, row, rows, ui->settings->set);
	else
		ledger_lines_draw(&p->lines, &ui->canvas, row, rows, ui->settings->set);
}

static void open_list(struct ui *ui, enum balance_list which, const char *sort)
{
	struct ledger_pane *p = ui->ledger;
	const struct column *by;
	struct ledger_list list;

	if (!ledger_list(p->ledger, which, &list)) {
		return;
	}
	if (p->is_browsing)
		browse_free(&p->browse);
	browse_init(&p->browse, list.schema);
	p->browse.whole = (uint64_t)p->ledger->balance.bytes[BALANCE_TOTAL];
	p->is_browsing = true;
	p->list = which;
	by = sort ? schema_find(list.schema, sort) : NULL;
	if (by)
		grid_sort(&p->browse.grid, by, unit_is_descending(by->unit));
	/* The page cache has an order of its own. */
	if (which == LIST_CACHE)
		p->browse.grid.sort = NULL;
	fill_list(p);
}

static void leave_list(struct ledger_pane *p)
{
	browse_free(&p->browse);
	p->is_browsing = false;
	p->list = LIST_NONE;
}

static bool move_key(struct ledger_pane *p, uint32_t key)
{
	const long page = p->lines.in_sight > 1 ? (long)p->lines.in_sight - 1 : 1;
	const struct { uint32_t key; long by; } moves[] = {
		{ K_UP, -1 }, { K_DOWN, 1 }, { K_CTRL('P'), -1 }, { K_CTRL('N'), 1 }, { K_PAGE_UP, -page }, { K_PAGE_DOWN, page },
		{ K_HOME, -BALANCE_LINES }, { K_END, BALANCE_LINES }, { K_WHEEL_UP, -3 }, { K_WHEEL_DOWN, 3 },
	};

	for (size_t i = 0; i < ARRAY_LEN(moves); i++)
		if (moves[i].key == key) {
			ledger_lines_move(&p->lines, moves[i].by);
			return true;
		}
	return false;
}

static bool is_lines(const struct ui *ui) { return !ui->ledger->is_browsing; }
static bool is_list(const struct ui *ui) { return ui->ledger->is_browsing; }

static bool is_whole(const struct ui *ui) { return is_list(ui) && !ui->ledger->browse.grid.filter[0]; }
static bool is_filtered_here(const struct ui *ui) { return is_list(ui) && ui->ledger->browse.grid.filter[0]; }

static enum flow do_open(struct ui *ui)
{
	const struct balance_entry *e = balance_entry(ui->ledger->lines.chosen);

	if (e->list == LIST_NONE)
		ui_say(ui, "%s: there is no list of what it is made of", e->title);
	else
		open_list(ui, e->list, e->sort);
	return GO_ON;
}

static enum flow do_mounts(struct ui *ui)
{
	open_list(ui, LIST_MOUNTS, NULL);
	return GO_ON;
}

static enum flow do_read(struct ui *ui)
{
	start_reading(ui);
	return GO_ON;
}

static enum flow do_lines(struct ui *ui)
{
	leave_list(ui->ledger);
	return GO_ON;
}

static enum flow do_whole(struct ui *ui)
{
	whole_open(ui, &ui->ledger->browse);
	return GO_ON;
}

static enum flow do_leave(struct ui *ui)
{
	ledger_reader_stop(ui->ledger->reader);
	ui->pane = ui->home;
	ui->wake_ms = 0;
	return GO_ON;
}

static const struct pane_key keys[] = {
	{ { K_ENTER, K_RIGHT },      .keys = "Enter", .label = "Open", .is_on = is_lines, .run = do_open,
	  .help = "open the chosen line: what it is made of; Right too" },
	{ { 'm' },                   .keys = "m", .label = "Mounts", .is_on = is_lines, .run = do_mounts,
	  .help = "the mounts whose files are memory: tmpfs and its like" },
	{ { K_ENTER },               .keys = "Enter", .label = "Whole", .is_on = is_list, .run = do_whole, .help = "in a list: all of a row, nothing cut" },
	{ { 0 },                     .keys = "F3", .label = "Search", .is_on = is_list },
	{ { 0 },                     .keys = "F4", .label = "Filter", .is_on = is_whole },
	{ { 0 },                     .keys = "F4", .label = "FILTER", .is_on = is_filtered_here },
	{ { 0 },                     .keys = "< >", .label = "Sort", .is_on = is_list },
	{ { 0 },                     .keys = "I", .label = "Invert", .is_on = is_list },
	{ { 'r', K_CTRL('L') },      .keys = "r", .label = "Read again", .run = do_read,
	  .help = "read all again, now; Ctrl-L too" },
	{ { K_ESCAPE, K_BACKSPACE, K_LEFT }, .keys = "Esc", .label = "Lines", .is_on = is_list, .run = do_lines,
	  .help = "from a list back to the lines, from the lines back to the processes" },
	{ { K_ESCAPE },              .keys = "Esc", .label = "Back", .is_on = is_lines, .run = do_leave },
	{ { 'q', 'L', K_F(10) },     .keys = "q", .label = "Back", .is_on = is_list, .run = do_leave,
	  .help = "back to the processes at once; L too" },
	{ { 'q', 'L', K_F(10) },     .run = do_leave },
};

const struct pane_keys keys_of_ledger = { "The ledger (L)", keys, ARRAY_LEN(keys) };

static enum flow pane_key(struct ui *ui, uint32_t key)
{
	struct ledger_pane *p = ui->ledger;
	enum flow flow = GO_ON;

	ui->message[0] = '\0';
	if (key == K_CLICK && !p->is_browsing && ledger_lines_click(&p->lines))
		key = K_ENTER;
	if (p->is_browsing && find_key(ui, &p->browse, NULL, key))
		return GO_ON;
	if (pane_keys_run(ui, &keys_of_ledger, key, &flow))
		return flow;
	if (p->is_browsing)
		browse_key(&p->browse, key);
	else
		move_key(p, key);
	return GO_ON;
}

static void keys_line_draw(struct ui *ui)
{
	pane_keys_draw(ui, &keys_of_ledger);
}

static void ledger_forget(struct ui *ui)
{
	struct ledger_pane *p = ui->ledger;

	if (!p)
		return;
	if (p->is_browsing)
		leave_list(p);
	ledger_reader_close(p->reader);
	ledger_free(p->ledger);
	users_free(&p->users);
	vec_free(&p->scratch);
	free(p);
	ui->ledger = NULL;
}

enum flow ledger_open(struct ui *ui)
{
	static const struct pane pane = { .draw = pane_draw, .key = pane_key, .keys = keys_line_draw };
	struct ledger_pane *p = ui->ledger;

	if (!p) {
		p = ui->ledger = memory_new(sizeof(*p));
		*p = (struct ledger_pane){ .reader = ledger_reader_open(ui->proc, "/sys"), .ledger = ledger_new() };
		vec_init(&p->scratch, 1);
		users_init(&p->users);
		p->users.patience_ns = NAMES_PATIENCE;
		ui_at_close(ui, ledger_forget);
	}
	ui->pane = &pane;
	start_reading(ui);
	return GO_ON;
}
