/* run_repeat.c - a table of medians, and the same as JSON. Counts nothing itself. */
#include "run_repeat.h"

#include <inttypes.h>
#include <string.h>

#include "command_text.h"
#include "figure_text.h"
#include "run_compare.h"
#include "run_figure_json.h"
#include "run_json.h"

/* ---- for people ---------------------------------------------------------------------------------------------------------------- */

static void put_head(FILE *out, const struct repeated *r, enum text_set set)
{
	char command[COMMAND_TEXT];

	fprintf(out, "ramtop: %s ran %" PRIu64, command_text(command, r->argv, set), r->begun);
	if (r->begun < r->asked)
		fprintf(out, " of %" PRIu64, r->asked);
	fprintf(out, "%s", r->asked == 1 ? " time" : " times");
	if (r->why_fewer)
		fprintf(out, "\n  %s\n", r->why_fewer);
	else
		fputs(", ended with 0\n", out);
	if (r->tally->runs && r->tally->runs < r->begun)
		fprintf(out, "  of %" PRIu64 " that ended with 0:\n", r->tally->runs);
}

static void put_line(FILE *out, const struct run_figure *f, const struct tallied *t)
{
	char median[FIGURE_TEXT], lowest[FIGURE_TEXT], highest[FIGURE_TEXT], within[FIGURE_TEXT], percent[FIGURE_TEXT] = "";

	fprintf(out, "  %-15s%9s", f->title, figure_text(median, f, t->is_known, t->spread.median));
	if (t->is_known) {
		if (t->spread.median)
			snprintf(percent, sizeof(percent), "%.1f %%", (double)t->spread.within / (double)t->spread.median * 100);
		fprintf(out, "%9s%9s%10s", figure_text(lowest, f, true, t->spread.lowest), figure_text(highest, f, true, t->spread.highest),
		        figure_text(within, f, true, t->spread.within));
		if (*percent || t->way != WAY_EXACT)
			fprintf(out, "%9s", percent);
		if (t->way != WAY_EXACT)
			fprintf(out, "  %s", way_words[t->way]);
	}
	putc('\n', out);
}

void run_repeat_print(FILE *out, const struct repeated *r, enum text_set set)
{
	put_head(out, r, set);
	if (r->tally->runs == 0)
		return;
	fprintf(out, "  %-15s%9s%9s%9s  %s\n", "", "median", "lowest", "highest", "half of them within");
	for (size_t i = 0; i < RUN_FIGURES; i++) {
		struct tallied t = tally_figure(r->tally, i);
		put_line(out, &run_figures[i], &t);
	}
	if (r->left_behind)
		fprintf(out, "  still running  after %" PRIu64 " of them, and counted with the next: --wait-all waits\n", r->left_behind);
}

/* ---- for programs -------------------------------------------------------------------------------------------------------------- */

static const struct total {
	const char *key;
	size_t at;                   /* in struct spread */
} totals[] = {
	{ "median", offsetof(struct spread, median) },
	{ "min",    offsetof(struct spread, lowest) },
	{ "max",    offsetof(struct spread, highest) },
	{ "mad",    offsetof(struct spread, within) },
};

struct wanted {
	const struct tally *tally;
	const struct total *total;
};

static void put_total(struct json *j, const void *with, size_t figure)
{
	const struct wanted *w = with;
	struct tallied t = tally_figure(w->tally, figure);
	uint64_t n;

	memcpy(&n, (const char *)&t.spread + w->total->at, sizeof(n));
	run_figure_json_number(j, t.is_known, n);
}

static void put_way(struct json *j, const void *with, size_t figure)
{
	const char *word = way_words[tally_figure(with, figure).way];

	json_text(j, word, strlen(word));
}

static void put_totals(struct json *j, const struct tally *t, const struct total *total)
{
	json_key(j, total->key);
	if (t->runs == 0) {
		json_null(j);
		return;
	}
	json_open(j, '{');
	run_figure_json(j, put_total, &(struct wanted){ t, total });
	if (total == totals) {
		json_key(j, "how");
		json_open(j, '{');
		run_figure_json(j, put_way, t);
		json_close(j, '}');
	}
	json_close(j, '}');
}

void run_repeat_json_begin(struct json *j, char *const argv[])
{
	json_open(j, '{');
	run_json_command(j, argv);
	json_key(j, "runs");
	json_open(j, '[');
}

void run_repeat_json_end(struct json *j, const struct repeated *r, const struct run_changes *changes)
{
	json_close(j, ']');
	json_key(j, "asked");
	json_number(j, r->asked);
	json_key(j, "counted");
	json_number(j, r->tally->runs);
	for (size_t i = 0; i < ARRAY_LEN(totals); i++)
		put_totals(j, r->tally, &totals[i]);
	if (changes)
		run_compare_json(j, changes);
	json_close(j, '}');
}
