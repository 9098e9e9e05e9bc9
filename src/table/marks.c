/* marks.c - a sorted set of (pid, start). Knows not what a mark means. */
#include "marks.h"

#include <string.h>

void marks_init(struct marks *m)
{
	vec_init(&m->set, sizeof(struct mark));
}

void marks_free(struct marks *m)
{
	vec_free(&m->set);
}

void marks_clear(struct marks *m)
{
	m->set.count = 0;
}

static bool is_before(struct mark a, struct mark b)
{
	return a.pid != b.pid ? a.pid < b.pid : a.start_ns < b.start_ns;
}

/* Where the mark is, or would be. */
static size_t place(const struct marks *m, struct mark mark)
{
	const struct mark *set = m->set.data;
	size_t low = 0, high = m->set.count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (is_before(set[middle], mark))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_at(const struct marks *m, size_t at, struct mark mark)
{
	const struct mark *set = m->set.data;

	return at < m->set.count && set[at].pid == mark.pid && set[at].start_ns == mark.start_ns;
}

bool marks_hold(const struct marks *m, struct mark mark)
{
	return m->set.count > 0 && is_at(m, place(m, mark), mark);
}

void marks_change(struct marks *m, struct mark mark, enum marking how)
{
	size_t at = place(m, mark), behind;
	bool there = is_at(m, at, mark);
	struct mark *set;

	if (there ? how == MARK : how == UNMARK)
		return;
	if (!there)
		vec_push(&m->set);
	set = m->set.data;
	behind = m->set.count - at - 1;
	if (there) {
		memmove(&set[at], &set[at + 1], behind * sizeof(*set));
		m->set.count--;
		return;
	}
	memmove(&set[at + 1], &set[at], behind * sizeof(*set));
	set[at] = mark;
}
