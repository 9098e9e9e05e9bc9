/* detail.c - what stat does not say of a task: read for those that are shown, or for all when all are asked for. */
#include "scan.h"

#define LATE_NS UINT64_C(100000000)

/* What stat does not say. */
void detail_read(const struct scan *s, struct task *t, unsigned needs, struct arena *arena)
{
	char text[ROLLUP_ROOM];
	struct statm_line statm;
	struct rollup rollup, *kept;
	ssize_t n;

	needs &= ~(unsigned)t->have;
	if ((needs & NEED_STATM) && (n = procfs_read(s->proc, t->pid, 0, "statm", text, sizeof(text))) > 0 &&
	    statm_parse(text, (size_t)n, &statm)) {
		t->vsz = statm.vsz;
		t->rss = statm.rss;
		t->shr = statm.shr;
		t->have |= NEED_STATM;
	}
	/* A kernel thread or a zombie has no memory: its rollup is empty, which is not the same as unreadable. */
	if (!(needs & NEED_ROLLUP))
		return;
	n = procfs_read(s->proc, t->pid, 0, "smaps_rollup", text, sizeof(text));
	if (n > 0 ? !rollup_parse(text, (size_t)n, &rollup) : !(t->is_kernel || t->state == 'Z'))
		return;
	if (n <= 0)
		rollup = (struct rollup){ 0 };
	kept = arena_take(arena, sizeof(*kept));
	*kept = rollup;
	t->rollup = kept;
	t->have |= NEED_ROLLUP;
}

/* Libproc2's columns for these processes, as many at a time as it takes. */
void detail_read_cold(const struct scan *s, const struct demand *d, const struct vec *pids, struct sample *out)
{
	const struct value *values[COLD_PROCESSES];
	const pid_t *pid = pids->data;

	for (size_t at = 0, n; s->lib && at < pids->count; at += n) {
		n = pids->count - at < COLD_PROCESSES ? pids->count - at : COLD_PROCESSES;
		libproc_read_cold(s->lib, d->cold, pid + at, n, &out->arena, values);
		for (size_t i = 0; i < n; i++) {
			struct task *t = (struct task *)(uintptr_t)sample_find(out, pid[at + i]);
			if (t && values[i]) {
				t->cold = values[i];
				t->have |= NEED_COLD;
			}
		}
	}
}

/* Of another user's process stat does not tell an exec, unless its comm changes: the command line of those that are shown is
 * compared each time. */
static void check_command(const struct scan *s, struct task *t)
{
	struct identity *who;
	ssize_t n;

	if (!(t->have & NEED_COMMAND) || t->who->start_code > 1 || t->who->start_stack == TASKITER_STACK || t->is_kernel ||
	    t->state == 'Z')
		return;
	n = procfs_read(s->proc, t->pid, 0, "cmdline", s->command, COMMAND_ROOM);
	if (n <= 0 || identity_has_command(t->who, s->command, (size_t)n))
		return;
	who = identity_again(t->who, s->command, (size_t)n);
	identity_drop(t->who);
	t->who = who;
}

/* One that has given up its rights without an exec is somebody else's now. */
static void check_owner(struct scan *s, struct task *t)
{
	struct identity *who;
	uid_t uid;

	if (!(t->have & NEED_OWNER) || t->who->start_stack == TASKITER_STACK || !procfs_owner(s->proc, t->pid, &uid) ||
	    uid == t->who->uid)
		return;
	who = identity_again(t->who, t->who->command, t->who->command_length);
	who->uid = uid;
	who->user = users_name(&s->users, uid);
	identity_drop(t->who);
	t->who = who;
}

static void refine_task(struct scan *s, struct task *t, unsigned needs, struct arena *arena)
{
	if (!t->is_checked) {
		check_owner(s, t);
		check_command(s, t);
	}
	t->is_checked = true;
	detail_read(s, t, needs, arena);
}

void detail_refine(struct source *source, const struct demand *d, struct sample *out)
{
	struct scan *s = (struct scan *)source;
	const pid_t *pids = d->shown_pids.data;
	bool is_late = clock_ns(CLOCK_BOOTTIME) - out->boot_ns > LATE_NS;

	for (size_t i = 0; i < d->shown_pids.count; i++) {
		struct task *t = (struct task *)(uintptr_t)sample_find(out, pids[i]);
		/* The pid of one that has ended since a sample was taken may be another's by now. */
		if (t && (t->have & NEED_STAT) && ((!is_late && !t->is_carried) || files_look_again(s, t)))
			refine_task(s, t, d->shown & ~d->all, &out->arena);
	}
	if ((d->shown & ~d->all) & NEED_COLD)
		detail_read_cold(s, d, &d->shown_pids, out);
}
