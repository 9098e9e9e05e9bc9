/* made_sample.h - samples that nobody took: tasks put together by hand. */
#ifndef MADE_SAMPLE_H
#define MADE_SAMPLE_H

#include <stdio.h>

#include "sample.h"

/* A process at the end of the sample: call in the order of pids. Valid until the next one. */
static inline struct task *made_process(struct sample *s, pid_t pid, pid_t ppid, uint64_t start_ns)
{
	struct task *t = vec_push(&s->tasks);
	char comm[16];
	int n = snprintf(comm, sizeof(comm), "p%d", pid);

	*t = (struct task){
		.who = identity_new(comm, (size_t)n, "", 0), .pid = pid, .tgid = pid, .ppid = ppid, .start_ns = start_ns,
		.have = NEED_STAT | NEED_CPU, .state = 'S', .threads = 1,
	};
	return t;
}

/* A thread of the process before. */
static inline struct task *made_thread(struct sample *s, pid_t tid)
{
	const struct task *before = (const struct task *)s->tasks.data + s->tasks.count - 1;
	pid_t tgid = before->tgid;
	struct task *t = made_process(s, tid, tgid, before->start_ns);

	t->tgid = tgid;
	t->is_thread = true;
	return t;
}

/* Gives a task a rollup. */
static inline void made_rollup(struct sample *s, struct task *t, struct rollup r)
{
	struct rollup *kept = arena_take(&s->arena, sizeof(*kept));

	*kept = r;
	t->rollup = kept;
	t->have |= NEED_ROLLUP;
}

/* Gives a task what its memory is made of. */
static inline void made_status(struct sample *s, struct task *t, struct status status)
{
	struct status *kept = arena_take(&s->arena, sizeof(*kept));

	*kept = status;
	t->status = kept;
	t->have |= NEED_STATUS;
}

#endif
