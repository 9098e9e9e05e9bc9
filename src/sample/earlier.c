/* earlier.c - takes the figures out of what "ramtop run --json" wrote, and trusts none of it. Compares no figures: see run_change.c. */
#include "earlier.h"

#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "json_tree.h"
#include "regular_file.h"
#include "text.h"

/* Whether these are the same characters; what is not UTF-8 in one was written as U+FFFD into the other. */
static bool is_same_word(const char *written, const char *given)
{
	const char *written_end = written + strlen(written), *given_end = given + strlen(given);

	while (written < written_end && given < given_end)
		if (text_decode(&written, written_end) != text_decode(&given, given_end))
			return false;
	return written == written_end && given == given_end;
}

static bool take_command(struct earlier *r, const struct json_node *command, char *const argv[], struct err *why)
{
	size_t count = json_tree_count(command), used = 0, given = 0;

	if (count == 0)
		return err_set(why, "it has no \"command\": ramtop run --json did not write it");
	while (argv[given])
		given++;
	r->is_same = count == given;
	for (size_t i = 0; i < count; i++) {
		const char *word = json_tree_text(json_tree_element(command, i));
		if (!word)
			return err_set(why, "a word of its \"command\" is no text");
		r->is_same = r->is_same && is_same_word(word, argv[i]);
		if (used < sizeof(r->command))
			used += (size_t)snprintf(r->command + used, sizeof(r->command) - used, "%s%s", i ? " " : "", word);
	}
	return true;
}

/* Where a figure stands in an object. */
static const struct json_node *find(const struct json_node *run, const struct run_figure *f)
{
	return json_tree_at(f->group ? json_tree_at(run, f->group) : run, f->key);
}

static bool take_figure(struct measured *m, const struct run_figure *f, const struct json_node *run, struct err *why)
{
	const struct json_node *n = find(run, f);
	const char *word = json_tree_text(find(json_tree_at(run, "how"), f));

	*m = (struct measured){ .way = word ? way_of(word) : WAY_UNTOLD };
	if (!n || json_tree_is_null(n))
		return true;
	m->is_known = json_tree_number(n, &m->n);
	return m->is_known || err_set(why, "its \"%s%s%s\" is no number that may be", f->group ? f->group : "", f->group ? "." : "", f->key);
}

/* That of a single run, or the medians. */
static bool take_run(struct earlier *r, const struct json_node *whole, const struct json_node **run, struct err *why)
{
	const struct json_node *median = json_tree_at(whole, "median");
	uint64_t status;

	*run = median ? median : whole;
	if (json_tree_is_null(median))
		return err_set(why, "none of the runs that it tells of went well");
	if (median && (!json_tree_number(json_tree_at(whole, "counted"), &r->runs) || r->runs == 0))
		return err_set(why, "its \"counted\" is no number of runs");
	if (!median)
		r->has_failed = !json_tree_number(json_tree_at(whole, "exit_status"), &status) || status != 0;
	if (!json_tree_at(*run, "wall_ns") || !json_tree_at(*run, "peak"))
		return err_set(why, "it has no \"%s\": ramtop run --json did not write it", json_tree_at(*run, "peak") ? "wall_ns" : "peak");
	return true;
}

bool earlier_parse(struct earlier *r, const char *text, size_t length, char *const argv[], struct err *why)
{
	struct json_node *whole = json_tree_read(text, length, why);
	const struct json_node *run;
	bool ok;

	*r = (struct earlier){ .runs = 0 };
	ok = whole && take_command(r, json_tree_at(whole, "command"), argv, why) && take_run(r, whole, &run, why);
	for (size_t i = 0; ok && i < RUN_FIGURES; i++)
		ok = take_figure(&r->figures[i], &run_figures[i], run, why);
	json_tree_free(whole);
	return ok;
}

bool earlier_read(struct earlier *r, const char *file, char *const argv[], struct err *e)
{
	int fd = regular_file_open(file);
	struct vec text;
	struct err why;
	bool ok;

	vec_init(&text, 1);
	if (fd < 0)
		return err_set(e, "cannot read %.300s: %s", file, strerror(errno));
	ok = regular_file_take(fd, EARLIER_MOST, &text, &why) && earlier_parse(r, text.data, text.count, argv, &why);
	r->file = file;
	close(fd);
	vec_free(&text);
	/* The command begins as our copy: what we hold would count as its own. */
	malloc_trim(0);
	return ok || err_set(e, "cannot compare with %.300s: %.200s", file, why.text);
}
