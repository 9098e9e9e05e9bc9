/* status.c - the line above the keys: what is shown and what was said. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "oom_text.h"
#include "cell.h"
#include "ui.h"

static void write_user(const struct ui *ui, char *out, size_t room)
{
	const struct task *t = ui->view.rows.count ? ui_task(ui, 0) : NULL;

	const char *name = t && t->who->user ? user_name(t->who->user) : NULL;

	snprintf(out, room, "  user: ");
	if (name)
		text_printable(out + strlen(out), room - strlen(out), name, strlen(name), ui->settings->set);
	else
		snprintf(out + strlen(out), room - strlen(out), "%u", (unsigned)ui->settings->view.filter.user);
}

/* ", PSS >=5.2G, CPU 12.3%" of what is shown, where that was chosen. */
static void write_more(const struct ui *ui, char *out, size_t room)
{
	char pss[32], cpu[32];

	out[0] = '\0';
	if (!ui->settings->view.filter.fits.text[0] && !ui->settings->view.filter.has_user)
		return;
	unit_format(pss, sizeof(pss), UNIT_BYTES, ui->view.pss);
	unit_format(cpu, sizeof(cpu), UNIT_PERCENT, value_real(ui->view.cpu));
	/* Where none is known there is nothing to be told. */
	if (ui->view.pss.number)
		snprintf(out, room, ", PSS %s, CPU %s%%", pss, cpu);
	else
		snprintf(out, room, ", CPU %s%%", cpu);
}

/* "  3 tagged, RSS 300M" */
static void write_tagged(const struct ui *ui, char *out, size_t room)
{
	const struct task *t = sample_tasks(ui->sample);
	struct value sum = value_number(0);
	char rss[32];

	out[0] = '\0';
	if (ui->tagged.set.count == 0)
		return;
	for (size_t i = 0; i < ui->sample->tasks.count; i++)
		if (!t[i].is_thread && marks_hold(&ui->tagged, mark_of(&t[i]))) {
			sum.number += t[i].rss;
			sum.at_least = sum.at_least || !(t[i].have & NEED_STAT);
		}
	unit_format(rss, sizeof(rss), UNIT_BYTES, sum);
	snprintf(out, room, "  %zu tagged, RSS %s", ui->tagged.set.count, rss);
}

/* "184 shown, RSS 7.9G" and what narrows or holds the view. */
static void write_left(const struct ui *ui, char *out, size_t room, bool more)
{
	const struct settings *s = ui->settings;
	char rss[32], filter[FILTER_TEXT + 16] = "", tagged[64], user[64] = "", since[64], sums[96] = "";

	unit_format(rss, sizeof(rss), UNIT_BYTES, ui->view.rss);
	if (s->view.filter.fits.text[0])
		snprintf(filter, sizeof(filter), "  filter: %s", s->view.filter.fits.text);
	if (s->view.filter.has_user)
		write_user(ui, user, sizeof(user));
	write_tagged(ui, tagged, sizeof(tagged));
	if (more)
		write_more(ui, sums, sizeof(sums));
	mark_write(ui, since, sizeof(since));
	snprintf(out, room, "%zu shown, RSS %s%s%s%s%s%s%s%s", ui->view.rows.count, rss, sums, since, tagged,
	         ui->follow ? "  follows" : "", ui->group_name, user, filter);
}

/* "1.0s", or "1.0s -> 2.5s" when samples cost so much that they come less often than was asked. */
static void write_pace(const struct ui *ui, char *out, size_t room)
{
	double asked = (double)ui->settings->delay_ns / 1e9, kept = ui->sampler ? (double)sampler_pace(ui->sampler) / 1e9 : asked;

	if (kept < asked * 1.05)
		snprintf(out, room, "%.1fs", asked);
	else
		snprintf(out, room, "%.1fs -> %.1fs", asked, kept);
}

static void write_right(const struct ui *ui, char *out, size_t room, bool more)
{
	const struct settings *s = ui->settings;
	const char *const *arrow = s->set == TEXT_UNICODE ? (const char *const[]){ "▲", "▼" } : (const char *const[]){ "^", "v" };

	char pace[32];

	write_pace(ui, pace, sizeof(pace));
	snprintf(out, room, "%s%s %s  %s ", !ui->paused ? "" : more ? "PAUSED: Z goes on  " : "PAUSED  ", view_key(&s->view)->title, arrow[s->view.descending], pace);
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
	if (!has_alert)
		write_left(ui, left, sizeof(left), true);
	/* More sums are told where there is room for them, and then what goes on after a pause. */
	if (!has_alert && !fits(left, right, cols))
		write_left(ui, left, sizeof(left), false);
	if (!fits(left, right, cols))
		write_right(ui, right, sizeof(right), false);
	canvas_put_right(&ui->canvas, row, 0, cols, STYLE_DIM, right);
	col = 1 + canvas_put(&ui->canvas, row, 1, cols - 1,
	                     ui->message[0] ? STYLE_STRONG : has_alert ? STYLE_WRONG : ui->paused ? STYLE_LARGE : STYLE_DIM,
	                     ui->message[0] ? ui->message : left);
	if (!ui->message[0] && !has_alert && kills_write(kills, sizeof(kills), &ui->sample->kills, SINCE_START, ui->settings->set))
		canvas_put(&ui->canvas, row, col + 2, cols - col - 2 - (int)strlen(right), STYLE_WRONG, kills);
}
