/* threads.c - the threads of a process, from their stat files. */
#include <errno.h>
#include <string.h>

#include "inspection.h"
#include "stat.h"

static void add_thread(struct inspection *i, pid_t tid, const struct stat_line *line)
{
	struct thread_row *t = vec_push(&i->threads);

	*t = (struct thread_row){
		.tid = tid, .state = line->state, .processor = line->processor, .nice = line->nice, .priority = line->priority,
		.cpu_ns = line->user_ns + line->system_ns, .minflt = line->minflt, .majflt = line->majflt, .start_ns = line->start_ns,
	};
	t->comm_length = (uint8_t)(line->comm_length < sizeof(t->comm) ? line->comm_length : sizeof(t->comm));
	memcpy(t->comm, line->comm, t->comm_length);
}

void threads_read(struct inspection *i)
{
	const struct subject *s = &i->subject;
	struct vec tids;

	vec_init(&tids, sizeof(pid_t));
	i->threads_end = procfs_numbers(s->proc, s->pid, "task", &tids) ? PROBE_READ : subject_failed(s, errno);
	for (size_t k = 0; k < tids.count && i->threads_end == PROBE_READ; k++) {
		pid_t tid = ((const pid_t *)tids.data)[k];
		char text[STAT_ROOM];
		struct stat_line line;
		ssize_t n = procfs_read(s->proc, s->pid, tid, "stat", text, sizeof(text));
		if (n > 0 && stat_parse(text, (size_t)n, &line))
			add_thread(i, tid, &line);
		i->threads_end = subject_check(s);
	}
	vec_free(&tids);
	if (i->threads_end == PROBE_READ && !subject_lives(s))
		i->threads_end = PROBE_GONE;
}
