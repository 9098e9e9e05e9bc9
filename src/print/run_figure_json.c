/* run_figure_json.c - opens and closes the groups that figures stand in. Knows not what is told of them. */
#include "run_figure_json.h"

#include <string.h>

/* Whether both stand in the same object. */
static bool is_beside(const char *group, const char *other)
{
	return group && other ? strcmp(group, other) == 0 : group == other;
}

void run_figure_json(struct json *j, void (*put)(struct json *j, const void *with, size_t figure), const void *with)
{
	const char *group = NULL;

	for (size_t i = 0; i < RUN_FIGURES; i++) {
		const struct run_figure *f = &run_figures[i];
		if (!is_beside(group, f->group)) {
			if (group)
				json_close(j, '}');
			if (f->group) {
				json_key(j, f->group);
				json_open(j, '{');
			}
			group = f->group;
		}
		json_key(j, f->key);
		put(j, with, i);
	}
	if (group)
		json_close(j, '}');
}

static void put_way(struct json *j, const void *with, size_t figure)
{
	const char *word = way_words[run_figures[figure].get(with).way];

	json_text(j, word, strlen(word));
}

void run_figure_json_how(struct json *j, const struct child *c)
{
	json_key(j, "how");
	json_open(j, '{');
	run_figure_json(j, put_way, c);
	json_close(j, '}');
}

void run_figure_json_number(struct json *j, bool is_known, uint64_t n)
{
	if (is_known)
		json_number(j, n);
	else
		json_null(j);
}
