/* ledger_print.c - the balance as a tree with bars, its lists as tables, and all of it as JSON. Reads nothing. */
#include "ledger_print.h"

#include <inttypes.h>
#include <string.h>

#include "bar.h"
#include "cell.h"
#include "grid_print.h"

#define TITLE_CELLS 38
#define BAR_CELLS 20
#define LIMIT_JSON 1000       /* rows of a list when nothing is said */

/* The branch that leads to a line, by the lines that come behind it. */
static size_t branch(char *out, size_t room, const struct ledger_row *rows, size_t count, size_t at, enum text_set set)
{
	static const char *const lines[][4] = { [TEXT_ASCII] = { "|  ", "   ", "|- ", "`- " }, [TEXT_UNICODE] = { "│  ", "   ", "├─ ", "└─ " } };
	unsigned depth = balance_depth(rows[at].line);
	size_t n = 0;

	out[0] = '\0';
	for (unsigned d = 1; d <= depth; d++) {
		bool more = false;
		for (size_t i = at + 1; i < count && balance_depth(rows[i].line) >= d && !more; i++)
			more = ledger_row_is_shown(&rows[i]) && balance_depth(rows[i].line) == d;
		n += (size_t)snprintf(out + n, room - n, "%s", lines[set][(d == depth ? 2 : 0) + !more]);
	}
	return n;
}

/* Padded where a note follows. */
static void put_bar(FILE *out, double share, enum text_set set, bool has_note)
{
	char bar[4 * BAR_CELLS];
	int cells = cell_width(bar, bar_format(bar, sizeof(bar), share, BAR_CELLS, set));

	fprintf(out, "%s%*s", bar, has_note ? BAR_CELLS - cells : 0, "");
}

static void put_line(FILE *out, const struct ledger_row *rows, size_t count, size_t at, enum text_set set)
{
	const struct ledger_row *r = &rows[at];
	char text[128], bytes[32], share[32];
	size_t n = branch(text, sizeof(text), rows, count, at, set);

	n += (size_t)snprintf(text + n, sizeof(text) - n, "%s", r->title);
	unit_format(bytes, sizeof(bytes), UNIT_BYTES, ledger_row_bytes(r));
	unit_format(share, sizeof(share), UNIT_PERCENT, r->known ? value_real(r->share) : value_unknown());
	fprintf(out, "%s%*s%8s %6s%%", text, TITLE_CELLS - cell_width(text, n), "", bytes, share);
	if (r->line != BALANCE_TOTAL && (r->share > 0 || r->note[0])) {
		fputs("  ", out);
		put_bar(out, r->share, set, r->note[0] != '\0');
	}
	fprintf(out, "%s%s\n", r->note[0] ? "  " : "", r->note);
}

static void print_lines(FILE *out, const struct ledger *l, enum text_set set)
{
	struct ledger_row rows[BALANCE_LINES];
	size_t count = ledger_rows(l, set, rows);

	for (size_t i = 0; i < count; i++)
		if (ledger_row_is_shown(&rows[i]))
			put_line(out, rows, count, i, set);
}

/* Sorted and cut as it is wished. */
static void fill(struct grid *g, const struct ledger_list *list, const char *sort, size_t limit)
{
	const struct column *by;

	grid_init(g, list->schema);
	by = sort ? schema_find(list->schema, sort) : NULL;
	grid_fill(g, list->rows, list->count);
	if (by)
		grid_sort(g, by, unit_is_descending(by->unit));
	if (limit && g->count > limit)
		g->count = limit;
}

void ledger_print_text(FILE *out, const struct ledger *l, const struct ledger_wish *wish)
{
	struct ledger_list list;
	struct grid g;

	if (!ledger_list(l, wish->list, &list)) {
		print_lines(out, l, wish->set);
		return;
	}
	if (list.why) {
		fprintf(out, "%s: %s\n", list.title, list.why);
		return;
	}
	fill(&g, &list, wish->sort, wish->limit);
	grid_print_text(out, &g, wish->set);
	if (g.count < list.count)
		fprintf(out, "and %zu more\n", list.count - g.count);
	grid_free(&g);
}

static void put_number(struct json *j, const char *key, uint64_t n)
{
	json_key(j, key);
	json_number(j, n);
}

static void put_bool(struct json *j, const char *key, bool yes)
{
	json_key(j, key);
	json_bool(j, yes);
}

static void put_lines(struct json *j, const struct ledger *l)
{
	struct ledger_row rows[BALANCE_LINES];
	struct ledger_list lines = { .schema = ledger_schema(), .rows = rows, .count = ledger_rows(l, TEXT_UNICODE, rows) };
	struct grid g;

	fill(&g, &lines, NULL, 0);
	json_key(j, "lines");
	grid_print_json(j, &g);
	grid_free(&g);
}

static void put_list(struct json *j, const struct ledger *l, enum balance_list which, size_t limit)
{
	struct ledger_list list;
	struct grid g;
	char key[64];

	if (!ledger_list(l, which, &list))
		return;
	json_key(j, list.id);
	if (list.why) {
		json_null(j);
		return;
	}
	fill(&g, &list, NULL, limit ? limit : LIMIT_JSON);
	grid_print_json(j, &g);
	if (g.count < list.count) {
		snprintf(key, sizeof(key), "%s_more", list.id);
		put_number(j, key, list.count - g.count);
	}
	grid_free(&g);
}

void ledger_print_json(FILE *out, const struct ledger *l, const struct ledger_wish *wish)
{
	struct json j = { out, false };

	json_open(&j, '{');
	json_key(&j, "time");
	json_instant(&j, l->wall_ns);
	put_number(&j, "processes_unread", l->unread);
	put_bool(&j, "others_hidden", l->is_hidden);
	put_bool(&j, "of_container", l->is_of_container);
	put_bool(&j, "objects_complete", !l->is_part);
	put_number(&j, "namespaces", l->namespaces);
	json_key(&j, "pss_not_read");
	json_signed(&j, balance_unread(&l->facts));
	json_key(&j, "drift");
	json_signed(&j, l->drift);
	json_key(&j, "cpu_seconds");
	json_real(&j, (double)l->used_ns / 1e9);
	put_lines(&j, l);
	for (int i = LIST_NONE + 1; i < LISTS; i++)
		if (wish->list == LIST_NONE || wish->list == (enum balance_list)i)
			put_list(&j, l, (enum balance_list)i, wish->limit);
	json_close(&j, '}');
	putc('\n', out);
}
