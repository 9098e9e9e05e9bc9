/* by_iterator.c - the records of the BPF task iterator. */
#include "tick.h"

#include <stdlib.h>

enum { LOADING_MS = 10000 };

struct iterator {
	struct taskiter *tasks;
	struct vec records;          /* of struct taskiter_record: what it said when it was opened */
};

static void ignore_task(void *context, const struct taskiter_record *r)
{
	(void)context;
	(void)r;
}

static void ignore_thread(void *context, const struct taskiter_thread *r)
{
	(void)context;
	(void)r;
}

static void ignore_same(void *context, const struct taskiter_same *r)
{
	(void)context;
	(void)r;
}

static void keep_task(void *context, const struct taskiter_record *r)
{
	*(struct taskiter_record *)vec_push(context) = *r;
}

static void read_all(struct tick *t)
{
	static const struct taskiter_taker nobody = { ignore_task, ignore_thread, ignore_same };
	struct iterator *i = t->raw;

	taskiter_read(i->tasks, &(struct taskiter_wish){ 0 }, &nobody, NULL);
}

static void parse_all(struct tick *t)
{
	const struct iterator *i = t->raw;
	const struct taskiter_record *r = i->records.data;

	t->lines.count = 0;
	for (size_t n = 0; n < i->records.count; n++)
		taskiter_line(&r[n], vec_push(&t->lines));
}

static bool open_iterator(struct tick *t)
{
	static const struct taskiter_taker keeper = { keep_task, ignore_thread, ignore_same };
	struct iterator *i = t->raw = memory_new(sizeof(*i));
	struct err why;

	vec_init(&i->records, sizeof(struct taskiter_record));
	i->tasks = taskiter_start();
	return taskiter_poll(i->tasks, LOADING_MS, &why) == TASKITER_READY
		&& taskiter_read(i->tasks, &(struct taskiter_wish){ 0 }, &keeper, &i->records);
}

static void close_iterator(struct tick *t)
{
	struct iterator *i = t->raw;

	taskiter_close(i->tasks);
	vec_free(&i->records);
	free(i);
}

static struct source *open_source(struct tick *t)
{
	struct err why;

	return scan_open_iterator(&t->proc, SCAN_ONLY_SO, &why);
}

const struct way by_iterator = {
	.name = "task iterator", .open = open_iterator, .close = close_iterator, .source = open_source, .read = read_all, .parse = parse_all,
};
