/* iterate.c - all tasks from the BPF task iterator: no file is opened but for who a new process is. */
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "scan.h"
#include "scan_text.h"

#define LOOKS 64             /* passes between two looks at what /proc lists */

static void add_times(struct task *t, uint64_t cpu_ns, uint64_t minflt, uint64_t majflt)
{
	t->cpu_ns += cpu_ns;
	t->minflt += minflt;
	t->majflt += majflt;
}

/* The process of a thread, if it has come by already. */
static struct task *process_of(struct pass *p, pid_t tgid)
{
	return (struct task *)(uintptr_t)sample_find(p->out, tgid);
}

/* A process has the times of its threads too. One whose id is below that of its process, because the ids went round, comes
 * first. */
static void take_thread(void *context, const struct taskiter_thread *r)
{
	struct pass *p = context;
	struct task *process = process_of(p, (pid_t)r->tgid);

	if (process)
		add_times(process, r->cpu_ns, r->minflt, r->majflt);
	else
		*(struct taskiter_thread *)vec_push(&p->scan->strays) = *r;
}

/* Where ramtop is in another time namespace, stat shifts the starts; what it says of ourselves tells how far. */
static void find_shift(void *context, const struct taskiter_record *r)
{
	struct scan *s = context;
	char text[STAT_ROOM];
	struct stat_line line, stat;
	ssize_t n;

	taskiter_line(r, &line);
	if (line.pid != getpid() || r->pid != r->tgid)
		return;
	n = procfs_read(s->proc, line.pid, 0, "stat", text, sizeof(text));
	s->has_shift = n > 0 && stat_parse(text, (size_t)n, &stat);
	s->start_shift = s->has_shift ? stat.start_ns - line.start_ns : 0;
}

static void ignore_thread(void *context, const struct taskiter_thread *r)
{
	(void)context;
	(void)r;
}

static uint64_t bytes(__s64 pages)
{
	/* A counter may be seen below zero for a moment. */
	return pages > 0 ? (uint64_t)pages * kernel_page() : 0;
}

static void take_details(struct task *t, const struct taskiter_record *r, struct arena *arena)
{
	struct status *s = arena_take(arena, sizeof(*s));
	uint64_t peak = r->peak * kernel_page();

	*s = (struct status){
		.anon = bytes(r->anon), .file = bytes(r->file), .shmem = bytes(r->shmem), .swap = bytes(r->swap),
		.peak = peak > t->rss ? peak : t->rss, .data = r->data * kernel_page(), .stack = r->stack * kernel_page(),
		.page_tables = r->page_tables, .locked = r->locked * kernel_page(), .hugetlb = r->hugetlb * kernel_page(),
	};
	t->status = s;
	t->have |= NEED_STATUS;
}

static void take_memory(const struct pass *p, struct task *t, const struct taskiter_record *r)
{
	if (!taskiter_is_exact(p->scan->iterator))
		return;
	t->shr = bytes(r->file + r->shmem);
	t->have |= NEED_STATM;
	if (p->scan->wish.details)
		take_details(t, r, &p->out->arena);
}

/* Those before this pid that the iterator does not show. */
static void add_unseen(struct pass *p, pid_t pid)
{
	struct scan *s = p->scan;
	const pid_t *unseen = s->unseen.data;

	for (; s->unseen_at < s->unseen.count && unseen[s->unseen_at] <= pid; s->unseen_at++)
		if (unseen[s->unseen_at] < pid)
			files_add_process(p, unseen[s->unseen_at]);
}

/* A kernel may keep a process from BPF programs and show it in /proc: what /proc lists is looked at now and then. One that was
 * only born in between is shown by the iterator next time, and then taken from there. */
static void find_unseen(struct pass *p)
{
	struct scan *s = p->scan;
	const pid_t *pids;

	procfs_pids(s->proc, &s->pids);
	pids = s->pids.data;
	s->unseen.count = 0;
	for (size_t i = 0; i < s->pids.count; i++)
		if (!sample_find(p->out, pids[i]))
			*(pid_t *)vec_push(&s->unseen) = pids[i];
}

/* The one that it is in by version 2 is told at no cost; the memory may count for one by version 1. */
static void join_group(struct pass *p, struct task *t, const struct taskiter_record *r)
{
	struct scan *s = p->scan;

	if (!((p->demand->all | p->demand->shown) & NEED_CGROUP))
		return;
	if (r->pid % TASKITER_TURNS == s->wish.turn)
		cgroups_join_again(&s->cgroups, s->proc, t);
	cgroups_join(&s->cgroups, s->proc, t, r->cgroup);
}

static void take_task(void *context, const struct taskiter_record *r)
{
	struct pass *p = context;
	struct scan *s = p->scan;
	struct stat_line line;
	struct task *t;
	uid_t owner = r->uid;

	taskiter_line(r, &line);
	/* The iterator may see tasks that have no number in our pid namespace, /proc does not show them. */
	if (line.pid == 0 || r->tgid == 0)
		return;
	line.start_ns += s->start_shift;
	if (r->pid == r->tgid) {
		add_unseen(p, line.pid);
		t = pass_add(p, line.pid, 0);
		pass_take(p, t, &line, &owner);
		take_memory(p, t, r);
		t->oom_adj = (int16_t)r->oom_adj;
		t->have |= NEED_OOM;
		join_group(p, t, r);
		return;
	}
	t = vec_push(&s->threads);
	*t = (struct task){ .pid = line.pid, .tgid = (pid_t)r->tgid, .is_thread = true };
	pass_take(p, t, &line, &owner);
	take_thread(p, &(struct taskiter_thread){ sizeof(struct taskiter_thread), r->tgid, r->cpu_ns, r->minflt, r->majflt });
}

/* What it is made of is as it was, like the rest. */
static void carry_memory(struct pass *p, struct task *t, const struct task *old)
{
	t->have |= old->have & (NEED_STATM | NEED_OOM);
	t->oom_adj = old->oom_adj;
	if (!p->scan->wish.details || !old->status)
		return;
	t->status = memcpy(arena_take(&p->out->arena, sizeof(*t->status)), old->status, sizeof(*old->status));
	t->have |= NEED_STATUS;
}

static void carry(struct pass *p, struct task *t, const struct task *old)
{
	if (quiet_is_settled(p, old))
		pass_carry_into(p, t, old);
	else
		pass_take_again(p, t, old);
	if (!t->is_thread)
		carry_memory(p, t, old);
}

static void take_same(void *context, const struct taskiter_same *r)
{
	struct pass *p = context;
	pid_t pid = (pid_t)r->pid, tgid = (pid_t)r->tgid;
	const struct task *old;
	struct task *t;

	if (pid == 0 || tgid == 0)
		return;
	if (pid == tgid) {
		add_unseen(p, pid);
		old = pass_old(p, pid);
		/* It was told of once and not taken then. */
		if (old && old->have & NEED_STAT)
			carry(p, pass_add(p, pid, 0), old);
		else
			files_add_process(p, pid);
		return;
	}
	old = pass_any_old(p, tgid, pid);
	if (!old)
		return;
	t = vec_push(&p->scan->threads);
	*t = (struct task){ .pid = pid, .tgid = tgid, .is_thread = true };
	carry(p, t, old);
	take_thread(p, &(struct taskiter_thread){ sizeof(struct taskiter_thread), r->tgid, t->cpu_ns, t->minflt, t->majflt });
}

#define NO_PROCESS UINT32_MAX

/* Gives each thread its place behind its process. They are in the order of their ids, and stay so. */
static void place_threads(struct pass *p)
{
	const struct task *threads = p->scan->threads.data;
	struct vec *tasks = &p->out->tasks;
	size_t n = tasks->count, m = p->scan->threads.count;
	uint32_t *home = arena_take(&p->out->arena, m * sizeof(*home));
	uint32_t *before = arena_take(&p->out->arena, (n + 1) * sizeof(*before));   /* threads of the processes before one */
	struct task *t;

	for (size_t i = 0; i < m; i++) {
		const struct task *process = process_of(p, threads[i].tgid);
		home[i] = process ? (uint32_t)(process - sample_tasks(p->out)) : NO_PROCESS;
		if (process)
			before[home[i] + 1]++;
	}
	for (size_t i = 0; i < n; i++)
		before[i + 1] += before[i];
	vec_reserve(tasks, n + before[n]);
	t = tasks->data;
	/* From the end, so that nothing is overwritten. From then on "before" is where the next thread of a process goes. */
	for (size_t i = n; i-- > 0;) {
		t[i + before[i]] = t[i];
		before[i] += (uint32_t)i + 1;
	}
	for (size_t i = 0; i < m; i++) {
		if (home[i] == NO_PROCESS)
			identity_drop(threads[i].who);
		else
			t[before[home[i]]++] = threads[i];
	}
	p->scan->threads.count = 0;
}

static void forget_all(struct pass *p)
{
	const struct task *threads = p->scan->threads.data;

	for (size_t i = 0; i < p->scan->threads.count; i++)
		identity_drop(threads[i].who);
	p->scan->threads.count = 0;
	sample_clear(p->out);
}

static void ignore_same(void *context, const struct taskiter_same *r)
{
	(void)context;
	(void)r;
}

/* Rows in sight are read whole, and so are all tasks when they were not before. */
static void make_wish(struct pass *p)
{
	struct scan *s = p->scan;
	const pid_t *shown = p->demand->shown_pids.data;
	unsigned needs = p->demand->all | p->demand->shown;
	bool is_told = p->before && p->before->is_iterated && p->before->serial == s->told_serial &&
	               s->wish.threads == p->demand->threads && (s->wish.details || !(needs & NEED_STATUS));

	/* Others may change it while a process rests. */
	quiet_start(p, is_told && !(p->demand->all & NEED_OOM));
	s->wish = (struct taskiter_wish){ .threads = p->demand->threads, .same = p->carries, .details = needs & NEED_STATUS,
	                                  .turn = (__u32)p->out->serial % TASKITER_TURNS };
	for (size_t i = 0; i < p->demand->shown_pids.count; i++)
		s->wish.shown[shown[i] % TASKITER_SHOWN / 8] |= (__u8)(1 << shown[i] % 8);
}

bool iterate(struct pass *p)
{
	static const struct taskiter_taker own = { find_shift, ignore_thread, ignore_same }, all = { take_task, take_thread, take_same };
	static const struct taskiter_wish whole;
	struct scan *s = p->scan;
	const struct taskiter_thread *strays;
	struct task *process;

	s->strays.count = s->unseen_at = 0;
	if (!s->has_shift && !taskiter_read(s->iterator, &whole, &own, s))
		return false;
	make_wish(p);
	if (!taskiter_read(s->iterator, &s->wish, &all, p)) {
		forget_all(p);
		return false;
	}
	add_unseen(p, INT_MAX);
	if (s->looks % LOOKS == 0)
		find_unseen(p);
	/* The first sample is not to lack them. */
	if (s->looks++ == 0 && s->unseen.count) {
		forget_all(p);
		*p = pass_start(s, p->demand, p->before, p->out);
		return iterate(p);
	}
	strays = s->strays.data;
	for (size_t i = 0; i < s->strays.count; i++)
		if ((process = process_of(p, (pid_t)strays[i].tgid)))
			add_times(process, strays[i].cpu_ns, strays[i].minflt, strays[i].majflt);
	if (s->threads.count)
		place_threads(p);
	quiet_finish(p);
	s->told_serial = p->out->serial;
	return true;
}
