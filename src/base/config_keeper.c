/* config_keeper.c - a queue of changes, and the thread that makes them. */
#include "config_keeper.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "ini_text.h"
#include "thread.h"

#define PATIENCE_NS UINT64_C(2000000000)

struct keeper {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	pthread_t thread;
	struct config_file file;
	const char *greeting;
	struct vec queue;            /* of struct vec, each of struct config_edit */
	bool is_closed, is_done, is_left, has_failed;
	struct err why;
	struct vec taken;            /* from the queue, and not written yet: the thread's own */
};

static char *copy_of(const char *text)
{
	return text ? strcpy(memory_new(strlen(text) + 1), text) : NULL;
}

void config_edit_add(struct vec *edits, enum config_op op, const char *section, const char *name, const char *value, const char *note,
                     bool (*unless)(const struct vec *text))
{
	*(struct config_edit *)vec_push(edits) = (struct config_edit){ op, copy_of(section), copy_of(name), copy_of(value), copy_of(note), unless };
}

void config_edits_free(struct vec *edits)
{
	struct config_edit *x = edits->data;

	for (size_t i = 0; i < edits->count; i++) {
		free(x[i].section);
		free(x[i].name);
		free(x[i].value);
		free(x[i].note);
	}
	vec_free(edits);
}

static void make_edit(struct vec *text, const struct config_edit *x)
{
	if (x->op == CONFIG_SET)
		ini_set(text, x->section, x->name, x->value, x->note);
	else if (x->op == CONFIG_DROP)
		ini_drop_section(text, x->section);
	else if (x->op == CONFIG_RENAME)
		ini_rename_section(text, x->section, x->name);
	else
		ini_move_section(text, x->section, NULL);
}

struct change {
	struct vec *batches;         /* of struct vec of struct config_edit */
	size_t count;
	const char *greeting;
};

static void make_batch(struct vec *text, const struct vec *edits)
{
	const struct config_edit *x = edits->data;
	bool *left_out = memory_new(edits->count);

	/* What was there before the first of them counts. */
	for (size_t i = 0; i < edits->count; i++)
		left_out[i] = x[i].unless && x[i].unless(text);
	for (size_t i = 0; i < edits->count; i++)
		if (!left_out[i])
			make_edit(text, &x[i]);
	free(left_out);
}

static void make_change(void *with, struct vec *text)
{
	const struct change *c = with;

	if (text->count == 0)
		ini_add_text(text, c->greeting);
	for (size_t i = 0; i < c->count; i++)
		make_batch(text, &c->batches[i]);
}

static void free_taken(struct keeper *k)
{
	for (size_t i = 0; i < k->taken.count; i++)
		config_edits_free((struct vec *)k->taken.data + i);
	k->taken.count = 0;
}

static void keeper_free(struct keeper *k)
{
	free_taken(k);
	vec_free(&k->taken);
	vec_free(&k->queue);
	pthread_cond_destroy(&k->changed);
	pthread_mutex_destroy(&k->lock);
	free(k);
}

static void take_queue(struct keeper *k)
{
	for (size_t i = 0; i < k->queue.count; i++)
		*(struct vec *)vec_push(&k->taken) = ((struct vec *)k->queue.data)[i];
	k->queue.count = 0;
}

/* Makes all that waits, in one go; with the lock held before and after. That it fails once more is no news. */
static void work(struct keeper *k)
{
	bool is_new = k->queue.count > 0, ok;
	struct change change;
	struct err e;

	take_queue(k);
	change = (struct change){ k->taken.data, k->taken.count, k->greeting };
	pthread_mutex_unlock(&k->lock);
	ok = config_change(&k->file, make_change, &change, &e);
	if (ok)
		free_taken(k);
	pthread_mutex_lock(&k->lock);
	if (ok)
		k->has_failed = false;
	else if (is_new) {
		k->has_failed = true;
		k->why = e;
	}
}

static void *run(void *argument)
{
	struct keeper *k = argument;
	bool is_left;

	pthread_mutex_lock(&k->lock);
	while (k->queue.count || !k->is_closed)
		if (k->queue.count)
			work(k);
		else
			pthread_cond_wait(&k->changed, &k->lock);
	if (k->taken.count)
		work(k);
	k->is_done = true;
	pthread_cond_broadcast(&k->changed);
	is_left = k->is_left;
	pthread_mutex_unlock(&k->lock);
	/* Nobody waits for us any more. */
	if (is_left)
		keeper_free(k);
	return NULL;
}

struct keeper *keeper_open(const struct config_file *f, const char *greeting)
{
	struct keeper *k = memory_new(sizeof(*k));

	memset(k, 0, sizeof(*k));
	k->file = *f;
	k->greeting = greeting;
	vec_init(&k->queue, sizeof(struct vec));
	vec_init(&k->taken, sizeof(struct vec));
	pthread_mutex_init(&k->lock, NULL);
	thread_condition(&k->changed);
	k->thread = thread_start("ramtop-keep", run, k);
	return k;
}

void keeper_give(struct keeper *k, struct vec *edits)
{
	pthread_mutex_lock(&k->lock);
	*(struct vec *)vec_push(&k->queue) = *edits;
	pthread_cond_broadcast(&k->changed);
	pthread_mutex_unlock(&k->lock);
	vec_init(edits, sizeof(struct config_edit));
}

bool keeper_failed(struct keeper *k, struct err *e)
{
	bool has_failed;

	pthread_mutex_lock(&k->lock);
	has_failed = k->has_failed;
	if (has_failed)
		*e = k->why;
	k->has_failed = false;
	pthread_mutex_unlock(&k->lock);
	return has_failed;
}

bool keeper_close(struct keeper *k, struct err *e)
{
	uint64_t until = thread_now_ns() + PATIENCE_NS;
	bool is_waiting = true, ok;

	pthread_mutex_lock(&k->lock);
	k->is_closed = true;
	pthread_cond_broadcast(&k->changed);
	while (!k->is_done && is_waiting)
		is_waiting = thread_wait_until(&k->changed, &k->lock, until);
	if (!k->is_done) {
		k->is_left = true;
		err_set(e, "%.400s: it takes too long to write", k->file.path);
		pthread_mutex_unlock(&k->lock);
		pthread_detach(k->thread);
		return false;
	}
	ok = !k->has_failed;
	*e = k->why;
	pthread_mutex_unlock(&k->lock);
	pthread_join(k->thread, NULL);
	keeper_free(k);
	return ok;
}
