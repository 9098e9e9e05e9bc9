/* by_files.c - the stat files, kept open as far as ramtop keeps them open. */
#include "tick.h"

#include <stdlib.h>

struct files {
	struct keep keep;
	struct vec pids;
	struct vec texts, lengths;   /* what they said when they were opened, one behind the other */
};

static ssize_t read_one(const struct tick *t, size_t i, char *out)
{
	struct files *f = t->raw;

	return keep_read(&f->keep, &t->proc, ((const pid_t *)f->pids.data)[i], out, STAT_ROOM);
}

static void read_all(struct tick *t)
{
	struct files *f = t->raw;
	char text[STAT_ROOM];

	procfs_pids(&t->proc, &f->pids);
	for (size_t i = 0; i < f->pids.count; i++)
		read_one(t, i, text);
	keep_finish(&f->keep);
}

static void parse_all(struct tick *t)
{
	const struct files *f = t->raw;
	const char *text = f->texts.data;
	const size_t *length = f->lengths.data;

	t->lines.count = 0;
	for (size_t i = 0; i < f->lengths.count; text += length[i++])
		if (!stat_parse(text, length[i], vec_push(&t->lines)))
			t->lines.count--;
}

static bool open_files(struct tick *t)
{
	struct files *f = t->raw = memory_new(sizeof(*f));
	size_t used = 0;

	vec_init(&f->pids, sizeof(pid_t));
	vec_init(&f->texts, 1);
	vec_init(&f->lengths, sizeof(size_t));
	keep_init(&f->keep);
	keep_set_budget(&f->keep);
	procfs_pids(&t->proc, &f->pids);
	vec_reserve(&f->texts, f->pids.count * STAT_ROOM);
	for (size_t i = 0; i < f->pids.count; i++) {
		ssize_t n = read_one(t, i, (char *)f->texts.data + used);
		size_t length = n > 0 ? (size_t)n : 0;

		*(size_t *)vec_push(&f->lengths) = length;
		used += length;
	}
	keep_finish(&f->keep);
	return true;
}

static void close_files(struct tick *t)
{
	struct files *f = t->raw;

	keep_free(&f->keep);
	vec_free(&f->pids);
	vec_free(&f->texts);
	vec_free(&f->lengths);
	free(f);
}

static struct source *open_source(struct tick *t)
{
	return scan_open(&t->proc);
}

const struct way by_files = {
	.name = "stat files", .open = open_files, .close = close_files, .source = open_source, .read = read_all, .parse = parse_all,
};
