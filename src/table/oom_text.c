/* oom_text.c - sentences about the OOM killer. Ranks nobody: see oom.c. */
#include "oom_text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

struct line {
	char *at, *end;
	enum text_set set;
};

#define START(out, room, set) { (out), (out) + (room), (set) }
#define SECOND 1000000000u

__attribute__((format(printf, 2, 3))) static void add(struct line *l, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(l->at, (size_t)(l->end - l->at), format, args);
	va_end(args);
	l->at += n < 0 ? 0 : n < l->end - l->at ? n : l->end - l->at - 1;
}

static void add_foreign(struct line *l, const char *bytes, size_t length)
{
	l->at += text_printable(l->at, (size_t)(l->end - l->at), bytes, length, l->set);
}

static void add_bytes(struct line *l, uint64_t bytes)
{
	char text[32];

	unit_format(text, sizeof(text), UNIT_BYTES, value_number(bytes));
	add(l, "%s", text);
}

static void add_name(struct line *l, const struct sample *s, uint32_t task)
{
	const struct task *t = &sample_tasks(s)[task];

	add(l, "%d ", (int)t->pid);
	add_foreign(l, t->who->comm, t->who->comm_length);
}

size_t oom_write_scope(char *out, size_t room, const struct oom_rank *r, enum text_set set)
{
	struct line l = START(out, room, set);

	add(&l, r->is_own ? "this container, " : "");
	add(&l, r->group ? "control group " : "this machine");
	if (r->group)
		add_foreign(&l, r->group->group->path, r->group->group->length);
	add(&l, ", ");
	if (r->total)
		add_bytes(&l, r->total);
	else
		add(&l, "?");
	return (size_t)(l.at - out);
}

size_t oom_write_first(char *out, size_t room, const struct oom_rank *r, const struct sample *s, enum text_set set)
{
	const struct oom_candidate *c = oom_candidates(r);
	struct line l = START(out, room, set);

	if (r->candidates.count == 0) {
		add(&l, r->unknown ? "nobody is known who could be taken" : "nobody can be taken");
		return (size_t)(l.at - out);
	}
	add_name(&l, s, c[0].task);
	add(&l, " goes first");
	if (r->candidates.count == 1)
		add(&l, "; nobody else can be taken");
	else {
		add(&l, "; ");
		add_bytes(&l, (uint64_t)(c[0].p.points - c[1].p.points));
		add(&l, " ahead of ");
		add_name(&l, s, c[1].task);
	}
	if (r->unknown)
		add(&l, " (%zu not readable)", r->unknown);
	return (size_t)(l.at - out);
}

static bool write_together(struct line *l, const struct oom_rank *r, const struct sample *s)
{
	const struct oom_candidate *c = oom_candidates(r);
	const struct cgroup_figures *f = r->candidates.count ? oom_goes_with(r, s, &sample_tasks(s)[c[0].task]) : NULL;

	if (!f)
		return false;
	add(l, "all of ");
	add_foreign(l, f->group->path, f->group->length);
	add(l, " goes with it: memory.oom.group is set");
	return true;
}

static bool write_no_killer(struct line *l, const struct oom_rank *r, const struct sample *s)
{
	(void)s;
	if (r->group && r->group->counts.has_no_killer)
		add(l, "nobody is taken: the group's oom_kill_disable is set, who needs more waits");
	return r->group && r->group->counts.has_no_killer;
}

static bool write_panic(struct line *l, const struct oom_rank *r, const struct sample *s)
{
	if (s->machine.panics < (r->group ? 2 : 1))
		return false;
	add(l, "nobody is taken: the kernel panics (vm.panic_on_oom is %d)", s->machine.panics);
	return true;
}

static bool write_caller(struct line *l, const struct oom_rank *r, const struct sample *s)
{
	if (r->group || s->machine.takes_caller <= 0)
		return false;
	add(l, "who asks for memory when there is none is taken instead (vm.oom_kill_allocating_task)");
	return true;
}

size_t oom_write_rule(char *out, size_t room, size_t line, const struct oom_rank *r, const struct sample *s, enum text_set set)
{
	static bool (*const rules[])(struct line *, const struct oom_rank *, const struct sample *) = {
		write_panic, write_no_killer, write_caller, write_together,
	};
	struct line l = START(out, room, set);

	for (size_t i = 0; i < ARRAY_LEN(rules); i++)
		if (rules[i](&l, r, s)) {
			if (line-- == 0)
				return (size_t)(l.at - out);
			l.at = out;
		}
	out[0] = '\0';
	return 0;
}

/* The time of day; with the date where it was on another day. */
static void add_time(struct line *l, uint64_t wall_ns)
{
	time_t at = (time_t)(wall_ns / SECOND), now = time(NULL);
	struct tm tm, today;
	char text[32];

	if (!localtime_r(&at, &tm) || !localtime_r(&now, &today))
		return;
	strftime(text, sizeof(text), tm.tm_yday == today.tm_yday && tm.tm_year == today.tm_year ? "%H:%M:%S" : "%m-%d %H:%M:%S", &tm);
	add(l, "%s", text);
}

static void add_kill(struct line *l, const struct kill *k)
{
	add_time(l, k->wall_ns);
	if (k->pid) {
		add(l, " ");
		add_foreign(l, k->comm, strlen(k->comm));
		add(l, " %d", (int)k->pid);
	}
	if (k->group[0]) {
		add(l, " in ");
		add_foreign(l, k->group, strlen(k->group));
	}
}

size_t kill_write(char *out, size_t room, const struct kill *k, enum text_set set)
{
	struct line l = START(out, room, set);

	add_kill(&l, k);
	if (k->rss) {
		add(&l, ", held ");
		add_bytes(&l, k->rss);
	}
	return (size_t)(l.at - out);
}

size_t kills_write(char *out, size_t room, const struct kills_seen *k, enum kills_span span, enum text_set set)
{
	struct line l = START(out, room, set);
	uint64_t n = span == SINCE_START ? k->since_start : k->since_boot;
	const struct kill *last = k->count ? &k->list[k->count - 1] : NULL;

	out[0] = '\0';
	if (!k->is_known || n == 0)
		return 0;
	add(&l, "%" PRIu64 " OOM kill%s%s", n, n == 1 ? "" : "s",
	    span == SINCE_START ? "" : k->is_of_container ? " in this container" : " since boot");
	if (!last || (span == SINCE_START && last->is_before))
		return (size_t)(l.at - out);
	add(&l, ", last ");
	add_kill(&l, last);
	return (size_t)(l.at - out);
}

size_t oom_write_place(char *out, size_t room, uint32_t rank, size_t of)
{
	struct line l = START(out, room, TEXT_ASCII);
	unsigned last = rank % 10, tens = rank / 10 % 10;

	if (rank == 1)
		add(&l, "first of %zu", of);
	else
		add(&l, "%u%s of %zu", rank, tens != 1 && last == 1 ? "st" : tens != 1 && last == 2 ? "nd" : tens != 1 && last == 3 ? "rd" : "th", of);
	return (size_t)(l.at - out);
}
