/* run_compare.c - before, now and the difference of each figure, as a table and as JSON. Compares nothing itself. */
#include "run_compare.h"

#include <inttypes.h>
#include <string.h>

#include "figure_text.h"
#include "run_figure_json.h"

#define NAME 48              /* bytes of a file's name or a command, at most */
#define REMARK 40

static const char *shown(char out[NAME], const char *text, enum text_set set)
{
	text_printable(out, NAME, text, strlen(text), set);
	return out;
}

/* ---- for people ---------------------------------------------------------------------------------------------------------------- */

static void put_head(FILE *out, const struct run_changes *c, enum text_set set)
{
	char name[NAME];

	fprintf(out, "  compared with %s\n", shown(name, c->earlier->file, set));
	fprintf(out, "  %-15s%9s%9s%10s\n", "", "before", "now", "change");
	if (c->runs || c->earlier->runs)
		fprintf(out, "  %-15s%9" PRIu64 "%9" PRIu64 "\n", "medians of runs", c->earlier->runs ? c->earlier->runs : 1, c->runs ? c->runs : 1);
}

/* What is to be known of a line beside its numbers: how one came by them, where that is not exact. */
static void remark(char out[REMARK], const struct run_changes *all, const struct run_change *c)
{
	*out = '\0';
	if (c->is_over)
		snprintf(out, REMARK, "  over %g %%", all->threshold);
	else if (c->is_known && c->now.way != c->before.way)
		snprintf(out, REMARK, "  %s, now %s", way_words[c->before.way], way_words[c->now.way]);
	else if (c->is_known && c->now.way != WAY_EXACT)
		snprintf(out, REMARK, "  %s", way_words[c->now.way]);
}

static void put_line(FILE *out, const struct run_changes *all, size_t figure)
{
	const struct run_figure *f = &run_figures[figure];
	const struct run_change *c = &all->all[figure];
	char before[FIGURE_TEXT], now[FIGURE_TEXT], more[FIGURE_TEXT] = "?", percent[FIGURE_TEXT] = "", said[REMARK];

	if (c->is_known)
		figure_change_text(more, f, c->more);
	if (c->has_percent)
		figure_percent_text(percent, c->percent);
	remark(said, all, c);
	fprintf(out, "  %-15s%9s%9s%10s", f->title, figure_text(before, f, c->before.is_known, c->before.n),
	        figure_text(now, f, c->now.is_known, c->now.n), more);
	if (*percent || *said)
		fprintf(out, "%9s%s", percent, said);
	putc('\n', out);
}

void run_compare_print(FILE *out, const struct run_changes *c, enum text_set set)
{
	char name[NAME], command[NAME];

	put_head(out, c, set);
	for (size_t i = 0; i < RUN_FIGURES; i++)
		put_line(out, c, i);
	if (!c->earlier->is_same)
		fprintf(out, "  another command then: %s\n", shown(command, c->earlier->command, set));
	if (c->earlier->has_failed)
		fprintf(out, "  the run in %s had failed\n", shown(name, c->earlier->file, set));
	if (!c->counts)
		fputs("  the kernel counted no memory both times: the threshold holds for none\n", out);
}

bool run_compare_is_over(const struct run_changes *c, struct err *e)
{
	char name[NAME], percent[FIGURE_TEXT], list[256] = "";
	size_t used = 0;

	if (!c->is_over)
		return false;
	for (size_t i = 0; i < RUN_FIGURES; i++)
		if (c->all[i].is_over && used < sizeof(list))
			used += (size_t)snprintf(list + used, sizeof(list) - used, "%s%s %s", used ? ", " : "", run_figures[i].title,
			                         c->all[i].has_percent ? figure_percent_text(percent, c->all[i].percent) : "from 0");
	err_set(e, "more than %g %% over %s: %s", c->threshold, shown(name, c->earlier->file, text_locale()), list);
	return true;
}

/* ---- for programs -------------------------------------------------------------------------------------------------------------- */

static void put_measured(struct json *j, const char *key, const struct measured *m)
{
	json_key(j, key);
	run_figure_json_number(j, m->is_known, m->n);
}

static void put_word(struct json *j, const char *key, const char *word)
{
	json_key(j, key);
	json_text(j, word, strlen(word));
}

static void put_change(struct json *j, const void *with, size_t figure)
{
	const struct run_change *c = &((const struct run_changes *)with)->all[figure];

	json_open(j, '{');
	put_measured(j, "before", &c->before);
	put_measured(j, "now", &c->now);
	json_key(j, "more");
	if (c->is_known)
		json_signed(j, c->more);
	else
		json_null(j);
	json_key(j, "percent");
	if (c->has_percent)
		json_real(j, c->percent);
	else
		json_null(j);
	put_word(j, "how_before", way_words[c->before.way]);
	put_word(j, "how", way_words[c->now.way]);
	json_key(j, "over");
	json_bool(j, c->is_over);
	json_close(j, '}');
}

void run_compare_json(struct json *j, const struct run_changes *c)
{
	json_key(j, "compare");
	json_open(j, '{');
	put_word(j, "file", c->earlier->file);
	json_key(j, "runs_before");
	run_figure_json_number(j, true, c->earlier->runs ? c->earlier->runs : 1);
	json_key(j, "same_command");
	json_bool(j, c->earlier->is_same);
	json_key(j, "threshold");
	json_real(j, c->threshold);
	json_key(j, "over");
	json_bool(j, c->is_over);
	run_figure_json(j, put_change, c);
	json_close(j, '}');
}
