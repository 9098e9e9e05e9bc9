/* aside.c - a queue, a thread that works it off, and how one that hangs is given up. Knows nothing of the work. */
#include "aside.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "thread.h"

#define SLOWER 10                      /* times as long as it was expected to take, an item may take */
#define SPARE 256                      /* items, for which room is kept */
#define FAREWELL UINT64_C(500000000)   /* how long aside_close waits */

struct aside {
	pthread_mutex_t lock;         /* over everything below */
	pthread_cond_t wanted, rest;  /* there is something to do or an end; the thread has nothing left to do, or has ended */
	const char *name;
	size_t size;
	void (*work)(void *item);
	void (*drop)(void *item);     /* set when it is closed */
	bool has_budget, is_closing, is_left;
	struct budget budget;
	struct vec queue, done;       /* of items */
	size_t at;                    /* in the queue: the first that is not yet begun */
	void *current;                /* a copy of the item under way */
	uint64_t since_ns;            /* when that was begun; 0: none is */
	unsigned turn;                /* of the thread that works: one that was given up has an earlier one */
	bool has_thread;
	int told;                     /* see aside_tell; -1: nobody is */
	unsigned threads, lost;       /* all that have not ended; those of them that were given up */
};

struct aside *aside_open(const char *name, size_t item_size, void (*work)(void *item), const struct budget *budget)
{
	struct aside *a = memory_new(sizeof(*a));

	*a = (struct aside){ .name = name, .size = item_size, .work = work, .has_budget = budget != NULL, .current = memory_new(item_size), .told = -1 };
	if (budget)
		a->budget = *budget;
	vec_init(&a->queue, item_size);
	vec_init(&a->done, item_size);
	pthread_mutex_init(&a->lock, NULL);
	thread_condition(&a->wanted);
	thread_condition(&a->rest);
	return a;
}

static void *item_at(const struct vec *items, size_t i)
{
	return (char *)items->data + i * items->size;
}

static void free_all(struct aside *a)
{
	for (size_t i = 0; i < a->done.count; i++)
		a->drop(item_at(&a->done, i));
	vec_free(&a->queue);
	vec_free(&a->done);
	pthread_cond_destroy(&a->wanted);
	pthread_cond_destroy(&a->rest);
	pthread_mutex_destroy(&a->lock);
	free(a->current);
	free(a);
}

/* Takes the first item that may be begun now out of the queue. Else *opens is when one may be. */
static bool take_next(struct aside *a, struct aside_item *item, uint64_t now, uint64_t *opens)
{
	*opens = UINT64_MAX;
	for (size_t i = a->at; i < a->queue.count; i++) {
		const struct aside_item *next = item_at(&a->queue, i);
		uint64_t when = a->has_budget ? budget_opens_ns(&a->budget, now, next->cost_ns) : now;
		if (when <= now) {
			memcpy(item, next, a->size);
			memmove(item_at(&a->queue, a->at + 1), item_at(&a->queue, a->at), (i - a->at) * a->size);
			a->at++;
			return true;
		}
		*opens = when < *opens ? when : *opens;
	}
	return false;
}

/* Whether there is an item to be begun; else it waits for one, or for the budget. */
static bool has_next(struct aside *a, struct aside_item *item)
{
	uint64_t now = thread_now_ns(), opens;

	if (a->at == a->queue.count) {
		pthread_cond_signal(&a->rest);
		pthread_cond_wait(&a->wanted, &a->lock);
	} else if (take_next(a, item, now, &opens)) {
		a->since_ns = now;
		return true;
	} else
		thread_wait_until(&a->wanted, &a->lock, opens);
	return false;
}

/* A counter that is full wakes as well as one more. */
static void tell(const struct aside *a)
{
	if (a->told >= 0 && write(a->told, &(uint64_t){ 1 }, sizeof(uint64_t)) < 0)
		return;
}

/* Called with the lock held, which is let go while working. */
static void do_item(struct aside *a, struct aside_item *item, unsigned turn)
{
	uint64_t start = thread_used_ns();

	memcpy(a->current, item, a->size);
	pthread_mutex_unlock(&a->lock);
	a->work(item);
	item->cost_ns = thread_used_ns() - start;
	pthread_mutex_lock(&a->lock);
	if (a->has_budget)
		budget_spend(&a->budget, item->cost_ns);
	memcpy(vec_push(&a->done), item, a->size);
	tell(a);
	if (turn == a->turn)
		a->since_ns = 0;
	else
		a->lost--;
}

void aside_tell(struct aside *a, int eventfd)
{
	pthread_mutex_lock(&a->lock);
	a->told = eventfd;
	pthread_mutex_unlock(&a->lock);
}

static void *run(void *argument)
{
	struct aside *a = argument;
	void *item = memory_new(a->size);
	unsigned turn;
	bool is_last;

	pthread_mutex_lock(&a->lock);
	turn = a->turn;
	while (!a->is_closing && turn == a->turn)
		if (has_next(a, item))
			do_item(a, item, turn);
	a->threads--;
	is_last = a->is_left && a->threads == 0;
	pthread_cond_signal(&a->rest);
	pthread_mutex_unlock(&a->lock);
	free(item);
	if (is_last)
		free_all(a);
	return NULL;
}

static void have_thread(struct aside *a)
{
	if (a->has_thread || a->lost == ASIDE_LOST)
		return;
	a->has_thread = true;
	a->threads++;
	pthread_detach(thread_start(a->name, run, a));
}

void aside_give(struct aside *a, const void *items, size_t count)
{
	pthread_mutex_lock(&a->lock);
	vec_reserve(&a->queue, count);
	a->queue.count = count;
	if (count)
		memcpy(a->queue.data, items, count * a->size);
	a->at = 0;
	if (count)
		have_thread(a);
	pthread_cond_signal(&a->wanted);
	pthread_mutex_unlock(&a->lock);
}

/* Whether the item under way has been so for too long, beside what it was expected to take; then its thread is given up. */
static bool give_up(struct aside *a, uint64_t patience_ns, void *stuck)
{
	const struct aside_item *item = a->current;

	if (a->since_ns == 0 || thread_now_ns() < a->since_ns + patience_ns + SLOWER * item->cost_ns)
		return false;
	memcpy(stuck, a->current, a->size);
	a->turn++;
	a->lost++;
	a->since_ns = 0;
	a->has_thread = false;
	have_thread(a);
	return true;
}

enum aside_end aside_wait(struct aside *a, uint64_t patience_ns, void *stuck)
{
	enum aside_end end = ASIDE_DONE;

	pthread_mutex_lock(&a->lock);
	while (end == ASIDE_DONE && (a->at < a->queue.count || a->since_ns)) {
		if (a->lost == ASIDE_LOST)
			end = ASIDE_FULL;
		else if (give_up(a, patience_ns, stuck))
			end = ASIDE_STUCK;
		else
			thread_wait_until(&a->rest, &a->lock, (a->since_ns ? a->since_ns : thread_now_ns()) + patience_ns);
	}
	pthread_mutex_unlock(&a->lock);
	return end;
}

enum aside_end aside_check(struct aside *a, uint64_t patience_ns, void *stuck)
{
	enum aside_end end = ASIDE_DONE;

	pthread_mutex_lock(&a->lock);
	if (a->lost == ASIDE_LOST)
		end = ASIDE_FULL;
	else if (give_up(a, patience_ns, stuck))
		end = ASIDE_STUCK;
	pthread_mutex_unlock(&a->lock);
	return end;
}

void aside_take(struct aside *a, struct vec *done)
{
	struct vec empty = *done;

	empty.count = 0;
	pthread_mutex_lock(&a->lock);
	*done = a->done;
	a->done = empty;
	/* After very many items, the room for so many is given back. */
	if (a->at == a->queue.count && a->queue.room > SPARE) {
		vec_free(&a->queue);
		a->at = 0;
	}
	pthread_mutex_unlock(&a->lock);
}

bool aside_close(struct aside *a, void (*drop)(void *item))
{
	uint64_t limit = thread_now_ns() + FAREWELL;
	bool is_last;

	pthread_mutex_lock(&a->lock);
	a->is_closing = true;
	a->drop = drop;
	pthread_cond_signal(&a->wanted);
	while (a->threads > a->lost && thread_wait_until(&a->rest, &a->lock, limit))
		;
	a->is_left = true;
	is_last = a->threads == 0;
	pthread_mutex_unlock(&a->lock);
	if (is_last)
		free_all(a);
	return is_last;
}
