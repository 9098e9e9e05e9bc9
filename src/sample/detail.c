/* detail.c - what stat does not say of a task: read for those that are shown, or for all when all are asked for. */
#include "oom_adjust.h"
#include "scan.h"

#define LATE_NS UINT64_C(100000000)

static bool read_statm(const struct scan *s, struct task *t)
{
	char text[STAT_ROOM];
	struct statm_line statm;
	ssize_t n = procfs_read(s->proc, t->pid, 0, "statm", text, sizeof(text));

	if (n <= 0 || !statm_parse(text, (size_t)n, &statm))
		return false;
	t->vsz = statm.vsz;
	t->rss = statm.rss;
	t->shr = statm.shr;
	t->is_exact = true;
	return true;
}

static bool read_status(const struct scan *s, struct task *t, struct arena *arena)
{
	char text[STATUS_ROOM];
	struct status status, *kept;
	ssize_t n = procfs_read(s->proc, t->pid, 0, "status", text, sizeof(text));

	if (n <= 0 || !status_parse(text, (size_t)n, &status))
		return false;
	kept = arena_take(arena, sizeof(*kept));
	*kept = status;
	t->status = kept;
	return true;
}

static bool read_oom_adj(const struct scan *s, struct task *t)
{
	char text[16];
	ssize_t n = procfs_read(s->proc, t->pid, 0, "oom_score_adj", text, sizeof(text));
	int adj;

	if (n <= 0 || !oom_adj_parse(text, (size_t)n, &adj))
		return false;
	t->oom_adj = (int16_t)adj;
	return true;
}

/* Of others' processes it may not be read. */
static bool read_io(struct scan *s, struct task *t, struct arena *arena)
{
	char text[IO_ROOM];
	struct io io;
	ssize_t n = procfs_read(s->proc, t->pid, 0, "io", text, sizeof(text));

	if (n <= 0 || !io_parse(text, (size_t)n, &io))
		return false;
	task_rare(t, arena)->traffic = traffic_take(&s->traffic, t->pid, t->start_ns, clock_ns(CLOCK_BOOTTIME), io);
	return true;
}

static bool read_rollup(const struct scan *s, struct task *t, struct arena *arena)
{
	char text[ROLLUP_ROOM];
	struct rollup rollup = { 0 }, *kept;
	ssize_t n = procfs_read(s->proc, t->pid, 0, "smaps_rollup", text, sizeof(text));

	/* A kernel thread or a zombie has no memory: its rollup is empty, which is not the same as unreadable. */
	if (n > 0 ? !rollup_parse(text, (size_t)n, &rollup) : !(t->is_kernel || t->state == 'Z'))
		return false;
	kept = arena_take(arena, sizeof(*kept));
	*kept = rollup;
	t->rollup = kept;
	return true;
}

/* Where there is one node, all is there; and nothing of what has no memory is anywhere. */
static bool read_numa(const struct scan *s, struct task *t, struct arena *arena)
{
	struct numa numa;
	char *text;

	task_rare(t, arena)->numa = t->is_kernel || t->state == 'Z' ? "" : s->only_node;
	if (t->is_kernel || t->state == 'Z' || s->only_node[0])
		return true;
	if (!numa_read(s->proc, t->pid, &numa))
		return false;
	text = arena_take(arena, NUMA_TEXT);
	numa_write(&numa, text);
	task_rare(t, arena)->numa = text;
	return true;
}

/* What takes the mmap lock of a process for long is read in the background, where there is one. */
static unsigned background(const struct scan *s)
{
	return s->rollups ? NEED_ROLLUP | (s->only_node[0] ? 0u : NEED_NUMA) : 0u;
}

void detail_read(struct scan *s, struct task *t, unsigned needs, struct arena *arena)
{
	needs &= ~((unsigned)t->have | background(s));
	if ((needs & NEED_STATM) && read_statm(s, t))
		t->have |= NEED_STATM;
	if ((needs & NEED_STATUS) && read_status(s, t, arena))
		t->have |= NEED_STATUS;
	if ((needs & NEED_OOM) && read_oom_adj(s, t))
		t->have |= NEED_OOM;
	if ((needs & NEED_IO) && read_io(s, t, arena))
		t->have |= NEED_IO;
	if ((needs & NEED_ROLLUP) && read_rollup(s, t, arena))
		t->have |= NEED_ROLLUP;
	if ((needs & NEED_NUMA) && read_numa(s, t, arena))
		t->have |= NEED_NUMA;
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
				task_rare(t, &out->arena)->cold = values[i];
				t->have |= NEED_COLD;
			}
		}
	}
}

bool detail_look_again(const struct scan *s, struct task *t)
{
	char text[STAT_ROOM];
	struct stat_line line;
	ssize_t n = procfs_read(s->proc, t->pid, 0, "stat", text, sizeof(text));

	if (n <= 0 || !stat_parse(text, (size_t)n, &line) || line.start_ns != t->start_ns)
		return false;
	pass_look_again(t, &line);
	return true;
}

/* Of another user's process stat does not tell an exec, unless its comm changes: the command line of those that are shown is
 * compared each time. */
static void check_command(const struct scan *s, const struct task *t)
{
	if ((t->have & NEED_COMMAND) && t->who->start_code <= 1 && t->who->start_stack != TASKITER_STACK && !t->is_kernel &&
	    t->state != 'Z')
		commands_ask(s->commands, t);
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
	who->user = users_get(&s->users, uid);
	identity_drop(t->who);
	t->who = who;
}

static void refine_task(struct scan *s, struct task *t, const struct demand *d, struct sample *out)
{
	if (!t->is_checked) {
		check_owner(s, t);
		check_command(s, t);
	}
	t->is_checked = true;
	/* Another may move it from group to group at any time. */
	if ((d->all | d->shown) & NEED_CGROUP)
		cgroups_join_again(&s->cgroups, s->proc, t);
	if ((d->all | d->shown) & NEED_LIMIT)
		cgroups_measure(&s->cgroups, out, t);
	detail_read(s, t, d->shown & ~d->all, &out->arena);
}

void detail_refine(struct source *source, const struct demand *d, struct sample *out)
{
	struct scan *s = (struct scan *)source;
	const pid_t *pids = d->shown_pids.data;
	bool is_late = clock_ns(CLOCK_BOOTTIME) - out->boot_ns > LATE_NS;

	cgroups_begin(&s->cgroups, s->proc, d);
	for (size_t i = 0; i < d->shown_pids.count; i++) {
		struct task *t = (struct task *)(uintptr_t)sample_find(out, pids[i]);
		/* The pid of one that has ended since a sample was taken may be another's by now. */
		if (t && (t->have & NEED_STAT) && ((!is_late && !t->is_carried) || detail_look_again(s, t)))
			refine_task(s, t, d, out);
	}
	cgroups_refine(&s->cgroups, d, out);
	commands_answer(s->commands, out);
	if ((d->all | d->shown) & background(s))
		rollups_take(s->rollups, out, d->all & background(s), d->shown & background(s), &d->shown_pids);
	if ((d->shown & ~d->all) & NEED_COLD)
		detail_read_cold(s, d, &d->shown_pids, out);
}
