/* marks.h - a set of processes: those that are tagged, those that are folded. A mark stays on its process, and is not taken
 * over by another that gets its pid. */
#ifndef MARKS_H
#define MARKS_H

#include <stdbool.h>

#include "sample.h"
#include "vec.h"

struct mark {
	pid_t pid;
	uint64_t start_ns;
};

struct marks {
	struct vec set;   /* of struct mark, by pid and start */
};

void marks_init(struct marks *m);
void marks_free(struct marks *m);
void marks_clear(struct marks *m);

static inline struct mark mark_of(const struct task *t) { return (struct mark){ t->pid, t->start_ns }; }
static inline bool mark_is(struct mark m, const struct task *t) { return m.pid == t->pid && m.start_ns == t->start_ns; }

bool marks_hold(const struct marks *m, struct mark mark);

enum marking { MARK, UNMARK, TOGGLE };

void marks_change(struct marks *m, struct mark mark, enum marking how);

#endif
