/* freeing.c - reads what a process would give back, and adds up. Ends nobody, and writes no text. */
#include "freeing.h"

#include <errno.h>

#include "procfs.h"

enum probe_end freeing_read(const struct subject *s, struct rollup *out)
{
	enum probe_end end = subject_check(s);
	char text[ROLLUP_ROOM];
	ssize_t n;

	*out = (struct rollup){ 0 };
	if (end != PROBE_READ)
		return end;
	n = procfs_read(s->proc, s->pid, 0, "smaps_rollup", text, sizeof(text));
	if (n < 0)
		return subject_failed(s, errno);
	if (!subject_lives(s))
		return PROBE_GONE;
	if (n == 0)
		return PROBE_NONE;
	return rollup_parse(text, (size_t)n, out) ? PROBE_READ : PROBE_FAILED;
}

void freeing_add(struct freeing *f, enum probe_end end, const struct rollup *r)
{
	f->forbidden += end == PROBE_FORBIDDEN;
	f->late += end == PROBE_LATE || end == PROBE_CANCELLED;
	f->read += end == PROBE_READ || end == PROBE_NONE || end == PROBE_GONE;
	if (end != PROBE_READ)
		return;
	f->uss += r->uss;
	f->pss += r->pss;
	f->swap += r->swap_pss;
}
