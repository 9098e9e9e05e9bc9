/* oom_place.c - compares the OOM score of a process with those of all others. Reckons no score. */
#define _GNU_SOURCE
#include "oom_place.h"

#include <fcntl.h>
#include <unistd.h>

#include "scan_text.h"

#define SCORE_ROOM 32
#define LIST_ROOM 32768      /* bytes of names that are listed at a time */

static bool read_score(const struct procfs *p, pid_t pid, uint64_t *score)
{
	char text[SCORE_ROOM];
	ssize_t n = procfs_read(p, pid, 0, "oom_score", text, sizeof(text));
	struct text_at t = { text, text + (n > 0 ? n : 0) };

	return n > 0 && text_number(&t, score);
}

enum probe_end oom_place_read(const struct subject *s, uint64_t score, struct oom_place *out)
{
	/* Others may list at the same time: both the place in the directory and the room are our own. */
	struct procfs own = { .root = openat(s->proc->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), .is_living = s->proc->is_living };
	enum probe_end end = PROBE_READ;
	struct vec pids;
	const pid_t *pid;
	uint64_t other;

	*out = (struct oom_place){ 0 };
	if (own.root < 0)
		return PROBE_FAILED;
	vec_init(&pids, sizeof(pid_t));
	vec_init(&own.list, 1);
	vec_reserve(&own.list, LIST_ROOM);
	procfs_pids(&own, &pids);
	pid = pids.data;
	if (pids.count == 0 || (own.is_living && pid[0] != 1))
		end = PROBE_FORBIDDEN;
	for (size_t i = 0; i < pids.count && end == PROBE_READ; i++, end = subject_check(s)) {
		/* Those that are never taken have none. One that has ended meanwhile has none any more. */
		if (!read_score(&own, pid[i], &other) || other == 0)
			continue;
		out->of++;
		out->before += other > score;
		out->alike += other == score && pid[i] != s->pid;
	}
	vec_free(&pids);
	vec_free(&own.list);
	close(own.root);
	return end;
}
