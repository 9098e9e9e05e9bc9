/* since.h - a mark in time: what was there then, and who has ended since. For the one who draws: it shares nothing with the thread
 * that samples. */
#ifndef SINCE_H
#define SINCE_H

#include "sample.h"
#include "tree.h"

struct since {
	bool is_marked;
	struct sample then;        /* all that was known at the mark, in copies of its own */
	struct tree tree;          /* of then */
	struct vec lives;          /* of struct life *, by pid: all processes that live, as they were seen last */
	struct vec ended;          /* of struct life *: those that have ended; of very many only the largest */
	size_t deaths;             /* how many have ended, all counted */
	struct vec scratch;
};

#define SINCE_ENDED 1000           /* so many of the ended are kept */

void since_init(struct since *m);
void since_free(struct since *m);

/* Sets the mark. */
void since_mark(struct since *m, const struct sample *s);

/* Takes note of a newer sample. */
void since_add(struct since *m, const struct sample *s);

static inline size_t since_ended(const struct since *m) { return m->ended.count; }

/* One that has ended: a task with is_ended and what was seen of it last. Valid until the next since_mark. */
const struct task *since_ended_at(const struct since *m, size_t i);

/* Of one that has ended: the largest RSS that was seen or told of; it may have had more. And when it was missed, since 1970. */
uint64_t since_peak(const struct task *ended);
uint64_t since_end_ns(const struct task *ended);

/* The same task at the mark, or NULL. */
const struct task *since_then(const struct since *m, const struct task *t);

#endif
