/* run_tables.c - a row for each figure, a row for each name. Counts nothing. */
#include "run_tables.h"

#include <inttypes.h>
#include <string.h>

#include "figure_text.h"
#include "vec.h"
#include "xml.h"

#define ROWS 30              /* of names: more are of little use to an eye, and a page may not get too large */

void run_tables_figures(FILE *out, const struct child *c)
{
	char text[FIGURE_TEXT];

	fputs("<table>\n<tr><th>figure</th><th></th><th>how it is known</th></tr>\n", out);
	for (size_t i = 0; i < RUN_FIGURES; i++) {
		const struct run_figure *f = &run_figures[i];
		struct measured m = f->get(c);
		fprintf(out, "<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n", f->title, figure_text(text, f, m.is_known, m.n),
		        m.is_known ? way_words[m.way] : "");
	}
	fputs("</table>\n", out);
}

/* What all of that name held at most at one instant; where it was not seen, or is not told apart, that is not known. */
static void put_together(FILE *out, const struct shares *s, const char *comm)
{
	char text[FIGURE_TEXT] = "?";

	for (size_t i = 0; i < s->count; i++)
		if (memcmp(s->names[i].comm, comm, ENDED_COMM) == 0)
			unit_format(text, sizeof(text), UNIT_BYTES, value_number(s->names[i].peak));
	fprintf(out, "<td>%s</td></tr>\n", text);
}

void run_tables_names(FILE *out, const struct child *c)
{
	static const char *const bounds[] = { [ENDED_EXACT] = "", [ENDED_AT_LEAST] = "at least ", [ENDED_AT_MOST] = "at most " };
	const struct ended *e = c->ended.data;
	size_t count = c->ended.count < ROWS ? c->ended.count : ROWS;
	char text[FIGURE_TEXT];

	if (!count)
		return;
	fputs("<table>\n<tr><th>name</th><th>ended</th><th>RSS of the largest</th><th>PSS together, sampled</th></tr>\n", out);
	for (size_t i = 0; i < count; i++) {
		unit_format(text, sizeof(text), UNIT_BYTES, value_number(e[i].peak));
		fputs("<tr><td>", out);
		xml_text(out, e[i].comm, strlen(e[i].comm));
		fprintf(out, "</td><td>%" PRIu64 "</td><td>%s%s</td>", e[i].count, bounds[e[i].bound], text);
		put_together(out, &c->shares, e[i].comm);
	}
	if (count < c->ended.count)
		fprintf(out, "<tr><td>and %zu more</td><td></td><td></td><td></td></tr>\n", c->ended.count - count);
	fputs("</table>\n", out);
}
