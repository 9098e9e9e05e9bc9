/* status.c - the line above the keys: what is shown and what was said. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "oom_text.h"
#include "cell.h"
#include "ui.h"

/* "1.0s", or "1.0s -> 2.5s" when samples cost so much that they come less often than was asked. */
static void write_pace(const struct ui *ui, char *out, size_t room)
{
	double asked = (double)ui->settings->delay_ns / 1e9, kept = ui->sampler ? (double)sampler_pace(ui->sampler) / 1e9 : asked;

	if (kept < asked * 1.05)
		snprintf(out, room, "%.1fs", asked);
	else
		snprintf(out, room, "%.1fs -> %.1fs", asked, kept);
}

/* "Memory  ": which screen it is, where no line of their names says so. */
static void write_screen(const struct ui *ui, char *out, size_t room)
{
	const struct tabs *t = &ui->settings->tabs;

	out[0] = '\0';
	if (ui->layout.tabs < 0 && t->current > 0)
		snprintf(out, room, "%s  ", tabs_at(t, t->current)->name);
}

static void write_right(const struct ui *ui, char *out, size_t room, bool more)
{
	const struct settings *s = ui->settings;
	const char *const *arrow = s->set == TEXT_UNICODE ? (const char *const[]){ "▲", "▼" } : (const char *const[]){ "^", "v" };

	char pace[32], screen[TAB_NAME + 4];

	write_pace(ui, pace, sizeof(pace));
	write_screen(ui, screen, sizeof(screen));
	snprintf(out, room, "%s%s%s %s  %s ", screen, !ui->paused ? "" : more ? "PAUSED: Z goes on  " : "PAUSED  ", view_key(&s->view)->title, arrow[s->view.descending], pace);
}

/* "alert: 4711 python rss>4g for 30s, since 12:03:44". False when nothing is to be said. */
static bool write_alert(const struct ui *ui, char *out, size_t room)
{
	const struct alerts *a = &ui->settings->alerts;
	size_t others;
	const struct alert_case *c = alerts_newest(a, &others);

	if (!c)
		return false;
	snprintf(out, room, "alert: ");
	alerts_say(a, c, ui->sample, out + strlen(out), room - strlen(out), ui->settings->set);
	if (others)
		snprintf(out + strlen(out), room - strlen(out), ", and %zu more", others);
	snprintf(out + strlen(out), room - strlen(out), "  (! silences)");
	return true;
}

static bool fits(const char *left, const char *right, int cols)
{
	return cell_width(left, strlen(left)) + cell_width(right, strlen(right)) + 2 <= cols;
}

void status_draw(struct ui *ui)
{
	bool has_alert;
	char left[2 * UI_TEXT + FILTER_TEXT], right[96], kills[OOM_TEXT];
	int cols = ui->layout.cols, row = ui->layout.status, col;

	if (row < 0)
		return;
	has_alert = write_alert(ui, left, sizeof(left));
	write_right(ui, right, sizeof(right), true);
	/* A blank before it, and two between it and what stands at the right. */
	if (!has_alert)
		totals_write(ui, left, sizeof(left), cols - 3 - cell_width(right, strlen(right)));
	if (!fits(left, right, cols))
		write_right(ui, right, sizeof(right), false);
	if (!has_alert)
		totals_write(ui, left, sizeof(left), cols - 3 - cell_width(right, strlen(right)));
	canvas_put_right(&ui->canvas, row, 0, cols, STYLE_DIM, right);
	col = 1 + canvas_put(&ui->canvas, row, 1, cols - 1,
	                     ui->message[0] ? STYLE_STRONG : has_alert ? STYLE_WRONG : ui->paused ? STYLE_LARGE : STYLE_DIM,
	                     ui->message[0] ? ui->message : left);
	if (!ui->message[0] && !has_alert && kills_write(kills, sizeof(kills), &ui->sample->kills, SINCE_START, ui->settings->set))
		canvas_put(&ui->canvas, row, col + 2, cols - col - 2 - (int)strlen(right), STYLE_WRONG, kills);
}
