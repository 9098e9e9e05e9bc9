/* traffic.c - rates of storage, from what was moved in this sample and in the one before. Reads no file, and keeps nobody who is not
 * read again. */
#include "traffic.h"

#include <string.h>

#define SECOND 1e9

struct moved {
	pid_t pid;
	uint64_t start_ns, at_ns;
	struct io total;
};

void traffic_init(struct traffic_log *f)
{
	*f = (struct traffic_log){ 0 };
	vec_init(&f->now, sizeof(struct moved));
	vec_init(&f->before, sizeof(struct moved));
}

void traffic_free(struct traffic_log *f)
{
	vec_free(&f->now);
	vec_free(&f->before);
}

void traffic_next(struct traffic_log *f, uint64_t boot_ns)
{
	struct vec spare = f->before;

	f->before = f->now;
	f->now = spare;
	f->now.count = 0;
	f->before_ns = f->began_ns;
	f->began_ns = boot_ns;
}

/* Where it stands, or would. */
static size_t place_of(const struct vec *list, pid_t pid)
{
	const struct moved *m = list->data;
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (m[middle].pid < pid)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct moved *find(const struct vec *list, pid_t pid, uint64_t start_ns)
{
	size_t at = place_of(list, pid);
	const struct moved *m = (const struct moved *)list->data + at;

	return at < list->count && m->pid == pid && m->start_ns == start_ns ? m : NULL;
}

/* They come in ascending order as a rule. */
static void remember(struct vec *list, struct moved moved)
{
	size_t at = place_of(list, moved.pid);
	struct moved *m;

	vec_push(list);
	m = (struct moved *)list->data + at;
	memmove(m + 1, m, (list->count - 1 - at) * sizeof(*m));
	*m = moved;
}

static uint64_t rate(uint64_t now, uint64_t before, uint64_t passed_ns)
{
	return now > before ? (uint64_t)((double)(now - before) * SECOND / (double)passed_ns) : 0;
}

struct traffic traffic_take(struct traffic_log *f, pid_t pid, uint64_t start_ns, uint64_t at_ns, struct io total)
{
	const struct moved *old = find(&f->before, pid, start_ns);
	struct moved born = { .at_ns = f->before_ns };
	struct traffic out = { .total = total };

	/* Who was started since then had moved nothing. */
	if (!old && f->before_ns && start_ns >= f->before_ns)
		old = &born;
	if (old && at_ns > old->at_ns) {
		uint64_t passed = at_ns - old->at_ns;
		out.per_s = (struct io){ rate(total.read, old->total.read, passed), rate(total.written, old->total.written, passed) };
		out.has_rate = true;
	}
	remember(&f->now, (struct moved){ pid, start_ns, at_ns, total });
	return out;
}
