/* inspect_draw.c - one process on the whole screen: its pages, and what is said of them. Its top is inspect_top.c's. */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "find.h"
#include "inspect.h"
#include "strip.h"
#include "thread.h"

#define SECOND UINT64_C(1000000000)

const char *const inspect_page_titles[PAGES] = { "Summary", "Regions", "Threads", "Files", "Environment", "Locks", "Command" };

/* Where everything stands; -1: there is no room for it. */
struct plan {
	int name, figures, chart, chart_rows, tabs, body, body_rows, status;
};

static struct plan plan_of(const struct layout *l)
{
	int rows = l->keys >= 0 ? l->keys : l->rows, next = 0;
	struct plan p = { .figures = -1, .chart = -1, .tabs = -1, .status = -1 };

	p.name = next++;
	if (rows >= 7)
		p.status = --rows;
	if (rows >= 5)
		p.figures = next++;
	if (rows >= 15) {
		p.chart_rows = rows / 5 > 10 ? 10 : rows / 5;
		p.chart = next;
		next += p.chart_rows;
	}
	if (rows >= 4)
		p.tabs = next++;
	p.body = next;
	p.body_rows = rows - next;
	return p;
}

/* ---- the page -------------------------------------------------------------------------------------------------------------- */

/* Returns the column behind the last one. */
static int pages_draw(struct ui *ui, int row)
{
	return strip_draw(&ui->canvas, row, 1, inspect_page_titles, PAGES, (size_t)ui->inspect->page);
}

/* A sentence over several lines, cut between words. */
static void sentence_draw(struct ui *ui, int row, int rows, enum style style, const char *text)
{
	int width = ui->layout.cols - 4;

	for (; rows > 0 && *text && width > 0; rows--, row++) {
		int n = (int)strlen(text), cut = n;
		for (cut = n; cut > width;)
			for (cut--; cut > 0 && text[cut] != ' '; cut--)
				;
		if (cut <= 0)
			cut = width < n ? width : n;
		canvas_text(&ui->canvas, row, 2, width, style, text, (size_t)cut, 0);
		text += cut;
		text += *text == ' ';
	}
}

enum probe_end inspect_end_of(const struct inspection *i, enum page_name page)
{
	const enum probe_end ends[PAGES] = {
		[PAGE_SUMMARY]     = i->facts_end,       [PAGE_REGIONS] = i->regions.end, [PAGE_THREADS] = i->threads_end,
		[PAGE_FILES]       = i->files_end,       [PAGE_LOCKS]   = i->locks_end,
		[PAGE_ENVIRONMENT] = i->environment_end, [PAGE_COMMAND] = i->command_end,
	};

	return ends[page];
}

static const char hanging[] = "reading it takes too long: the process may hold the lock of its memory. What comes late is shown.";

static void body_draw(struct ui *ui, const struct plan *p)
{
	struct inspect *in = ui->inspect;
	const struct inspection *found = inspect_found(in, in->page);
	struct browse *b = inspect_list(in);
	const char *why = found ? probe_reason(inspect_end_of(found, in->page)) : NULL;

	if (!found)
		sentence_draw(ui, p->body + 1, p->body_rows - 1, STYLE_DIM, in->pages[in->page].hangs ? hanging : in->has_ended ?
		              "the process has ended before this was read" : "reading ...");
	else if (in->page == PAGE_SUMMARY && found->facts.count)
		inspect_summary_draw(ui, p->body, p->body_rows);
	else if (b && (b->grid.all || !why)) {
		if (in->page == PAGE_COMMAND)
			inspect_command_fit(in, ui->layout.cols);
		b->whole = in->page == PAGE_REGIONS && found->regions.has_memory ? found->regions.total.memory.rss : 0;
		b->empty = "there are none";
		browse_draw(b, &ui->canvas, p->body, p->body_rows, ui->settings->set);
	} else
		sentence_draw(ui, p->body + 1, p->body_rows - 1, STYLE_TEXT, why);
}

static void write_regions(const struct inspect *in, const struct inspection *found, char *out, size_t room)
{
	const struct regions *r = &found->regions;
	char rss[16], growth[16] = "", kept[48] = "";
	struct value v = value_number((uint64_t)r->total.growth);

	v.is_change = true;
	unit_format(rss, sizeof(rss), UNIT_BYTES, r->has_memory ? value_number(r->total.memory.rss) : value_unknown());
	if (r->total.has_growth)
		unit_format(growth, sizeof(growth), UNIT_BYTES, v);
	if (in->is_ungrouped && r->parts.count < r->total.count)
		snprintf(kept, sizeof(kept), " (the first %zu are here)", r->parts.count);
	snprintf(out, room, "%" PRIu64 " mapping%s%s in %zu regions, RSS %s%s%s%s", r->total.count, r->total.count == 1 ? "" : "s", kept,
	         r->regions.count, rss, growth[0] ? ", " : "", growth, growth[0] ? " since the mark" : "");
}

static void write_left(const struct inspect *in, const struct inspection *found, char *out, size_t room)
{
	const enum probe_end end = found ? inspect_end_of(found, in->page) : PROBE_UNREAD;
	const char *why = probe_reason(end);

	out[0] = '\0';
	if (in->has_ended)
		snprintf(out, room, "the process has ended: this is what was read last");
	else if (!found)
		return;
	else if (in->pages[in->page].hangs)
		snprintf(out, room, "%s", hanging);
	else if (in->page == PAGE_REGIONS && found->regions.end == PROBE_READ && !found->regions.has_memory)
		snprintf(out, room, "only addresses: %s", probe_reason(found->regions.memory_end) ? probe_reason(found->regions.memory_end) : "");
	else if (why && end != PROBE_NONE)
		snprintf(out, room, "%s", why);
	else if (in->page == PAGE_REGIONS && found->regions.total.count)
		write_regions(in, found, out, room);
	else if (in->page == PAGE_THREADS)
		snprintf(out, room, "%zu threads", found->threads.count);
	else if (in->page == PAGE_FILES)
		snprintf(out, room, "%zu open files", found->files.count);
	else if (in->page == PAGE_ENVIRONMENT)
		snprintf(out, room, "%zu variables, as the program was started with", found->environment.count);
	else if (in->page == PAGE_COMMAND)
		snprintf(out, room, "all of it, as the process shows it now");
	else if (in->page == PAGE_LOCKS)
		snprintf(out, room, "%zu lock%s on open files", found->locks.count, found->locks.count == 1 ? "" : "s");
}

/* "12s ago, took 31 ms" */
static void write_right(const struct inspection *found, char *out, size_t room)
{
	char age[16];
	uint64_t seconds = (thread_now_ns() - found->read_ns) / SECOND;

	unit_format_age(age, sizeof(age), (unsigned)seconds);
	snprintf(out, room, "%s%s%.1f ms ", age, age[0] ? " ago, took " : "took ", (double)found->cost_ns / 1e6);
}

static void status_line(struct ui *ui, int row)
{
	struct inspect *in = ui->inspect;
	const struct inspection *found = inspect_found(in, in->page);
	const struct browse *b = inspect_list(in);
	char left[2 * UI_TEXT], right[64];
	int cols = ui->layout.cols;

	write_left(in, found, left, UI_TEXT);
	if (b)
		find_note(b, left + strlen(left), sizeof(left) - strlen(left));
	if (found) {
		write_right(found, right, sizeof(right));
		canvas_put_right(&ui->canvas, row, 0, cols, STYLE_DIM, right);
		cols -= (int)strlen(right) + 1;
	}
	canvas_put(&ui->canvas, row, 1, cols - 1, ui->message[0] ? STYLE_STRONG : in->has_ended ? STYLE_WRONG : STYLE_DIM,
	           ui->message[0] ? ui->message : left);
}

void inspect_draw(struct ui *ui)
{
	struct plan p = plan_of(&ui->layout);
	int rows = ui->layout.keys >= 0 ? ui->layout.keys : ui->layout.rows, end = 0;

	for (int row = 0; row < rows; row++)
		canvas_fill(&ui->canvas, row, 0, ui->layout.cols, STYLE_TEXT, ' ');
	inspect_name_draw(ui, p.name);
	if (p.figures >= 0)
		inspect_figures_draw(ui, p.figures);
	if (p.chart >= 0)
		inspect_chart_draw(ui, p.chart, p.chart_rows);
	if (p.tabs >= 0)
		end = pages_draw(ui, p.tabs);
	if (p.tabs >= 0 && p.chart >= 0)
		inspect_span_draw(ui, p.tabs, end);
	body_draw(ui, &p);
	if (p.status >= 0)
		status_line(ui, p.status);
}
