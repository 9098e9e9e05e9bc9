/* kill_receipt.c - what came of a signal: a line for each process, live while it is open. Sends nothing of its own accord. */
#include "kill.h"
#include "pane_keys.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "thread.h"

#define BOX_COLS 76
#define OUTCOME_COLS 30      /* of the longest: a refusal */
#define SECOND UINT64_C(1000000000)

void kill_write_outcome(const struct victim *v, char *out, size_t room)
{
	double seconds = (double)(v->ended_ns - v->sent_ns) / 1e9;

	switch (v->fate) {
	case FATE_REFUSED:
		snprintf(out, room, "%s", v->why);
		return;
	case FATE_ENDED:
		if (v->signal == SIGKILL)
			snprintf(out, room, "ended %.1f s after SIGKILL", seconds);
		else
			snprintf(out, room, "ended after %.1f s", seconds);
		return;
	case FATE_HERE:
		snprintf(out, room, v->signal == SIGKILL ? "SIGKILL sent, still here" : "still here");
		return;
	case FATE_NONE:
		break;
	}
	*out = '\0';
}

/* The beginning of its name, for a line that says more: whole words where there are some. */
const char *kill_short_name(const struct victim *v, char out[KILL_SHORT + 1])
{
	size_t n = strlen(v->name), cut;

	if (n > KILL_SHORT) {
		for (cut = KILL_SHORT; cut > 0 && v->name[cut] != ' '; cut--)
			;
		for (n = cut ? cut : KILL_SHORT; ((unsigned char)v->name[n] & 0xc0) == 0x80; n--)
			;
	}
	memcpy(out, v->name, n);
	out[n] = '\0';
	return out;
}

void kill_write_available(const struct kill_pane *k, char *out, size_t room, enum text_set set)
{
	char before[32], now[32];

	*out = '\0';
	if (k->before.kind != VALUE_NUMBER || k->now.kind != VALUE_NUMBER)
		return;
	unit_format(before, sizeof(before), UNIT_BYTES, k->before);
	unit_format(now, sizeof(now), UNIT_BYTES, k->now);
	snprintf(out, room, "%s %s %s", before, set == TEXT_UNICODE ? "→" : "->", now);
}

/* " (+1.3G)" */
static void write_gain(const struct kill_pane *k, char *out, size_t room)
{
	struct value gain = value_number(k->now.number - k->before.number);
	char text[32];

	gain.is_change = true;
	unit_format(text, sizeof(text), UNIT_BYTES, gain);
	snprintf(out, room, " (%s)", text);
}

/* "2 of 3 have ended, available memory 13.9G -> 14.8G (+0.9G)", or shorter. */
static void write_sum(const struct kill_pane *k, char *out, size_t room, enum text_set set, int cells)
{
	size_t ended = kill_count(k, FATE_ENDED), all = k->victims.count;
	char count[64], memory[64], gain[40] = "";

	if (ended == 0)
		snprintf(count, sizeof(count), all == 1 ? "it has not ended" : "none of %zu has ended", all);
	else if (all == 1)
		snprintf(count, sizeof(count), "it has ended");
	else
		snprintf(count, sizeof(count), ended == all ? "all %zu have ended" : "%zu of %zu have ended", ended, all);
	kill_write_available(k, memory, sizeof(memory), set);
	if (ended == 0)
		memory[0] = '\0';
	if (memory[0])
		write_gain(k, gain, sizeof(gain));
	snprintf(out, room, "%s%s%s%s", count, memory[0] ? ", available memory " : "", memory, gain);
	if (cell_width(out, strlen(out)) > cells)
		snprintf(out, room, "%zu of %zu ended%s%s", ended, all, memory[0] ? ", avail " : "", memory);
}

/* What is to come, where SIGKILL is to follow. */
static void write_countdown(const struct kill_pane *k, char *out, size_t room)
{
	const struct victim *v = k->victims.data;
	uint64_t now = thread_now_ns();
	uint64_t left = k->kill_at_ns > now ? (k->kill_at_ns - now + SECOND - 1) / SECOND : 0;
	size_t here = kill_here(k), killed = 0;

	for (size_t i = 0; i < k->victims.count; i++)
		killed += v[i].signal == SIGKILL;
	if (k->kill_at_ns)
		snprintf(out, room, "SIGKILL in %u s for %zu still here", (unsigned)left, here);
	else if (k->is_called_off)
		snprintf(out, room, "SIGKILL was called off");
	else if (killed)
		snprintf(out, room, "SIGKILL was sent to %zu", killed);
	else
		snprintf(out, room, "no SIGKILL was needed");
}

/* ---- the box ---------------------------------------------------------------------------------------------------------------- */

/* Where it stands; rows: of the list of victims in it. */
struct box {
	int row, col, width, rows;
	int feet;                /* lines below them */
};

static struct box box_of(const struct ui *ui)
{
	const struct layout *l = &ui->layout;
	const struct kill_pane *k = ui->kill;
	int top = l->title < 0 ? l->body : l->title + 1, height = l->body + l->body_rows - top, all = (int)k->victims.count;
	struct box b = { .width = l->cols < BOX_COLS ? l->cols : BOX_COLS, .feet = k->asked == TERM_THEN_KILL ? 2 : 1 };

	b.rows = all < height - 2 - b.feet ? all : height - 2 - b.feet;
	/* Whose fate it is counts more than the sums. */
	if (b.rows < 1)
		b = (struct box){ .width = b.width, .rows = height > 3 ? height - 2 : 1 };
	b.row = top + (height - b.rows - b.feet - 2) / 2;
	b.col = (l->cols - b.width) / 2;
	return b;
}

static void clamp_top(struct kill_pane *k, const struct box *b)
{
	size_t most = k->victims.count > (size_t)b->rows ? k->victims.count - (size_t)b->rows : 0;

	if (k->top > most)
		k->top = most;
}

static enum style style_of(const struct victim *v)
{
	return v->fate == FATE_REFUSED ? STYLE_WRONG : v->fate == FATE_HERE ? STYLE_LARGE : STYLE_TEXT;
}

static void victim_draw(struct ui *ui, const struct box *b, int row, const struct victim *v)
{
	int inside = b->width - 4, outcome = inside * 3 / 5 < OUTCOME_COLS ? inside * 3 / 5 : OUTCOME_COLS, name = inside - 8 - outcome - 1;
	char pid[16], text[64];

	snprintf(pid, sizeof(pid), "%d", (int)v->mark.pid);
	kill_write_outcome(v, text, sizeof(text));
	canvas_put_right(&ui->canvas, row, b->col + 2, 7, STYLE_TEXT, pid);
	canvas_put(&ui->canvas, row, b->col + 10, name, STYLE_STRONG, v->name);
	canvas_put(&ui->canvas, row, b->col + 2 + inside - outcome, outcome, style_of(v), text);
}

/* "1-20 of 500" in the lower edge. */
static void extent_draw(struct ui *ui, const struct box *b)
{
	const struct kill_pane *k = ui->kill;
	char text[64];

	if (k->victims.count <= (size_t)b->rows)
		return;
	snprintf(text, sizeof(text), " %zu-%zu of %zu ", k->top + 1, k->top + (size_t)b->rows, k->victims.count);
	canvas_put_right(&ui->canvas, b->row + b->rows + b->feet + 1, b->col + 2, b->width - 4, STYLE_DIM, text);
}

static void write_title(const struct kill_pane *k, char *out, size_t room)
{
	snprintf(out, room, "%s%s%s: receipt", k->asked == TERM_THEN_KILL ? "SIGTERM, then SIGKILL" : kill_signal_name(k->asked),
	         k->group.is_meant ? " to " : "", k->group.is_meant ? k->group.name : "");
}

/* Drawn anew each time: what came of a victim changes when it ends. */
static void receipt_draw(struct ui *ui)
{
	struct kill_pane *k = ui->kill;
	const struct victim *v = k->victims.data;
	struct box b = box_of(ui);
	char text[256];
	int row = b.row + 1;

	clamp_top(k, &b);
	kill_draw_behind(ui);
	write_title(k, text, sizeof(text));
	box_draw(&ui->canvas, b.row, b.col, b.rows + b.feet + 2, b.width, text, ui->settings->set);
	for (int i = 0; i < b.rows && k->top + (size_t)i < k->victims.count; i++)
		victim_draw(ui, &b, row++, &v[k->top + (size_t)i]);
	if (b.feet > 1) {
		write_countdown(k, text, sizeof(text));
		canvas_put(&ui->canvas, row++, b.col + 2, b.width - 4, k->kill_at_ns ? STYLE_WRONG : STYLE_DIM, text);
	}
	if (b.feet) {
		write_sum(k, text, sizeof(text), ui->settings->set, b.width - 4);
		canvas_put(&ui->canvas, row, b.col + 2, b.width - 4, STYLE_STRONG, text);
	}
	extent_draw(ui, &b);
}

/* ---- its keys --------------------------------------------------------------------------------------------------------------- */

static bool counts_down(const struct ui *ui) { return ui->kill->kill_at_ns != 0; }
static bool is_settled(const struct ui *ui) { return !counts_down(ui); }
static bool scrolls(const struct ui *ui) { return ui->kill->victims.count > (size_t)box_of(ui).rows; }

static enum flow do_kill_now(struct ui *ui)
{
	kill_go_on(ui);
	return GO_ON;
}

static enum flow do_call_off(struct ui *ui)
{
	kill_call_off(ui);
	kill_leave(ui);
	return GO_ON;
}

static const struct pane_key keys[] = {
	{ { K_ENTER },               .keys = "Enter", .label = "Kill now", .is_on = counts_down, .run = do_kill_now,
	  .help = "while SIGKILL is counted down to: send it now" },
	{ { K_ESCAPE, 'q', K_F(10) }, .keys = "Esc", .label = "Call it off", .is_on = counts_down, .run = do_call_off,
	  .help = "while SIGKILL is counted down to: call it off and go back; q too" },
	{ { 0 },                     .keys = "Up Down", .label = "Scroll", .is_on = scrolls, .help = "scroll; PgUp PgDn Home End and the wheel too" },
	{ { 0 },                     .keys = "any key", .label = "Back", .is_on = is_settled, .help = "else: go back" },
};

const struct pane_keys keys_of_kill_receipt = { "In the receipt of a signal", keys, ARRAY_LEN(keys) };

static bool scroll(struct ui *ui, uint32_t key)
{
	const struct box b = box_of(ui);
	const long page = b.rows > 1 ? b.rows - 1 : 1, far = 1000000;
	const struct { uint32_t key; long by; } moves[] = {
		{ K_UP, -1 }, { K_DOWN, 1 }, { K_PAGE_UP, -page }, { K_PAGE_DOWN, page }, { K_HOME, -far }, { K_END, far },
		{ K_WHEEL_UP, -3 }, { K_WHEEL_DOWN, 3 },
	};

	for (size_t i = 0; i < ARRAY_LEN(moves); i++)
		if (moves[i].key == key) {
			long to = (long)ui->kill->top + moves[i].by;
			ui->kill->top = (size_t)(to < 0 ? 0 : to);
			clamp_top(ui->kill, &b);
			return true;
		}
	return false;
}

static enum flow receipt_key(struct ui *ui, uint32_t key)
{
	enum flow flow;

	if (pane_keys_run(ui, &keys_of_kill_receipt, key, &flow))
		return flow;
	if (scrolls(ui) && scroll(ui, key))
		return GO_ON;
	if (is_settled(ui))
		kill_leave(ui);
	return GO_ON;
}

static void receipt_keys(struct ui *ui)
{
	pane_keys_draw(ui, &keys_of_kill_receipt);
}

void kill_receipt_open(struct ui *ui)
{
	static const struct pane pane = { .draw = receipt_draw, .key = receipt_key, .keys = receipt_keys, .want = kill_want, .take = kill_take };

	ui->pane = &pane;
}
